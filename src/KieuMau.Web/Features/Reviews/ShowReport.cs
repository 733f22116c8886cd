using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Xem báo cáo của mình: what is still missing, what came back and why, what can be done next.</summary>
public sealed class ShowReport(RuralDb db, ReportDesk desk, FreezeReport freeze, ActiveCriteria active, TimeProvider clock)
{
    /// <param name="Indicator">None when the law in force no longer has the line.</param>
    public sealed record SentLine(ReportLine Row, Indicator? Indicator);

    /// <param name="Unknown">Lines without data as things stand now.</param>
    public sealed record ReportView(
        FoundReport Found, IReadOnlyList<SentLine> Lines, IReadOnlyList<FreezeReport.FrozenLine> Unknown, int Asked, Timeliness Time, IReadOnlyList<ReviewMove> History, IReadOnlySet<ReportStep> Open)
    {
        public IEnumerable<SentLine> Returned => Lines.Where(line => line.Row.State is LineState.Returned or LineState.Answered);
    }

    public async Task<ReportView?> Of(string unit, Period period, CancellationToken ct)
    {
        if (await desk.Find(unit, period, ct) is not { } found) return null;
        var (shard, id) = (found.Key.Shard, found.Key.Id);
        var version = found.Report?.Version ?? 1;
        var rows = await db.ReportLines.AsNoTracking()
            .Where(line => line.Shard == shard && line.Period == found.Period.Period && line.UnitId == id && line.Version == version).ToListAsync(ct);
        var now = await freeze.Freeze(found.Around, found.Unit, found.Commune, desk.DayOf(period), ct);
        var history = await db.ReviewMoves.AsNoTracking().Where(move => move.Shard == shard && move.UnitId == id && move.Period == found.Period.Period)
            .OrderByDescending(move => move.Id).Take(60).ToListAsync(ct);
        var sent = found.Report?.FirstSentAt is { } at ? DateOnly.FromDateTime(at.InVietNam()) : (DateOnly?)null;
        var open = new HashSet<ReportStep>();
        foreach (var step in Enum.GetValues<ReportStep>())
        {
            if (await desk.May(step, found.State, unit, ct)) open.Add(step);
        }

        return new(
            found, [.. InOrder(rows, desk.DayOf(period))], [.. now.Where(line => line.Verdict == Verdict.NoData)], now.Count,
            Timeliness.Of(found.Period.DueOn, sent, clock.Today()), history, open);
    }

    /// <summary>In the order of the law.</summary>
    private IEnumerable<SentLine> InOrder(List<ReportLine> rows, DateOnly day)
    {
        foreach (var ofSet in rows.GroupBy(row => row.SetId))
        {
            var lines = active.Current.Library.Find(ofSet.Key, day)?.Indicators.ToList() ?? [];
            foreach (var row in ofSet.OrderBy(row => lines.FindIndex(line => line.Code == row.Line))) yield return new(row, lines.Find(line => line.Code == row.Line));
        }
    }
}
