using System.Globalization;
using System.Text.RegularExpressions;

namespace KieuMau.Domain;

/// <summary>What typed digits can mean: one reading, several (then a person is asked), or none.</summary>
public abstract record NumberReading
{
    private NumberReading() { }

    public sealed record Number(decimal Value) : NumberReading;

    /// <param name="Value">In percent: 97,1 % is 97.1.</param>
    public sealed record Percent(decimal Value) : NumberReading;

    public sealed record Doubtful(IReadOnlyList<NumberReading> Readings) : NumberReading;

    public sealed record Unreadable : NumberReading;
}

/// <summary>
/// Số viết kiểu Việt Nam: decimal comma, dot for thousands. The caller's culture is ignored. .NET reads "95.5" as 955
/// under vi-VN without complaint, so the shape is checked before anything is parsed.
/// </summary>
public static partial class NumberText
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Reads a number as typed on a page or in a cell.</summary>
    /// <param name="text">"95,5", "1.250,5", "6.905", "97,1 %"; "12.8" is doubtful.</param>
    /// <param name="decimals">How many decimals the measure has: with none, a dot before exactly three digits is a thousands mark.</param>
    public static NumberReading Read(string text, int decimals)
    {
        var trimmed = text.Normalize().Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('−', '-').Trim();
        var percent = trimmed.EndsWith('%');
        if (percent) trimmed = trimmed[..^1].TrimEnd();

        NumberReading Wrap(decimal value) => percent ? new NumberReading.Percent(value) : new NumberReading.Number(value);

        if (Plain().IsMatch(trimmed)) return Parse(trimmed.Replace(',', '.')) is { } plain ? Wrap(plain) : new NumberReading.Unreadable();
        if (GroupedWithComma().IsMatch(trimmed)) return Parse(trimmed.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')) is { } grouped ? Wrap(grouped) : new NumberReading.Unreadable();
        if (Spaced().IsMatch(trimmed)) return Parse(trimmed.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.')) is { } spaced ? Wrap(spaced) : new NumberReading.Unreadable();

        if (Thousands().IsMatch(trimmed) && !trimmed.StartsWith('0') && !trimmed.StartsWith("-0", StringComparison.Ordinal))
        {
            var asThousands = Parse(trimmed.Replace(".", "", StringComparison.Ordinal));
            if (asThousands is null) return new NumberReading.Unreadable();
            var several = trimmed.IndexOf('.', StringComparison.Ordinal) != trimmed.LastIndexOf('.');
            if (several || (decimals == 0 && !percent)) return Wrap(asThousands.Value);
            return new NumberReading.Doubtful([Wrap(asThousands.Value), Wrap(Parse(trimmed)!.Value)]);
        }

        if (OneDot().IsMatch(trimmed) && Parse(trimmed) is { } dotted)
        {
            var joined = Parse(trimmed.Replace(".", "", StringComparison.Ordinal));
            return joined is { } whole ? new NumberReading.Doubtful([Wrap(dotted), Wrap(whole)]) : new NumberReading.Unreadable();
        }

        return new NumberReading.Unreadable();
    }

    /// <summary>Reads a number of a CSV or of a workbook's own number cell: decimal point, no thousands mark.</summary>
    public static decimal? ReadInvariant(string text) => Invariant().IsMatch(text) ? Parse(text) : null;

    /// <summary>"1.250,5": as people here write it, without needless zeros.</summary>
    public static string Spoken(decimal value) =>
        value.ToString("#,##0.############################", Vietnamese).Replace("-", "−", StringComparison.Ordinal);

    /// <summary>For a form's field: no thousands mark, so that what is shown can be typed over and read back.</summary>
    public static string Typed(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>"37" or "-0.05": canonical text with a point, for files and databases.</summary>
    public static string Canonical(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(@"^-?\d+(,\d+)?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^-?[1-9]\d{0,2}(\.\d{3})+,\d+$")]
    private static partial Regex GroupedWithComma();

    [GeneratedRegex(@"^-?[1-9]\d{0,2}( \d{3})+(,\d+)?$")]
    private static partial Regex Spaced();

    [GeneratedRegex(@"^-?\d{1,3}(\.\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^-?\d+\.\d+$")]
    private static partial Regex OneDot();

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex Invariant();
}
