using System.Globalization;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>
/// Đối chiếu số liệu: goes through the savings and revisions of one shard beside its journal, a piece at a time, names the
/// number that is no longer as it was saved, and the current number that is not the last one saved.
/// </summary>
public sealed class SavingTrail(RuralDb db, ActiveCriteria criteria, int shard) : IAsyncDisposable
{
    private const int Piece = 1000;
    private const int MostNamed = 5;

    /// <summary>Numbers begin here: what stands below was put there by another hand.</summary>
    private const long First = 1;

    private readonly IAsyncEnumerator<Saving> savings = Savings(db, shard).GetAsyncEnumerator();
    private readonly IAsyncEnumerator<ObservationRevision> revisions = Revisions(db, shard).GetAsyncEnumerator();
    private bool begun, moreSavings, moreRevisions;

    /// <summary>How many savings were held against their digests.</summary>
    public long Held { get; private set; }

    /// <summary>Savings that no entry speaks of; those before the first journalled one were made before there was a journal.</summary>
    public List<long> Unspoken { get; } = [];

    /// <summary>The next entry that tells of a saving, in the order of the chain.</summary>
    public async Task<JournalBreak?> Hold(JournalEntry entry, CancellationToken ct)
    {
        if (NumberOf(entry.Subject) is not { } number) return null;
        if (!begun) (moreSavings, moreRevisions) = (await savings.MoveNextAsync(), await revisions.MoveNextAsync());
        for (; moreSavings && savings.Current.Id < number; moreSavings = await savings.MoveNextAsync()) if (begun || savings.Current.Id < First) Unspoken.Add(savings.Current.Id);
        for (; moreRevisions && revisions.Current.SavingId < number; moreRevisions = await revisions.MoveNextAsync()) if (begun || revisions.Current.Id < First || revisions.Current.SavingId < First) Unspoken.Add(revisions.Current.SavingId);
        begun = true;
        Held++;

        var saving = moreSavings && savings.Current.Id == number ? savings.Current : null;
        var written = new List<ObservationRevision>();
        for (; moreRevisions && revisions.Current.SavingId == number; moreRevisions = await revisions.MoveNextAsync()) written.Add(revisions.Current);
        if (saving is null) return new(shard, entry.Id, $"Lần ghi số liệu {number} đã bị xóa{(written.Count > 0 ? $"; còn {written.Count} số của nó" : "")}.");
        if (SavingJournal.DigestOf(saving, written) == entry.Digest) return null;
        return new(shard, entry.Id, await Name(number, written, ct));
    }

    /// <summary>What stands after the last entry: told apart from what was saved meanwhile.</summary>
    public async Task<IReadOnlyList<JournalBreak>> End(CancellationToken ct)
    {
        for (; begun && moreSavings; moreSavings = await savings.MoveNextAsync()) Unspoken.Add(savings.Current.Id);
        for (; begun && moreRevisions; moreRevisions = await revisions.MoveNextAsync()) Unspoken.Add(revisions.Current.SavingId);
        var breaks = new List<JournalBreak>();
        foreach (var number in Unspoken.Distinct())
        {
            var subject = SavingJournal.SubjectOf(number);
            if (await db.Journal.AnyAsync(row => row.Shard == shard && row.Act == SavingJournal.Act && row.Subject == subject, ct)) continue;
            breaks.Add(new(shard, 0, $"Lần ghi số liệu {number} không có trong nhật ký: số liệu được chèn vào cơ sở dữ liệu."));
        }

        await Add("khác với lần sửa mà chúng lặp lại", Unlike());
        await Add("bị đưa về một lần sửa cũ", Outdated());
        await Add("bị xóa", Lost());
        return breaks;

        async Task Add(string what, IQueryable<ObservationRow> rows)
        {
            var found = await rows.AsNoTracking().OrderBy(row => row.UnitId).ThenBy(row => row.MeasureId).Take(MostNamed + 1).ToListAsync(ct);
            if (found.Count == 0) return;
            var places = new List<string>();
            foreach (var row in found.Take(MostNamed)) places.Add(await PlaceOf(row, ct));
            breaks.Add(new(shard, 0, $"Số liệu hiện hành {what}: {string.Join("; ", places)}{(found.Count > MostNamed ? " và những số khác" : "")}."));
        }
    }

