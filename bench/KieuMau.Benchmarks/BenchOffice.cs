using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Benchmarks;

/// <summary>The application's own services over one database, without its pages; each call has a scope of its own, as a request has.</summary>
internal sealed class BenchOffice : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private BenchOffice(BenchDatabase database, ServiceProvider services) => (Database, this.services) = (database, services);

    public BenchDatabase Database { get; }

    public CriteriaInForce Law => services.GetRequiredService<ActiveCriteria>().Current;

    /// <param name="clock">None: it is the end of the sample's year.</param>
    public static async Task<BenchOffice> Open(BenchDatabase database, string criteria, TimeProvider? clock = null)
    {
        var configuration = new ConfigurationManager
        {
            ["KIEUMAU_CRITERIA"] = criteria,
            ["KIEUMAU_DATA"] = database.Folder,
            ["KIEUMAU_DB"] = database.IsSqlite ? "" : database.Connection,
        };
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddRural(configuration)
            .AddSingleton(clock ?? new BenchClock()).BuildServiceProvider();
        var office = new BenchOffice(database, services);
        await office.Do(async scope => await scope.GetRequiredService<PutInForce>().Open(default));
        return office;
    }

    public async Task Do(Func<IServiceProvider, Task> act)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().Who = Who.Machine;
        await act(scope.ServiceProvider);
    }

    public async Task<T> Do<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().Who = Who.Machine;
        return await act(scope.ServiceProvider);
    }

    public Task<SaveResult> SaveAll(IReadOnlyList<ObservationChange> changes) =>
        Do(scope => scope.GetRequiredService<SaveObservations>().SaveAll(changes, new("máy đo", Origin: "đo")));

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
