using KieuMau.Web.Data;
using KieuMau.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Người nhắc hạn: looks round every hour; what was told once is not told again.</summary>
public sealed class RemindReporters(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindReporters> log) : MachineRounds(scopes, "nhắc hạn", TimeSpan.FromHours(1), clock, log)
{
    /// <summary>One round over every commune with a period that is not locked.</summary>
    public override Task Round(CancellationToken ct) => AsMachine(async services =>
    {
        var db = services.GetRequiredService<RuralDb>();
        var communes = await (from period in db.ReportPeriods.AsNoTracking()
                              join unit in db.Set<Units.UnitKey>() on period.UnitId equals unit.Id
                              where period.LockedAt == null
                              select unit.Code).Distinct().ToListAsync(ct);
        foreach (var commune in communes)
        {
            foreach (var book in await services.GetRequiredService<ReportBook>().Unfinished(commune, ct)) await services.GetRequiredService<RemindReport>().RemindDue(book, ct);
        }

        return communes.Count;
    });

    protected override void Tell(Exception failure) => Log.LogError(failure, "Chưa nhắc hạn được; lần sau nhắc tiếp.");
}
