using System.Globalization;
using System.Net;
using System.Text;
using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>Who may open and send what, where: the whole table, approved by somebody.</summary>
public sealed class RouteRightsTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string OtherCommune = "xa-khac";

    /// <summary>The framework's own addresses, which no page of ours uses: they say nothing, so they are shut.</summary>
    private static readonly string[] Shut = ["/_framework/opaque-redirect", "{**path:file}"];

    /// <summary>Posts whose rights differ, each in the demonstration commune or in its first khu.</summary>
    private static readonly (string Short, Somebody Somebody)[] Posts =
    [
        ("quản trị", People.Administrator),
        ("bảo vệ dữ liệu", new("data-protection-officer", "thanh-dinh")),
        ("văn phòng", People.Office),
        ("chủ tịch", People.Chair),
        ("UBND", new("commune-pc", "thanh-dinh")),
        ("ban chỉ đạo", new("steering-committee", "thanh-dinh")),
        ("công an", People.Police),
        ("Đảng ủy", new("party-committee", "thanh-dinh")),
        ("trưởng khu 1", People.Khu1),
        ("mặt trận khu 1", new("front-work-board", "thanh-dinh.khu-1")),
        ("văn phòng thành phố, hết 30/06/2025", new("city-ntm-office", "viet-tri")),
        ("sở của tỉnh", new("province-dept", "phu-tho")),
    ];

    private static readonly string[] Places = ["của mình", "khu bên", "xã khác"];

    private static readonly Dictionary<string, string> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Set"] = "phu-tho-kdc-kieu-mau-2021-2025",
        ["Line"] = "1.1",
        ["Measure"] = "ho-ngheo",
        ["Period"] = "2024",
    };

    [Fact]
    public void Every_address_says_who_may_open_it() => Assert.Empty(Routes()
        .Where(route => route.Metadata.GetMetadata<AsksAttribute>() is null && route.Metadata.GetMetadata<OpenToAllAttribute>() is null && route.Metadata.GetMetadata<OpenToSignedInAttribute>() is null)
        .Select(route => route.RoutePattern.RawText));

    [Fact]
    public void What_is_open_to_all_says_why() => Assert.All(
        Routes().Select(route => route.Metadata.GetMetadata<OpenToAllAttribute>()).OfType<OpenToAllAttribute>(),
        open => Assert.NotEmpty(open.Why));

    [Fact]
    public async Task The_table_of_addresses_and_posts_changes_only_when_someone_approves_it()
    {
        await AddOtherCommune();
        var text = new StringBuilder("Mỗi ô: của mình, khu bên, xã khác.  + được   × thấy nhưng không được   · không tìm thấy   ? đăng nhập (lớp hai) trước\n");
        text.Append("Chưa đăng nhập thì chỉ mở được những dòng ghi “ai cũng mở được”.\n\n");
        text.AppendJoin('\n', Posts.Select((post, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1,2}. {post.Short}"))).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{"",-62}{string.Concat(Posts.Select((_, index) => $"{index + 1,5}"))}\n");
        foreach (var (label, route, method) in Lines()) text.Append(CultureInfo.InvariantCulture, $"{label,-62}{await Cells(route, method)}\n");
        Approved.Matches(text.ToString(), "addresses-and-posts.txt");
    }

    [Fact]
    public async Task Nobody_opens_anything_before_signing_in()
    {
        using var nobody = new Visitor(open.Site);
        foreach (var route in Routes().Where(route => route.Metadata.GetMetadata<OpenToAllAttribute>() is null && Methods(route).Contains("GET")))
        {
            using var answer = await nobody.Get(AddressOf(route, "thanh-dinh", "thanh-dinh.khu-1"));
            Assert.Contains(answer.RequestMessage!.RequestUri!.AbsolutePath, new[] { "/dang-nhap", "/bat-dau", "/khong-tim-thay" });
            Assert.DoesNotContain("Thanh Đình", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_head_of_one_khu_finds_nothing_at_the_addresses_of_another()
    {
        using var khu1 = await open.Site.Visitor(People.Khu1);
        foreach (var route in Routes().Where(route => route.Metadata.GetMetadata<AsksAttribute>() is not null && Methods(route).Contains("GET") && TakesUnit(route)))
        {
            using var answer = await khu1.Get(AddressOf(route, "thanh-dinh", "thanh-dinh.khu-2"));
            Assert.Equal((route.RoutePattern.RawText, HttpStatusCode.NotFound), (route.RoutePattern.RawText, answer.StatusCode));
        }
    }

    private IEnumerable<RouteEndpoint> Routes() => open.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !Shut.Contains(route.RoutePattern.RawText))
        .OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal);

    private IEnumerable<(string Label, RouteEndpoint Route, string Method)> Lines()
    {
        foreach (var route in Routes())
        {
            var sends = Methods(route).FirstOrDefault(method => method != "GET" && method != "HEAD");
            if (Methods(route).Contains("GET")) yield return ($"mở  {route.RoutePattern.RawText}", route, "GET");
            if (sends is not null) yield return ($"gửi {route.RoutePattern.RawText}", route, sends);
        }
    }

    private async Task<string> Cells(RouteEndpoint route, string method)
    {
        if (route.Metadata.GetMetadata<OpenToAllAttribute>() is not null) return "  ai cũng mở được";
        if (route.Metadata.GetMetadata<OpenToSignedInAttribute>() is not null) return "  ai đã đăng nhập cũng mở được";
        var cells = new StringBuilder();
        foreach (var (_, somebody) in Posts)
        {
            cells.Append("  ");
            foreach (var place in TakesUnit(route) ? Places : Places[..1]) cells.Append(await Cell(route, method, somebody, place));
            if (!TakesUnit(route)) cells.Append("  ");
        }

        return cells.ToString().TrimEnd();
    }

    private async Task<char> Cell(RouteEndpoint route, string method, Somebody somebody, string place)
    {
        var account = await open.Site.AccountOf(somebody);
        await using var scope = open.Site.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentPerson>().Who = (await services.GetRequiredService<ReadPerson>().Of(account))! with { SecondFactor = somebody.Kind == AccountKind.Administrator };
        var http = new DefaultHttpContext { RequestServices = services, Request = { Method = method } };
        var (commune, unit) = place switch
        {
            "xã khác" => (OtherCommune, $"{OtherCommune}.khu-1"),
            "khu bên" => ("thanh-dinh", "thanh-dinh.khu-2"),
            _ => ("thanh-dinh", "thanh-dinh.khu-1"),
        };
        http.Request.RouteValues = new() { ["Commune"] = Has(route, "Commune") ? commune : null, ["Unit"] = Has(route, "Unit") ? unit : null };
        var (ruling, _) = await GateBeforePages.RulingOf(http, route, services.GetRequiredService<Gate>());
        return ruling switch { Ruling.Allowed => '+', Ruling.Forbidden => '×', Ruling.NotFound => '·', _ => '?' };
    }

    private async Task AddOtherCommune() => await open.Site.Do(async services =>
    {
        var from = new DateOnly(2020, 1, 1);
        Unit[] units = [TestCommune.Of(OtherCommune, "Xã Khác", "xã", "phu-tho", from), TestCommune.Of($"{OtherCommune}.khu-1", "Khu 1", "khu", OtherCommune, from)];
        return await services.GetRequiredService<AddUnits>().Add(units, demonstration: false);
    });

    private static bool TakesUnit(RouteEndpoint route) => Has(route, "Commune") || Has(route, "Unit");

    private static bool Has(RouteEndpoint route, string name) => route.RoutePattern.Parameters.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static string AddressOf(RouteEndpoint route, string commune, string unit)
    {
        var address = "/" + route.RoutePattern.RawText!.TrimStart('/');
        foreach (var parameter in route.RoutePattern.Parameters)
        {
            var value = parameter.Name.ToLowerInvariant() switch { "commune" => commune, "unit" => unit, _ => Values.GetValueOrDefault(parameter.Name, "1") };
            address = System.Text.RegularExpressions.Regex.Replace(address, $@"\{{{parameter.Name}[^}}]*\}}", value, System.Text.RegularExpressions.RegexOptions.IgnoreCase);
        }

        return address;
    }
}
