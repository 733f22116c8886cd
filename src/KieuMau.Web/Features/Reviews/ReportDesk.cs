using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <param name="Key">Of the unit that reports.</param>
/// <param name="Report">Latest version; none before anything was sent.</param>
public sealed record FoundReport(UnitSurroundings Around, Unit Unit, UnitKey Key, Unit Commune, ReportPeriod Period, UnitReport? Report)
{
    public ReportState State => Report?.State ?? ReportState.Entering;

    public Period Of => PackedPeriod.Read(Period.Period);
}

/// <summary>Bàn báo cáo: finds a unit's report of a period, and what may be done with it next.</summary>
public sealed class ReportDesk(RuralDb db, UnitReader units, ReviewProcedure procedure, Gate gate, TimeProvider clock)
{
    public ReviewProcedure Procedure => procedure;

    /// <returns>Nothing when there is no such unit or no such period.</returns>
    public async Task<FoundReport?> Find(string unit, Period period, CancellationToken ct)
    {
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return null;
        var day = DayOf(period);
        if (around.Tree.Find(unit, day) is not { } row || around.CommuneOver(unit, day) is not { } commune) return null;
        var packed = PackedPeriod.Of(period);
        var communeKey = around.Keys[commune.Code];
        var opened = await db.ReportPeriods.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == communeKey.Shard && one.UnitId == communeKey.Id && one.Period == packed, ct);
        return opened is null ? null : new(around, row, key, commune, opened, await Latest(key, packed, ct));
    }

    public Task<UnitReport?> Latest(UnitKey unit, int period, CancellationToken ct) => db.UnitReports.AsNoTracking()
        .Where(report => report.Shard == unit.Shard && report.UnitId == unit.Id && report.Period == period)
        .OrderByDescending(report => report.Version).FirstOrDefaultAsync(ct);

    /// <summary>The day a period is judged: its last, or today while it lasts.</summary>
    public DateOnly DayOf(Period period) => period.Last < clock.Today() ? period.Last : clock.Today();

    /// <summary>Whether the procedure lets this step be taken now, and whoever asks may take it here.</summary>
    public async Task<Refusal?> Refuse(ReportStep step, ReportState from, string unit, string why, CancellationToken ct)
    {
        if (procedure.Find(step, from) is not { } move) return ReviewRefusals.NotFrom(procedure, step, from);
        if (await RefuseRight(move, unit, ct) is { } refusal) return refusal;
        return move.NeedsReason && string.IsNullOrWhiteSpace(why) ? ReviewRefusals.NoReason() : null;
    }

    public async Task<bool> May(ReportStep step, ReportState from, string unit, CancellationToken ct)
    {
        if (procedure.Find(step, from) is not { } move) return false;
        foreach (var right in RightsOf(move))
        {
            if (await gate.May(right, unit, ct)) return true;
        }

        return false;
    }

    private async Task<Refusal?> RefuseRight(ReportMove move, string unit, CancellationToken ct)
    {
        foreach (var right in RightsOf(move))
        {
            if (await gate.May(right, unit, ct)) return null;
        }

        return await gate.Refuse(RightsOf(move).First(), unit, ct);
    }

    private static IEnumerable<Right> RightsOf(ReportMove move) => move.Rights.Select(RightCodes.Read).OfType<Right>();

    /// <summary>Appends to the history of reviews, within the caller's transaction.</summary>
    public async Task Remember(FoundReport found, int version, string set, string line, string what, string text, ChangeNote note, CancellationToken ct)
    {
        var last = await db.ReviewMoves.Where(move => move.Shard == found.Key.Shard).MaxAsync(move => (int?)move.Id, ct) ?? 0;
        db.ReviewMoves.Add(new()
        {
            Shard = found.Key.Shard, Id = last + 1, Period = found.Period.Period, UnitId = found.Key.Id, Version = version, SetId = set, Line = line,
            What = what, Text = text, Who = note.Who, Account = note.Account, At = clock.Instant(),
        });
        await db.SaveChangesAsync(ct);
    }
}
