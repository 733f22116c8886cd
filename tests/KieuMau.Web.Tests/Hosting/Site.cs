using AngleSharp.Dom;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Tests.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>The whole site with its demonstration, on a database of one kind, reached over HTTP as a browser without scripts would.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    private readonly TestDatabase database;
    private readonly string data = Directory.CreateTempSubdirectory("kieumau_site").FullName;

    private Site(TestDatabase database) => this.database = database;

    public static async Task<Site> Open(On on)
    {
        var site = new Site(await TestDatabase.Create(on, migrate: false));
        site.CreateClient().Dispose();
        await site.Services.GetRequiredService<BuildStandings>().Building;
        return site;
    }

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
        if (database.Kind != On.Sqlite) builder.UseSetting("KIEUMAU_DB", database.Connection);
    }
}
