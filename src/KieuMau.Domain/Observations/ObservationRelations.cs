using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Observations;

/// <summary>A relation that does not hold: which number is at fault, and against which others.</summary>
public sealed record RelationProblem(Measure Measure, string Split, ObservedValue.Number Value, Refusal Refusal, IReadOnlyList<Measure> Against)
{
    /// <summary>Said at one of the others, when it is that one which was changed.</summary>
    public Refusal AtOther { get; init; } = Refusal;
}

/// <summary>Finds the value of a measure and split in one unit and period; nothing when it is not known.</summary>
public delegate ObservedValue? ValueLookup(Measure measure, string split);

/// <summary>Quan hệ giữa các số: a part is never larger than its whole in one unit and period.</summary>
public static class ObservationRelations
{
    /// <summary>Relations that must hold. Only exact numbers are compared; what is unknown is not held against anybody.</summary>
    /// <param name="measures">Those to look at: all of a sheet, or the ones just changed with <see cref="TouchedBy"/>.</param>
    public static IReadOnlyList<RelationProblem> CheckTogether(IEnumerable<Measure> measures, ValueLookup valueOf)
    {
        var problems = new List<RelationProblem>();
        foreach (var measure in measures.Where(measure => measure.IsNumber))
        {
            foreach (var split in (measure.Split?.Parts ?? []).Prepend(""))
            {
                if (AgainstWhole(measure, split, valueOf) is { } problem) problems.Add(problem);
            }

            if (AgainstParts(measure, valueOf) is { } parts) problems.Add(parts);
        }

        return problems;
    }

    /// <summary>Kiểm tra: cross-checks of the dictionary that do not hold, as advice; nothing is refused for them.</summary>
    public static IReadOnlyList<string> Advise(IEnumerable<Measure> measures, ValueLookup valueOf) =>
    [
        .. from measure in measures
           from check in measure.Checks
           let left = Compute(check.Left, "", valueOf)
           let right = Compute(check.Right, "", valueOf)
           where left is not null && right is not null && !Holds(left.Value, check.Comparison, right.Value)
           select $"Cần xem lại: {check.Text} (hiện là {Spoken(left.Value)} và {Spoken(right.Value)}).",
    ];

    /// <summary>A measure and those whose bounds name it: the ones to check again when it changes.</summary>
    public static IEnumerable<Measure> TouchedBy(Measure changed, IEnumerable<Measure> all) =>
        all.Where(measure => measure == changed || (measure.AtMost?.Measures().Contains(changed) ?? false));

    private static RelationProblem? AgainstWhole(Measure measure, string split, ValueLookup valueOf)
    {
        if (valueOf(measure, split) is not ObservedValue.Number number) return null;
        var value = Exact.From(number.Value);

        if (measure.AtMost is { } bound && Compute(bound, split, valueOf) is { } most && value > most)
            return new(measure, split, number, ObservationRefusals.LargerThan(bound.Spoken(), Spoken(most)), [.. bound.Measures()])
            {
                AtOther = ObservationRefusals.MakesLarger(measure.Name, NumberText.Spoken(number.Value), bound.Spoken(), Spoken(most)),
            };

        return split.Length > 0 && valueOf(measure, "") is ObservedValue.Number(var whole) && number.Value > whole
            ? new(measure, split, number, ObservationRefusals.LargerThan(measure.Name, NumberText.Spoken(whole)), [measure])
            : null;
    }

    private static RelationProblem? AgainstParts(Measure measure, ValueLookup valueOf)
    {
        if (measure.Split is not { Overlapping: false } split || measure.Kind == MeasureKind.Percentage) return null;
        if (valueOf(measure, "") is not ObservedValue.Number whole) return null;
        var sum = split.Parts.Sum(part => valueOf(measure, part) is ObservedValue.Number(var value) ? value : 0m);
        var singly = split.Parts.Any(part => valueOf(measure, part) is ObservedValue.Number(var value) && value > whole.Value);
        return sum > whole.Value && !singly
            ? new(measure, "", whole, ObservationRefusals.PartsExceed(split, NumberText.Spoken(sum), NumberText.Spoken(whole.Value)), [measure])
            : null;
    }

    private static Exact? Compute(Formula formula, string split, ValueLookup valueOf) => formula switch
    {
        Formula.Number(var value, _) => value,
        Formula.Of(var measure) => valueOf(measure, split) is ObservedValue.Number(var number) ? Exact.From(number) : null,
        Formula.Plus(var left, var right) => Compute(left, split, valueOf) + Compute(right, split, valueOf),
        Formula.Minus(var left, var right) => Compute(left, split, valueOf) - Compute(right, split, valueOf),
        Formula.Times(var left, var right) => Compute(left, split, valueOf) * Compute(right, split, valueOf),
        Formula.Over(var left, var right) => Compute(right, split, valueOf) is { IsZero: false } below ? Compute(left, split, valueOf) / below : null,
        _ => null,
    };

    private static bool Holds(Exact left, Comparison comparison, Exact right) => comparison switch
    {
        Comparison.AtLeast => left >= right,
        Comparison.AtMost => left <= right,
        Comparison.LessThan => left < right,
        Comparison.MoreThan => left > right,
        _ => left == right,
    };

    private static string Spoken(Exact value) => NumberText.Spoken(value.Round(6));
}
