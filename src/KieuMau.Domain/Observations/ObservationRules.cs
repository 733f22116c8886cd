using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Observations;

/// <summary>
/// Số liệu hợp lệ: what a single value may be. One place for pages, sheets, workbooks and files, so that the same number
/// is refused everywhere in the same words.
/// </summary>
public static class ObservationRules
{
    /// <summary>Larger than anything counted here, small enough for every database.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>Tự chấm, phúc tra: the two scores of a line judged by points.</summary>
    public static readonly IReadOnlyList<string> Scorings = ["tự chấm", "phúc tra"];

    /// <returns>Nothing when the value may stand, or why it may not and what to do.</returns>
    public static Refusal? Check(Measure measure, ObservedValue value, string split = "") => value switch
    {
        ObservedValue.Nothing => null,
        ObservedValue.NotApplicable(var reason) => string.IsNullOrWhiteSpace(reason) ? ObservationRefusals.ReasonMissing() : null,
        ObservedValue.Number(var number) => measure.IsNumber ? CheckNumber(measure, number) : ObservationRefusals.WrongKind(measure),
        ObservedValue.Share(var percent) => CheckShare(measure, percent),
        ObservedValue.Answer => MayBeAnswered(measure) ? null : ObservationRefusals.WrongKind(measure),
        ObservedValue.Level(var rank) => CheckLevel(measure, rank, split),
        ObservedValue.Chosen(var options) => CheckChosen(measure, options, split),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no rule."),
    };

    /// <summary>The split as the dictionary writes it ("" for the whole), or nothing when the measure knows no such split.</summary>
    public static string? FindSplit(Measure measure, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        if (KnownSplits(measure).FirstOrDefault(known => VietnameseText.Same(known, text)) is { } found) return found;
        if (measure.IsNumber && VietnameseText.Same(measure.Unit, "điểm") && Scorings.FirstOrDefault(scoring => VietnameseText.Same(scoring, text)) is { } scored) return scored;
        return measure.Items.Count > 0 ? text.Normalize().Trim() : null; // the list of items is open
    }

    /// <summary>Sexes, reasons, items, facets or scorings under which the measure may be entered.</summary>
    public static IEnumerable<string> KnownSplits(Measure measure) =>
        (measure.Split?.Parts ?? [])
            .Concat(measure.Items)
            .Concat(measure.Facets)
            .Concat(IsScored(measure) ? Scorings : []);

    // "điểm vui chơi" is counted in điểm too, but a place to play has no score
    private static bool IsScored(Measure measure) => measure.Kind is MeasureKind.Quantity && VietnameseText.Same(measure.Unit, "điểm");

    /// <summary>What a value becomes when stored: facets said in one line are kept one by one, all else as it is.</summary>
    public static IEnumerable<(string Split, ObservedValue Value)> Parts(Measure measure, string split, ObservedValue value) =>
        measure.Kind == MeasureKind.Statement && split.Length == 0 && value is ObservedValue.Chosen(var holding)
            ? measure.Facets.Select(facet => (facet, (ObservedValue)new ObservedValue.Answer(holding.Any(held => VietnameseText.Same(held, facet)))))
            : [(split, value)];

    private static Refusal? CheckNumber(Measure measure, decimal number)
    {
        var boundByItself = measure.Kind == MeasureKind.Percentage && measure.AtMost is null;
        if (number < 0 && (measure.Kind != MeasureKind.Percentage || boundByItself)) return ObservationRefusals.Negative(measure);
        if (Math.Abs(number) > Largest) return ObservationRefusals.TooLarge();
        if (number != decimal.Truncate(number) && WholeOnly(measure)) return ObservationRefusals.NotWhole(measure);
        return boundByItself && number > 100 ? ObservationRefusals.ShareOverAll() : null;
    }

    private static bool WholeOnly(Measure measure) => measure is { Kind: MeasureKind.Count } or { Kind: MeasureKind.Money, Decimals: 0 };

    private static Refusal? CheckShare(Measure measure, decimal percent)
    {
        if (measure.Kind == MeasureKind.Percentage) return CheckNumber(measure, percent);
        if (measure.Coarser is not Coarser.ShareOf) return ObservationRefusals.ShareNotAsked(measure);
        return percent switch
        {
            < 0 => ObservationRefusals.Negative(measure),
            > 100 => ObservationRefusals.ShareOverAll(),
            _ => null,
        };
    }

    private static bool MayBeAnswered(Measure measure) =>
        measure.Kind is MeasureKind.YesNo or MeasureKind.Statement || measure.Coarser is Coarser.AllOrNot or Coarser.AtLeastOrNone;

    private static Refusal? CheckLevel(Measure measure, int rank, string split)
    {
        if (measure.Kind != MeasureKind.Level || rank < 0 || rank >= measure.Scale.Count) return ObservationRefusals.WrongKind(measure);
        var lumped = split.Length == 0 && measure.Items.Count > 0;
        return lumped && measure.Coarser is not Coarser.Lowest ? ObservationRefusals.EachItemAsked(measure) : null;
    }

    private static Refusal? CheckChosen(Measure measure, IReadOnlyList<string> options, string split)
    {
        var known = measure.Kind switch
        {
            MeasureKind.Choices => measure.Options,
            MeasureKind.Statement when split.Length == 0 => measure.Facets,
            _ => null,
        };
        if (known is null) return ObservationRefusals.WrongKind(measure);
        if (measure is { Kind: MeasureKind.Choices, OptionsOpen: true }) return null;
        return options.FirstOrDefault(option => !known.Any(word => VietnameseText.Same(word, option))) is { } unknown
            ? ObservationRefusals.UnknownWord(unknown, known)
            : null;
    }
}
