using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>
/// Đưa vào áp dụng: reads every text as a whole; what has an error never replaces what is good. When the law changed,
/// standings are built anew beside the old ones and the pointer moves last.
/// </summary>
public sealed class PutInForce(RuralDb db, CriteriaFolder folder, KeepTexts texts, ActiveCriteria active, CommuneLock turn, BuildStandings build, JournalWriter journal, TimeProvider clock)
{
    public const string Act = "criteria.add";

    /// <summary>At start: the shipped folder with what was entered on pages.</summary>
    /// <returns>Errors of the shipped folder, when what was kept from before is used instead.</returns>
    /// <exception cref="FileRefusedException">There is an error and nothing good from before.</exception>
    public async Task<IReadOnlyList<FileProblem>> Open(CancellationToken ct = default)
    {
        try
        {
            var shipped = folder.Texts();
            var loaded = CriteriaFiles.Read([.. shipped, .. await texts.Entered(ct)]);
            await Start(loaded, kept => kept.Ship(shipped, ct), ct);
            return [];
        }
        catch (FileRefusedException refused)
        {
            var before = await texts.Active(ct);
            if (before.Count == 0) throw;
            await Start(CriteriaFiles.Read(before), _ => Task.CompletedTask, ct);
            return refused.Problems;
        }
    }

    /// <summary>One more text on top: an amendment entered on a page or brought as a file.</summary>
    public async Task<IReadOnlyList<FileProblem>> Add(CriteriaText text, ChangeNote note, CancellationToken ct = default)
    {
        LoadedCriteria loaded;
        try
        {
            loaded = CriteriaFiles.Read([.. await texts.Active(ct), text]);
        }
        catch (FileRefusedException refused)
        {
            return refused.Problems;
        }

        await Start(loaded, async kept =>
        {
            await kept.Enter(text, note.Who, ct);
            await journal.Append(JournalWriter.OfNoCommune, new(Act, $"Đặt thêm văn bản {text.Name}") { Subject = text.Name, Why = note.Why, Digest = text.Hash }, ct);
        }, ct);
        return [];
    }

    private async Task Start(LoadedCriteria loaded, Func<KeepTexts, Task> keep, CancellationToken ct)
    {
        CriteriaInForce law;
        bool built;
        await using (var held = await turn.TakeAll(ct))
        {
            await keep(texts);
            var edition = await EditionOf(KeepTexts.HashOf(loaded.Texts), ct);
            law = new(edition.Id, loaded.Library, await ShortKeys.Give(db, loaded.Library, ct)) { Texts = loaded.Texts, Remarks = loaded.Remarks };
            built = edition.BuiltAt is not null;
            await held.Commit(ct);
        }

        if (built) active.Switch(law);
        else await build.Begin(law, ct);
    }

    private async Task<Edition> EditionOf(string hash, CancellationToken ct)
    {
        var last = await db.Editions.OrderByDescending(edition => edition.Id).FirstOrDefaultAsync(ct);
        if (last?.Hash == hash) return last;
        var edition = new Edition { Id = (last?.Id ?? 0) + 1, Hash = hash, BegunAt = clock.Instant() };
        db.Editions.Add(edition);
        await db.SaveChangesAsync(ct);
        return edition;
    }
}
