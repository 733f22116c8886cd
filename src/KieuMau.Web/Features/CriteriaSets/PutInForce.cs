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
            await Start(async () =>
            {
                var shipped = folder.Texts();
                var loaded = CriteriaFiles.Read([.. shipped, .. await texts.Entered(ct)]);
                await texts.Ship(shipped, ct);
                return loaded;
            }, ct);
            return [];
        }
        catch (FileRefusedException refused)
        {
            if ((await texts.Active(ct)).Count == 0) throw;
            await Start(async () => CriteriaFiles.Read(await texts.Active(ct)), ct);
            return refused.Problems;
        }
    }

    /// <summary>One more text on top: an amendment. It is written under the lock, over the law as it stands then, so that of two that come at once neither is lost.</summary>
    /// <param name="write">The text, over the law before it, or why there is none. What else belongs to the act is done there too: it stands or falls with the text.</param>
    /// <exception cref="FileRefusedException">With the text, the law cannot be read; nothing is changed.</exception>
    public async Task<Refusal?> Add(Func<LoadedCriteria, Task<(CriteriaText? Text, Refusal? Refusal)>> write, ChangeNote note, CancellationToken ct = default)
    {
        Refusal? refusal = null;
        await Start(async () =>
        {
            var before = await texts.Active(ct);
            (var text, refusal) = await write(CriteriaFiles.Read(before));
            if (text is null) return null;
            var loaded = CriteriaFiles.Read([.. before, text]);
            await texts.Enter(text, note.Who, ct);
            await journal.Append(JournalWriter.OfNoCommune, new(Act, $"Đặt thêm văn bản {text.Name}") { Subject = text.Name, Why = note.Why, Digest = text.Hash }, ct);
            return loaded;
        }, ct);
        return refusal;
    }

    /// <param name="keep">Reads the texts and keeps what is new, while every commune is held; nothing when all stays as it is.</param>
    private async Task Start(Func<Task<LoadedCriteria?>> keep, CancellationToken ct)
    {
        CriteriaInForce law;
        bool built;
        await using (var held = await turn.TakeAll(ct))
        {
            if (await keep() is not { } loaded) return;
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
