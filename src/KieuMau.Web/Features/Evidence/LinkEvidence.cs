using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Dùng một minh chứng cho chỗ khác nữa, or no longer for one of them.</summary>
public sealed class LinkEvidence(RuralDb db, CommuneLock communes, EvidencePlaces places, ReadEvidence read, EvidenceRules rules, EvidenceLocks locks, JournalWriter journal, TimeProvider clock)
{
    /// <param name="unit">Where it is seen from: it must be attached there.</param>
    public async Task<Refusal?> Link(string unit, string key, EvidencePlace to, DateOnly? due, ChangeNote note, CancellationToken ct = default)
    {
        if ((await rules.Refuse(unit, ct) ?? await rules.Refuse(to, ct)) is { } refusal) return refusal;
        var (place, unknown) = await places.Find(to, ct);
        if (place is null) return unknown;
        if (await places.UnitOf(unit, ct) is not { } own || !ReadEvidence.TryKey(key, out var shard, out var id)) return EvidenceRefusals.Unknown();

        await using var held = await communes.Take([shard, place.Unit.Shard], ct);
        if (await read.OneAt(own, key, ct) is not { } piece) return EvidenceRefusals.Unknown();
        if (piece.Removed is not null) return EvidenceRefusals.AlreadyRemoved();
        if (piece.LiveLinks.Any(link => link.Place == place.Place)) return EvidenceRefusals.AlreadyLinked();
        db.EvidenceLinks.Add(place.Row(await places.NextLink(place.Unit.Shard, ct), shard, id, due, note.Who, clock.Instant()));
        await db.SaveChangesAsync(ct);
        await journal.Append(place.Unit.Shard, new("evidence.link", $"Dùng minh chứng “{piece.Title}” cho {Spoken(to)}") { Unit = to.Unit, Subject = StandingSeals.EvidenceSubject(key), Why = note.Why }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <param name="note">Its reason says why it no longer serves there.</param>
    public async Task<Refusal?> Unlink(string unit, string key, int linkShard, int link, ChangeNote note, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(note.Why)) return EvidenceRefusals.NoReason();
        if (note.Why.Length > EvidenceLimits.LongestReason) return EvidenceRefusals.TextTooLong(EvidenceLimits.LongestReason);
        if (await places.UnitOf(unit, ct) is not { } own || await read.OneOf(own, key, ct) is not { } piece || piece.Links.FirstOrDefault(one => one.Shard == linkShard && one.Id == link) is not { } found)
            return await rules.Refuse(unit, ct) ?? EvidenceRefusals.Unknown();
        if (await rules.Refuse(piece, found, ct) is { } refusal) return refusal;

        await using var held = await communes.Take(await locks.ShardsOver(piece, [found], ct), ct);
        var row = await db.EvidenceLinks.SingleAsync(one => one.Shard == linkShard && one.Id == link, ct);
        if (row.RemovedAt is not null) return EvidenceRefusals.AlreadyRemoved();
        if (await locks.Refuse(piece, [found], ct) is { } meanwhile) return meanwhile;
        var unsettled = await locks.Unsettle(piece, [found], ct);
        (row.RemovedBy, row.RemovedAt, row.RemovedWhy) = (note.Who, clock.Instant(), note.Why.Trim());
        await db.SaveChangesAsync(ct);
        await journal.Append(linkShard, new("evidence.unlink", $"Thôi dùng minh chứng “{piece.Title}” cho {Spoken(found.Place)}{EvidenceLocks.Told(unsettled)}") { Unit = found.Place.Unit, Subject = StandingSeals.EvidenceSubject(key), Why = note.Why }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    private static string Spoken(EvidencePlace place) => (place.IsOfLine, place.IsOfMeasure) switch
    {
        (true, _) => $"chỉ tiêu {place.Line}",
        (_, true) => $"số đo {place.Measure}",
        _ => "đơn vị",
    } + (place.Period is { } period ? $", {period.Spoken()}" : "");
}
