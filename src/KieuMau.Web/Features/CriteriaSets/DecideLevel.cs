using KieuMau.Domain.Accounts;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>
/// Người thứ hai quyết định (SD6): confirms a level against the decision attached, and only then is it put in force; or
/// refuses it with a reason. Whoever entered it may withdraw it and never confirms it.
/// </summary>
public sealed class DecideLevel(RuralDb db, CommuneLock turn, ReadProposals read, PutInForce putInForce, TellPeople people, JournalWriter journal, Gate gate, TimeProvider clock)
{
    public async Task<Refusal?> Confirm(int id, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManageSets, ct: ct) is { } refusal) return refusal;
        if (await read.One(id, ct) is not { } proposal) return LevelRefusals.Unknown();
        var note = gate.Sign(proposal.Decision);
        if (IsOwn(proposal)) return LevelRefusals.OwnProposal(await read.Others(note.Account, ct));
        try
        {
            return await putInForce.Add(law => Confirm(id, law, note, ct), note, ct);
        }
        catch (FileRefusedException refused)
        {
            db.ChangeTracker.Clear();
            return LevelRefusals.NotReadable(proposal.Entered, refused.Problems);
        }
    }

    public async Task<Refusal?> Refuse(int id, string why, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManageSets, ct: ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(why)) return LevelRefusals.NoReason();
        if (why.Length > OfficialLevel.LongestWords) return LevelRefusals.ReasonTooLong();
        return await Close(id, ProposalState.Refused, "levels.refuse", "Từ chối mức", why.Trim(), ct);
    }

    public async Task<Refusal?> Withdraw(int id, CancellationToken ct = default) =>
        await gate.Refuse(Right.ManageSets, ct: ct) ?? await Close(id, ProposalState.Withdrawn, "levels.withdraw", "Rút đề nghị mức", "", ct);

    // within the transaction that puts the text in force
    private async Task<(CriteriaText?, Refusal?)> Confirm(int id, LoadedCriteria law, ChangeNote note, CancellationToken ct)
    {
        var (proposal, refusal) = await TakeWaiting(id, ct);
        if (proposal is null) return (null, refusal);
        (var text, refusal) = LevelText.Write(proposal.Entered, law.Library, law.Texts, Attested(proposal, note));
        if (text is null) return (null, refusal);
        proposal.Decide(ProposalState.Confirmed, note.Who, note.Account, clock.Instant(), amendment: LevelText.IdOf(text));
        await Settle(proposal, "levels.confirm", "Xác nhận mức", note.Why, ct);
        return (text, null);
    }

    private async Task<Refusal?> Close(int id, ProposalState state, string act, string said, string why, CancellationToken ct)
    {
        await using var held = await turn.Take([], ct);
        var (proposal, refusal) = await TakeWaiting(id, ct);
        if (proposal is null) return refusal;
        if (IsOwn(proposal) != (state == ProposalState.Withdrawn) && gate.Who?.Kind != AccountKind.Technical)
        {
            db.ChangeTracker.Clear();
            return state == ProposalState.Withdrawn ? LevelRefusals.NotOwn(proposal) : LevelRefusals.OwnRefused();
        }

        var note = gate.Sign(why);
        proposal.Decide(state, note.Who, note.Account, clock.Instant(), why.Length > 0 ? why : null);
        await Settle(proposal, act, said, why, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Whoever decides at the same time has finished, or waits.</summary>
    private async Task<(LevelProposal?, Refusal?)> TakeWaiting(int id, CancellationToken ct)
    {
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct);
        var proposal = await db.LevelProposals.SingleOrDefaultAsync(one => one.Id == id, ct);
        if (proposal is { State: ProposalState.Waiting }) return (proposal, null);
        db.ChangeTracker.Clear();
        return (null, proposal is null ? LevelRefusals.Unknown() : LevelRefusals.Decided(proposal));
    }

    private async Task Settle(LevelProposal proposal, string act, string said, string why, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        if (!IsOwn(proposal)) await people.Tell([proposal.Account], "levels.decided", $"{proposal.Id}", $"Mức “{proposal.Level}” của chỉ tiêu {proposal.Line} {proposal.SpokenState()}{(proposal.DecidedWhy is { } reason ? $": {reason}" : "")}.", proposal.Href + "#cho", ct);
        await journal.Append(JournalWriter.OfNoCommune, new(act, $"{said} “{proposal.Level}” cho chỉ tiêu {proposal.Line} của bộ {proposal.SetId}, do {proposal.Who} (tài khoản số {proposal.Account}) đề nghị")
        {
            Subject = StandingSeals.LevelSubject(proposal.Id),
            From = $"{proposal.Name} sha256:{proposal.Hash}",
            To = proposal.Amendment ?? "",
            Why = why,
        }, ct);
    }

    /// <summary>The keeper of the machine has the folder of criteria anyway: nobody is kept apart from oneself there.</summary>
    private bool IsOwn(LevelProposal proposal) => gate.Who is { Kind: not AccountKind.Technical } who && who.Account == proposal.Account;

    private string[] Attested(LevelProposal proposal, ChangeNote note) =>
    [
        $"Đề nghị: {proposal.Who} (tài khoản số {proposal.Account}), {Day(proposal.At)}. Xác nhận: {note.Who} (tài khoản số {note.Account}), {Day(clock.Instant())}.",
        $"Bản quyết định kèm theo: {proposal.Name}, SHA-256 {proposal.Hash}.",
    ];

    private static string Day(DateTime at) => DateOnly.FromDateTime(at.InVietNam()).Spoken();
}
