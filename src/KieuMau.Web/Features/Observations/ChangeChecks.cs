using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>One number as it would be stored: a statement said in one line is kept facet by facet.</summary>
public sealed record PlacedChange(ObservationChange Asked, UnitKey Unit, string Split, ObservedValue Value, DateOnly AsOf)
{
    public ValueForm Form => Value.FormFor(Asked.Measure);
}

/// <summary>Kiểm tra trước khi ghi: what may stand, and why the rest may not.</summary>
public static class ChangeChecks
{
    public static Refusal? Check(ObservationChange change, UnitTree tree)
    {
        var rows = tree.Rows(change.Unit);
        if (rows.Count == 0) return SavingRefusals.UnknownUnit(change.Unit);
        var (period, measure) = (change.Period, change.Measure);
        var row = rows.LastOrDefault(row => row.ValidFrom <= period.Last && (row.ValidTo is null || row.ValidTo >= period.First));
        if (row is null) return SavingRefusals.UnitNotThen(rows[^1], period);
        if (!measure.EnteredAt(row.Level)) return SavingRefusals.NotEnteredAt(measure, row.Level);
        if (change.AsOf < period.First) return SavingRefusals.AsOfBeforePeriod(period);
        if (change.AsOf > period.Last) return SavingRefusals.AsOfAfterPeriod(period);
        if (ObservationRules.FindSplit(measure, change.Split) is not { } split) return ObservationRefusals.UnknownSplit(measure, change.Split);
        return ObservationRules.Check(measure, change.Value, split);
    }

    public static IEnumerable<PlacedChange> Place(ObservationChange change, UnitKey unit, DateOnly today)
    {
        var split = ObservationRules.FindSplit(change.Measure, change.Split)!;
        var asOf = change.AsOf ?? DefaultAsOf(change.Period, today);
        return ObservationRules.Parts(change.Measure, split, change.Value).Select(part => new PlacedChange(change, unit, part.Split, part.Value, asOf));
    }

    /// <summary>The last day of the period; today while the period lasts.</summary>
    public static DateOnly DefaultAsOf(Period period, DateOnly today) =>
        today >= period.First && today < period.Last ? today : period.Last;

    /// <summary>Two differing values for one place and date in one input: refused, never "last one wins".</summary>
    public static IEnumerable<ObservationChange> SaidTwice(IEnumerable<PlacedChange> changes) =>
        changes.GroupBy(change => (change.Unit.Id, change.Asked.Measure, change.Asked.Period, change.Split, change.Form, change.AsOf))
            .Where(group => group.Select(change => change.Value).Distinct().Skip(1).Any())
            .SelectMany(group => group.Select(change => change.Asked));

    /// <summary>Relations within one unit and period, with the changes laid on what is known.</summary>
    public static IReadOnlyList<RelationProblem> CheckTogether(IEnumerable<PlacedChange> ofOneUnitAndPeriod, ValueLookup now, Func<Measure, IEnumerable<Measure>> touchedBy)
    {
        var (changes, lookup) = Laid(ofOneUnitAndPeriod, now);
        var touched = changes.Select(change => change.Asked.Measure).Distinct().SelectMany(touchedBy).Distinct();
        return ObservationRelations.CheckTogether(touched, lookup);
    }

    public static IReadOnlyList<string> Advise(IEnumerable<PlacedChange> ofOneUnitAndPeriod, ValueLookup now)
    {
        var (changes, lookup) = Laid(ofOneUnitAndPeriod, now);
        return ObservationRelations.Advise(changes.Select(change => change.Asked.Measure).Distinct(), lookup);
    }

    private static (List<PlacedChange>, ValueLookup) Laid(IEnumerable<PlacedChange> changes, ValueLookup now)
    {
        var all = changes.ToList();
        var changed = all.Where(change => change.Form == ValueForm.Exact)
            .GroupBy(change => (change.Asked.Measure, change.Split))
            .ToDictionary(group => group.Key, group => group.MaxBy(change => change.AsOf)!.Value);
        return (all, (measure, split) => changed.TryGetValue((measure, split), out var value) ? value : now(measure, split));
    }
}
