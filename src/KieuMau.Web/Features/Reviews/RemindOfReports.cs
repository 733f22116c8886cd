using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Nhắc hạn: some days before the due day, and once when it has passed; each told once.</summary>
public sealed class RemindOfReports(RuralDb db, UnitReader units, CommuneLock communes, Reviewers reviewers, TellPeople tell, TimeProvider clock)
{
    public async Task Run(CancellationToken ct = default)
    {
        var today = clock.Today();
        var periods = await db.ReportPeriods.AsNoTracking().Where(period => period.OpensOn <= today).ToListAsync(ct);
        foreach (var terms in periods)
        {
            var time = Timeliness.Of(terms.DueOn, null, today);
            if (time.Late || time.Days <= terms.RemindDays) await Remind(terms, time, ct);
        }
    }

    private async Task Remind(ReportPeriod terms, Timeliness time, CancellationToken ct)
    {
        var code = await db.Set<UnitKey>().Where(key => key.Id == terms.UnitId).Select(key => key.Code).SingleAsync(ct);
        var around = await units.Around([code], ct);
        var period = PackedPeriod.Read(terms.Period);
        var day = period.Last < clock.Today() ? period.Last : clock.Today();
        foreach (var unit in around.Tree.Children(code, day).ToList())
        {
            var key = around.Keys[unit.Code];
            var sent = await db.UnitReports.AnyAsync(report => report.Shard == key.Shard && report.UnitId == key.Id && report.Period == terms.Period && report.FirstSentAt != null, ct);
            if (sent) continue;
            await using var held = await communes.Take([], ct);
            await tell.Tell(await reviewers.Senders(unit.Code, ct), time.Late ? "review.late" : "review.due", $"{unit.Code}:{period}:{terms.DueOn:yyyy-MM-dd}", $"{unit.Name}: báo cáo {period.Spoken()} {time.Spoken()} (hạn {terms.DueOn:dd/MM/yyyy}).", ReviewPaths.Report(unit.Code, period), ct);
            db.ChangeTracker.Clear();
            await held.Commit(ct);
        }
    }
}

/// <summary>Once at start and then every few hours: what was told is not told again.</summary>
public sealed class RemindDaily(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindDaily> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(3), clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<RemindOfReports>().Run(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                log.LogError(failed, "Nhắc hạn báo cáo chưa chạy được; thử lại sau.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
