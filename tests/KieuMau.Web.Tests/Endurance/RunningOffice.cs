using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Demonstration;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Hosting;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>
/// The product in a process of its own, with the demonstration commune, to be killed as a power cut would; and beside it the
/// same services over the same database and keys, to look at what was kept.
/// </summary>
public sealed class RunningOffice : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly string folder;
    private readonly string address = $"http://127.0.0.1:{FreePort()}";
    private readonly ServiceProvider beside;
    private Process? process;

    private RunningOffice(TestDatabase database)
    {
        this.database = database;
        folder = database.Kind == On.Sqlite ? Path.GetDirectoryName(database.Connection)! : Directory.CreateTempSubdirectory("kieumau_endurance").FullName;
        var configuration = new ConfigurationManager { ["KIEUMAU_DATA"] = folder, ["KIEUMAU_DB"] = database.Kind == On.Sqlite ? "" : database.Connection };
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddHttpContextAccessor()
            .AddRural(configuration).AddSignIn(configuration).AddScoped<LoadDemonstration>().AddSingleton<OpenForBusiness>();
        beside = services.BuildServiceProvider();
    }

    public static async Task<RunningOffice> Open(On on)
    {
        var office = new RunningOffice(await TestDatabase.Create(on, migrate: false));
        await office.beside.GetRequiredService<OpenForBusiness>().StartAsync(default);
        await office.beside.GetRequiredService<BuildStandings>().Building;
        return office;
    }

    public string Folder => folder;

    public Uri Address => new(address);

    public CriteriaInForce Law => beside.GetRequiredService<ActiveCriteria>().Current;

    /// <summary>Starts the program and waits until it answers.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = folder;
        start.Environment["ASPNETCORE_URLS"] = address;
        if (database.Kind != On.Sqlite) start.Environment["KIEUMAU_DB"] = database.Connection;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => { if (line.Data is { } text && !text.StartsWith("Kiểu Mẫu", StringComparison.Ordinal)) Console.Error.WriteLine(text); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) Console.Error.WriteLine(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
        while (!await Answers(client))
        {
            if (process.HasExited) throw new InvalidOperationException($"The program ended with code {process.ExitCode} before it answered.");
        }
    }

    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>A person at a browser with scripts: sends cells one by one and reads the answers.</summary>
    public async Task<CellSender> Person(Somebody somebody) => new(address, await Do(services => People.SignIn(services, somebody)));

    /// <summary>Services of one scope beside the running program, asked by the machine itself.</summary>
    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = beside.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().Who = Who.Machine;
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await Kill();
        await beside.DisposeAsync();
        if (database.Kind != On.Sqlite) Directory.Delete(folder, recursive: true);
        await database.DisposeAsync();
    }

    private static async Task<bool> Answers(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/app.css", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(20);
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
