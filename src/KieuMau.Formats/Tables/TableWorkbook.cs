using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KieuMau.Formats.Tables;

/// <summary>
/// Bảng tính: any table of the product as .xlsx. The head is frozen and repeats in print, numbers are numbers, dates are
/// dates. Text is never a formula: what begins with = + - @ is marked as quoted, so that it stays text when it is edited
/// or saved as CSV.
/// </summary>
public static class TableWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const double LineHeight = 15.75; // Times New Roman 12
    private const double MostHeight = 409; // Excel allows no more

    public static void Write(Stream to, params IReadOnlyList<TableSheet> sheets)
    {
        using var package = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = package.AddWorkbookPart();
        var styles = new TableStyles();
        var names = new DefinedNames();
        var list = new Sheets();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < sheets.Count; at++)
        {
            var name = SheetName(sheets[at].Name, taken);
            var part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = Worksheet(sheets[at], styles);
            list.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)at + 1, Name = name });
            var head = HeadRow(sheets[at]);
            names.Append(new DefinedName(string.Create(CultureInfo.InvariantCulture, $"'{name.Replace("'", "''", StringComparison.Ordinal)}'!${head}:${head}"))
            {
                Name = "_xlnm.Print_Titles",
                LocalSheetId = (uint)at,
            });
        }

        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = styles.Sheet();
        workbook.Workbook = new Workbook(list, names);
    }

    /// <summary>"A", "Z", "AA": the letters of a column counted from 1.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }

    private static int HeadRow(TableSheet sheet) => sheet.Titles.Count + 1;

    private static Worksheet Worksheet(TableSheet sheet, TableStyles styles)
    {
        var head = HeadRow(sheet);
        var rows = new SheetData();
        for (var at = 0; at < sheet.Titles.Count; at++)
            rows.Append(RowOf(at + 1, [(TableCell.Of(sheet.Titles[at]), at == 0 ? styles.Title : styles.Subtitle)], sheet.Columns));
        rows.Append(Tall(RowOf(head, Headings(sheet).Select(heading => (heading, styles.Head)), sheet.Columns), [.. Headings(sheet)], sheet.Columns));
        for (var at = 0; at < sheet.Rows.Count; at++)
            rows.Append(Tall(RowOf(head + 1 + at, Styled(sheet, sheet.Rows[at], styles), sheet.Columns), sheet.Rows[at].Cells, sheet.Columns));

        var worksheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(Frozen(sheet, head)) { WorkbookViewId = 0 }),
            new SheetFormatProperties { DefaultRowHeight = 15 },
            Widths(sheet),
            rows);
        if (sheet.Rows.Count > 0)
            worksheet.Append(new AutoFilter { Reference = string.Create(CultureInfo.InvariantCulture, $"A{head}:{Letters(sheet.Columns.Count)}{head + sheet.Rows.Count}") });
        worksheet.Append(
            new PageMargins { Left = 0.6, Right = 0.6, Top = 0.7, Bottom = 0.7, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = sheet.Landscape ? OrientationValues.Landscape : OrientationValues.Portrait, FitToWidth = 1, FitToHeight = 0 });
        return worksheet;
    }

    private static Pane Frozen(TableSheet sheet, int head)
    {
        var corner = string.Create(CultureInfo.InvariantCulture, $"{Letters(sheet.FrozenColumns + 1)}{head + 1}");
        var pane = new Pane { VerticalSplit = head, TopLeftCell = corner, ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        if (sheet.FrozenColumns == 0) return pane;
        pane.HorizontalSplit = sheet.FrozenColumns;
        pane.ActivePane = PaneValues.BottomRight;
        return pane;
    }

    private static Columns Widths(TableSheet sheet) => new(sheet.Columns.Select((column, at) => new Column
    {
        Min = (uint)at + 1,
        Max = (uint)at + 1,
        Width = column.Width,
        CustomWidth = true,
    }));

    private static IEnumerable<(TableCell Cell, uint Style)> Styled(TableSheet sheet, TableRow row, TableStyles styles) =>
        row.Cells.Select((cell, at) => (cell, styles.For(sheet.Columns[at], cell, row.Strong)));

    private static IEnumerable<TableCell> Headings(TableSheet sheet) => sheet.Columns.Select(column => TableCell.Of(column.Heading));

    // not every program that opens the file makes a row tall enough for its wrapped text
    private static Row Tall(Row row, IReadOnlyList<TableCell> cells, IReadOnlyList<TableColumn> columns)
    {
        var lines = cells.Select((cell, at) => cell is TableCell.Words(var text) ? LinesOf(text, columns[at].Width) : 1).DefaultIfEmpty(1).Max();
        row.Height = Math.Min(MostHeight, 2 + (LineHeight * lines));
        row.CustomHeight = true;
        return row;
    }

    private static int LinesOf(string text, double width) =>
        text.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(line.Length / Math.Max(1, width * 1.1))));

    private static Row RowOf(int number, IEnumerable<(TableCell Cell, uint Style)> cells, IReadOnlyList<TableColumn> columns)
    {
        var row = new Row { RowIndex = (uint)number };
        row.Append(cells.Select((pair, at) => CellOf(Letters(at + 1) + number.ToString(CultureInfo.InvariantCulture), pair.Cell, pair.Style, columns[at].Kind)));
        return row;
    }

    private static Cell CellOf(string address, TableCell cell, uint style, TableColumnKind kind)
    {
        var xml = new Cell { CellReference = address, StyleIndex = style };
        switch (cell)
        {
            case TableCell.Words(var text):
                xml.DataType = CellValues.InlineString;
                xml.Append(new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
                break;
            case TableCell.Amount(var value):
                xml.Append(new CellValue(NumberText.Canonical(kind == TableColumnKind.Percent ? value / 100 : value)));
                break;
            case TableCell.Day(var date):
                xml.Append(new CellValue(date.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)));
                break;
        }

        return xml;
    }

    private static string Clean(string text)
    {
        var clean = string.Concat(text.Normalize().Where(letter => letter is '\t' or '\n' || !char.IsControl(letter)));
        return clean.Length <= 32767 ? clean : clean[..32766] + "…";
    }

    private static string SheetName(string wanted, HashSet<string> taken)
    {
        var clean = string.Concat(wanted.Normalize().Where(letter => !char.IsControl(letter) && !@"[]:*?/\".Contains(letter, StringComparison.Ordinal))).Trim('\'', ' ');
        if (clean.Length == 0) clean = "Trang";
        if (clean.Length > 31) clean = clean[..31].TrimEnd();
        var name = clean;
        for (var copy = 2; !taken.Add(name); copy++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $" ({copy})");
            name = clean[..Math.Min(clean.Length, 31 - ending.Length)] + ending;
        }

        return name;
    }
}
