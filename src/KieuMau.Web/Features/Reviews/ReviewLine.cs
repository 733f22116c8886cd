using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews.Sending;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>
/// Thẩm tra từng dòng: đạt, or trả lại with a reason. What the page showed is compared first: of two reviewers at once the
/// second is told what the first did, and nothing is overwritten.
/// </summary>
public sealed class ReviewLine(
    RuralDb db, CommuneLock communes, ReportPlaces places, ReviewProcedure procedure, ReportActs acts, ReviewFields fields, TellReporters tell, Gate gate, JournalWriter journal, TimeProvider clock)
{
    /// <param name="shown">The revision of the line's review the page had shown.</param>
    public Task<Refusal?> Verify(ReportAddress address, int position, int shown, CancellationToken ct = default) =>
        Review(address, ReportStep.Verify, position, shown, "", ct);

    public Task<Refusal?> Return(ReportAddress address, int position, int shown, string reason, CancellationToken ct = default) =>
        Review(address, ReportStep.Return, position, shown, reason, ct);

    /// <summary>Thẩm tra các dòng còn lại không có cảnh báo, of those the page had shown; the rest is left as it is.</summary>
    /// <returns>How many were verified.</returns>
    public async Task<(int Done, Refusal? Refusal)> VerifyRest(ReportAddress address, IReadOnlyDictionary<int, int> shown, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Verify, address.Unit, ct) is { } refusal) return (0, refusal);
        var (desk, no) = await Open(address, ct);
        if (desk is null) return (0, no);
        await using var held = desk.Held;
        if (await places.Refuse(ReportStep.Verify, desk.Place, desk.Submission.State, "", ct) is { } closed) return (0, closed);
        var lines = await db.SubmittedLines.AsNoTracking().Where(line => line.Shard == desk.Place.Shard && line.SubmissionId == desk.Submission.Id).ToDictionaryAsync(line => line.Position, ct);
        var field = await fields.Of(address.Unit, desk.Place.Commune, ct);
        if (!lines.Values.Any(line => field.Has(line.SetId, line.Line))) return (0, ReviewRefusals.NoneInField(desk.Place.Name));
        var done = 0;
        foreach (var review in desk.Reviews.Where(review => review.Standing == ReviewStanding.Waiting && review.Answer.Length == 0 && shown.TryGetValue(review.Position, out var seen) && seen == review.Revision))
        {
            var line = lines[review.Position];
            var frozen = line.Read();
            if (!field.Has(frozen.Set, frozen.Code) || frozen.Warned(desk.Place.Period.Jump) || !Reviewing.MayReview(gate.Who?.Account ?? 0, frozen.EnteredBy)) continue;
            Sign(review, review.Read().Verify());
            await acts.Add(desk.Place, line, ReportStep.Verify, "", ct);
            done++;
        }

        await Finish(desk, new("reports.verify", $"Thẩm tra một lượt {done} dòng của {Shell.Wording.Lower(desk.Place.Title)}"), ct);
        return (done, null);
    }

    private async Task<Refusal?> Review(ReportAddress address, ReportStep step, int position, int shown, string reason, CancellationToken ct)
    {
        if (await gate.Refuse(Right.Verify, address.Unit, ct) is { } refusal) return refusal;
        var (desk, no) = await Open(address, ct);
        if (desk is null) return no;
        await using var held = desk.Held;
        var line = await db.SubmittedLines.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == desk.Place.Shard && one.SubmissionId == desk.Submission.Id && one.Position == position, ct);
        if (line is null || desk.Reviews.Find(one => one.Position == position) is not { } review) return ReviewRefusals.UnknownLine($"thứ {position}");
        if (review.Revision != shown) return await Meanwhile(desk.Place, line, ct);
        if (await places.Refuse(step, desk.Place, desk.Submission.State, reason, ct) is { } closed) return closed;
        var frozen = line.Read();
        if (!Reviewing.MayReview(gate.Who?.Account ?? 0, frozen.EnteredBy)) return ReviewRefusals.OwnNumber(line.Line);
        if (!(await fields.Of(address.Unit, desk.Place.Commune, ct)).Has(frozen.Set, frozen.Code)) return ReviewRefusals.NotInField(line.Line, await fields.LeadOf(frozen, address.Unit, desk.Place.Commune, ct));

        var before = review.Standing;
        Sign(review, step == ReportStep.Verify ? review.Read().Verify() : review.Read().Return(reason));
        await acts.Add(desk.Place, line, step, reason.Trim(), ct);
        if (step == ReportStep.Return) await TellReturned(desk, line, review, ct);
        await Finish(desk, new(step == ReportStep.Verify ? "reports.verify" : "reports.return", $"{procedure.NameOf(step)}: {desk.Place.Name}, dòng {line.Line} ({desk.Place.Address.Period})")
        {
            From = before.Spoken(),
            To = review.Standing.Spoken(),
            Why = reason.Trim(),
        }, ct);
        return null;
    }

    private async Task<Refusal> Meanwhile(ReportPlace place, SubmittedLine line, CancellationToken ct)
    {
        var last = await db.ReviewActs.AsNoTracking().Where(act => act.Shard == place.Shard && act.UnitId == place.UnitId && act.SetId == line.SetId && act.Line == line.Line).OrderByDescending(act => act.Id).FirstOrDefaultAsync(ct);
        var did = last?.Step switch
        {
            ReportStep.Return => $"trả lại với lý do “{last.Text}”",
            ReportStep.Verify => "ghi đạt thẩm tra",
            ReportStep.Answer => $"trả lời “{last.Text}”",
            _ => "gửi lại",
        };
        return ReviewRefusals.ReviewedMeanwhile(line.Line, Shell.Wording.Lower(last?.Who ?? "người khác"), did, (last?.At ?? clock.Instant()).SpokenLocal());
    }

    private sealed record Desk(ReportPlace Place, Submission Submission, List<StoredReview> Reviews, CommuneLock.Held Held);

    private async Task<(Desk? Desk, Refusal? Refusal)> Open(ReportAddress address, CancellationToken ct)
    {
        var (place, missing) = await places.Find(address, ct);
        if (place is null) return (null, missing);
        var held = await communes.Take([place.Shard], ct);
        if (await places.Latest(place, ct) is not { SentAt: not null } submission)
        {
            await held.DisposeAsync();
            return (null, ReviewRefusals.NothingSubmitted(place.Name));
        }

        var reviews = await db.LineReviews.Where(one => one.Shard == place.Shard && one.SubmissionId == submission.Id).OrderBy(one => one.Position).ToListAsync(ct);
        return (new(place, submission, reviews, held), null);
    }

    private void Sign(StoredReview row, LineReview review)
    {
        row.Take(review);
        var note = gate.Sign();
        (row.Who, row.Account, row.At) = (note.Who, note.Account, clock.Instant());
    }

    private async Task TellReturned(Desk desk, SubmittedLine line, StoredReview review, CancellationToken ct)
    {
        var place = desk.Place;
        var people = await tell.Senders(place, ct);
        await tell.Tell(people.Append(desk.Submission.SentBy), "review.returned", $"submission:{desk.Submission.Id}:{line.Position}:{review.Revision}", $"{place.Name}, {line.Line}: trả lại, {review.Reason}", $"{place.Address.Href}#dong-{line.Position}", ct);
    }

    private async Task Finish(Desk desk, JournalNote note, CancellationToken ct)
    {
        desk.Submission.State = Reviewing.StateOf(desk.Reviews.Select(review => review.Standing));
        await db.SaveChangesAsync(ct);
        await journal.Append(desk.Place.Shard, note with { Unit = desk.Place.Address.Unit, Subject = $"submission:{desk.Submission.Id}" }, ct);
        await desk.Held.Commit(ct);
        db.ChangeTracker.Clear();
    }
}
