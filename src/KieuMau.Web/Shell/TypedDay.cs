using System.Globalization;
using System.Text.RegularExpressions;

namespace KieuMau.Web.Shell;

/// <summary>
/// Ngày gõ tay, as people here write it: 31/12/2024. A browser's own date field follows the browser's language, so that one
/// set to English would take 01/12 for the twelfth of January; a field of text says what it wants.
/// </summary>
public static partial class TypedDay
{
    private const int Earliest = 1900;
    private const int Latest = 2200;

    /// <summary>What every field for a day has: <c>&lt;input @attributes="TypedDay.Field" name="tu"&gt;</c>.</summary>
    public static readonly IReadOnlyDictionary<string, object> Field = new Dictionary<string, object>
    {
        ["inputmode"] = "numeric",
        ["placeholder"] = "ngày/tháng/năm",
        ["autocomplete"] = "off",
        ["maxlength"] = 10,
        ["size"] = 12,
        ["pattern"] = @"\s*(\d{1,2}[\/.\- ]\d{1,2}[\/.\- ]\d{4}|\d{8}|\d{4}-\d{2}-\d{2})\s*",
        ["title"] = "Ngày/tháng/năm, ví dụ 31/12/2024",
    };

    /// <summary>Giờ gõ tay: 07:30, 7h30, 19.05.</summary>
    public static readonly IReadOnlyDictionary<string, object> ClockField = new Dictionary<string, object>
    {
        ["inputmode"] = "numeric",
        ["placeholder"] = "giờ:phút",
        ["autocomplete"] = "off",
        ["maxlength"] = 5,
        ["size"] = 8,
        ["pattern"] = @"\s*\d{1,2}[:hg.]\d{2}\s*",
        ["title"] = "Giờ:phút trong 24 giờ, ví dụ 07:30",
    };

    /// <summary>As the field shows a day; empty for none.</summary>
    public static string Write(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    /// <summary>31/12/2024, 1-2-2024, 31.12.2024, 31122024; addresses write 2024-12-31.</summary>
    /// <returns>Nothing for an empty text and for one that is no day.</returns>
    public static DateOnly? Read(string? text) =>
        Spelt().Match(text?.Trim() ?? "") is { Success: true } found
        && DateOnly.TryParseExact($"{found.Groups["year"].Value}-{found.Groups["month"].Value.PadLeft(2, '0')}-{found.Groups["day"].Value.PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= Earliest and <= Latest ? day : null;

    /// <summary>Something was typed that is no day: never taken for "nothing typed".</summary>
    public static Refusal? Refuse(string? text) => string.IsNullOrWhiteSpace(text) || Read(text) is not null ? null : new("days.unreadable", $"“{text.Trim()}” không phải là một ngày. Ghi ngày/tháng/năm, ví dụ 31/12/2024.");

    public static TimeOnly? ReadClock(string? text) =>
        Clock().Match(text?.Trim() ?? "") is { Success: true } found
        && TimeOnly.TryParseExact($"{found.Groups["hour"].Value.PadLeft(2, '0')}:{found.Groups["minute"].Value}", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>As an address writes a day.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<day>\d{1,2})[/.\- ](?<month>\d{1,2})[/.\- ](?<year>\d{4})|(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})|(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2}))$")]
    private static partial Regex Spelt();

    [GeneratedRegex("^(?<hour>\\d{1,2})[:hg.](?<minute>\\d{2})(:\\d{2})?$")]
    private static partial Regex Clock();
}
