using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Hosting;

public sealed partial class SiteTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task An_empty_place_opens_with_the_demonstration_commune_and_says_that_it_is_one(On on)
    {
        await using var site = await Site.Open(on);
        var board = await site.Page("/xa/thanh-dinh/bang");

        Assert.Contains("Số liệu minh họa", board.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Khu 10", board.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_forbids_what_our_pages_do_not_need()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var visitor = await site.Visitor(People.Office);
        using var answer = await visitor.Get("/xa/thanh-dinh/bang");
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotMatch(Inline(), page);
        Assert.Contains("Bảng khu", page, StringComparison.Ordinal); // letters as they are, not as &#x1EA3;
    }

    [Theory]
    [InlineData("/cap-lai?ai=99999999999&ma=x")]
    [InlineData("/hop-thu?truoc=abc")]
    [InlineData("/nguoi-dung?sau=abc")]
    [InlineData("/xa/thanh-dinh/con-thieu?den=1e9&bo=x")]
    [InlineData("/don-vi/thanh-dinh.khu-5/ky/2024?cq=99999999999")]
    public async Task A_number_in_the_address_that_is_none_breaks_no_page(string address)
    {
        await using var site = await Site.Open(On.Sqlite);
        using var visitor = await site.Visitor(address.StartsWith("/nguoi-dung", StringComparison.Ordinal) ? People.Administrator : People.Office);
        using var answer = await visitor.Get(address);

        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("trục trặc", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_nothing_gets_a_page_that_says_what_to_do()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri("/khong-co-gi-o-day", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Không có trang này", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_travel_compressed()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", await site.SignIn(People.Office));
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var total = 0L;
        foreach (var address in new[] { "/xa/thanh-dinh/bang", "/app.css" })
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            total += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(total, 1, 60 * 1024);
    }

    [Fact]
    public async Task It_refuses_to_listen_beyond_this_machine_and_says_why()
    {
        var data = Directory.CreateTempSubdirectory("kieumau_loopback").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:0";
        start.Environment["KIEUMAU_DATA"] = data;
        start.Environment["KIEUMAU_DEMO"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("chưa có tài khoản", error, StringComparison.Ordinal);
        Assert.DoesNotContain("đang chạy tại", await output, StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }

    [GeneratedRegex("""<script(?![^>]*\bsrc=)|<style|\sstyle="|\son[a-z]+=" """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Inline();
}