    // what pages and verdicts read are the current words: each of these is asked in one statement, so that what is saved meanwhile is not a break
    private IQueryable<CurrentObservation> Unlike()
    {
        var all = db.ObservationRevisions;
        return db.Observations.Where(now => now.Shard == shard && !all.Any(row => row.Shard == shard && row.Id == now.Revision
            && row.UnitId == now.UnitId && row.MeasureId == now.MeasureId && row.Period == now.Period && row.Split == now.Split && row.Form == now.Form
            && row.Kind == now.Kind && row.Number == now.Number && row.Text == now.Text && row.AsOf == now.AsOf && row.Note == now.Note));
    }

    /// <summary>
    /// Current words that a later revision took the place of (all but one that came in behind with an older date), and those
    /// that came in behind themselves and never took a place.
    /// </summary>
    private IQueryable<CurrentObservation> Outdated()
    {
        var all = db.ObservationRevisions;
        return db.Observations.Where(now => now.Shard == shard && all.Any(row => row.Shard == shard
            && row.UnitId == now.UnitId && row.MeasureId == now.MeasureId && row.Period == now.Period && row.Split == now.Split
            && ((row.Id > now.Revision && (row.Kind == StoredKind.Nothing || (row.Form == now.Form && (now.Kind == StoredKind.Nothing || row.AsOf >= now.AsOf))))
                || (row.Id < now.Revision && row.Form == now.Form && row.Kind != StoredKind.Nothing && now.Kind != StoredKind.Nothing && row.AsOf > now.AsOf
                    && !all.Any(cleared => cleared.Shard == shard && cleared.Kind == StoredKind.Nothing && cleared.Id > row.Id && cleared.Id < now.Revision
                        && cleared.UnitId == now.UnitId && cleared.MeasureId == now.MeasureId && cleared.Period == now.Period && cleared.Split == now.Split)))));
    }

    /// <summary>Revisions whose place holds no word in their form, though nothing cleared it afterwards.</summary>
    private IQueryable<ObservationRevision> Lost()
    {
        var (current, all) = (db.Observations, db.ObservationRevisions);
        return all.Where(row => row.Shard == shard
            && !current.Any(now => now.Shard == shard && now.UnitId == row.UnitId && now.MeasureId == row.MeasureId && now.Period == row.Period && now.Split == row.Split && now.Form == row.Form)
            && !all.Any(later => later.Shard == shard && later.Id > row.Id && later.Kind == StoredKind.Nothing
                && later.UnitId == row.UnitId && later.MeasureId == row.MeasureId && later.Period == row.Period && later.Split == row.Split));
    }

    public async ValueTask DisposeAsync()
    {
        await savings.DisposeAsync();
        await revisions.DisposeAsync();
    }

    private async Task<string> Name(long number, List<ObservationRevision> written, CancellationToken ct)
    {
        var gone = await Deleted(number, written, ct);
        if (gone.Count > 0) return $"Lần ghi số liệu {number}: đã bị xóa {string.Join("; ", gone.Take(MostNamed))}.";
        var changed = await Differing(written, ct);
        var suspects = changed.Count > 0 ? changed : written;
        var places = new List<string>();
        foreach (var row in suspects.Take(MostNamed)) places.Add(await PlaceOf(row, ct));
        var rest = suspects.Count > MostNamed ? $" và {suspects.Count - MostNamed} số khác" : "";
        return suspects.Count == 1 || changed.Count > 0
            ? $"Lần ghi số liệu {number}: đã bị sửa {string.Join("; ", places)}{rest}."
            : $"Lần ghi số liệu {number} đã bị sửa, ở một trong các số: {string.Join("; ", places)}{rest}; hoặc ở người ghi, giờ ghi, lý do.";
    }

