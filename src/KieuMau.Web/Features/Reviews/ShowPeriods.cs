using KieuMau.Domain.Reviews;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Xem các kỳ của một xã: who has sent, who is late, how much is there.</summary>
public sealed class ShowPeriods(RuralDb db, UnitReader units, ReportDesk desk, FreezeReport freeze, TimeProvider clock)
{
    /// <param name="Report">Latest version; none before anything was sent.</param>
    /// <param name="Returned">Lines returned and not yet answered.</param>
    public sealed record UnitLine(Unit Unit, UnitReport? Report, Timeliness Time, KnownLines Whole, int Verified, int Returned, int Lines)
    {
        public ReportState State => Report?.State ?? ReportState.Entering;
    }

    public sealed record PeriodView(Unit Commune, Period Period, ReportPeriod Terms, IReadOnlyList<UnitLine> Units)
    {
        public int Sent => Units.Count(line => line.Time.Submitted);

        public IEnumerable<UnitLine> Late => Units.Where(line => line.Time.Late);
    }

    public async Task<IReadOnlyList<PeriodView>> Of(string commune, CancellationToken ct)
    {
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return [];
        var periods = await db.ReportPeriods.AsNoTracking().Where(one => one.Shard == key.Shard && one.UnitId == key.Id).OrderByDescending(one => one.DueOn).ToListAsync(ct);
        var views = new List<PeriodView>();
        foreach (var terms in periods)
        {
            if (await View(around, commune, terms, counted: false, ct) is { } view) views.Add(view);
        }

        return views;
    }

    public async Task<PeriodView?> Of(string commune, Period period, CancellationToken ct)
    {
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return null;
        var packed = PackedPeriod.Of(period);
        var terms = await db.ReportPeriods.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == key.Shard && one.UnitId == key.Id && one.Period == packed, ct);
        return terms is null ? null : await View(around, commune, terms, counted: true, ct);
    }

    /// <param name="counted">Of what is not sent yet, count how much is known now.</param>
    private async Task<PeriodView?> View(UnitSurroundings around, string commune, ReportPeriod terms, bool counted, CancellationToken ct)
    {
        var period = PackedPeriod.Read(terms.Period);
        var day = desk.DayOf(period);
        if (around.Tree.Find(commune, day) is not { } unit) return null;
        var asked = around.Tree.Children(commune, day).Append(unit).ToList();
        var ids = asked.Select(one => around.Keys[one.Code].Id).ToList();
        var shards = asked.Select(one => around.Keys[one.Code].Shard).Distinct().ToList();
        var reports = (await db.UnitReports.AsNoTracking().Where(report => shards.Contains(report.Shard) && ids.Contains(report.UnitId) && report.Period == terms.Period).ToListAsync(ct))
            .GroupBy(report => report.UnitId).ToDictionary(group => group.Key, group => group.MaxBy(report => report.Version)!);
        var lines = await db.ReportLines.AsNoTracking().Where(line => shards.Contains(line.Shard) && ids.Contains(line.UnitId) && line.Period == terms.Period)
            .Select(line => new { line.UnitId, line.Version, line.State, line.Verdict }).ToListAsync(ct);
        var views = new List<UnitLine>();
        foreach (var one in asked)
        {
            var id = around.Keys[one.Code].Id;
            var report = reports.GetValueOrDefault(id);
            var own = lines.Where(line => line.UnitId == id && line.Version == report?.Version).ToList();
            var sent = report?.FirstSentAt is { } at ? DateOnly.FromDateTime(at.InVietNam()) : (DateOnly?)null;
            var whole = own.Count > 0 ? new KnownLines(own.Count(line => line.Verdict != Domain.Evaluations.Verdict.NoData), own.Count)
                : counted ? Known(await freeze.Freeze(around, one, unit, day, ct)) : new(0, 0);
            views.Add(new(one, report, Timeliness.Of(terms.DueOn, sent, clock.Today()), whole, own.Count(line => line.State == LineState.Verified), own.Count(line => line.State == LineState.Returned), own.Count));
        }

        return new(unit, period, terms, views);
    }

    private static KnownLines Known(IReadOnlyList<FreezeReport.FrozenLine> lines) => new(lines.Count(line => line.Verdict != Domain.Evaluations.Verdict.NoData), lines.Count);
}
