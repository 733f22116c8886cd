using AngleSharp.Dom;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Tests.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>The whole site with its demonstration, on a database of one kind, reached over HTTP as a browser without scripts would.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    private readonly TestDatabase database;
    private readonly string data = Directory.CreateTempSubdirectory("kieumau_site").FullName;

    private Site(TestDatabase database) => this.database = database;

    /// <summary>Of PostgreSQL; none on SQLite.</summary>
    public string? Connection => database.Kind == On.Sqlite ? null : database.Connection;

    /// <summary>What a test replaces: the clock, an address that people come from.</summary>
    private Action<IServiceCollection>? Instead { get; init; }

    public IReadOnlyDictionary<string, string> Settings { get; private init; } = new Dictionary<string, string>();

    public static Task<Site> Open(On on) => Open(on, clock: null);

    /// <param name="clock">Goes only when told; the machine's own when none is given.</param>
    public static async Task<Site> Open(On on, TimeProvider? clock, IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? instead = null)
    {
        var site = new Site(await TestDatabase.Create(on, migrate: false))
        {
            Settings = settings ?? new Dictionary<string, string>(),
            Instead = services =>
            {
                if (clock is not null) services.AddSingleton(clock);
                instead?.Invoke(services);
            },
        };
        site.CreateClient().Dispose();
        await site.Services.GetRequiredService<BuildStandings>().Building;
        return site;
    }

    /// <summary>Where it keeps its files.</summary>
    public string DataFolder => data;

    /// <summary>As the office of the commune reads it.</summary>
    public async Task<IDocument> Page(string address)
    {
        using var visitor = await this.Visitor(People.Office);
        return await visitor.Open(address);
    }

    /// <summary>As one request would: services of one scope, asked by the machine itself.</summary>
    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().Who = Who.Machine;
        return await act(scope.ServiceProvider);
    }

    /// <summary>Holds every stored standing against an evaluation made now.</summary>
    /// <returns>How many there are.</returns>
    public Task<int> StandingsAreFresh() => Do(Standings.AreFresh);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("KIEUMAU_DATA", data);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => Instead?.Invoke(services));
        if (database.Kind != On.Sqlite) builder.UseSetting("KIEUMAU_DB", database.Connection);
    }
}
