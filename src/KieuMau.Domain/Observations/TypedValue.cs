using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Observations;

/// <summary>What typed text says of a measure: nothing, one value, several possible ones (a person is asked), or a refusal.</summary>
public abstract record TypedReading
{
    private TypedReading() { }

    /// <summary>Ô trống: no data, which is not zero and not "không".</summary>
    public sealed record Empty : TypedReading;

    public sealed record One(ObservedValue Value) : TypedReading;

    /// <param name="Readings">Each may stand; the person presses one or types again.</param>
    public sealed record Doubtful(IReadOnlyList<ObservedValue> Readings, string Why) : TypedReading;

    public sealed record Refused(Refusal Refusal) : TypedReading;
}

/// <summary>
/// Giá trị gõ vào: reads the text of a form's field or a workbook's cell for a measure, strictly, and writes a value as
/// text that reads back the same.
/// </summary>
public static class TypedValue
{
    public const string NoneChosen = "không mục nào";

    private static readonly string[] NotApplicableWords = ["không áp dụng", "n/a", "kad"];

    /// <param name="split">"" for the whole; facets of a statement are answered yes or no.</param>
    public static TypedReading Read(string? text, Measure measure, string split = "")
    {
        var trimmed = (text ?? "").Normalize().Replace('\u00a0', ' ').Replace('\u202f', ' ').Trim();
        if (trimmed.Length == 0) return new TypedReading.Empty();
        if (ReadNotApplicable(trimmed) is { } inapplicable) return Checked(measure, inapplicable, split);

        return measure.Kind switch
        {
            MeasureKind.YesNo => ReadAnswer(trimmed, measure),
            MeasureKind.Level => ReadLevel(trimmed, measure, split),
            MeasureKind.Choices => ReadChoices(trimmed, measure, measure.Options, split),
            MeasureKind.Statement => ReadStatement(trimmed, measure, split),
            _ => ReadNumber(trimmed, measure, split),
        };
    }

    /// <summary>The inverse of <see cref="Read"/>: text for filling a field or a cell.</summary>
    public static string Text(ObservedValue? value, Measure measure) => value switch
    {
        null or ObservedValue.Nothing => "",
        ObservedValue.Number(var number) => NumberText.Typed(number),
        ObservedValue.Share(var percent) => NumberText.Typed(percent) + "\u00a0%",
        ObservedValue.Answer(var yes) => yes ? "có" : "không",
        ObservedValue.Level(var rank) => measure.Scale[rank],
        ObservedValue.Chosen(var options) => options.Count == 0 ? NoneChosen : string.Join("; ", options),
        ObservedValue.NotApplicable(var reason) => $"không áp dụng: {reason}",
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no text."),
    };

    private static TypedReading ReadNumber(string text, Measure measure, string split)
    {
        if (YesNoWords.Read(text) is { } yes) return Checked(measure, new ObservedValue.Answer(yes), split);
        return NumberText.Read(WithoutUnit(text, measure), measure.Decimals) switch
        {
            NumberReading.Doubtful(var readings) => Ask(measure, readings.Select(reading => ValueOf(reading, measure)!), split),
            var reading => ValueOf(reading, measure) is { } value ? Checked(measure, value, split) : Refuse(ObservationRefusals.Unreadable(measure)),
        };
    }

    private static ObservedValue? ValueOf(NumberReading reading, Measure measure) => reading switch
    {
        NumberReading.Number(var number) => new ObservedValue.Number(number),
        NumberReading.Percent(var percent) when measure.Kind == MeasureKind.Percentage => new ObservedValue.Number(percent),
        NumberReading.Percent(var percent) => new ObservedValue.Share(percent),
        _ => null,
    };

    private static TypedReading Ask(Measure measure, IEnumerable<ObservedValue> readings, string split)
    {
        var all = readings.ToList();
        var possible = all.Where(reading => ObservationRules.Check(measure, reading, split) is null).ToList();
        return possible.Count == 0
            ? Refuse(ObservationRules.Check(measure, all[0], split)!)
            : new TypedReading.Doubtful(possible, "Dấu chấm có thể là phần lẻ hoặc phần nghìn.");
    }

    private static string WithoutUnit(string text, Measure measure) =>
        measure.Unit.Length > 0 && text.EndsWith(measure.Unit, StringComparison.OrdinalIgnoreCase) ? text[..^measure.Unit.Length].TrimEnd() : text;

    private static TypedReading ReadAnswer(string text, Measure measure) => (YesNoWords.Read(text), text) switch
    {
        ({ } yes, _) => new TypedReading.One(new ObservedValue.Answer(yes)),
        (_, "0" or "1") => new TypedReading.Doubtful([new ObservedValue.Answer(text == "1"), new ObservedValue.Answer(text == "0")], "Số đo này hỏi có hay không, trong ô lại là số."),
        _ => Refuse(ObservationRefusals.Unreadable(measure)),
    };

    private static TypedReading ReadLevel(string text, Measure measure, string split)
    {
        var word = Unabbreviated(text, measure);
        var rank = measure.Scale.TakeWhile(level => !VietnameseText.Same(level, word)).Count();
        return rank < measure.Scale.Count
            ? Checked(measure, new ObservedValue.Level(rank), split)
            : Refuse(ObservationRefusals.UnknownWord(text, measure.Scale));
    }

    private static TypedReading ReadStatement(string text, Measure measure, string split) =>
        YesNoWords.Read(text) is { } yes ? Checked(measure, new ObservedValue.Answer(yes), split)
        : split.Length > 0 ? Refuse(ObservationRefusals.Unreadable(measure))
        : ReadChoices(text, measure, measure.Facets, split);

    private static TypedReading ReadChoices(string text, Measure measure, IReadOnlyList<string> known, string split)
    {
        if (VietnameseText.Fold(text) is NoneChosen or "không" or "không có") return Checked(measure, new ObservedValue.Chosen([]), split);
        if (known.FirstOrDefault(word => VietnameseText.Same(word, text)) is { } whole) return Checked(measure, new ObservedValue.Chosen([whole]), split);

        var named = text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => Unabbreviated(word, measure))
            .Select(word => known.FirstOrDefault(option => VietnameseText.Same(option, word)) ?? word)
            .DistinctBy(VietnameseText.Fold);
        return Checked(measure, new ObservedValue.Chosen([.. named]), split);
    }

    private static string Unabbreviated(string word, Measure measure) =>
        measure.Abbreviations.FirstOrDefault(pair => VietnameseText.Same(pair.Key, word)).Value ?? word;

    private static ObservedValue.NotApplicable? ReadNotApplicable(string text)
    {
        var word = NotApplicableWords.FirstOrDefault(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        if (word is null) return null;
        var rest = text[word.Length..].Trim();
        if (rest.Length > 0 && rest[0] is not (':' or '(' or '-' or '–' or ',')) return null;
        return new(rest.Length == 0 ? "" : rest[0] == '(' && rest[^1] == ')' ? rest[1..^1].Trim() : rest[1..].Trim());
    }

    private static TypedReading Checked(Measure measure, ObservedValue value, string split) =>
        ObservationRules.Check(measure, value, split) is { } refusal ? Refuse(refusal) : new TypedReading.One(value);

    private static TypedReading.Refused Refuse(Refusal refusal) => new(refusal);
}
