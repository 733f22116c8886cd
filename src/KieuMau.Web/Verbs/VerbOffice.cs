using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Demonstration;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Hosting;

namespace KieuMau.Web.Verbs;

/// <summary>The database and the law opened for one verb, as the site opens them.</summary>
internal sealed class VerbOffice : IAsyncDisposable
{
    private readonly ServiceProvider provider;
    private readonly AsyncServiceScope scope;

    private VerbOffice(ServiceProvider provider)
    {
        this.provider = provider;
        scope = provider.CreateAsyncScope();
    }

    public CriteriaInForce Law => Get<ActiveCriteria>().Current;

    /// <param name="begins">Where nothing stands yet the office is begun, as by a first start of the site; a verb that proves or deletes something refuses instead, lest it prove the wrong place whole.</param>
    /// <exception cref="FileRefusedException">Nothing stands there.</exception>
    public static async Task<VerbOffice> Open(bool begins = true)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (!begins && await DatabasePlace.Of(configuration).IsEmpty(default)) throw DatabasePlace.Of(configuration).Nothing();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddRural(configuration).AddScoped<LoadDemonstration>();
        var office = new VerbOffice(services.AddSingleton<OpenForBusiness>().BuildServiceProvider());
        office.Get<CurrentPerson>().BecomeMachine("dòng lệnh");
        await office.Get<OpenForBusiness>().StartAsync(default);
        await office.Get<BuildStandings>().Building;
        return office;
    }

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await provider.DisposeAsync();
    }
}
