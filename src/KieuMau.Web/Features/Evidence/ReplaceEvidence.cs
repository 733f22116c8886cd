using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Thay bằng bản mới: the versions before it are kept; every place it serves is served by the new one.</summary>
public sealed class ReplaceEvidence(RuralDb db, CommuneLock communes, EvidencePlaces places, ReadEvidence read, EvidenceRules rules, EvidenceLocks locks, ExamineFile examine, FileStore store, JournalWriter journal, TimeProvider clock)
{
    /// <param name="note">Its reason says why the file is replaced.</param>
    public async Task<Refusal?> Replace(string unit, string key, SentEvidence sent, ChangeNote note, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(note.Why)) return EvidenceRefusals.NoReason();
        if (note.Why.Length > EvidenceLimits.LongestReason) return EvidenceRefusals.TextTooLong(EvidenceLimits.LongestReason);
        if (sent.Files is not [var file]) return sent.Files.Count == 0 ? EvidenceRefusals.NoFile() : EvidenceRefusals.OneFileOnly();
        if (!sent.Declared) return EvidenceRefusals.NotDeclared();
        var (piece, refusal) = await Find(unit, key, ct);
        if (piece is null) return refusal;

        var (examined, bad) = await examine.Examine(file.Arrival, file.Name, sent.KeepLocation, ct);
        if (examined is null) return bad;
        using (examined)
        {
            store.Keep(examined.Arrival);
            return await Write(unit, key, piece, examined, note, ct);
        }
    }

    private async Task<(PieceOfEvidence?, Refusal?)> Find(string unit, string key, CancellationToken ct)
    {
        if (await places.UnitOf(unit, ct) is not { } own || await read.OneAt(own, key, ct) is not { } piece)
            return (null, await rules.Refuse(unit, ct) ?? EvidenceRefusals.Unknown());
        if (await rules.Refuse(piece, unit, ct) is { } refusal) return (null, refusal);
        return piece.Removed is null ? (piece, null) : (null, EvidenceRefusals.AlreadyRemoved());
    }

    private async Task<Refusal?> Write(string unit, string key, PieceOfEvidence asked, ExaminedFile file, ChangeNote note, CancellationToken ct)
    {
        var own = await places.UnitOf(unit, ct);
        var shard = asked.Shard;
        await using var held = await communes.Take(await locks.ShardsOver(asked, [.. asked.LiveLinks], ct), ct);
        if (await read.OneAt(own!, key, ct) is not { Removed: null } piece) return EvidenceRefusals.AlreadyRemoved(); // somebody may have removed it meanwhile
        if (piece.Current.Hash == file.Arrival.Hash) return EvidenceRefusals.SameFile();
        if (await rules.RefuseNow(asked, piece, [.. piece.LiveLinks], ct) is { } meanwhile) return meanwhile;
        var unsettled = await locks.Unsettle(piece, [.. piece.LiveLinks], ct);
        var version = file.Version(piece.Current.Number + 1, note, clock.Instant());
        db.EvidenceVersions.Add(version.Row(shard, piece.Id));
        await db.SaveChangesAsync(ct);
        await journal.Append(shard, new("evidence.replace", $"Thay minh chứng “{piece.Title}” bằng bản {version.Number}{EvidenceLocks.Told(unsettled)}")
        {
            Unit = unit,
            Subject = StandingSeals.EvidenceSubject(key),
            From = $"{piece.Current.Name} sha256:{piece.Current.Hash}",
            To = $"{version.Name} sha256:{version.Hash}",
            Why = note.Why,
        }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }
}
