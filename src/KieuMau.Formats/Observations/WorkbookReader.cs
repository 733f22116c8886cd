using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KieuMau.Formats.Observations;

/// <summary>Đọc sổ Excel (.xlsx): values, types and number formats, row by row, nothing executed and nothing fetched.</summary>
public static class WorkbookReader
{
    private const int MostCells = 400_000;
    private const int MostColumns = 2_000;

    /// <exception cref="FileRefusedException">The file is not a workbook, or is one that cannot safely be read.</exception>
    public static Workbook Read(Stream file, string fileName)
    {
        using var content = WorkbookGate.Admit(file, fileName);
        try
        {
            using var document = SpreadsheetDocument.Open(content, isEditable: false, new OpenSettings { MaxCharactersInPart = 100_000_000 });
            return ReadSheets(document, fileName);
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or InvalidDataException or FormatException or ArgumentException or InvalidOperationException or IOException or KeyNotFoundException or OverflowException)
        {
            throw WorkbookGate.Damaged(fileName);
        }
    }

    private static Workbook ReadSheets(SpreadsheetDocument document, string fileName)
    {
        if (document.WorkbookPart is not { Workbook: { } root } book) throw WorkbookGate.Damaged(fileName);
        var texts = SharedTexts(book.SharedStringTablePart);
        var styles = new CellStyles(book.WorkbookStylesPart);
        var from1904 = root.WorkbookProperties?.Date1904?.Value ?? false;
        var sheets = new List<WorkbookSheet>();
        foreach (var sheet in root.Sheets?.Elements<Sheet>() ?? [])
        {
            if (sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part)
                sheets.Add(ReadSheet(sheet.Name?.Value ?? "", part, new(texts, styles, from1904), fileName));
        }

        if (sheets.All(sheet => sheet.CellCount == 0)) throw WorkbookGate.Refused(fileName, "Sổ Excel không có số liệu nào. Chọn lại tệp.");
        return new(fileName, sheets);
    }

    private static WorkbookSheet ReadSheet(string name, WorksheetPart part, CellDecoder values, string fileName)
    {
        var cells = new Dictionary<(int, int), WorkbookCell>();
        var merges = new List<(CellAddress, CellAddress)>();
        using var reader = OpenXmlReader.Create(part);
        var row = 0;
        while (reader.Read())
        {
            if (!reader.IsStartElement) continue;
            if (reader.ElementType == typeof(Row) && reader.LoadCurrentElement() is Row line)
            {
                row = (int?)line.RowIndex?.Value ?? row + 1;
                ReadRow(line, row, values, cells);
                if (cells.Count > MostCells) throw WorkbookGate.Refused(fileName, "Bảng tính quá lớn. Chép riêng bảng số liệu sang một tệp mới rồi chọn tệp đó.");
            }
            else if (reader.ElementType == typeof(MergeCell) && reader.LoadCurrentElement() is MergeCell merge)
            {
                var ends = (merge.Reference?.Value ?? "").Split(':');
                if (ends.Length == 2 && CellAddress.TryParse(ends[0], out var first) && CellAddress.TryParse(ends[1], out var last) && IsModest(first, last)) merges.Add((first, last));
            }
        }

        return new(name, cells, merges);
    }

    private static bool IsModest(CellAddress first, CellAddress last) =>
        last.Row >= first.Row && last.Column >= first.Column && (long)(last.Row - first.Row + 1) * (last.Column - first.Column + 1) <= 20_000;

    private static void ReadRow(Row line, int row, CellDecoder values, Dictionary<(int, int), WorkbookCell> cells)
    {
        var column = 0;
        foreach (var cell in line.Elements<Cell>())
        {
            column = CellAddress.TryParse(cell.CellReference?.Value, out var stated) ? stated.Column : column + 1;
            if (column <= MostColumns && values.Read(cell, new(row, column)) is { Raw.Length: > 0 } read) cells[(row, column)] = read;
        }
    }

    private static List<WrittenText> SharedTexts(SharedStringTablePart? part)
    {
        var texts = new List<WrittenText>();
        if (part is null) return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem) && reader.LoadCurrentElement() is SharedStringItem item) texts.Add(WrittenText.Of(item));
        }

        return texts;
    }
}

/// <summary>Turns the XML of a cell into what it says.</summary>
internal sealed class CellDecoder(List<WrittenText> texts, CellStyles styles, bool from1904)
{
    public WorkbookCell? Read(Cell cell, CellAddress address)
    {
        var stored = cell.CellValue?.Text ?? "";
        var style = cell.StyleIndex?.Value ?? 0;
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
            return Text(address, int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count ? texts[index].In(styles.FontOf(style)) : "");
        if (type == CellValues.InlineString) return Text(address, cell.InlineString is { } inline ? WrittenText.Of(inline).In(styles.FontOf(style)) : "");
        if (type == CellValues.String) return Text(address, OldLetters.Read(stored, styles.FontOf(style)));
        if (type == CellValues.Boolean) return new(address, CellKind.Boolean, stored);
        if (type == CellValues.Error) return new(address, CellKind.Error, stored);
        if (type == CellValues.Date) return new(address, CellKind.Date, stored.Length >= 10 ? stored[..10] : stored);
        return Number(address, stored, style);
    }

    private static WorkbookCell Text(CellAddress address, string text) => new(address, CellKind.Text, text.Normalize().Trim());

    private WorkbookCell? Number(CellAddress address, string stored, uint style)
    {
        if (stored.Length == 0) return null;
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return Text(address, stored);
        if (styles.ShowsDate(style) && DateOf(number) is { } date) return new(address, CellKind.Date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Math.Abs(number) > 1e20) return Text(address, stored);

        // Excel keeps fifteen digits; 0.97099999999999997 in the file is the 0,971 the person typed
        var typed = (decimal)number;
        return new(address, CellKind.Number, NumberText.Canonical(typed), styles.ShowsPercent(style));
    }

    private DateOnly? DateOf(double number)
    {
        var days = Math.Floor(number) + (from1904 ? 1462 : 0);
        return days is >= 1 and < 2_958_466 ? new DateOnly(1899, 12, 30).AddDays((int)days) : null;
    }
}

/// <summary>Chữ trong ô: runs in their order, each with the font it names; without the phonetic reading some editors add.</summary>
internal sealed record WrittenText(IReadOnlyList<(string Text, string Font)> Runs)
{
    public static WrittenText Of(OpenXmlElement item) => new([.. item.ChildElements.SelectMany(child => child switch
    {
        Text text => [(text.Text, "")],
        Run run => [(run.Text?.Text ?? "", run.RunProperties?.GetFirstChild<RunFont>()?.Val?.Value ?? "")],
        _ => Array.Empty<(string, string)>(),
    })]);

    /// <param name="font">Of the cell: for runs that name none.</param>
    public string In(string font) => string.Concat(Runs.Select(run => OldLetters.Read(run.Text, run.Font.Length > 0 ? run.Font : font)));
}
