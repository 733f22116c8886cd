using KieuMau.Domain.Evidence;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>
/// Minh chứng đứng sau báo cáo đã gửi: what a reviewer sees, or has relied on, is not taken away under a line that was sent.
/// Free are the papers of a returned line, and all while an amendment is being entered: a verified line that loses one then
/// waits again.
/// </summary>
public sealed class EvidenceLocks(RuralDb db, JournalWriter journal)
{
    private sealed record Sent(Submission Version, ReportState State, Period Period, string Unit);

    /// <param name="links">Where it would no longer serve, or serve with other bytes.</param>
    public async Task<Refusal?> Refuse(PieceOfEvidence piece, IReadOnlyCollection<EvidenceLink> links, CancellationToken ct)
    {
        foreach (var report in (await SentOver(links, ct)).Where(report => report.State is not ReportState.Entering))
        {
            // read anew each time: asked before the turn is taken and again within it, and the second answer must not be the first
            foreach (var row in await db.ReviewedLines.Where(row => row.Line.Shard == report.Version.Shard && row.Line.SubmissionId == report.Version.Id).OrderBy(row => row.Line.Position).ToListAsync(ct))
            {
                if ((report.State != ReportState.Returned || row.Review.Standing != ReviewStanding.Returned) && Reads(row.Line.Read(), row.Review, piece, links, report)) return EvidenceRefusals.OfSentReport(row.Line.Line, report.Period);
            }
        }

        return null;
    }

    /// <summary>Whose turn must be taken before papers under these links change: the reports over them may be of another commune.</summary>
    public async Task<IReadOnlyList<int>> ShardsOver(PieceOfEvidence piece, IReadOnlyCollection<EvidenceLink> links, CancellationToken ct) =>
        [.. links.Select(link => link.Shard).Append(piece.Shard).Concat((await SentOver(links, ct)).Select(report => report.Version.Shard)).Distinct()];

    /// <summary>In the transaction of the change: verified lines that relied on the piece are verified no longer.</summary>
    /// <returns>Their codes, for the journal.</returns>
    public async Task<IReadOnlyList<string>> Unsettle(PieceOfEvidence piece, IReadOnlyCollection<EvidenceLink> links, CancellationToken ct)
    {
        var codes = new List<string>();
        foreach (var report in await SentOver(links, ct))
        {
            var (shard, id) = (report.Version.Shard, report.Version.Id);
            var reviews = await db.LineReviews.Where(row => row.Shard == shard && row.SubmissionId == id).ToListAsync(ct);
            var lost = reviews.Where(row => row.Standing == ReviewStanding.Verified && row.ReliedOn.Any(paper => paper.Key == piece.Key)).ToList();
            if (lost.Count == 0) continue;
            foreach (var review in lost)
            {
                review.Take(review.Read() with { Standing = ReviewStanding.Waiting, Revision = review.Revision + 1 });
                review.Papers = StoredJson.Write<PaperSeen>([]);
            }

            var positions = lost.ConvertAll(row => row.Position);
            var lines = await db.SubmittedLines.Where(row => row.Shard == shard && row.SubmissionId == id && positions.Contains(row.Position)).OrderBy(row => row.Position).Select(row => row.Line).ToListAsync(ct);
            codes.AddRange(lines);
            var version = await db.Submissions.SingleAsync(one => one.Shard == shard && one.Id == id, ct);
            if (version.State is ReportState.Verified) version.State = Reviewing.StateOf(reviews.Select(row => row.Standing));
            await journal.Append(shard, new(StandingSeals.Unsettled, $"Dòng {string.Join(", ", lines)} chờ thẩm tra lại: minh chứng “{piece.Title}” đứng sau không còn như khi thẩm tra") { Unit = report.Unit, Subject = StandingSeals.ReportSubject(id) }, ct);
        }

        await db.SaveChangesAsync(ct);
        return codes;
    }

    /// <summary>Added to the sentence of the journal.</summary>
    public static string Told(IReadOnlyList<string> unsettled) => unsettled.Count == 0 ? "" : $"; dòng {string.Join(", ", unsettled)} chờ thẩm tra lại";

    private static bool Reads(FrozenLine line, StoredReview review, PieceOfEvidence piece, IEnumerable<EvidenceLink> links, Sent report) =>
        links.Select(link => link.Place).Where(place => place.Unit == report.Unit && place.Serves(report.Period)).ToList() is { Count: > 0 } places
        && (line.Papers.Concat(review.ReliedOn).Any(paper => paper.Key == piece.Key)
            || places.Exists(place => place.IsOfLine ? place.Set == line.Set && place.Line == line.Code : place.IsOfMeasure && line.Inputs.Any(input => input.Measure == place.Measure)));

    /// <summary>The last version that was sent of every report over these places, with the state the newest version has.</summary>
    private async Task<IReadOnlyList<Sent>> SentOver(IReadOnlyCollection<EvidenceLink> links, CancellationToken ct)
    {
        var (units, codes) = (db.UnitKeys, links.Select(link => link.Place.Unit).Distinct().ToList());
        var versions = await (from submission in db.Submissions.AsNoTracking()
                              join unit in units on submission.UnitId equals unit.Id
                              where codes.Contains(unit.Code)
                              select new { submission, unit.Code }).ToListAsync(ct);
        return [.. from one in versions
                   group one by (one.submission.Shard, one.submission.Period, one.submission.UnitId, one.submission.OfficeId) into report
                   let newest = report.MaxBy(one => one.submission.Version)!
                   let sent = report.Select(one => one.submission).LastSent()
                   where sent is not null
                   let period = PackedPeriod.Read(sent.Period)
                   where links.Any(link => link.Place.Unit == newest.Code && link.Place.Serves(period))
                   select new Sent(sent, newest.submission.State, period, newest.Code)];
    }
}
