using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>
/// Đọc kết quả thẩm tra, for pages and for every export: a line is "đã thẩm tra" only where what is shown is what was
/// verified. A number changed since, a line returned or never sent is not.
/// </summary>
public sealed class ReadReviews(RuralDb db, UnitReader units)
{
    /// <param name="Period">Of the report, its last day.</param>
    public sealed record Said(string Unit, string Set, string Line, DateOnly Period, string Fingerprint, ReviewStanding Standing);

    /// <summary>What was said of the lines of these units in the reports of a year.</summary>
    public async Task<KnownReviews> Of(IReadOnlyCollection<string> codes, int year, CancellationToken ct = default)
    {
        var around = await units.Around(codes, ct);
        var sent = await Sent(around, codes, year, ct);
        if (sent.Count == 0) return KnownReviews.None;
        var (shards, ids) = (sent.ConvertAll(one => one.Shard).Distinct().ToList(), sent.ConvertAll(one => one.Id));
        var rows = await (from row in db.ReviewedLines
                          where shards.Contains(row.Line.Shard) && ids.Contains(row.Line.SubmissionId)
                          select new { row.Line.Shard, row.Line.SubmissionId, row.Line.SetId, row.Line.Line, row.Line.Fingerprint, row.Review.Standing }).ToListAsync(ct);
        return new([.. from row in rows
                       join of in sent on (row.Shard, row.SubmissionId) equals (of.Shard, of.Id)
                       select new Said(around.CodeOf(of.UnitId), row.SetId, row.Line, PackedPeriod.Read(of.Period).Last, row.Fingerprint, row.Standing)]);
    }

    /// <summary>What was said of each number, by its unit and revision: the worst of the lines that read it.</summary>
    public async Task<IReadOnlyDictionary<(string Unit, long Revision), ReviewStanding>> OfNumbers(IReadOnlyCollection<string> codes, CancellationToken ct = default)
    {
        var around = await units.Around(codes, ct);
        var sent = await Sent(around, codes, year: null, ct);
        var (shards, ids) = (sent.ConvertAll(one => one.Shard).Distinct().ToList(), sent.ConvertAll(one => one.Id));
        var rows = await (from row in db.ReviewedLines
                          where shards.Contains(row.Line.Shard) && ids.Contains(row.Line.SubmissionId)
                          select new { row.Line.Shard, row.Line.SubmissionId, row.Line.Inputs, row.Review.Standing }).ToListAsync(ct);
        var wanted = sent.Select(one => (one.Shard, one.Id)).ToHashSet();
        return rows.Where(row => wanted.Contains((row.Shard, row.SubmissionId)))
            .SelectMany(row => StoredJson.Read<FrozenInput>(row.Inputs).Where(input => input.Revision > 0).Select(input => (Key: (input.Unit, input.Revision), row.Standing)))
            .GroupBy(one => one.Key)
            .ToDictionary(group => group.Key, group => Reviewing.Worst(group.Select(one => one.Standing)));
    }

    /// <summary>The last version that was sent of each report.</summary>
    private async Task<List<Submission>> Sent(UnitSurroundings around, IReadOnlyCollection<string> codes, int? year, CancellationToken ct)
    {
        var shards = codes.Where(around.Keys.ContainsKey).SelectMany(around.ShardsOver).Distinct().ToList();
        var ids = codes.Where(around.Keys.ContainsKey).Select(code => around.Keys[code].Id).ToList();
        var rows = await db.Submissions.AsNoTracking().Where(one => shards.Contains(one.Shard) && ids.Contains(one.UnitId) && one.SentAt != null && (year == null || one.Period / 100 == year)).ToListAsync(ct);
        return [.. rows.GroupBy(one => (one.Shard, one.Period, one.UnitId, one.OfficeId)).Select(group => group.LastSent()!)];
    }
}

/// <summary>Kết quả thẩm tra đã đọc.</summary>
public sealed class KnownReviews(IReadOnlyList<ReadReviews.Said> said)
{
    public static readonly KnownReviews None = new([]);

    private readonly ILookup<(string, string, string), ReadReviews.Said> byLine = said.ToLookup(one => (one.Unit, one.Set, one.Line));

    /// <summary>Of a finding as it is shown now: what the latest report says of it, if it still says the same.</summary>
    public ReviewStanding Of(string unit, string set, Finding finding)
    {
        var all = byLine[(unit, set, finding.Indicator.Code)].ToList();
        if (all.Count == 0) return ReviewStanding.Waiting;
        var last = all.Max(one => one.Period);
        var print = FrozenLine.FingerprintOf(finding);
        return Reviewing.Worst(all.Where(one => one.Period == last).Select(one => one.Standing == ReviewStanding.Verified && one.Fingerprint != print ? ReviewStanding.Waiting : one.Standing));
    }

    public IReadOnlyDictionary<string, ReviewStanding> Of(Evaluation evaluation) => evaluation.Findings.ToDictionary(finding => finding.Indicator.Code, finding => Of(evaluation.Unit, evaluation.Set.Id, finding));
}
