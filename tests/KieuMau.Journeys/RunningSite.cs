using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KieuMau.Domain.Accounts;
using KieuMau.Journeys;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningSite))]

namespace KieuMau.Journeys;

/// <summary>Whose browser it is.</summary>
public enum Actor
{
    Nobody,

    /// <summary>Somebody of the commune's office.</summary>
    Office,

    /// <summary>Another of the same office: confirms what the first has entered.</summary>
    SecondOfOffice,

    /// <summary>Trưởng khu 1.</summary>
    KhuHead,

    /// <summary>Công an xã: owns criteria and verifies.</summary>
    Police,

    Administrator,
}

/// <summary>The product as people run it: the built program, its own data folder with the demonstration, one loopback port, a real browser.</summary>
public sealed class RunningSite : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("kieu-mau-").FullName;
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private readonly Queue<string> recoveryCodes = [];
    private (string Cookies, DateTimeOffset Since)? administrator;

    private const string Password = "Lua.Nep-2024-xyz";
    private static readonly Dictionary<Actor, string> Names = new()
    {
        [Actor.Office] = "vanphong.thanhdinh", [Actor.SecondOfOffice] = SecondName, [Actor.KhuHead] = "khu1.thanhdinh", [Actor.Police] = "congan.thanhdinh",
    };

    private readonly Dictionary<string, string> links = [];
    private const string AdministratorName = "quantri";
    private const string SecondName = "vanphong2.thanhdinh";

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    public static readonly ViewportSize Desk = new() { Width = 1366, Height = 768 };
    public static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    public async ValueTask InitializeAsync()
    {
        server = Start();
        await UntilItAnswers();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await OpenAccounts();
    }

    /// <summary>A person at a desk or with a phone; each has a browser of their own, with nothing remembered but who they are.</summary>
    public async Task<IPage> Visitor(ViewportSize? size = null, bool script = true, Actor actor = Actor.Office)
    {
        var page = await Browser(size, script, actor == Actor.Administrator ? await AdministratorsCookies() : null);
        if (Names.TryGetValue(actor, out var name))
        {
            await Choose(page, name);
            await SignIn(page, name);
        }

        return page;
    }

    /// <summary>The first time, the person opens the one-time link and chooses a password.</summary>
    private async Task Choose(IPage page, string name)
    {
        if (!links.Remove(name, out var link)) return;
        await page.GotoAsync(link);
        await page.FillAsync("[name=moi]", Password);
        await page.FillAsync("[name=lai]", Password);
        await page.ClickAsync("main form button");
    }

    private async Task<IPage> Browser(ViewportSize? size = null, bool script = true, string? cookies = null)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = size ?? Desk,
            JavaScriptEnabled = script,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            HasTouch = size == Phone,
            AcceptDownloads = true,
            StorageState = cookies,
        });
        return await context.NewPageAsync();
    }

    /// <summary>As at a first start: the administrator makes themselves, sets up a telephone, and opens the people of the demonstration.</summary>
    private async Task OpenAccounts()
    {
        var page = await Browser();
        await page.GotoAsync("/bat-dau");
        await page.FillAsync("[name=hoten]", "Người quản trị");
        await page.FillAsync("[name=ten]", AdministratorName);
        await page.FillAsync("[name=mk]", Password);
        await page.FillAsync("[name=mk2]", Password);
        await page.ClickAsync("main form button");
        var key = TimeCode.KeyOf(await page.InnerTextAsync(".key"));
        await page.FillAsync("[name=ma]", TimeCode.At(key, TimeCode.StepOf(DateTime.UtcNow)));
        await page.ClickAsync("main form button");
        foreach (var code in await page.Locator(".codes code").AllInnerTextsAsync()) recoveryCodes.Enqueue(code);
        await page.GotoAsync("/nguoi-dung");
        await page.ClickAsync("text=Mở tài khoản minh họa >> nth=-1");
        await KeepLinks(page);
        await page.GotoAsync("/nguoi-dung");
        await page.FillAsync("[name=hoten]", "Văn phòng, người thứ hai");
        await page.FillAsync("[name=ten]", SecondName);
        await page.SelectOptionAsync("[name=chucdanh]", "office");
        await page.SelectOptionAsync("[name=donvi]", "thanh-dinh");
        await page.ClickAsync("[aria-labelledby=mo] button.main");
        await KeepLinks(page);
        administrator = (await page.Context.StorageStateAsync(), DateTimeOffset.UtcNow);
        await page.Context.CloseAsync();
    }

    private async Task KeepLinks(IPage page)
    {
        var (names, given) = (await page.Locator(".keys dt .faint").AllInnerTextsAsync(), await page.Locator(".keys code").AllInnerTextsAsync());
        for (var i = 0; i < names.Count; i++) links[names[i].Trim()] = given[i];
    }

    // an administrator's sign-in ends after five idle minutes, and each code of the telephone is good once
    private async Task<string> AdministratorsCookies()
    {
        if (administrator is { } kept && DateTimeOffset.UtcNow - kept.Since < TimeSpan.FromMinutes(3)) return kept.Cookies;
        var page = await Browser();
        await SignIn(page, AdministratorName);
        await page.FillAsync("[name=ma]", recoveryCodes.Dequeue());
        await page.ClickAsync("main form button");
        administrator = (await page.Context.StorageStateAsync(), DateTimeOffset.UtcNow);
        await page.Context.CloseAsync();
        return administrator.Value.Cookies;
    }

    private static async Task SignIn(IPage page, string name)
    {
        await page.GotoAsync("/dang-nhap?ve=/tai-khoan");
        await page.FillAsync("[name=ten]", name);
        await page.FillAsync("[name=mk]", Password);
        await page.ClickAsync("main form button.main");
    }

    private Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "KieuMau.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository() };
        start.Environment["KIEUMAU_DATA"] = data;
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["KIEUMAU_DANG_NHAP_MOI_PHUT"] = "1000"; // many people at one address
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment.Remove("KIEUMAU_DB");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) Console.Error.WriteLine(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task UntilItAnswers()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var attempt = 0; attempt < 120; attempt++)
        {
            if (server!.HasExited) throw new InvalidOperationException($"The site stopped with code {server.ExitCode} before it answered.");
            try
            {
                using var answer = await client.GetAsync(new Uri(Address));
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(250);
        }

        throw new TimeoutException("The site did not answer within half a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KieuMau.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("KieuMau.slnx is not above the tests.");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
