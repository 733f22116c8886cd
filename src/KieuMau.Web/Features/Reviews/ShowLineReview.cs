using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Thẩm tra của một dòng, for the page of the line: what was said of it in each report, and everything that happened.</summary>
public sealed class ShowLineReview(RuralDb db, UnitReader units, ReadReviews reviews, ReadEvidence evidence)
{
    /// <param name="Standing">Of what the page shows now.</param>
    /// <param name="Sent">What the last report said, where it is not what the page shows.</param>
    /// <param name="Acts">Of every year, each with the period of its report.</param>
    /// <param name="ReliedOn">Papers that stood behind the line when it was verified.</param>
    /// <param name="PapersMoved">They are not what stands behind it now.</param>
    public sealed record View(ReviewStanding Standing, Period? Period, int Office, string Sent, StoredReview? Review, IReadOnlyList<(ReviewAct Act, ReportAddress Report)> Acts, IReadOnlyList<PaperSeen> ReliedOn, bool PapersMoved)
    {
        /// <summary>Where the line of the unit is answered, while it is returned; otherwise empty.</summary>
        public string ReturnedAt(string unit) => Review is { Standing: ReviewStanding.Returned, Position: var position } && Period is { } period ? $"{new ReportAddress(unit, Office, period).Href}#dong-{position}" : "";
    }

    public async Task<View> Of(string unit, string set, Finding finding, int year, CancellationToken ct)
    {
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return new(ReviewStanding.Waiting, null, 0, "", null, [], [], PapersMoved: false);
        var line = finding.Indicator.Code;
        var shards = around.ShardsOver(unit).ToList();
        var rows = await (from row in db.ReviewedLines
                          join submission in db.Submissions.AsNoTracking() on new { row.Line.Shard, Id = row.Line.SubmissionId } equals new { submission.Shard, submission.Id }
                          where shards.Contains(submission.Shard) && submission.UnitId == key.Id && row.Line.SetId == set && row.Line.Line == line && submission.Period / 100 == year
                          select new { row.Line.Value, row.Line.Verdict, row.Line.Fingerprint, submission.Period, submission.OfficeId, submission.SentAt, row.Review }).ToListAsync(ct);
        var last = rows.OrderBy(row => PackedPeriod.Read(row.Period)).ThenBy(row => row.SentAt).LastOrDefault();
        var acts = await (from act in db.ReviewActs.AsNoTracking()
                          join submission in db.Submissions on new { act.Shard, Id = act.SubmissionId } equals new { submission.Shard, submission.Id }
                          where shards.Contains(act.Shard) && act.UnitId == key.Id && act.SetId == set && act.Line == line
                          orderby act.Id descending
                          select new { Act = act, submission.Period, submission.OfficeId }).Take(30).ToListAsync(ct);
        var standing = (await reviews.Of([unit], year, ct)).Of(unit, set, finding);
        var (reliedOn, moved) = last?.Review is { Standing: ReviewStanding.Verified } verified ? (verified.ReliedOn, await Moved(key, set, finding.Indicator, PackedPeriod.Read(last.Period), verified, ct)) : ([], false);
        return new(
            standing, last is null ? null : PackedPeriod.Read(last.Period), last?.OfficeId ?? 0,
            last is null || last.Fingerprint == FrozenLine.FingerprintOf(finding) ? "" : SentAs(last.Value, last.Verdict), last?.Review, acts.ConvertAll(one => (one.Act, new ReportAddress(unit, one.OfficeId, PackedPeriod.Read(one.Period)))), reliedOn, moved);
    }

    private static string SentAs(string value, Verdict verdict) => $"{(value.Length > 0 ? $"{value}, " : "")}{Wording.Lower(verdict.Spoken())}";

    private async Task<bool> Moved(UnitKey unit, string set, Indicator line, Period period, StoredReview review, CancellationToken ct) =>
        !PaperSeen.Same(review.ReliedOn, PaperSeen.Of(ReadEvidence.Held(line, set, unit.Code, period, await evidence.OfUnit(unit, ct))));
}
