using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>
/// Đề nghị mức chính thức, with the decision attached. It is read as the law would read it, so that nobody is asked to
/// confirm what cannot be put in force; no verdict changes.
/// </summary>
public sealed class ProposeLevel(RuralDb db, CommuneLock turn, ActiveCriteria active, ReadProposals read, ExamineFile examine, FileStore store, TellPeople people, JournalWriter journal, Gate gate, TimeProvider clock)
{
    /// <param name="papers">The decision: exactly one file.</param>
    /// <param name="declared">The sender ticked that it is no state secret.</param>
    public async Task<Refusal?> Propose(OfficialLevel level, IReadOnlyList<SentFile> papers, bool declared, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManageSets, ct: ct) is { } forbidden) return forbidden;
        if ((level.Missing() ?? Unreadable(level)) is { } refusal) return refusal;
        if (papers.Count != 1) return papers.Count == 0 ? LevelRefusals.NoPaper() : LevelRefusals.OnePaper();
        if (!declared) return EvidenceRefusals.NotDeclared();
        var (paper, refused) = await examine.Examine(papers[0].Arrival, papers[0].Name, keepLocation: false, ct);
        if (paper is null) return refused;
        using (paper)
        {
            if (paper.Kind is EvidenceKind.Excel or EvidenceKind.OldExcel) return LevelRefusals.NotAPaper(paper.Name, paper.Kind);
            store.Keep(paper.Arrival);
            await Write(level, paper, ct);
            return null;
        }
    }

    private Refusal? Unreadable(OfficialLevel level)
    {
        var law = active.Current;
        var (text, refusal) = LevelText.Write(level, law.Library, law.Texts);
        if (text is null) return refusal;
        try
        {
            CriteriaFiles.Read([.. law.Texts, text]);
            return null;
        }
        catch (FileRefusedException refused)
        {
            return LevelRefusals.NotReadable(level, refused.Problems);
        }
    }

    private async Task Write(OfficialLevel level, ExaminedFile paper, CancellationToken ct)
    {
        var note = gate.Sign();
        var others = await read.Others(note.Account, ct);
        await using var held = await turn.Take([], ct);
        var proposal = new LevelProposal
        {
            SetId = level.SetId, Line = level.Line, Level = level.Level, Year = level.Year, Decision = level.Decision, Clause = level.Clause, ValidFrom = level.From, IssuedBy = level.IssuedBy,
            Hash = paper.Arrival.Hash, Size = paper.Arrival.Size, Kind = paper.Kind, Name = paper.Name, Who = note.Who, Account = note.Account, At = clock.Instant(),
        };
        db.LevelProposals.Add(proposal);
        await db.SaveChangesAsync(ct);
        await people.Tell(others.Accounts, "levels.proposed", $"{proposal.Id}", $"{note.Who} đề nghị mức “{level.Level}” cho chỉ tiêu {level.Line}; cần người thứ hai xác nhận.", proposal.Href + "#cho", ct);
        await journal.Append(JournalWriter.OfNoCommune, new("levels.propose", $"Đề nghị mức “{level.Level}” cho chỉ tiêu {level.Line} của bộ {level.SetId}")
        {
            Subject = StandingSeals.LevelSubject(proposal.Id),
            To = $"{proposal.Name} sha256:{proposal.Hash}",
            Why = $"{level.Decision}, {level.Clause}",
        }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
    }
}
