using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KieuMau.Journeys;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningSite))]

namespace KieuMau.Journeys;

/// <summary>The product as people run it: the built program, its own data folder with the demonstration, one loopback port, a real browser.</summary>
public sealed class RunningSite : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("kieu-mau-").FullName;
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

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
    }

    /// <summary>A person at a desk or with a phone; each has a browser of their own, with nothing remembered.</summary>
    public async Task<IPage> Visitor(ViewportSize? size = null, bool script = true)
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
        });
        return await context.NewPageAsync();
    }

    private Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "KieuMau.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository() };
        start.Environment["KIEUMAU_DATA"] = data;
        start.Environment["ASPNETCORE_URLS"] = Address;
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
