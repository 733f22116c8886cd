using System.Globalization;
using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews.Sending;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Điều trang đã cho xem of one line, compared before anything is written.</summary>
/// <param name="Revision">Of the line's review.</param>
/// <param name="Papers">See <see cref="PaperSeen.PrintOf"/>; none where whoever asks was shown no papers.</param>
/// <param name="Says">What the line said, see <see cref="Of"/>; none where whoever asks was shown no line.</param>
public readonly record struct ShownLine(int Revision, string? Papers = null, string? Says = null)
{
    private const int Letters = 16;

    /// <summary>As the page keeps it: of the revision of its review, what it says, and the papers there.</summary>
    public static ShownLine Of(StoredReview review, FrozenLine line, LineEvidence? papers) => new(review.Revision, PaperSeen.PrintOf(PaperSeen.Of(papers)), line.Hash()[..Letters]);

    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Revision}:{Papers}:{Says}");

    public static ShownLine? Read(string key) =>
        key.Split(':') is [var revision, var papers, var says] && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number, papers, says) : null;

    /// <summary>The next version of a report may say something else in the same place, though nobody reviewed it since.</summary>
    public bool IsOf(StoredReview review, SubmittedLine line) => Revision == review.Revision && (Says is null || Says == line.Hash[..Letters]);
}

