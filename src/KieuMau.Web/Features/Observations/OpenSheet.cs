using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>Mở bảng nhập: the fields, what stands in them, and what stood there the year before.</summary>
public sealed class OpenSheet(RuralDb db, UnitReader units, ActiveCriteria criteria, EntryRules rules, ReportLocks locks)
{
    /// <summary>Of the units right below a commune.</summary>
    public async Task<Sheet?> OfCommune(string commune, Standpoint here, CancellationToken ct = default)
    {
        var around = await units.Around([commune], ct);
        var below = around.Tree.Children(commune, here.At).ToList();
        return around.Tree.Find(commune, here.At) is { } unit && below.Count > 0 ? await Of(around, unit, below, here, ct) : null;
    }

    /// <summary>Of one unit alone.</summary>
    public async Task<Sheet?> OfUnit(string code, Standpoint here, CancellationToken ct = default)
    {
        var around = await units.Around([code], ct);
        if (around.Tree.Find(code, here.At) is not { } unit) return null;
        var commune = around.CommunesOver(code).Select(one => around.Tree.Find(one, here.At)).OfType<Unit>().FirstOrDefault() ?? unit;
        return await Of(around, commune, [unit], here, ct);
    }

    private async Task<Sheet> Of(UnitSurroundings around, Unit commune, List<Unit> asked, Standpoint here, CancellationToken ct)
    {
        var law = criteria.Current;
        var before = Period.OfYear(here.Period.Year - 1);
        var all = EntryFields.For(law.Library, asked[0].Level, here.At);
        var (ownedOnly, mine) = await Mine(all, asked, here.Period, ct);
        IReadOnlyList<EntryField> fields = ownedOnly ? [.. all.Where(field => asked.Exists(unit => mine.Contains((unit.Code, field.Measure.Code))))] : all;
        var now = await PlacesNow.Read(db, [.. asked.Select(unit => around.Keys[unit.Code])], [here.Period, before], ct);
        var places = (from unit in asked
                      from field in fields
                      let cell = CellOf(now, around.Keys[unit.Code], law, field, here.Period, before)
                      select (Field: field, Cell: cell, Change: new ObservationChange(unit.Code, field.Measure, here.Period, field.Split, new ObservedValue.Nothing()))).ToList();
        var held = await locks.Held(around, places.Select(place => place.Change), now, ct);
        var shown = places.ConvertAll(place => (place.Change.Unit, place.Field, place.Cell, Closed: held.Closed(place.Change, place.Cell.Revision)));
        var cells = shown.Select(one => (Place: new CellPlace(one.Unit, one.Field.Measure.Code, one.Field.Split),
            Cell: one.Cell with { Locked = one.Closed is not null || (ownedOnly && !mine.Contains((one.Unit, one.Field.Measure.Code))) }));
        return new(commune, here.Period, asked, fields, cells.ToDictionary(pair => pair.Place, pair => pair.Cell))
        {
            OwnedOnly = ownedOnly,
            Held = [.. shown.Where(one => one.Closed is not null).Select(one => (one.Unit, one.Closed!.Text)).Distinct()],
            AsksWhy = await locks.AskWhy(held, around, [.. asked.Select(unit => unit.Code)], now, ct),
        };
    }

    /// <summary>An owner of lines is asked for the numbers of those lines; whoever may enter all of them is asked for all.</summary>
    private async Task<(bool OwnedOnly, HashSet<(string, string)> Mine)> Mine(IReadOnlyList<EntryField> fields, List<Unit> asked, Period period, CancellationToken ct)
    {
        var mine = new HashSet<(string, string)>();
        var ownedOnly = false;
        foreach (var unit in asked)
        {
            if (!await rules.MayEnterAny(unit.Code, period, ct)) ownedOnly = true;
            foreach (var measure in fields.Select(field => field.Measure).Distinct())
            {
                if (await rules.May(unit.Code, measure, period, ct)) mine.Add((unit.Code, measure.Code));
            }
        }

        return (ownedOnly, mine);
    }

    private static SheetCell CellOf(PlacesNow now, UnitKey unit, CriteriaInForce law, EntryField field, Period period, Period before)
    {
        var measure = law.Keys.Of(field.Measure);
        var row = Shown(now.At(unit.Id, measure, period, field.Split));
        var earlier = Shown(now.At(unit.Id, measure, before, field.Split));
        return new(
            TextOf(row, field.Measure),
            now.RevisionAt(unit.Id, measure, period, field.Split),
            TextOf(earlier, field.Measure),
            row?.AsOf,
            row?.Note ?? "")
        {
            Value = row?.Value(field.Measure),
        };
    }

    /// <summary>An exact value speaks before a coarser one of the same place.</summary>
    private static CurrentObservation? Shown(IReadOnlyList<CurrentObservation> rows) => rows.OrderBy(row => row.Form).FirstOrDefault();

    public static string TextOf(ObservationRow? row, Measure measure) => row is null ? "" : TypedValue.Text(row.Value(measure), measure);
}
