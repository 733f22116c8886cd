using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Data.Sqlite;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>What is to be written: the act, and a sentence about it. Who, when, from where are added here.</summary>
/// <param name="Act">Stable code: "observations.save".</param>
public sealed record JournalNote(string Act, string Said)
{
    public string Unit { get; init; } = "";
    public string Subject { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Why { get; init; } = "";
    public JournalResult Result { get; init; }

    /// <summary>See <see cref="JournalEntry"/>.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Somebody else than who is signed in: at a sign-in nobody is yet.</summary>
    public (int Account, string Name)? By { get; init; }
}

/// <summary>Ghi nhật ký: adds one entry to the chain of a shard, in the transaction of the act it tells of.</summary>
public sealed class JournalWriter(RuralDb db, CommuneLock turn, CurrentPerson person, TimeProvider clock)
{
    private const int LongestSentence = 2000;

    /// <summary>The chain of what belongs to no commune: accounts, law, backups.</summary>
    public const int OfNoCommune = 0;

    /// <summary>Within the transaction the caller holds: the act and its entry stand or fall together. Entries of several shards are added in their order.</summary>
    public async Task Append(int shard, JournalNote note, CancellationToken ct = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("An entry is added within the transaction of its act; Record is for what has none.");
        if (note.Digest.Length == 0 && note.Result == JournalResult.Done && StandingSeals.Sealed(note.Act)) note = note with { Digest = await Seal(shard, note.Subject, ct) };
        var head = await TakeHead(shard, ct);
        var who = note.By ?? (person.Who?.Account ?? 0, person.Who?.Name ?? "");
        var entry = new JournalEntry(
            shard, head.LastId + 1, clock.Instant(), who.Item1, Clean(who.Item2), note.Act, Clean(note.Unit), Clean(note.Subject), Clean(note.Said), Clean(note.From), Clean(note.To), Clean(note.Why),
            Clean(person.Address), Clean(person.Device), note.Result, note.Digest, head.LastHash);
        var row = JournalRow.Of(entry);
        db.Journal.Add(row);
        await db.SaveChangesAsync(ct);
        db.Entry(row).State = EntityState.Detached;
        await db.JournalHeads.Where(one => one.Shard == shard)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastId, entry.Id).SetProperty(one => one.LastHash, row.Hash), ct);
    }

    /// <summary>What stands of a subject now, within the transaction: see <see cref="StandingSeals"/>. For acts of which several entries tell, so that it is read once.</summary>
    public async Task<string> Seal(int shard, string subject, CancellationToken ct = default)
    {
        await db.SaveChangesAsync(ct);
        return await new StandingSeals(db).Of(shard, subject, ct);
    }

    /// <summary>Waits until nobody else adds to this chain: what is read afterwards, in the same transaction, is what stands.</summary>
    public Task TakeTurn(int shard, CancellationToken ct = default) => TakeHead(shard, ct);

    /// <summary>Alone: for what leaves no other trace, such as a refusal or a reading.</summary>
    public async Task Record(int shard, JournalNote note, CancellationToken ct = default)
    {
        await using var held = await turn.Take([], ct);
        await Append(shard, note, ct);
        await held.Commit(ct);
    }

    private async Task<JournalHead> TakeHead(int shard, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"insert into journal_heads (shard, last_id, last_hash) values ({shard}, 0, '') on conflict do nothing", ct);
        if (db is not SqliteRuralDb) await db.Database.ExecuteSqlAsync($"select 1 from journal_heads where shard = {shard} for update", ct);
        return await db.JournalHeads.AsNoTracking().SingleAsync(head => head.Shard == shard, ct);
    }

    // as the database will give it back: NFC, no longer than it needs to be, and no half letters (a posted JSON may bring them)
    private static string Clean(string text) =>
        string.Concat((text.Length > LongestSentence ? text[..LongestSentence] : text).EnumerateRunes().Where(letter => letter.Value != 0)).Normalize();
}
