using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Lời giải thích: one wording of values and arithmetic for page, sheet and document.</summary>
internal static class Reasoning
{
    /// <summary>A value beside its level: with as many decimals as it takes not to look equal when it is not.</summary>
    public static string Said(ValueRange range, string unit, Exact? level)
    {
        if (range.IsPoint) return Amount(range.Low!.Value, unit, level);
        if (range.Low is { Sign: > 0 } low) return $"ít nhất {Amount(low, unit, level)}";
        return range is { High: { } high, HighOpen: true } ? $"dưới {Amount(high, unit, level)}" : "";
    }

    public static string Amount(Exact value, string unit, Exact? level)
    {
        var shown = unit == "%" ? value * Exact.From(100) : value;
        var against = unit == "%" ? level * Exact.From(100) : level;
        var places = unit == "%" ? 1 : 2;
        while (places < 8 && against is { } other && shown != other && Exact.From(shown.Round(places)) == other) places++;
        return unit.Length == 0 ? NumberText.Spoken(shown.Round(places)) : $"{NumberText.Spoken(shown.Round(places))}\u00a0{unit}";
    }

    /// <summary>"2 + 1 − 2": the formula with its values; empty where an input has none.</summary>
    public static string Arithmetic(Formula formula, IReadOnlyList<InputUsed> inputs)
    {
        if (formula is Formula.Of or Formula.CountOf) return "";
        var values = new Dictionary<Measure, string>();
        foreach (var input in inputs)
        {
            if (input.Missing || input.Fact?.Value is ObservedValue.Share or ObservedValue.Answer) return "";
            values[input.Measure] = input.Fact?.Value is ObservedValue.Number(var number) ? NumberText.Spoken(number) : Bare(input);
        }

        return formula.Measures().All(values.ContainsKey) ? Write(formula, values) : "";
    }

    private static string Bare(InputUsed input) =>
        input.Measure.Unit.Length > 0 ? input.Value.Replace($"\u00a0{input.Measure.Unit}", "", StringComparison.Ordinal) : input.Value;

    private static string Write(Formula formula, Dictionary<Measure, string> values) => formula switch
    {
        Formula.Number(_, var text) => text,
        Formula.Of(var measure) => values[measure],
        Formula.CountOf(var choices) => values[choices],
        Formula.Plus(var left, var right) => $"{Write(left, values)} + {Write(right, values)}",
        Formula.Minus(var left, var right) => $"{Write(left, values)} − {Bracket(right, values, right is Formula.Plus or Formula.Minus)}",
        Formula.Times(var left, var right) => $"{Bracket(left, values, left is Formula.Plus or Formula.Minus)} × {Bracket(right, values, right is Formula.Plus or Formula.Minus)}",
        Formula.Over(var left, var right) => $"{Bracket(left, values, left is Formula.Plus or Formula.Minus)} / {Bracket(right, values, right is not (Formula.Of or Formula.Number or Formula.CountOf))}",
        _ => "",
    };

    private static string Bracket(Formula formula, Dictionary<Measure, string> values, bool needed) =>
        needed ? $"({Write(formula, values)})" : Write(formula, values);

    /// <summary>One sentence from the tree: what was found against what is asked.</summary>
    public static string Because(Reason reason)
    {
        var sentences = Sentences(reason).Where(sentence => sentence.Length > 0).Distinct().ToList();
        return sentences.Count == 0 ? $"{reason.Label}: {reason.Verdict.Spoken().ToLowerInvariant()}." : string.Join(" ", sentences);
    }

    private static IEnumerable<string> Sentences(Reason reason) =>
        reason.Suffices is not null ? [Sentence(reason), .. reason.Notes]
        : reason.Parts.Count > 0
            ? reason.Parts.Where(part => part.Verdict == reason.Verdict || reason.Verdict == Verdict.NotMet).SelectMany(Sentences).Concat(reason.Notes)
            : [Sentence(reason), .. reason.Notes];

    private static string Sentence(Reason reason)
    {
        var computed = reason.Arithmetic.Length > 0 ? $"{reason.Arithmetic} = {reason.Value}" : reason.Value;
        var found = computed.Length > 0 ? $"{Capital(reason.Label)}: {computed}" : $"{Capital(reason.Label)}: {reason.Verdict.Spoken().ToLowerInvariant()}";
        return reason.Demand.Length > 0 ? $"{found}; yêu cầu {reason.Demand}." : $"{found}.";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static (double, double)? Gauge(ValueRange range, Level level)
    {
        if (!range.IsPoint || level is not Level.Than { Value.Sign: > 0 } than || range.Low!.Value.Sign < 0) return null;
        var full = Exact.Max(range.Low.Value, than.Value);
        return ((double)(range.Low.Value / full * Exact.From(100)).Round(2), (double)(than.Value / full * Exact.From(100)).Round(2));
    }

    public static string LabelOf(Requirement requirement, string otherwise) =>
        requirement.Name.Length > 0 ? requirement.Name : otherwise;
}
