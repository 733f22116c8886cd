using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KieuMau.Formats.Observations;

/// <summary>Kiểu ô: which styles of a workbook show percent, which show dates, and in which font they write.</summary>
internal sealed class CellStyles
{
    private readonly List<uint> formatOfStyle = [];
    private readonly List<string> fontOfStyle = [];
    private readonly Dictionary<uint, string> custom = [];

    public CellStyles(WorkbookStylesPart? part)
    {
        if (part is null) return;
        var sheet = part.Stylesheet ?? throw new InvalidDataException("The styles cannot be read.");
        foreach (var format in sheet.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id) custom[id] = format.FormatCode?.Value ?? "";
        }

        var styles = sheet.CellFormats?.Elements<CellFormat>().ToList() ?? [];
        var fonts = sheet.Fonts?.Elements<Font>().Select(font => font.FontName?.Val?.Value ?? "").ToList() ?? [];
        formatOfStyle.AddRange(styles.Select(style => style.NumberFormatId?.Value ?? 0));
        fontOfStyle.AddRange(styles.Select(style => fonts.ElementAtOrDefault((int)(style.FontId?.Value ?? 0)) ?? ""));
    }

    /// <summary>Empty when the file does not say.</summary>
    public string FontOf(uint style) => fontOfStyle.ElementAtOrDefault((int)style) ?? "";

    public bool ShowsPercent(uint style) => FormatOf(style) switch
    {
        9 or 10 => true,
        var id => custom.TryGetValue(id, out var code) && Bare(code).Contains('%', StringComparison.Ordinal),
    };

    public bool ShowsDate(uint style) => FormatOf(style) switch
    {
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => true,
        var id => custom.TryGetValue(id, out var code) && Bare(code).IndexOfAny(['y', 'd', 'm', 'h', 's']) >= 0 && !Bare(code).Contains("general", StringComparison.Ordinal),
    };

    /// <exception cref="InvalidDataException">The style is not in the file: without it 0.971 and 97,1 % cannot be told apart.</exception>
    private uint FormatOf(uint style) =>
        style < formatOfStyle.Count ? formatOfStyle[(int)style]
        : style == 0 ? 0u
        : throw new InvalidDataException("A cell names a style the file lacks.");

    /// <summary>The code without quoted words, escapes and [brackets], which are only decoration.</summary>
    private static string Bare(string code)
    {
        var bare = new System.Text.StringBuilder(code.Length);
        for (var at = 0; at < code.Length; at++)
        {
            if (code[at] is '\\' or '_' or '*') at++;
            else if (code[at] is '"' or '[') at = code.IndexOf(code[at] == '"' ? '"' : ']', at + 1) is >= 0 and var end ? end : code.Length;
            else bare.Append(char.ToLowerInvariant(code[at]));
        }

        return bare.ToString();
    }
}
