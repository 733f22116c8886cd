using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Khóa kỳ: every report of it. While some are not verified it takes a reason, and they stay counted as not verified.</summary>
public sealed class LockPeriod(RuralDb db, CommuneLock communes, UnitReader units, ReportBook book, ReviewProcedure procedure, Gate gate, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Lock(string commune, Period period, string why, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManagePeriods, commune, ct) is { } refusal) return refusal;
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return UnitRefusals.Unknown(commune);

        await using var held = await communes.Take([key.Shard], ct);
        if (await book.Of(commune, period, ct) is not { } reports) return ReviewRefusals.NoPeriod(period);
        var open = reports.Reports.Where(report => report.State != ReportState.Locked).ToList();
        if (open.Count == 0) return ReviewRefusals.NotFrom(procedure, ReportState.Locked, ReportStep.Lock);
        var unfinished = open.Where(report => report.State != ReportState.Verified).Select(report => report.Name).ToList();
        if (unfinished.Count > 0 && string.IsNullOrWhiteSpace(why)) return ReviewRefusals.NotAllVerified(unfinished);

        var (packed, now, who) = (PackedPeriod.Of(period), clock.Instant(), gate.Sign().Who);
        var latest = open.Select(report => report.Latest?.Id).OfType<long>().ToList();
        await db.Submissions.Where(one => one.Shard == key.Shard && latest.Contains(one.Id)).ExecuteUpdateAsync(one => one.SetProperty(row => row.State, ReportState.Locked), ct);
        await db.ReportPeriods.Where(one => one.Shard == key.Shard && one.Period == packed)
            .ExecuteUpdateAsync(one => one.SetProperty(row => row.LockedAt, (DateTime?)now).SetProperty(row => row.LockedBy, who).SetProperty(row => row.LockedWhy, why.Trim()), ct);
        await journal.Append(key.Shard, new("reports.lock", $"Khóa kỳ báo cáo {period.Spoken()}") { Unit = commune, Subject = StandingSeals.PeriodSubject(period), From = string.Join(", ", unfinished), Why = why.Trim() }, ct);
        await held.Commit(ct);
        return null;
    }
}
