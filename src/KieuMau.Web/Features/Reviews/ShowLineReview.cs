using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Thẩm tra của một dòng, for the page of the line: what was said of it in each report, and everything that happened.</summary>
public sealed class ShowLineReview(RuralDb db, UnitReader units, ReadReviews reviews, ReadEvidence evidence)
{
    /// <param name="Standing">Of what the page shows now.</param>
    /// <param name="Sent">What the last report said, where it is not what the page shows.</param>
    /// <param name="ReliedOn">Papers that stood behind the line when it was verified.</param>
    /// <param name="PapersMoved">They are not what stands behind it now.</param>
    public sealed record View(ReviewStanding Standing, Period? Period, int Office, string Sent, StoredReview? Review, IReadOnlyList<ReviewAct> Acts, IReadOnlyList<PaperSeen> ReliedOn, bool PapersMoved);

    public async Task<View> Of(string unit, string set, Finding finding, int year, CancellationToken ct)
    {
        var around = await units.Around([unit], ct);
        if (!around.Keys.TryGetValue(unit, out var key)) return new(ReviewStanding.Waiting, null, 0, "", null, [], [], PapersMoved: false);
        var line = finding.Indicator.Code;
        var shards = around.ShardsOver(unit).ToList();
        var rows = await (from frozen in db.SubmittedLines.AsNoTracking()
                          join submission in db.Submissions.AsNoTracking() on new { frozen.Shard, Id = frozen.SubmissionId } equals new { submission.Shard, submission.Id }
                          join review in db.LineReviews.AsNoTracking() on new { frozen.Shard, frozen.SubmissionId, frozen.Position } equals new { review.Shard, review.SubmissionId, review.Position }
                          where shards.Contains(frozen.Shard) && submission.UnitId == key.Id && frozen.SetId == set && frozen.Line == line && submission.Period / 100 == year
                          select new { frozen.Value, frozen.Fingerprint, submission.Period, submission.OfficeId, submission.SentAt, review }).ToListAsync(ct);
        var last = rows.OrderBy(row => PackedPeriod.Read(row.Period)).ThenBy(row => row.SentAt).LastOrDefault();
        var acts = await db.ReviewActs.AsNoTracking().Where(act => shards.Contains(act.Shard) && act.UnitId == key.Id && act.SetId == set && act.Line == line).OrderByDescending(act => act.Id).Take(30).ToListAsync(ct);
        var standing = (await reviews.Of([unit], year, ct)).Of(unit, set, finding);
        var (reliedOn, moved) = last?.review is { Standing: ReviewStanding.Verified } verified ? (verified.ReliedOn, await Moved(key, set, finding.Indicator, PackedPeriod.Read(last.Period), verified, ct)) : ([], false);
        return new(
            standing, last is null ? null : PackedPeriod.Read(last.Period), last?.OfficeId ?? 0,
            last is null || last.Fingerprint == FrozenLine.FingerprintOf(finding) ? "" : last.Value.Length > 0 ? last.Value : "chưa có số liệu", last?.review, acts, reliedOn, moved);
    }

    private async Task<bool> Moved(UnitKey unit, string set, Indicator line, Period period, StoredReview review, CancellationToken ct) =>
        !PaperSeen.Same(review.ReliedOn, PaperSeen.Of(ReadEvidence.Held(line, set, unit.Code, period, await evidence.OfUnit(unit, ct))));
}
