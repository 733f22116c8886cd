using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Demonstration;
using KieuMau.Web.Features.Evaluations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Hosting;

/// <summary>Mở cửa: before the first page is served the database is there, the law is read and an empty place has its demonstration.</summary>
public sealed class OpenForBusiness(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<OpenForBusiness> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentPerson>().Who = Who.Machine;
        await services.GetRequiredService<RuralDb>().Database.MigrateAsync(cancellationToken);
        var problems = await services.GetRequiredService<PutInForce>().Open(cancellationToken);
        foreach (var problem in problems) log.LogError("Bộ tiêu chí chưa thay bằng bản mới: {Problem}", problem);

        if (configuration["KIEUMAU_DEMO"] is "0" or "không") return;
        await services.GetRequiredService<BuildStandings>().Building.WaitAsync(cancellationToken);
        await services.GetRequiredService<LoadDemonstration>().IfEmpty(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
