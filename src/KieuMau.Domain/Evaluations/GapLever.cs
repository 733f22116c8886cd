using System.Numerics;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Đòn bẩy: one number that people can change, at the value the rule reads, with how far it may be moved.</summary>
/// <param name="Split">The part of the measure the rule reads.</param>
/// <param name="Current">As known: a number, or only a percentage.</param>
/// <param name="Most">An upper end the rule itself sets: the points of the line.</param>
internal sealed record GapLever(Measure Measure, string Split, ObservedValue Current, Scene Inside, Exact? Most)
{
    private static readonly BigInteger Far = BigInteger.Pow(10, 15);

    /// <returns>Nothing when the value is not known well enough to move it.</returns>
    public static GapLever? Find(Measure measure, Requirement requirement, Formula formula, Scene inside)
    {
        var split = inside.Split;
        Exact? most = null;
        if (requirement is Requirement.Points points && points.Measure == measure)
        {
            split = PointJudging.SplitUsed(inside, measure);
            most = points.Most;
        }

        return CurrentOf(measure, split, formula, inside) is { } current ? new(measure, split, current, inside, most) : null;
    }

    private static ObservedValue? CurrentOf(Measure measure, string split, Formula formula, Scene inside)
    {
        if (inside.Supposed?.Find(measure, split) is { } supposed) return supposed;
        if (measure.Kind == MeasureKind.Choices)
        {
            return inside.Latest(measure, split, ValueForm.Exact)?.Value is ObservedValue.Chosen(var options) ? new ObservedValue.Number(options.Count) : null;
        }

        // what happened in a year gone by cannot be changed
        if (measure.Time == MeasureTime.Flow && FactPicking.LatestYear(inside.Standing(measure, split, ValueForm.Exact)) < inside.At.Year) return null;

        var reading = FormulaReading.Of(formula, inside with { Split = split });
        if (reading.ShareOf(measure) is { } share) return new ObservedValue.Share(share);
        if (reading.ValueOf(measure) is not { IsPoint: true } range) return null;
        return new ObservedValue.Number((range.Low!.Value * (measure.Kind == MeasureKind.Percentage ? Exact.From(100) : Exact.One)).Round(10));
    }

    private bool Rises => Measure.Wanted == GoodDirection.Up;

    /// <summary>The smallest change that counts; 0,1 point of a percentage where only that is known.</summary>
    private Exact Step => Current is ObservedValue.Share ? Exact.From(0.1m) : Measure.Kind == MeasureKind.Choices ? Exact.One : Measure.Step;

    private Exact Value => NumberIn(Current);

    public static Exact NumberIn(ObservedValue? value) => value switch
    {
        ObservedValue.Number(var number) => Exact.From(number),
        ObservedValue.Share(var percent) => Exact.From(percent),
        _ => Exact.Zero,
    };

    /// <summary>How many whole steps a bound leaves free; none when nothing bounds it.</summary>
    public BigInteger? Room()
    {
        if (!Rises) return Whole(Value / Step);
        return Top() is { } top ? Whole((top - Value) / Step) : null;
    }

    private Exact? Top() => Current is ObservedValue.Share ? Exact.From(100)
        : Most is { } most ? most
        : Measure.Kind == MeasureKind.Choices ? (Measure.OptionsOpen || Measure.Options.Count == 0 ? null : Exact.From(Measure.Options.Count))
        : FormulaReading.CeilingOf(Measure, Inside with { Split = Split }) is { } whole ? (Measure.Kind == MeasureKind.Percentage ? whole * Exact.From(100) : whole)
        : null;

    private static BigInteger Whole(Exact steps) => steps.Sign <= 0 ? BigInteger.Zero : BigInteger.Divide(steps.Numerator, steps.Denominator);

    public ObservedValue Moved(BigInteger steps)
    {
        var amount = (Value + (Step * Exact.From((long)steps) * Exact.From(Rises ? 1 : -1))).Round(10);
        return Current is ObservedValue.Share ? new ObservedValue.Share(amount) : new ObservedValue.Number(amount);
    }

    /// <summary>The fewest steps after which the requirement holds; none when no move of this lever alone suffices.</summary>
    /// <param name="enough">A value known to suffice: no more steps than lead to it are tried.</param>
    public BigInteger? StepsTo(Func<ObservedValue, bool> holds, ObservedValue? enough = null)
    {
        var limit = enough is null ? Room() ?? Far : Whole(Exact.Max(NumberIn(enough) - Value, Value - NumberIn(enough)) / Step);
        if (limit.IsZero) return null;
        BigInteger high = 1;
        while (high < limit && !holds(Moved(high))) high *= 2;
        if (high > limit) high = limit;
        if (!holds(Moved(high))) return null;
        BigInteger low = 0;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (holds(Moved(middle))) high = middle;
            else low = middle;
        }

        return high;
    }

    /// <summary>The whole of which a change is a share, for comparing efforts.</summary>
    public double WholeSize()
    {
        if (Current is ObservedValue.Share || Measure.Kind == MeasureKind.Percentage) return 100;
        var whole = FormulaReading.CeilingOf(Measure, Inside with { Split = Split }) ?? Value;
        return whole.Sign > 0 ? (double)whole.Round(6) : 1;
    }

    public double Effort(BigInteger steps) => (double)(Step * Exact.From((long)steps)).Round(6) / WholeSize();
}
