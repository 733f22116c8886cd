using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>Trả lời một dòng bị trả lại: what was done about it, or why it stays; whoever returned it is told.</summary>
public sealed class AnswerReturn(RuralDb db, ReportPlaces places, ReportActs acts, TellReporters tell, JournalWriter journal)
{
    /// <param name="shown">The revision of the line's review the page showed; none where whoever asks was shown none.</param>
    public async Task<Refusal?> Answer(ReportAddress address, int position, string answer, int? shown = null, CancellationToken ct = default)
    {
        if (await places.Refuse(ReportStep.Answer, address, ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(answer)) return ReviewRefusals.NoAnswer();
        var (place, held, missing) = await places.Take(address, withNumbers: false, ct);
        await using var turn = held;
        if (place is null) return missing;
        if (await places.Latest(place, ct) is not { SentAt: not null } submission) return ReviewRefusals.NothingSubmitted(place.Name);
        if (await places.Refuse(ReportStep.Answer, place, submission.State, answer, ct) is { } closed) return closed;
        var line = await db.SubmittedLines.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == place.Shard && one.SubmissionId == submission.Id && one.Position == position, ct);
        var review = await db.LineReviews.FirstOrDefaultAsync(one => one.Shard == place.Shard && one.SubmissionId == submission.Id && one.Position == position, ct);
        if (line is null || review is null) return ReviewRefusals.UnknownLine($"thứ {position}");
        if (shown is { } seen && seen != review.Revision) return ReviewRefusals.ReturnedMeanwhile(line.Line);
        if (review.Standing != ReviewStanding.Returned) return ReviewRefusals.NotReturned(line.Line);

        review.Take(review.Read().Answered(answer));
        await acts.Add(place, line, ReportStep.Answer, answer.Trim(), ct);
        await tell.Tell(place, [review.Account], "review.answered", $"submission:{submission.Id}:{position}:{review.Revision}", $"{place.Name}, {line.Line}: trả lời, {answer.Trim()}", $"{address.ReviewHref(place.Commune)}#dong-{position}", ct);
        await journal.Append(place.Shard, new("reports.answer", $"Trả lời dòng {line.Line} của {Shell.Wording.Lower(place.Name)} ({address.Period})") { Unit = address.Unit, Subject = StandingSeals.ReportSubject(submission.Id), To = answer.Trim() }, ct);
        await turn!.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }
}
