using KieuMau.Domain.Reviews;
using KieuMau.Formats.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Thẩm tra của từng dòng: for the finding page, and for papers that must not say "đã thẩm tra" of what is not.</summary>
public sealed class LineReviews(RuralDb db)
{
    /// <param name="Report">The period it was sent in.</param>
    public sealed record LineNow(Period Report, int Version, ReportState State, ReportLine Row);

    /// <summary>Of one line, the latest period first.</summary>
    public async Task<(IReadOnlyList<LineNow> Now, IReadOnlyList<ReviewMove> History)> Of(string unit, string set, string line, CancellationToken ct)
    {
        if (await Key(unit, ct) is not { } key) return ([], []);
        var rows = await db.ReportLines.AsNoTracking().Where(row => row.Shard == key.Shard && row.UnitId == key.Id && row.SetId == set && row.Line == line).ToListAsync(ct);
        var reports = await db.UnitReports.AsNoTracking().Where(report => report.Shard == key.Shard && report.UnitId == key.Id).ToListAsync(ct);
        var history = await db.ReviewMoves.AsNoTracking().Where(move => move.Shard == key.Shard && move.UnitId == key.Id && move.SetId == set && move.Line == line)
            .OrderByDescending(move => move.Id).Take(30).ToListAsync(ct);
        var now = from row in rows
                  let report = reports.Find(one => one.Period == row.Period && one.Version == row.Version)
                  where report is not null
                  orderby row.Period descending, row.Version descending
                  select new LineNow(PackedPeriod.Read(row.Period), row.Version, report.State, row);
        return ([.. now], history);
    }

    /// <summary>Of a unit at a day: the last version of the report whose period holds it. Lines that were never sent are not there.</summary>
    public async Task<IReadOnlyDictionary<(string Set, string Line), ReportLine>> At(string unit, DateOnly day, CancellationToken ct = default)
    {
        if (await Key(unit, ct) is not { } key) return new Dictionary<(string, string), ReportLine>();
        var reports = await db.UnitReports.AsNoTracking().Where(report => report.Shard == key.Shard && report.UnitId == key.Id).ToListAsync(ct);
        var latest = reports.Where(report => PackedPeriod.Read(report.Period) is var period && period.First <= day && day <= period.Last)
            .OrderBy(report => PackedPeriod.Read(report.Period)).ThenBy(report => report.Version).LastOrDefault();
        if (latest is null) return new Dictionary<(string, string), ReportLine>();
        return await db.ReportLines.AsNoTracking()
            .Where(line => line.Shard == key.Shard && line.UnitId == key.Id && line.Period == latest.Period && line.Version == latest.Version)
            .ToDictionaryAsync(line => (line.SetId, line.Line), ct);
    }

    /// <summary>Every line ever sent, of the latest version of each report: for files that leave the product.</summary>
    public async Task<IReadOnlyList<ReviewedRow>> OfUnits(IReadOnlyCollection<string> units, CancellationToken ct = default)
    {
        var keys = await db.Set<UnitKey>().AsNoTracking().Where(key => units.Contains(key.Code)).ToDictionaryAsync(key => key.Id, ct);
        var (ids, shards) = (keys.Keys.ToList(), keys.Values.Select(key => key.Shard).Distinct().ToList());
        var lines = await db.ReportLines.AsNoTracking().Where(line => shards.Contains(line.Shard) && ids.Contains(line.UnitId)).ToListAsync(ct);
        return [.. lines.GroupBy(line => (line.UnitId, line.Period)).SelectMany(report => report.Where(line => line.Version == report.Max(one => one.Version)))
            .OrderBy(line => line.UnitId).ThenBy(line => line.Period).ThenBy(line => line.SetId, StringComparer.Ordinal).ThenBy(line => line.Line, StringComparer.Ordinal)
            .Select(line => new ReviewedRow(keys[line.UnitId].Code, PackedPeriod.Read(line.Period), line.Version, line.SetId, line.Line, line.Verdict, line.Value, line.State, line.Reason, line.ReviewedBy))];
    }

    private Task<UnitKey?> Key(string unit, CancellationToken ct) => db.Set<UnitKey>().AsNoTracking().FirstOrDefaultAsync(key => key.Code == unit, ct);
}
