using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Khóa số liệu theo báo cáo: what was sent is not changed behind the reviewer's back.</summary>
public sealed class ReportLocks(RuralDb db, ReviewProcedure procedure, ActiveCriteria active)
{
    private readonly Dictionary<string, List<(Period Period, UnitReport Report)>> reports = [];

    /// <returns>Nothing when this number may be changed as far as reports go.</returns>
    public async Task<Refusal?> Refuse(ObservationChange change, string why, CancellationToken ct)
    {
        foreach (var (period, report) in await Of(change.Unit, ct))
        {
            if (!period.Contains(change.Period)) continue;
            switch (procedure.Opens[report.State])
            {
                case OpenNumbers.None: return ReviewRefusals.Closed(procedure, report.State, period);
                case OpenNumbers.OfReturnedLines when !await IsOfReturnedLine(change, report, ct): return ReviewRefusals.OnlyReturnedLines(period);
            }

            if (report.FirstSentAt is not null && string.IsNullOrWhiteSpace(why)) return ReviewRefusals.SayWhy($"đã có trong báo cáo {period.Spoken()} đã gửi");
        }

        return null;
    }

    private async Task<List<(Period, UnitReport)>> Of(string unit, CancellationToken ct)
    {
        if (reports.TryGetValue(unit, out var known)) return known;
        var key = await db.Set<UnitKey>().AsNoTracking().FirstOrDefaultAsync(one => one.Code == unit, ct);
        var rows = key is null ? [] : await db.UnitReports.AsNoTracking().Where(report => report.Shard == key.Shard && report.UnitId == key.Id).ToListAsync(ct);
        return reports[unit] = [.. rows.GroupBy(report => report.Period).Select(group => (PackedPeriod.Read(group.Key), group.MaxBy(report => report.Version)!))];
    }

    private async Task<bool> IsOfReturnedLine(ObservationChange change, UnitReport report, CancellationToken ct)
    {
        var returned = await db.ReportLines.AsNoTracking()
            .Where(line => line.Shard == report.Shard && line.Period == report.Period && line.UnitId == report.UnitId && line.Version == report.Version && (line.State == LineState.Returned || line.State == LineState.Answered))
            .Select(line => new { line.SetId, line.Line }).ToListAsync(ct);
        var day = PackedPeriod.Read(report.Period).Last;
        return returned.Select(line => active.Current.Library.Find(line.SetId, day)?.Find(line.Line))
            .Any(line => line is not null && RequirementWalk.MeasuresOf(line.Requirement).Contains(change.Measure));
    }
}
