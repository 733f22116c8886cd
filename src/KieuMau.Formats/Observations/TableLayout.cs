using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.Observations;

/// <summary>Tên cột: what stands above a column, the group's words and its own.</summary>
/// <param name="Code">"tong-so-ho" or "dan-so|nam" when one of our own templates says it in its hidden row.</param>
public sealed record TableHead(int Column, string Group, string Name, string Code = "")
{
    public string Full => Group.Length == 0 ? Name : $"{Group} › {Name}";
}

/// <param name="Unit">None when the label is no unit known here; a person is asked.</param>
public sealed record UnitRow(int Row, CellAddress Address, string Label, Unit? Unit);

/// <summary>Bố cục bảng: where the heads, the units, the total and the date stand in a sheet an office made for itself.</summary>
public sealed partial record TableLayout(
    WorkbookSheet Sheet,
    bool Transposed,
    int UnitColumn,
    IReadOnlyList<int> HeadRows,
    IReadOnlyList<TableHead> Heads,
    IReadOnlyList<UnitRow> UnitRows,
    int? TotalRow,
    DateOnly? AsOf,
    Period? Period)
{
    /// <summary>The same heads in the same order give the same fingerprint, so last time's mapping fits again.</summary>
    public string Fingerprint { get; } = FingerprintOf(Heads);

    /// <param name="units">Units a row may stand for.</param>
    /// <returns>Nothing when no column names any of the units.</returns>
    public static TableLayout? Find(WorkbookSheet sheet, bool transposed, UnitNames units)
    {
        var grid = transposed ? sheet.Transposed() : sheet;
        var found = grid.Columns
            .Select(column => (Column: column, Rows: grid.Rows.Where(row => units.Find(grid.TextAt(row, column)) is not null).ToList()))
            .Where(candidate => candidate.Rows.Count > 0)
            .OrderByDescending(candidate => candidate.Rows.Count).ThenBy(candidate => candidate.Column)
            .FirstOrDefault();
        if (found.Rows is null) return null;

        var (headRows, bodyFrom) = FindHead(grid, found.Rows[0]);
        var heads = ReadHeads(grid, headRows);
        var rows = new List<UnitRow>();
        int? total = null;
        foreach (var row in grid.Rows.Where(row => row >= bodyFrom))
        {
            var label = grid.TextAt(row, found.Column);
            if (IsTotal(label) || (label.Length == 0 && IsTotal(grid.TextAt(row, grid.Columns[0])))) total ??= row;
            else if (units.Find(label) is { } unit) rows.Add(new(row, AddressOf(grid, row, found.Column), label, unit));
            else if (label.Length > 0 && grid.At(row, found.Column) is not null && grid.CellsOf(row).Count() > 3) rows.Add(new(row, AddressOf(grid, row, found.Column), label, null));
        }

        var title = string.Join("\n", grid.Rows.Where(row => headRows.Count == 0 || row < headRows[0]).SelectMany(grid.CellsOf).Select(cell => cell.Shown));
        return new(grid, transposed, found.Column, headRows, heads, rows, total, FindDate(title), FindPeriod(title));
    }

    private static CellAddress AddressOf(WorkbookSheet grid, int row, int column) => grid.At(row, column)?.Address ?? new(row, column);

    private static (IReadOnlyList<int> Rows, int BodyFrom) FindHead(WorkbookSheet grid, int firstUnitRow)
    {
        var above = grid.Rows.Where(row => row < firstUnitRow).Reverse().ToList();
        var numbering = above.FirstOrDefault(row => IsNumbering(grid, row));
        var heads = new List<int>();
        var expected = firstUnitRow - 1;
        foreach (var row in above)
        {
            if (row == numbering || (numbering > 0 && row > numbering))
            {
                expected = row - 1;
                continue;
            }

            var texts = grid.Columns.Select(column => grid.TextAt(row, column)).Where(text => text.Length > 0).Distinct().ToList();
            var isHead = texts.Count > 1 || texts.Any(text => text.StartsWith('#'));
            if (heads.Count > 0 && (row != expected || !isHead)) break;
            if (!isHead) continue;
            heads.Insert(0, row);
            expected = row - 1;
        }

        return (heads, numbering > 0 ? numbering + 1 : firstUnitRow);
    }

    private static bool IsNumbering(WorkbookSheet grid, int row)
    {
        var texts = grid.CellsOf(row).Select(cell => cell.Shown.Trim()).Where(text => text.Length > 0).ToList();
        var numbers = texts.Select(text => Numbering().Match(text)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return numbers.Count >= 3 && numbers.Count * 10 >= texts.Count * 8 && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    private static List<TableHead> ReadHeads(WorkbookSheet grid, IReadOnlyList<int> headRows)
    {
        var heads = new List<TableHead>();
        foreach (var column in grid.Columns)
        {
            var lines = headRows.Select(row => grid.TextAt(row, column)).Where(text => text.Length > 0).Distinct().ToList();
            var code = lines.FirstOrDefault(text => text.StartsWith('#')) is { } marked ? marked[1..] : "";

            // our own heads carry hints under the name; an office breaks a long name over lines
            var texts = lines.Where(text => !text.StartsWith('#')).Select(text => code.Length > 0 ? text.Split('\n')[0].Trim() : Spaces().Replace(text, " ")).ToList();
            if (texts.Count > 0) heads.Add(new(column, string.Join(" › ", texts.SkipLast(1)), texts[^1], code));
        }

        return heads;
    }

    private static bool IsTotal(string text) => VietnameseText.Fold(text).TrimEnd(':') is "cộng" or "tổng" or "tổng cộng" or "tổng số" or "toàn xã" or "cộng toàn xã" or "tổng toàn xã";

    private static DateOnly? FindDate(string title)
    {
        foreach (Match match in AsOfDate().Matches(title.Normalize()))
        {
            if (DateOnly.TryParseExact($"{match.Groups["day"].Value.PadLeft(2, '0')}/{match.Groups["month"].Value.PadLeft(2, '0')}/{match.Groups["year"].Value}", "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        }

        return null;
    }

    private static Period? FindPeriod(string title)
    {
        var text = title.Normalize().ToLowerInvariant();
        if (NamedQuarter().Match(text) is { Success: true } quarter) return new(Year(quarter), PeriodKind.Quarter, QuarterOf(quarter.Groups["quarter"].Value));
        if (NamedHalf().Match(text) is { Success: true } half) return new(Year(half), PeriodKind.Half, half.Groups["half"].Value == "đầu" ? 1 : 2);
        return NamedYear().Match(text) is { Success: true } year ? Domain.Period.OfYear(Year(year)) : null;
    }

    private static int Year(Match match) => int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);

    private static int QuarterOf(string text) => text switch { "i" or "1" => 1, "ii" or "2" => 2, "iii" or "3" => 3, _ => 4 };

    private static string FingerprintOf(IReadOnlyList<TableHead> heads)
    {
        var text = string.Join("\n", heads.Select(head => VietnameseText.Fold(head.Full) + head.Code));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    [GeneratedRegex(@"^\(?(\d{1,3})\)?$")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"đến\s+(?:hết\s+)?(?:ngày\s+)?(?<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?<year>20\d{2})", RegexOptions.IgnoreCase)]
    private static partial Regex AsOfDate();

    [GeneratedRegex(@"quý\s+(?<quarter>iv|i{1,3}|[1-4])\b\D{0,8}(?<year>20\d{2})")]
    private static partial Regex NamedQuarter();

    [GeneratedRegex(@"6 tháng (?<half>đầu|cuối) năm (?<year>20\d{2})")]
    private static partial Regex NamedHalf();

    [GeneratedRegex(@"năm (?<year>20\d{2})")]
    private static partial Regex NamedYear();
}

/// <summary>Finds a unit by its code or by its name as offices write it: "Khu 1", "Khu số 01", "KDC 1".</summary>
public sealed partial class UnitNames
{
    private readonly Dictionary<string, Unit?> byName = [];

    public UnitNames(IEnumerable<Unit> units)
    {
        All = [.. units];
        foreach (var unit in All)
        {
            byName[unit.Code] = unit;
            var name = Key(unit.Name);
            byName[name] = byName.TryGetValue(name, out var other) && other?.Code != unit.Code ? null : unit; // two of one name: the code must say which
        }
    }

    public IReadOnlyList<Unit> All { get; }

    public Unit? Find(string label) => label.Length == 0 ? null : byName.GetValueOrDefault(label) ?? byName.GetValueOrDefault(Key(label));

    private static string Key(string name)
    {
        var folded = VietnameseText.Fold(name).Replace("khu dân cư", "khu", StringComparison.Ordinal).Replace("kdc", "khu", StringComparison.Ordinal).Replace("số ", "", StringComparison.Ordinal);
        return LeadingZeros().Replace(folded, "");
    }

    [GeneratedRegex(@"(?<=\s)0+(?=\d)")]
    private static partial Regex LeadingZeros();
}
