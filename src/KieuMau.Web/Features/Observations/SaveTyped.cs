using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>One cell as it came back from a page.</summary>
/// <param name="Revision">What the page had shown.</param>
/// <param name="Overwrite">The person has seen the other value and still wants this one.</param>
public sealed record TypedCell(CellPlace Place, long Revision, string Text, bool Overwrite = false);

/// <summary>
/// Ghi những gì đã gõ: reads each text as the domain reads it, leaves what nobody touched, and tells of each cell what
/// became of it. What is refused stays typed; the rest is saved.
/// </summary>
public sealed class SaveTyped(RuralDb db, UnitReader units, ActiveCriteria criteria, SaveObservations save)
{
    public sealed record Result(IReadOnlyDictionary<CellPlace, CellNews> News, int Saved, IReadOnlyList<string> Advice)
    {
        public int Open => News.Values.Count(news => news.IsOpen);
    }

    /// <param name="asOfTyped">The day the numbers speak for, as typed; empty for the usual one. What is no day refuses every cell.</param>
    public async Task<Result> Save(IReadOnlyList<TypedCell> cells, Period period, string asOfTyped, ChangeNote note, CancellationToken ct = default)
    {
        var (law, asOf, noDay) = (criteria.Current, TypedDay.Read(asOfTyped), TypedDay.Refuse(asOfTyped));
        var around = await units.Around([.. cells.Select(cell => cell.Place.Unit).Distinct()], ct);
        var touched = await Touched(cells, around, period, ct);
        var news = new Dictionary<CellPlace, CellNews>();
        var changes = new List<(TypedCell Cell, ObservationChange Change)>();
        foreach (var cell in touched)
        {
            if (law.Library.Measures.Find(cell.Place.Measure) is not { } measure) continue;
            var name = around.Tree.Rows(cell.Place.Unit) is [.., var row] ? row.Name : cell.Place.Unit;
            if (noDay is not null)
            {
                news[cell.Place] = CellWords.Refused(cell, name, measure, noDay);
                continue;
            }

            switch (TypedValue.Read(cell.Text, measure, cell.Place.Split))
            {
                case TypedReading.Refused(var refusal): news[cell.Place] = CellWords.Refused(cell, name, measure, refusal); break;
                case TypedReading.Doubtful(var readings, var why): news[cell.Place] = CellWords.Doubtful(cell, name, measure, readings, why); break;
                case TypedReading.One(var value): changes.Add((cell, ChangeOf(cell, measure, value, period, asOf))); break;
                default: changes.Add((cell, ChangeOf(cell, measure, new ObservedValue.Nothing(), period, asOf))); break;
            }
        }

        if (changes.Count == 0) return new(news, 0, []);
        var result = await save.Save([.. changes.Select(pair => pair.Change)], note, ct);
        for (var i = 0; i < changes.Count; i++)
        {
            var (cell, change) = changes[i];
            news[cell.Place] = CellWords.Of(result.Outcomes[i], cell, around.Tree.Rows(change.Unit) is [.., var row] ? row.Name : change.Unit);
        }

        return new(news, news.Values.Count(one => one.State == CellState.Saved), result.Advice);
    }

    private static ObservationChange ChangeOf(TypedCell cell, Measure measure, ObservedValue value, Period period, DateOnly? asOf) =>
        new(cell.Place.Unit, measure, period, cell.Place.Split, value, asOf, Expected: cell.Overwrite ? null : cell.Revision);

    /// <summary>Cells whose text differs from what the page had shown; the rest was never touched, whoever changed it since.</summary>
    private async Task<List<TypedCell>> Touched(IReadOnlyList<TypedCell> cells, UnitSurroundings around, Period period, CancellationToken ct)
    {
        var keys = cells.Select(cell => cell.Place.Unit).Distinct().Where(around.Keys.ContainsKey).Select(unit => around.Keys[unit]).ToList();
        var now = await PlacesNow.Read(db, keys, [period], ct);
        var shown = await Shown(cells, around, now, period, ct);
        return [.. cells.Where(cell => cell.Overwrite || cell.Text.Normalize().Trim() != shown.GetValueOrDefault(cell.Place, ""))];
    }

    private async Task<Dictionary<CellPlace, string>> Shown(IReadOnlyList<TypedCell> cells, UnitSurroundings around, PlacesNow now, Period period, CancellationToken ct)
    {
        var law = criteria.Current;
        var texts = new Dictionary<CellPlace, string>();
        foreach (var cell in cells.Where(cell => cell.Revision > 0))
        {
            if (law.Library.Measures.Find(cell.Place.Measure) is not { } measure || !around.Keys.TryGetValue(cell.Place.Unit, out var unit)) continue;
            var standing = now.At(unit.Id, law.Keys.Of(measure), period, cell.Place.Split);
            ObservationRow? row = now.RevisionAt(unit.Id, law.Keys.Of(measure), period, cell.Place.Split) == cell.Revision
                ? standing.OrderBy(one => one.Form).FirstOrDefault()
                : await db.ObservationRevisions.AsNoTracking().FirstOrDefaultAsync(old => old.Shard == unit.Shard && old.Id == cell.Revision, ct);
            texts[cell.Place] = OpenSheet.TextOf(row, measure);
        }

        return texts;
    }
}
