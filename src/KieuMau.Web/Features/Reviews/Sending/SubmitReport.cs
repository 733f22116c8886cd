using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>
/// Gửi báo cáo: what stands now is frozen as the next version. Lines verified before that say the same stay verified;
/// every line that was returned must have been answered or changed.
/// </summary>
public sealed class SubmitReport(
    RuralDb db, ReportPlaces places, FreezeReport freeze, ReviewProcedure procedure, ReportActs acts, TellReporters tell, Gate gate, JournalWriter journal, TimeProvider clock)
{
    public const string Act = "reports.submit";

    public async Task<Refusal?> Submit(ReportAddress address, CancellationToken ct = default)
    {
        if (await places.Refuse(ReportStep.Submit, address, ct) is { } refusal) return refusal;
        var (place, held, missing) = await places.Take(address, withNumbers: true, ct);
        await using var turn = held;
        if (place is null) return missing;
        if (clock.Today() < place.Period.OpensOn) return ReviewRefusals.NotOpenYet(place.Period.OpensOn);
        var latest = await places.Latest(place, ct);
        if (await places.Refuse(ReportStep.Submit, place, await places.StateOf(place, latest, ct), "", ct) is { } no) return no;
        var lines = await freeze.Of(place, clock.Today(), ct);
        if (lines.Count == 0) return ReviewRefusals.NothingToJudge(place.Name);
        if (lines.All(line => line.Verdict == Verdict.NoData)) return ReviewRefusals.NoNumbers(place.Name);

        var before = await Before(place, ct);
        if (latest?.State == ReportState.Returned && Unanswered(before, lines) is { Count: > 0 } open) return ReviewRefusals.NotAnswered(open);
        await Store(place, latest, lines, before, ct);
        await turn!.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>The last version that was sent, with what was said of each line.</summary>
    private async Task<Dictionary<(string Set, string Line), ReviewedLine>> Before(ReportPlace place, CancellationToken ct)
    {
        var id = await db.Submissions.Where(one => one.Shard == place.Shard && one.Period == place.Stored.Period && one.UnitId == place.UnitId && one.OfficeId == place.Asking.OfficeId && one.SentAt != null)
            .OrderByDescending(one => one.Version).Select(one => one.Id).FirstOrDefaultAsync(ct);
        return await db.ReviewedLines.Where(row => row.Line.Shard == place.Shard && row.Line.SubmissionId == id).ToDictionaryAsync(row => (row.Line.SetId, row.Line.Line), ct);
    }

    private static List<string> Unanswered(Dictionary<(string Set, string Line), ReviewedLine> before, IReadOnlyList<FrozenLine> now) =>
        [.. now.Where(line => before.TryGetValue((line.Set, line.Code), out var earlier)
                && earlier.Review is { Standing: ReviewStanding.Returned, Answer.Length: 0 } && earlier.Line.Read().SaysTheSame(line))
            .Select(line => line.Code)];

    private async Task Store(ReportPlace place, Submission? latest, IReadOnlyList<FrozenLine> lines, Dictionary<(string Set, string Line), ReviewedLine> before, CancellationToken ct)
    {
        var submission = latest is { State: ReportState.Entering } amending ? amending : await NewVersion(place, latest, "", ct);
        var reviews = lines.Select((line, at) => Carried(place, submission, line, at + 1, before)).ToList();
        var signed = gate.Sign();
        (submission.SentAt, submission.SentBy, submission.Sender) = (clock.Instant(), signed.Account, signed.Who);
        (submission.Lines, submission.WithData) = (lines.Count, lines.Count(line => line.Verdict != Verdict.NoData));
        submission.Hash = FrozenLine.HashOf(lines);
        submission.State = Reviewing.StateOf(reviews.Select(review => review.Standing));
        db.SubmittedLines.AddRange(lines.Select((line, at) => SubmittedLine.Of(line, place.Shard, submission.Id, at + 1)));
        db.LineReviews.AddRange(reviews);
        await db.SaveChangesAsync(ct);
        await Tell(place, submission, lines, before, ct);
        await journal.Append(place.Shard, new(Act, $"Gửi {Shell.Wording.Lower(place.Title)}, bản {submission.Version}, {lines.Count} dòng")
        {
            Unit = place.Address.Unit,
            Subject = StandingSeals.ReportSubject(submission.Id),
            To = procedure.NameOf(submission.State),
            Why = submission.Why,
            Digest = submission.Hash,
        }, ct);
        await Seal(place, submission.Id, $"Kết quả thẩm tra lúc gửi bản {submission.Version}: {reviews.Count(row => row.Standing == ReviewStanding.Verified)} dòng giữ kết quả, {reviews.Count(row => row.Standing != ReviewStanding.Verified)} dòng chờ", ct);
        foreach (var earlier in before.Values.Select(row => row.Line.SubmissionId).Distinct()) await Seal(place, earlier, $"Kết quả thẩm tra của bản trước bản {submission.Version}, không đổi nữa", ct);
    }

    private Task Seal(ReportPlace place, long submission, string said, CancellationToken ct) =>
        journal.Append(place.Shard, new(StandingSeals.ReviewsStand, said) { Unit = place.Address.Unit, Subject = StandingSeals.ReportSubject(submission) }, ct);

    /// <summary>A version of the same report; the amendment opens one too.</summary>
    public async Task<Submission> NewVersion(ReportPlace place, Submission? latest, string why, CancellationToken ct)
    {
        var last = await db.Submissions.Where(one => one.Shard == place.Shard).MaxAsync(one => (long?)one.Id, ct) ?? 0;
        var version = new Submission
        {
            Shard = place.Shard,
            Id = last + 1,
            Period = place.Stored.Period,
            UnitId = place.UnitId,
            OfficeId = place.Asking.OfficeId,
            Version = (latest?.Version ?? 0) + 1,
            State = ReportState.Entering,
            Sender = "",
            Why = why,
            Hash = "",
        };
        db.Submissions.Add(version);
        await db.SaveChangesAsync(ct);
        return version;
    }

    private static StoredReview Carried(ReportPlace place, Submission submission, FrozenLine line, int position, Dictionary<(string Set, string Line), ReviewedLine> before)
    {
        var row = new StoredReview { Shard = place.Shard, SubmissionId = submission.Id, Position = position, Reason = "", Answer = "", Who = "" };
        if (!before.TryGetValue((line.Set, line.Code), out var earlier)) return row;
        // whoever verified it may since have entered the number anew (SD1)
        row.Take(earlier.Review.Read().Again(unchanged: earlier.Line.Fingerprint == line.Fingerprint && PaperSeen.Same(line.Papers, earlier.Review.ReliedOn) && Reviewing.MayReview(earlier.Review.Account, line.EnteredBy)));
        (row.Who, row.Account, row.At, row.Papers) = (earlier.Review.Who, earlier.Review.Account, earlier.Review.At, earlier.Review.Papers);
        return row;
    }

    /// <summary>Whoever returned a line hears that it came back.</summary>
    private async Task Tell(ReportPlace place, Submission submission, IReadOnlyList<FrozenLine> lines, Dictionary<(string Set, string Line), ReviewedLine> before, CancellationToken ct)
    {
        var returned = lines.Where(line => before.TryGetValue((line.Set, line.Code), out var earlier) && earlier.Review.Standing == ReviewStanding.Returned).Select(line => before[(line.Set, line.Code)]).ToList();
        foreach (var one in returned) await acts.Add(place, one.Line, ReportStep.Submit, "", ct);
        await tell.Tell(place, returned.Select(one => one.Review.Account), "review.resubmitted", $"submission:{submission.Id}", $"{place.Title} đã gửi lại, {returned.Count} dòng từng bị trả lại.", place.Address.ReviewHref(place.Commune), ct);
    }
}
