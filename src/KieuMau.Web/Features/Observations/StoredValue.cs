using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Web.Features.Observations;

/// <summary>What kind of value a row holds.</summary>
public enum StoredKind
{
    Nothing,
    Number,
    Share,
    Answer,
    Level,
    Chosen,
    NotApplicable,
}

/// <summary>Giá trị in the columns of a row: a kind, a number, a text.</summary>
public readonly record struct StoredValue(StoredKind Kind, decimal? Number, string? Text)
{
    private const char Between = '\n'; // no choice contains a line break

    public static StoredValue Of(ObservedValue value, Measure measure) => value switch
    {
        ObservedValue.Number(var number) => new(StoredKind.Number, number, null),
        ObservedValue.Share(var percent) => new(StoredKind.Share, percent, null),
        ObservedValue.Answer(var yes) => new(StoredKind.Answer, yes ? 1 : 0, null),
        ObservedValue.Level(var rank) => new(StoredKind.Level, rank, measure.Scale[rank]),
        ObservedValue.Chosen(var options) => new(StoredKind.Chosen, null, string.Join(Between, options)),
        ObservedValue.NotApplicable(var reason) => new(StoredKind.NotApplicable, null, reason),
        ObservedValue.Nothing => new(StoredKind.Nothing, null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };

    /// <summary>A level is found by its word, so that a scale may gain a step without old numbers changing meaning.</summary>
    public ObservedValue Read(Measure measure) => Kind switch
    {
        StoredKind.Number => new ObservedValue.Number(Number!.Value),
        StoredKind.Share => new ObservedValue.Share(Number!.Value),
        StoredKind.Answer => new ObservedValue.Answer(Number == 1),
        StoredKind.Level => Rank(measure) is >= 0 and var rank ? new ObservedValue.Level(rank) : new ObservedValue.Nothing(),
        StoredKind.Chosen => new ObservedValue.Chosen(Text!.Length == 0 ? [] : Text.Split(Between)),
        StoredKind.NotApplicable => new ObservedValue.NotApplicable(Text!),
        _ => new ObservedValue.Nothing(),
    };

    private int Rank(Measure measure)
    {
        for (var rank = 0; rank < measure.Scale.Count; rank++)
        {
            if (measure.Scale[rank] == Text) return rank;
        }

        for (var rank = 0; rank < measure.Scale.Count; rank++)
        {
            if (VietnameseText.Same(measure.Scale[rank], Text!)) return rank; // its spelling was corrected since
        }

        return -1;
    }
}

/// <summary>Kỳ as one number: 2024 is 202400, months 202401–12, halves 202421–22, quarters 202431–34.</summary>
public static class PackedPeriod
{
    public static int Of(Period period) => (period.Year * 100) + (period.Kind switch
    {
        PeriodKind.Month => period.Index,
        PeriodKind.Half => 20 + period.Index,
        PeriodKind.Quarter => 30 + period.Index,
        _ => 0,
    });

    public static Period Read(int packed) => (packed / 100, packed % 100) switch
    {
        (var year, 0) => Period.OfYear(year),
        (var year, > 30 and var quarter) => new(year, PeriodKind.Quarter, quarter - 30),
        (var year, > 20 and var half) => new(year, PeriodKind.Half, half - 20),
        var (year, month) => new(year, PeriodKind.Month, month),
    };
}
