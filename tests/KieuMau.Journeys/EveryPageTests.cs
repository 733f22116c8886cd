using System.Net;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace KieuMau.Journeys;

/// <summary>What every page promises: nobody is shut out, nothing runs off the screen, a slow line carries it.</summary>
public sealed partial class EveryPageTests(RunningSite site)
{
    private const int MostBytes = 60 * 1024;

    /// <summary>Every kind of page, by its name in the folder of pictures.</summary>
    private static readonly (string Name, string Address)[] Pages =
    [
        ("bang", "/xa/thanh-dinh/bang"),
        ("khu", "/don-vi/thanh-dinh.khu-2"),
        ("chi-tieu", "/don-vi/thanh-dinh.khu-5/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/7.1"),
        ("xa", "/xa/thanh-dinh"),
        ("con-thieu", "/xa/thanh-dinh/con-thieu"),
        ("nhap", "/xa/thanh-dinh/nhap"),
        ("nhap-khu", "/don-vi/thanh-dinh.khu-8/nhap"),
        ("so-do-cua-khu", "/don-vi/thanh-dinh.khu-5/so-do/ho-ngheo"),
        ("nhap-excel", "/xa/thanh-dinh/excel"),
        ("bo-tieu-chi", "/bo-tieu-chi"),
        ("mot-bo", "/bo-tieu-chi/phu-tho-kdc-kieu-mau-2021-2025"),
        ("mot-dong", "/bo-tieu-chi/phu-tho-kdc-kieu-mau-2021-2025/1.1"),
        ("so-do", "/so-do"),
        ("don-vi", "/don-vi"),
        ("viec", "/viec"),
        ("phan-cong", "/xa/thanh-dinh/phan-cong"),
        ("ban", "/xa/thanh-dinh/ban"),
        ("co-quan", "/xa/thanh-dinh/co-quan"),
        ("bao-cao", "/xa/thanh-dinh/bao-cao"),
        ("khong-tim-thay", "/don-vi/khong-co"),
        ("tai-khoan", "/tai-khoan"),
        ("hai-lop", "/tai-khoan/hai-lop"),
        ("mat-khau", "/tai-khoan/mat-khau"),
        ("dang-nhap", "/dang-nhap"),
        ("nguoi-dung", "/nguoi-dung"),
        ("mot-nguoi", "/nguoi-dung/2"),
        ("ra-soat", "/nguoi-dung/ra-soat"),
        ("ky-bao-cao", "/xa/thanh-dinh/ky"),
        ("minh-chung", "/don-vi/thanh-dinh.khu-5/minh-chung"),
        ("hop-thu", "/hop-thu"),
        ("nhat-ky", "/nhat-ky"),
        ("van-hanh", "/van-hanh"),
        ("sao-luu", "/van-hanh/sao-luu"),
        ("su-co", "/van-hanh/su-co"),
        ("thoi-gian-giu", "/van-hanh/thoi-gian-giu"),
        ("thu", "/van-hanh/thu"),
        ("tuan-thu", "/van-hanh/tuan-thu"),
        ("du-lieu-ca-nhan", "/bao-ve-du-lieu"),
        ("yeu-cau", "/van-hanh/yeu-cau"),
    ];

    private static readonly string[] AdministratorsPlaces = ["/nguoi-dung", "/nhat-ky", "/van-hanh"];

    /// <summary>Who opens it: people of the office all but what is the administrator's.</summary>
    private static Actor ActorOf(string address) =>
        address == "/dang-nhap" ? Actor.Nobody : AdministratorsPlaces.Any(place => address.StartsWith(place, StringComparison.Ordinal)) ? Actor.Administrator : Actor.Office;

    public static TheoryData<string, string, bool> Screens()
    {
        var screens = new TheoryData<string, string, bool>();
        foreach (var (name, address) in Pages)
        {
            screens.Add(name, address, false);
            screens.Add(name, address, true);
        }

        return screens;
    }

    public static TheoryData<string> Addresses() => [.. Pages.Select(page => page.Address)];

    [Theory, MemberData(nameof(Screens))]
    public async Task Shuts_nobody_out_and_fits_the_screen(string name, string address, bool phone)
    {
        var size = phone ? RunningSite.Phone : RunningSite.Desk;
        var page = await site.Visitor(size, actor: ActorOf(address));
        await page.GotoAsync(address);
        await page.ScreenshotAsync(new() { Path = Path.Combine(RunningSite.Repository(), "artifacts", "pictures", $"{name}-{size.Width}x{size.Height}.png") });

        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } });
        Assert.True(found.Violations.Length == 0, string.Join(Environment.NewLine, found.Violations.Select(one => $"{one.Id}: {one.Help} — {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}")));
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{address} runs {overflow} px off the side of the screen.");
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Is_light_enough_for_a_slow_line(string address)
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(site.Address) };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        var person = await site.Visitor(actor: ActorOf(address));
        if (await person.Context.CookiesAsync() is { Count: > 0 } cookies) client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        await person.Context.CloseAsync();
        var bytes = 0;
        var text = await Fetch(client, address, size => bytes += size);
        foreach (var asset in Asset().Matches(text).Select(match => match.Groups[1].Value).Where(url => url.StartsWith('/')).Distinct())
        {
            await Fetch(client, asset, size => bytes += size);
        }

        Assert.True(bytes <= MostBytes, $"{address} and what it loads weigh {bytes:N0} bytes compressed.");
        Assert.DoesNotContain("blazor.web.js", text, StringComparison.Ordinal);
    }

    private static async Task<string> Fetch(HttpClient client, string address, Action<int> count)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        count(body.Length);
        await using Stream stream = answer.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex("""(?:<link[^>]+rel="(?:stylesheet|modulepreload|icon)"[^>]+href|<script[^>]+src|<img[^>]+src)="([^"]+)""")]
    private static partial Regex Asset();
}
