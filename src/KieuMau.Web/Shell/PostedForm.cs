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

    public DateOnly? Day(string name) => TypedDay.Read(Text(name));

    /// <summary>A day was typed that is none.</summary>
    public Refusal? RefuseDays(params string[] names) => names.Select(name => TypedDay.Refuse(Text(name))).FirstOrDefault(refusal => refusal is not null);

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
