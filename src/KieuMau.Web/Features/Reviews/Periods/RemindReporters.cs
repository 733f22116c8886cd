using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Người nhắc hạn: looks round every hour; what was told once is not told again.</summary>
public sealed class RemindReporters(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindReporters> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>One round over every commune with a period that is not locked.</summary>
    public async Task Round(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        (services.GetRequiredService<CurrentPerson>().Who, services.GetRequiredService<CurrentPerson>().Device) = (Who.Machine, "nhắc hạn");
        var db = services.GetRequiredService<RuralDb>();
        var communes = await (from period in db.ReportPeriods.AsNoTracking()
                              join unit in db.Set<Units.UnitKey>() on period.UnitId equals unit.Id
                              where period.LockedAt == null
                              select unit.Code).Distinct().ToListAsync(ct);
        foreach (var commune in communes)
        {
            foreach (var book in await services.GetRequiredService<ReportBook>().Of(commune, ct)) await services.GetRequiredService<RemindReport>().RemindDue(book, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Chưa nhắc hạn được; lần sau nhắc tiếp.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
