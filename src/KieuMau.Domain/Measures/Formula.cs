namespace KieuMau.Domain.Measures;

/// <summary>Cách tính: arithmetic over measures, as a line of a criteria set writes it.</summary>
public abstract record Formula
{
    private Formula() { } // the family is closed: every case is below

    public sealed record Number(Exact Value, string Text) : Formula;

    public sealed record Of(Measure Measure) : Formula;

    /// <summary>Số mục của: how many of a list were chosen.</summary>
    public sealed record CountOf(Measure Choices) : Formula;

    public sealed record Plus(Formula Left, Formula Right) : Formula;

    public sealed record Minus(Formula Left, Formula Right) : Formula;

    public sealed record Times(Formula Left, Formula Right) : Formula;

    public sealed record Over(Formula Left, Formula Right) : Formula;

    /// <summary>Every measure named, in the order of the text, each once.</summary>
    public IEnumerable<Measure> Measures() => Walk(this).Distinct();

    private static IEnumerable<Measure> Walk(Formula formula) => formula switch
    {
        Of(var measure) => [measure],
        CountOf(var choices) => [choices],
        Plus(var left, var right) => Walk(left).Concat(Walk(right)),
        Minus(var left, var right) => Walk(left).Concat(Walk(right)),
        Times(var left, var right) => Walk(left).Concat(Walk(right)),
        Over(var left, var right) => Walk(left).Concat(Walk(right)),
        _ => [],
    };

    /// <summary>The unit of the result; "%" for a ratio of like units, empty when it has none or must be stated.</summary>
    public string Unit() => this switch
    {
        Of(var measure) => measure.Kind == MeasureKind.Percentage ? "%" : measure.Unit,
        CountOf => "mục",
        Plus(var left, var right) => Either(left, right),
        Minus(var left, var right) => Either(left, right),
        Times(Number, var right) => right.Unit(),
        Times(var left, Number) => left.Unit(),
        Over(var left, Number) => left.Unit(),
        Over(var left, var right) when left.Unit() == right.Unit() => "%",
        _ => "",
    };

    private static string Either(Formula left, Formula right) => left.Unit() is { Length: > 0 } unit ? unit : right.Unit();

    public string Spoken() => this switch
    {
        Number(_, var text) => text,
        Of(var measure) => measure.Name,
        CountOf(var choices) => $"số mục của {choices.Name}",
        Plus(var left, var right) => $"{left.Spoken()} + {right.Spoken()}",
        Minus(var left, var right) => $"{left.Spoken()} − {Bracket(right, right is Plus or Minus)}",
        Times(var left, var right) => $"{Bracket(left, left is Plus or Minus)} × {Bracket(right, right is Plus or Minus)}",
        Over(var left, var right) => $"{Bracket(left, left is Plus or Minus)} / {Bracket(right, right is not (Of or Number))}",
        _ => throw new InvalidOperationException($"{GetType().Name} has no wording."),
    };

    private static string Bracket(Formula formula, bool needed) => needed ? $"({formula.Spoken()})" : formula.Spoken();
}
