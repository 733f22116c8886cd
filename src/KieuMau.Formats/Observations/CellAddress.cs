using System.Globalization;

namespace KieuMau.Formats.Observations;

/// <summary>Địa chỉ ô: "AJ19", as the person sees it in Excel. Row and column count from 1.</summary>
public readonly record struct CellAddress(int Row, int Column)
{
    public static bool TryParse(string? text, out CellAddress address)
    {
        address = default;
        if (string.IsNullOrEmpty(text)) return false;
        var column = 0;
        var at = 0;
        while (at < text.Length && at < 3 && char.IsAsciiLetterUpper(text[at])) column = (column * 26) + text[at++] - 'A' + 1;
        if (at == 0 || !int.TryParse(text.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row < 1) return false;
        address = new(row, column);
        return true;
    }

    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26) letters = (char)('A' + ((column - 1) % 26)) + letters;
        return letters;
    }

    public override string ToString() => Letters(Column) + Row.ToString(CultureInfo.InvariantCulture);
}
