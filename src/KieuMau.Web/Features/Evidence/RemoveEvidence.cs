using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Gỡ minh chứng: it serves nowhere any more; the file, its versions and the reason stay in the history.</summary>
public sealed class RemoveEvidence(RuralDb db, CommuneLock communes, EvidencePlaces places, ReadEvidence read, EvidenceRules rules, EvidenceLocks locks, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Remove(string unit, string key, ChangeNote note, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(note.Why)) return EvidenceRefusals.NoReason();
        if (note.Why.Length > EvidenceLimits.LongestReason) return EvidenceRefusals.TextTooLong(EvidenceLimits.LongestReason);
        if (await places.UnitOf(unit, ct) is not { } own || await read.OneAt(own, key, ct) is not { } piece) return await rules.Refuse(unit, ct) ?? EvidenceRefusals.Unknown();
        if (await rules.Refuse(piece, unit, ct) is { } refusal) return refusal;

        await using var held = await communes.Take(await locks.ShardsOver(piece, [.. piece.LiveLinks], ct), ct);
        var row = await db.Evidence.SingleAsync(one => one.Shard == piece.Shard && one.Id == piece.Id, ct);
        if (row.RemovedAt is not null || await read.OneAt(own, key, ct) is not { } now) return EvidenceRefusals.AlreadyRemoved();
        if (await rules.RefuseNow(piece, now, [.. now.LiveLinks], ct) is { } meanwhile) return meanwhile;
        var unsettled = await locks.Unsettle(now, [.. now.LiveLinks], ct);
        (row.RemovedBy, row.RemovedAt, row.RemovedWhy) = (note.Who, clock.Instant(), note.Why.Trim());
        await db.SaveChangesAsync(ct);
        await journal.Append(piece.Shard, new("evidence.remove", $"Gỡ minh chứng “{piece.Title}”{EvidenceLocks.Told(unsettled)}") { Unit = unit, Subject = StandingSeals.EvidenceSubject(key), From = $"{piece.Current.Name} sha256:{piece.Current.Hash}", Why = note.Why }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }
}