/// <summary>
/// Thẩm tra từng dòng: đạt, or trả lại with a reason. What the page showed is compared first: of two reviewers at once the
/// second is told what the first did, and nothing is overwritten. With each line it verifies it keeps which papers stood behind it.
/// </summary>
public sealed class ReviewLine(
    RuralDb db, ReportPlaces places, ReviewProcedure procedure, ReportActs acts, ReviewFields fields, ReadEvidence evidence, ActiveCriteria active, TellReporters tell, Gate gate, JournalWriter journal, TimeProvider clock)
{
    public Task<Refusal?> Verify(ReportAddress address, int position, ShownLine shown, CancellationToken ct = default) =>
        Review(address, ReportStep.Verify, [new(position, shown, "")], ct);

    public Task<Refusal?> Return(ReportAddress address, int position, ShownLine shown, string reason, CancellationToken ct = default) =>
        Return(address, [new(position, shown, reason)], ct);

    /// <summary>Several lines, each with its reason: all of them, or none.</summary>
    public Task<Refusal?> Return(ReportAddress address, IReadOnlyList<Asked> lines, CancellationToken ct = default) => Review(address, ReportStep.Return, lines, ct);

    /// <param name="Position">Of the line in its report, from 1.</param>
    public readonly record struct Asked(int Position, ShownLine Shown, string Reason)
    {
        public bool HasReason => !string.IsNullOrWhiteSpace(Reason);
    }

    /// <summary>Thẩm tra các dòng còn lại không có cảnh báo, of those the page had shown; the rest is left as it is.</summary>
    /// <param name="lackingToo">Those too that were found met while papers the set names are not there.</param>
    /// <returns>How many were verified.</returns>
    public async Task<(int Done, Refusal? Refusal)> VerifyRest(ReportAddress address, IReadOnlyDictionary<int, ShownLine> shown, bool lackingToo = false, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Verify, address.Unit, address.Period, ct) is { } refusal) return (0, refusal);
        var (desk, no) = await Open(address, ct);
        if (desk is null) return (0, no);
        await using var held = desk.Held;
        if (await places.Refuse(ReportStep.Verify, desk.Place, desk.Submission.State, "", ct) is { } closed) return (0, closed);
        var lines = await db.SubmittedLines.AsNoTracking().Where(line => line.Shard == desk.Place.Shard && line.SubmissionId == desk.Submission.Id).ToDictionaryAsync(line => line.Position, ct);
        var field = await fields.Of(address.Unit, desk.Place.Commune, ct);
        if (!lines.Values.Any(line => field.Has(line.SetId, line.Line))) return (0, ReviewRefusals.NoneInField(desk.Place.Name));
        var papers = await PapersOf(desk.Place, lines.Values, ct);
        var notes = new List<JournalNote>();
        foreach (var review in desk.Reviews.Where(review => review.Standing == ReviewStanding.Waiting && review.Answer.Length == 0 && shown.TryGetValue(review.Position, out var seen) && seen.IsOf(review, lines[review.Position])))
        {
            var line = lines[review.Position];
            var frozen = line.Read();
            var there = papers.GetValueOrDefault((frozen.Set, frozen.Code));
            if (!field.Has(frozen.Set, frozen.Code) || frozen.Warned(desk.Place.Period.Jump, there) || !Reviewing.MayReview(gate.Who?.Account ?? 0, frozen.EnteredBy)) continue;
            if (Moved(shown[review.Position], there) || (!lackingToo && frozen.Lacks(there))) continue;
            notes.Add(await Write(desk, ReportStep.Verify, line, review, "", there, ct));
        }

        await Finish(desk, notes, ct);
        return (notes.Count, null);
    }

    private async Task<Refusal?> Review(ReportAddress address, ReportStep step, IReadOnlyList<Asked> asked, CancellationToken ct)
    {
        if (await gate.Refuse(Right.Verify, address.Unit, address.Period, ct) is { } refusal) return refusal;
        var (desk, no) = await Open(address, ct);
        if (desk is null) return no;
        await using var held = desk.Held;
        var positions = asked.Select(one => one.Position).ToList();
        var lines = await db.SubmittedLines.AsNoTracking().Where(one => one.Shard == desk.Place.Shard && one.SubmissionId == desk.Submission.Id && positions.Contains(one.Position)).ToDictionaryAsync(one => one.Position, ct);
        var (papers, field) = (await PapersOf(desk.Place, lines.Values, ct), await fields.Of(address.Unit, desk.Place.Commune, ct));
        if (procedure.Find(desk.Submission.State, step) is { NeedsReason: true } move && Reasonless(desk.Place, asked, lines) is { Count: > 0 } bare) return ReviewRefusals.NoReason(move.Name, bare);
        var notes = new List<JournalNote>();
        foreach (var (position, shown, reason) in asked)
        {
            if (lines.GetValueOrDefault(position) is not { } line || desk.Reviews.Find(one => one.Position == position) is not { } review) return ReviewRefusals.UnknownLine($"thứ {position}");
            var there = papers.GetValueOrDefault((line.SetId, line.Line));
            if (await Refuse(desk, step, line, review, shown, reason, there, field, ct) is { } refused) return refused;
            notes.Add(await Write(desk, step, line, review, reason.Trim(), there, ct));
        }

        await Finish(desk, notes, ct);
        return null;
    }

    private List<string> Reasonless(ReportPlace place, IEnumerable<Asked> asked, Dictionary<int, SubmittedLine> lines) =>
        [.. from one in asked
            where !one.HasReason
            let line = lines.GetValueOrDefault(one.Position)
            where line is not null
            select $"{line.Line} {active.Current.Library.Find(line.SetId, place.Address.Period.Last)?.Find(line.Line)?.ShortName ?? line.Read().Name}"];

    private async Task<Refusal?> Refuse(Desk desk, ReportStep step, SubmittedLine line, StoredReview review, ShownLine shown, string reason, LineEvidence? there, ReviewField field, CancellationToken ct)
    {
        if (!shown.IsOf(review, line)) return await Meanwhile(desk.Place, line, ct);
        if (await places.Refuse(step, desk.Place, desk.Submission.State, reason, ct) is { } closed) return closed;
        if (!Reviewing.MayReview(gate.Who?.Account ?? 0, line.Read().EnteredBy)) return ReviewRefusals.OwnNumber(line.Line);
        if (!field.Has(line.SetId, line.Line)) return ReviewRefusals.NotInField(line.Line, await fields.LeadOf(line.Read(), desk.Place.Address.Unit, desk.Place.Commune, ct));
        return step == ReportStep.Verify && Moved(shown, there) ? ReviewRefusals.PapersChanged(line.Line) : null;
    }

    private async Task<JournalNote> Write(Desk desk, ReportStep step, SubmittedLine line, StoredReview review, string reason, LineEvidence? there, CancellationToken ct)
    {
        var before = review.Standing;
        Sign(review, step == ReportStep.Verify ? review.Read().Verify() : review.Read().Return(reason), there);
        await acts.Add(desk.Place, line, step, reason, ct);
        if (step == ReportStep.Return) await TellReturned(desk, line, review, ct);
        return new(step == ReportStep.Verify ? "reports.verify" : "reports.return", $"{procedure.NameOf(step)}: {desk.Place.Name}, dòng {line.Line} ({desk.Place.Address.Period})")
        {
            From = before.Spoken(),
            To = $"{review.Standing.Spoken()}{On(review)}",
            Why = reason,
        };
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
        var (place, held, missing) = await places.Take(address, withNumbers: false, ct);
        if (place is null || held is null) return (null, missing);
        if (await places.Latest(place, ct) is not { SentAt: not null } submission)
        {
            await held.DisposeAsync();
            return (null, ReviewRefusals.NothingSubmitted(place.Name));
        }

        var reviews = await db.LineReviews.Where(one => one.Shard == place.Shard && one.SubmissionId == submission.Id).OrderBy(one => one.Position).ToListAsync(ct);
        return (new(place, submission, reviews, held), null);
    }

    private async Task<IReadOnlyDictionary<(string Set, string Line), LineEvidence>> PapersOf(ReportPlace place, IEnumerable<SubmittedLine> lines, CancellationToken ct) =>
        await evidence.OfLines(place.Around.Keys[place.Address.Unit], active.Current.Library.At(lines.Select(line => line.SetId), place.Address.Period.Last), place.Address.Period, ct);

    private static bool Moved(ShownLine shown, LineEvidence? there) => shown.Papers is { } seen && seen != PaperSeen.PrintOf(PaperSeen.Of(there));

    /// <summary>What was relied on, for the journal.</summary>
    private static string On(StoredReview review) =>
        review.Standing == ReviewStanding.Verified && review.ReliedOn is { Count: > 0 } papers ? $", dựa trên {string.Join(", ", papers.Select(paper => $"minh chứng {paper.Key} bản {paper.Version} sha256:{paper.Hash}"))}" : "";

    private void Sign(StoredReview row, LineReview review, LineEvidence? papers)
    {
        row.Take(review);
        row.Papers = StoredJson.Write(review.Standing == ReviewStanding.Verified ? PaperSeen.Of(papers) : []);
        var note = gate.Sign();
        (row.Who, row.Account, row.At) = (note.Who, note.Account, clock.Instant());
    }

    private async Task TellReturned(Desk desk, SubmittedLine line, StoredReview review, CancellationToken ct)
    {
        var place = desk.Place;
        var people = await tell.Senders(place, ct);
        await tell.Tell(place, people.Append(desk.Submission.SentBy), "review.returned", $"submission:{desk.Submission.Id}:{line.Position}:{review.Revision}", $"{place.Name}, {line.Line}: trả lại, {review.Reason}", $"{place.Address.Href}#dong-{line.Position}", ct);
    }

    private async Task Finish(Desk desk, IEnumerable<JournalNote> notes, CancellationToken ct)
    {
        desk.Submission.State = Reviewing.StateOf(desk.Reviews.Select(review => review.Standing));
        await db.SaveChangesAsync(ct);
        var subject = StandingSeals.ReportSubject(desk.Submission.Id);
        var seal = await journal.Seal(desk.Place.Shard, subject, ct);
        foreach (var note in notes) await journal.Append(desk.Place.Shard, note with { Unit = desk.Place.Address.Unit, Subject = subject, Digest = seal }, ct);
        await desk.Held.Commit(ct);
        db.ChangeTracker.Clear();
    }
}
