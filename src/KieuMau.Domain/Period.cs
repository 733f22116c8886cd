using System.Globalization;
using System.Text.RegularExpressions;

namespace KieuMau.Domain;

public enum PeriodKind
{
    Month,
    Quarter,
    Half,
    Year,
}

/// <summary>Kỳ: a year, half-year, quarter or month, written 2024, 2024-H1, 2024-Q4, 2024-11.</summary>
public readonly partial record struct Period(int Year, PeriodKind Kind, int Index) : IComparable<Period>
{
    public static Period OfYear(int year) => new(year, PeriodKind.Year, 1);

    private int Months => Kind switch { PeriodKind.Month => 1, PeriodKind.Quarter => 3, PeriodKind.Half => 6, _ => 12 };

    public DateOnly First => new(Year, ((Index - 1) * Months) + 1, 1);
    public DateOnly Last => First.AddMonths(Months).AddDays(-1);

    /// <summary>How many periods of this kind make a year.</summary>
    public int PerYear => 12 / Months;

    /// <summary>Kỳ trước: the one of the same kind right before it.</summary>
    public Period Before => Index > 1 ? this with { Index = Index - 1 } : new(Year - 1, Kind, PerYear);

    public bool Contains(Period other) => other.First >= First && other.Last <= Last;

    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        var match = Shape().Match(text?.Trim() ?? "");
        if (!match.Success) return false;

        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1900 or > 2200) return false;
        period = match switch
        {
            _ when match.Groups["half"].Success => new(year, PeriodKind.Half, match.Groups["half"].ValueSpan[0] - '0'),
            _ when match.Groups["quarter"].Success => new(year, PeriodKind.Quarter, match.Groups["quarter"].ValueSpan[0] - '0'),
            _ when match.Groups["month"].Success => new(year, PeriodKind.Month, int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture)),
            _ => OfYear(year),
        };
        return true;
    }

    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"“{text}” không phải là kỳ; viết 2024, 2024-H1, 2024-Q4 hoặc 2024-11.");

    /// <summary>Earlier end first; of two that end together, the longer first, so the last is the most precise.</summary>
    public int CompareTo(Period other) =>
        Last != other.Last ? Last.CompareTo(other.Last) : other.Kind.CompareTo(Kind);

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;
    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;
    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => Kind switch
    {
        PeriodKind.Year => Year.ToString(CultureInfo.InvariantCulture),
        PeriodKind.Half => string.Create(CultureInfo.InvariantCulture, $"{Year}-H{Index}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Index}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Index:00}"),
    };

    public string Spoken() => Kind switch
    {
        PeriodKind.Year => string.Create(CultureInfo.InvariantCulture, $"năm {Year}"),
        PeriodKind.Half => string.Create(CultureInfo.InvariantCulture, $"6 tháng {(Index == 1 ? "đầu" : "cuối")} năm {Year}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"quý {Index} năm {Year}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"tháng {Index}/{Year}"),
    };

    [GeneratedRegex(@"^(?<year>\d{4})(?:-(?:H(?<half>[12])|Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])))?$")]
    private static partial Regex Shape();
}
