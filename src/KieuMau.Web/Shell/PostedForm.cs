using System.Globalization;

namespace KieuMau.Web.Shell;

/// <summary>Những gì đã gửi: fields of a posted form as texts, days and numbers; all empty when the page was only opened.</summary>
public sealed class PostedForm(HttpContext http)
{
    private readonly IFormCollection? fields = http.Request.HasFormContentType ? http.Request.Form : null;

    public bool Sent => fields is not null;

    /// <summary>As text is stored: in one composition, without blanks around it. Not for passwords.</summary>
    public string Text(string name) => fields?[name].ToString().Normalize().Trim() ?? "";

    public IReadOnlyList<string> All(string name) => fields?[name].OfType<string>().ToList() ?? [];

    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A day was typed that is none.</summary>
    public bool Strange(string name) => Text(name).Length > 0 && Day(name) is null;

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As a date field holds it.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