    /// <summary>Revisions are numbered without gaps: a number that is missing was deleted; what repeats or follows it says where it stood.</summary>
    private async Task<List<string>> Deleted(long number, List<ObservationRevision> written, CancellationToken ct)
    {
        var first = 1 + (await db.ObservationRevisions.Where(row => row.Shard == shard && row.SavingId < number).MaxAsync(row => (long?)row.Id, ct) ?? 0);
        var last = await db.ObservationRevisions.Where(row => row.Shard == shard && row.SavingId > number).MinAsync(row => (long?)row.Id, ct) is { } next
            ? next - 1
            : Math.Max(written.Count == 0 ? first : written.Max(row => row.Id), await db.Observations.Where(row => row.Shard == shard).MaxAsync(row => (long?)row.Revision, ct) ?? 0);
        var there = written.Select(row => row.Id).ToHashSet();
        var gone = new List<string>();
        for (var id = first; id <= last && gone.Count <= MostNamed; id++)
        {
            if (there.Contains(id)) continue;
            var revision = id;
            ObservationRow? trace = await db.Observations.AsNoTracking().FirstOrDefaultAsync(row => row.Shard == shard && row.Revision == revision, ct);
            trace ??= await db.ObservationRevisions.AsNoTracking().FirstOrDefaultAsync(row => row.Shard == shard && row.Previous == revision, ct);
            gone.Add(trace is null ? $"lần sửa {id}" : await PlaceOf(trace, ct));
        }

        return gone;
    }

    /// <summary>Those whose current word still repeats them, and says otherwise.</summary>
    private async Task<List<ObservationRevision>> Differing(List<ObservationRevision> written, CancellationToken ct)
    {
        var differing = new List<ObservationRevision>();
        foreach (var piece in written.Chunk(Piece))
        {
            var ids = piece.Select(row => row.Id).ToList();
            var current = await db.Observations.AsNoTracking().Where(row => row.Shard == shard && ids.Contains(row.Revision)).ToDictionaryAsync(row => row.Revision, ct);
            differing.AddRange(piece.Where(row => current.TryGetValue(row.Id, out var now)
                && (now.UnitId, now.MeasureId, now.Period, now.Split, now.Kind, now.Number, now.Text, now.AsOf, now.Note) != (row.UnitId, row.MeasureId, row.Period, row.Split, row.Kind, row.Number, row.Text, row.AsOf, row.Note)));
        }

        return differing;
    }

    private async Task<string> PlaceOf(ObservationRow row, CancellationToken ct)
    {
        var name = await db.UnitRows.Where(unit => unit.UnitId == row.UnitId).OrderByDescending(unit => unit.ValidFrom).Select(unit => unit.Name).FirstOrDefaultAsync(ct)
            ?? string.Create(CultureInfo.InvariantCulture, $"đơn vị {row.UnitId}");
        var measure = criteria.Current.MeasureOf(row.MeasureId)?.Name
            ?? await db.MeasureKeys.Where(key => key.Id == row.MeasureId).Select(key => key.Code).FirstOrDefaultAsync(ct) ?? "số đo không còn";
        return $"{name}, {measure}{(row.Split.Length > 0 ? $" ({row.Split})" : "")}, {PackedPeriod.Read(row.Period).Spoken()}";
    }

    private static long? NumberOf(string subject) =>
        subject.StartsWith("saving:", StringComparison.Ordinal) && long.TryParse(subject["saving:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async IAsyncEnumerable<Saving> Savings(RuralDb db, int shard)
    {
        for (var last = long.MinValue; ;)
        {
            var after = last;
            var piece = await db.Savings.AsNoTracking().Where(row => row.Shard == shard && row.Id > after).OrderBy(row => row.Id).Take(Piece).ToListAsync();
            foreach (var row in piece) yield return row;
            if (piece.Count < Piece) yield break;
            last = piece[^1].Id;
        }
    }

    private static async IAsyncEnumerable<ObservationRevision> Revisions(RuralDb db, int shard)
    {
        for (var last = long.MinValue; ;)
        {
            var after = last;
            var piece = await db.ObservationRevisions.AsNoTracking().Where(row => row.Shard == shard && row.Id > after).OrderBy(row => row.Id).Take(Piece).ToListAsync();
            foreach (var row in piece) yield return row;
            if (piece.Count < Piece) yield break;
            last = piece[^1].Id;
        }
    }
}
