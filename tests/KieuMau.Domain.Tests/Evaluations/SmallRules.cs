using CsCheck;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using static KieuMau.Domain.Tests.Evaluations.Case;
using static KieuMau.Domain.Tests.Evaluations.SmallWorld;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>Rules over the small world: every operator, nested two deep.</summary>
internal static class SmallRules
{
    private static readonly Gen<Comparison> AnyComparison = Gen.Int[0, 4].Select(index => (Comparison)index);

    private static Gen<T> Either<T>(params T[] ones) => Gen.Int[0, ones.Length - 1].Select(index => ones[index]);

    private static Gen<Requirement> Share(Formula formula, params Comparison[] comparisons) =>
        from percent in Gen.Int[0, 10]
        from comparison in Either(comparisons)
        select Compare(formula, comparison, Exact.Percent(percent * 10));

    private static Gen<Requirement> Number(Formula formula, int most, params Comparison[] comparisons) =>
        from level in Gen.Int[0, most]
        from comparison in Either(comparisons)
        select Compare(formula, comparison, Exact.From(level));

    private static Gen<Requirement> Up(Formula formula) => Share(formula, Comparison.AtLeast, Comparison.MoreThan);

    /// <summary>Leaves in which moving a lever its good way can only help.</summary>
    private static readonly Gen<Requirement> Monotone = Gen.OneOf(
        Up(Ratio(P, T)), Up(Ratio(Q, T)),
        Up(new Formula.Over(new Formula.Plus(Of(P), Of(Q)), new Formula.Times(new Formula.Number(Exact.From(2), "2"), Of(T)))),
        Share(Ratio(B, T), Comparison.AtMost, Comparison.LessThan),
        Gen.Const(Compare(new Formula.Minus(Of(B), Of(X)), Comparison.Equal, Exact.Zero)),
        Number(Of(P), 20, Comparison.AtLeast, Comparison.MoreThan),
        Number(Of(B), 20, Comparison.AtMost, Comparison.LessThan),
        Number(Of(K), 3, Comparison.AtLeast, Comparison.MoreThan),
        Number(new Formula.Times(Of(K), Of(P)), 30, Comparison.AtLeast),
        Number(new Formula.CountOf(C), 3, Comparison.AtLeast),
        Number(Of(E), 4, Comparison.AtMost, Comparison.LessThan),
        Gen.Const(IsZero(E)),
        Gen.Const(Has(Y1)),
        Either("Khá", "Tốt").Select(word => (Requirement)new Requirement.Compare(Of(L), new Demand.OnScale(Comparison.AtLeast, word, word), "", WhenZero.Unsaid, 0)),
        Gen.Const(NoLevel(K)));

    private static readonly Gen<Requirement> Others = Gen.OneOf(
        Share(new Formula.Over(Of(X), new Formula.Minus(Of(T), Of(P))), Comparison.AtLeast, Comparison.Equal).SelectMany(rule => Either(WhenZero.Unsaid, WhenZero.Met, WhenZero.MustExplain).Select(zero => (Requirement)((Requirement.Compare)rule with { WhenZero = zero }))),
        Share(Ratio(Q, P), Comparison.AtLeast, Comparison.Equal, Comparison.AtMost),
        AnyComparison.SelectMany(comparison => Gen.Int[0, 10].Select(level => Compare(new Formula.Minus(Of(T), new Formula.Plus(Of(P), Of(B))), comparison, Exact.From(level)))),
        Gen.Const<Requirement>(new Requirement.Trend(Of(E), TrendReading.NotRisingYearly)),
        Gen.Const<Requirement>(new Requirement.Trend(Of(E), TrendReading.FallingYearly)),
        Gen.Const<Requirement>(new Requirement.Window(new Requirement.Trend(Of(E), TrendReading.FallingOverall), 2, EndsBeforeYear: false)),
        Gen.Const<Requirement>(new Requirement.Window(IsZero(E), 2, EndsBeforeYear: false)),
        Gen.Const<Requirement>(new Requirement.Window(IsZero(E), 1, EndsBeforeYear: true)),
        from some in Gen.Int[1, 15]
        from low in Gen.Int[0, 10]
        from high in Gen.Int[0, 10]
        select (Requirement)new Requirement.Compare(Ratio(P, T), new Demand.Depending([(new Condition(Of(T), Comparison.MoreThan, Exact.From(some), "tổng"), Level(high))], Level(low)), "", WhenZero.Unsaid, 0),
        from first in Gen.Int[0, 10]
        from second in Gen.Int[0, 10]
        select (Requirement)new Requirement.Points(null, [(new Condition(Ratio(P, T), Comparison.AtLeast, Exact.Percent(first * 10), "a"), Exact.From(5)), (new Condition(Of(K), Comparison.AtLeast, Exact.One, "b"), Exact.From(3))], Exact.Zero, Exact.From(5), second == 0 ? null : new Demand.Than(Comparison.AtLeast, Exact.From(second % 5), "")));

    private static Demand.Than Level(int tenth) => new Demand.Than(Comparison.AtLeast, Exact.Percent(tenth * 10), $"≥ {tenth}0 %");

    /// <param name="leaf">May turn out not to apply; a choice is made among those that always do, else too few could be left to choose from.</param>
    private static Gen<Requirement> Nested(Gen<Requirement> leaf, Gen<Requirement> always, int depth) => depth == 0 ? leaf : Gen.OneOf(
        leaf,
        Nested(leaf, always, depth - 1).Array[0, 3].Select(parts => All(parts)),
        Gen.Int[1, 2].SelectMany(count => Nested(always, always, depth - 1).Array[count, 3].Select(parts => Some(count, parts))));

    public static readonly Gen<Requirement> AnyMonotone = Nested(Monotone, Monotone, 2);

    private static readonly Gen<Requirement> Always = Gen.OneOf(Monotone, Others);

    private static readonly Gen<Requirement> Sometimes = Gen.OneOf(
        Always.Select(rule => (Requirement)new Requirement.When(new Condition(Of(Y2), Comparison.Equal, Exact.One, "có nghĩa trang"), rule)),
        Up(new Formula.Over(Of(X), new Formula.Minus(Of(T), Of(P)))).Select(rule => (Requirement)((Requirement.Compare)rule with { WhenZero = WhenZero.NotApplicable })));

    public static readonly Gen<Requirement> AnyRule = Nested(Gen.OneOf(Always, Sometimes), Always, 2);

    public static Gen<SmallSet> SetOf(Gen<Requirement> rule) =>
        rule.Array[1, 3].Select(rules => new SmallSet(Case.SetOf("bộ", [.. rules.Select((one, index) => Line($"{index + 1}", one, index == 1 ? Recalled : Confirmed))])));
}

/// <summary>A set that says its rules when a law fails.</summary>
internal sealed record SmallSet(CriteriaSet Set)
{
    public override string ToString() => string.Join("; ", Set.Indicators.Select(line => $"{line.Code}: {Said(line.Requirement)}"));

    private static string Said(Requirement rule) => rule switch
    {
        Requirement.Compare compare => $"{compare.Formula.Spoken()} {compare.Demand} {compare.WhenZero}",
        Requirement.All(var parts) => $"all({string.Join(", ", parts.Select(Said))})",
        Requirement.AtLeast(var count, var parts) => $"{count} of({string.Join(", ", parts.Select(Said))})",
        Requirement.When(_, var inner) => $"if Y2 ({Said(inner)})",
        Requirement.Window(var inner, var years, var before) => $"{years} years{(before ? " before" : "")} ({Said(inner)})",
        _ => rule.ToString(),
    };
}
