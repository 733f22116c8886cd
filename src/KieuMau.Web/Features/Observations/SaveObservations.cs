using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Ghi số liệu. One transaction: take the commune's lock, check, compare with what the page showed, append revisions,
/// and judge anew whatever the numbers decide.
/// </summary>
public sealed class SaveObservations(
    RuralDb db, CommuneLock communes, UnitReader units, ActiveCriteria active, EntryRules rules, ObservationWriter writer, JudgeStandings standings, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Each number for itself: what is refused or clashes is left, the rest is saved.</summary>
    public Task<SaveResult> Save(IReadOnlyList<ObservationChange> changes, ChangeNote note, CancellationToken ct = default) =>
        Save(changes, note, allOrNothing: false, ct);

    /// <summary>All or nothing: one refusal and nothing is stored.</summary>
    public Task<SaveResult> SaveAll(IReadOnlyList<ObservationChange> changes, ChangeNote note, CancellationToken ct = default) =>
        Save(changes, note, allOrNothing: true, ct);

    private async Task<SaveResult> Save(IReadOnlyList<ObservationChange> changes, ChangeNote note, bool allOrNothing, CancellationToken ct)
    {
        var refused = await Refused(changes, ct);
        var around = await units.Around([.. changes.Select(change => change.Unit).Distinct()], ct);
        var known = changes.Select(change => change.Unit).Distinct().Where(around.Keys.ContainsKey).ToList();
        await using var held = await communes.Take(known.SelectMany(around.ShardsOver), ct);

        var now = await PlacesNow.Read(db, [.. known.Select(code => around.Keys[code])], changes.Select(change => change.Period), ct);
        var desk = new SavingDesk(active.Current, around, now, clock.Today());
        desk.Receive(changes, refused, await rules.Locks(around, changes, now, note, ct));
        await NameClashes(desk, around, ct);
        if (allOrNothing && !desk.Clean) return new(desk.Outcomes(), Stored: false, []);

        var advice = desk.Advice();
        var stored = await Write(desk, note, ct);
        if (stored.Count > 0)
        {
            await standings.Rejudge(around, stored.Select(change => change.Unit.Code).Distinct(), stored.Min(Since), ct);
            await held.Commit(ct);
        }

        return new(desk.Outcomes(), stored.Count > 0, advice);
    }

    // before the lock: whoever is turned away leaves an entry in the journal, in a transaction of its own
    private async Task<Dictionary<ObservationChange, Refusal>> Refused(IReadOnlyList<ObservationChange> changes, CancellationToken ct)
    {
        var refused = new Dictionary<ObservationChange, Refusal>(ReferenceEqualityComparer.Instance);
        foreach (var change in changes)
        {
            if (await rules.Refuse(change, ct) is { } refusal) refused[change] = refusal;
        }

        return refused;
    }

    private static int Since(PlacedChange change) => Math.Min(change.Asked.Period.Year, change.AsOf.Year);

    private async Task<IReadOnlyList<PlacedChange>> Write(SavingDesk desk, ChangeNote note, CancellationToken ct)
    {
        var written = new List<PlacedChange>();
        foreach (var ofShard in desk.Accepted.GroupBy(change => change.Unit.Shard).OrderBy(group => group.Key).ToList())
        {
            var shard = ofShard.Key;
            var last = await db.ObservationRevisions.Where(row => row.Shard == shard).MaxAsync(row => (long?)row.Id, ct) ?? 0;
            var saving = 1 + (await db.Savings.Where(row => row.Shard == shard).MaxAsync(row => (long?)row.Id, ct) ?? 0);
            var told = ofShard.Select(change => (change, desk.Before(change))).ToList();
            var (revisions, current) = desk.Write(ofShard, last, saving);
            if (revisions.Count == 0) continue;

            var act = new Saving { Shard = shard, Id = saving, Who = note.Who, Account = note.Account, SavedAt = clock.Instant(), Why = note.Why, Origin = note.Origin };
            db.Savings.Add(act);
            await db.SaveChangesAsync(ct);
            await writer.Append(revisions, ct);
            await DropOtherForms(revisions.Where(row => row.Kind == StoredKind.Nothing), ct);
            await writer.Replace(current, ct);
            await journal.Append(shard, SavingJournal.NoteOf(act, told, revisions, note), ct);
            written.AddRange(ofShard);
        }

        db.ChangeTracker.Clear();
        return written;
    }

    // what is cleared is cleared in every form it was known in
    private async Task DropOtherForms(IEnumerable<ObservationRevision> cleared, CancellationToken ct)
    {
        foreach (var row in cleared)
        {
            await db.Observations
                .Where(other => other.Shard == row.Shard && other.UnitId == row.UnitId && other.MeasureId == row.MeasureId
                    && other.Period == row.Period && other.Split == row.Split && other.Form != row.Form)
                .ExecuteDeleteAsync(ct);
        }
    }

    private async Task NameClashes(SavingDesk desk, UnitSurroundings around, CancellationToken ct)
    {
        foreach (var (change, revision) in desk.Clashing.ToList())
        {
            var shard = around.Keys[change.Unit].Shard;
            var theirs = await (from row in db.ObservationRevisions.AsNoTracking()
                                join saving in db.Savings on new { row.Shard, Id = row.SavingId } equals new { saving.Shard, saving.Id }
                                where row.Shard == shard && row.Id == revision
                                select new { row, saving }).SingleAsync(ct);
            var fact = theirs.row.ToFact(active.Current, theirs.saving.SavedAt, theirs.saving.Who, theirs.saving.Origin)!;
            desk.Say(new ChangeOutcome.Clash(change, fact));
        }
    }
}
