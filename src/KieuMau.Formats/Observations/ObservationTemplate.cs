using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using Unit = KieuMau.Domain.Units.Unit;

namespace KieuMau.Formats.Observations;

/// <param name="Group">Under which head the measure stands: a criterion's name.</param>
public sealed record TemplateMeasure(string Group, Measure Measure);

/// <summary>Phiếu số liệu to be filled in Excel: units down, measures across, for one period.</summary>
/// <param name="Title">"Phiếu số liệu khu dân cư, xã Thanh Đình".</param>
/// <param name="AsOf">Tính đến; without it the period's last day holds when it comes back.</param>
/// <param name="Present">What is known now, to be filled in; the exact value before a coarser one.</param>
public sealed record ObservationSheet(
    string Title,
    Period Period,
    DateOnly? AsOf,
    IReadOnlyList<Unit> Units,
    IReadOnlyList<TemplateMeasure> Measures,
    Func<string, Measure, string, ObservedValue?> Present)
{
    /// <summary>Splits beyond those the dictionary names: further items somebody has entered.</summary>
    public Func<Measure, IEnumerable<string>> FurtherSplits { get; init; } = _ => [];
}

/// <summary>
/// Mẫu nhập số liệu (.xlsx): a hidden row and a hidden column hold the codes, so it comes back through the same trial run
/// as any workbook and nothing depends on the words. Cells that may hold decimals are text: Excel set to English would
/// make 235 of 2,35 without a word.
/// </summary>
public static class ObservationTemplate
{
    private const int UnitCodeColumn = 1;
    private const int UnitNameColumn = 2;
    private const int FirstMeasureColumn = 3;
    private const int GroupRow = 4;
    private const int NameRow = 5;
    private const int CodeRow = 6;
    private const int FirstUnitRow = 7;

    private sealed record Column(int Index, string Group, Measure Measure, string Split)
    {
        public string Code => Split.Length == 0 ? $"#{Measure.Code}" : $"#{Measure.Code}|{Split}";
    }

    public static void Write(Stream to, ObservationSheet sheet)
    {
        var columns = ColumnsOf(sheet);
        using var package = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = package.AddWorkbookPart();
        var entry = book.AddNewPart<WorksheetPart>();
        entry.Worksheet = EntrySheet(sheet, columns);
        var guide = book.AddNewPart<WorksheetPart>();
        guide.Worksheet = TemplateGuide.Sheet(sheet);
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = TemplateStyles.Sheet();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(
            new Sheet { Id = book.GetIdOfPart(entry), SheetId = 1, Name = "Số liệu" },
            new Sheet { Id = book.GetIdOfPart(guide), SheetId = 2, Name = "Hướng dẫn" }));
    }

    private static List<Column> ColumnsOf(ObservationSheet sheet)
    {
        var columns = new List<Column>();
        foreach (var (group, measure) in sheet.Measures)
        {
            var splits = ObservationRules.KnownSplits(measure).Concat(sheet.FurtherSplits(measure)).Distinct();
            foreach (var split in WholeIsAsked(measure) ? splits.Prepend("") : splits)
                columns.Add(new(FirstMeasureColumn + columns.Count, group, measure, split));
        }

        return columns;
    }

    private static bool WholeIsAsked(Measure measure) => measure.Items.Count == 0 || measure.Coarser is Coarser.Lowest;

    private static Worksheet EntrySheet(ObservationSheet sheet, List<Column> columns)
    {
        var noteColumn = FirstMeasureColumn + columns.Count;
        var data = new SheetData(
            TemplateCells.Row(1, (UnitNameColumn, sheet.Title, TemplateStyles.Title)),
            TemplateCells.Row(2, (UnitNameColumn, Subtitle(sheet), TemplateStyles.Hint)));
        data.Append(
            TemplateCells.Row(GroupRow, [(UnitCodeColumn, "Mã", TemplateStyles.Hint), (UnitNameColumn, "Đơn vị", TemplateStyles.Head), .. columns.Select(column => (column.Index, column.Group, TemplateStyles.Head)), (noteColumn, "Ghi chú", TemplateStyles.Head)]),
            TemplateCells.Tall(TemplateCells.Row(NameRow, [.. columns.Select(column => (column.Index, HeadOf(column), TemplateStyles.Head))]), 92),
            Hidden(TemplateCells.Row(CodeRow, [.. columns.Select(column => (column.Index, column.Code, TemplateStyles.Hint))])));
        for (var i = 0; i < sheet.Units.Count; i++) data.Append(UnitRow(FirstUnitRow + i, sheet.Units[i], columns, sheet));

        var lastRow = FirstUnitRow + Math.Max(0, sheet.Units.Count - 1);
        var worksheet = new Worksheet(Views(), TemplateCells.Columns((UnitCodeColumn, UnitCodeColumn, 12, true), (UnitNameColumn, UnitNameColumn, 22, false), (FirstMeasureColumn, Math.Max(FirstMeasureColumn, noteColumn - 1), 15, false), (noteColumn, noteColumn, 30, false)), data);
        worksheet.Append(Merges(columns, noteColumn));
        if (TemplateChoices.For(columns.Select(column => (column.Index, column.Measure, column.Split)), FirstUnitRow, lastRow) is { } choices) worksheet.Append(choices);
        worksheet.Append(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape });
        if (columns.Count > 0) worksheet.Append(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new([new($"{TemplateCells.At(FirstUnitRow, FirstMeasureColumn)}:{TemplateCells.At(lastRow, noteColumn)}")]), NumberStoredAsText = true }));
        return worksheet;
    }

    private static string Subtitle(ObservationSheet sheet)
    {
        var period = sheet.Period.Spoken();
        var asOf = sheet.AsOf is { } date ? $", tính đến {date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}" : "";
        return $"Số liệu {period}{asOf}. Cách điền xem trang “Hướng dẫn”.";
    }

    private static string HeadOf(Column column)
    {
        var unit = column.Measure.Kind == MeasureKind.Percentage ? " (%)" : column.Measure.Unit.Length > 0 ? $" ({column.Measure.Unit})" : "";
        var split = column.Split.Length > 0 ? $": {column.Split}" : column.Measure.Items.Count > 0 ? ": thấp nhất" : "";
        return $"{Capital(column.Measure.Name)}{split}{unit}{Hint(column)}";
    }

    private static string Hint(Column column) => column.Measure switch
    {
        { Coarser: Coarser.ShareOf } => "\nhoặc chỉ ghi tỷ lệ, ví dụ 97,1 %",
        { Coarser: Coarser.AllOrNot(var question) } => $"\nhoặc có/không: {question}",
        { Coarser: Coarser.AtLeastOrNone(var question, _) } => $"\nhoặc có/không: {question}",
        { Kind: MeasureKind.YesNo } => "\ncó/không",
        { Kind: MeasureKind.Statement } when column.Split.Length == 0 => "\ncó nếu đủ mọi mặt; hoặc điền từng mặt",
        { Kind: MeasureKind.Statement } => "\ncó/không",
        { Kind: MeasureKind.Choices } => "\ncác mục, cách nhau bằng dấu chấm phẩy",
        _ => "",
    };

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpper(name[0], NumberText.Vietnamese) + name[1..];

    private static Row UnitRow(int row, Unit unit, List<Column> columns, ObservationSheet sheet)
    {
        var line = TemplateCells.Tall(TemplateCells.Row(row, (UnitCodeColumn, unit.Code, TemplateStyles.Hint), (UnitNameColumn, unit.Name, TemplateStyles.UnitName)), 18);
        foreach (var column in columns) line.Append(ValueCell(row, column, sheet.Present(unit.Code, column.Measure, column.Split)));
        return line;
    }

    private static Cell ValueCell(int row, Column column, ObservedValue? value)
    {
        var asText = TemplateCells.HoldsDecimals(column.Measure);
        var style = asText ? TemplateStyles.TextEntry : TemplateStyles.Entry;
        return value is ObservedValue.Number(var number) && !asText
            ? TemplateCells.Number(row, column.Index, number, style)
            : TemplateCells.Text(row, column.Index, TypedValue.Text(value, column.Measure), style);
    }

    private static Row Hidden(Row row)
    {
        row.Hidden = true;
        return row;
    }

    private static SheetViews Views() => new(new SheetView(new Pane
    {
        HorizontalSplit = UnitNameColumn,
        VerticalSplit = CodeRow,
        TopLeftCell = TemplateCells.At(FirstUnitRow, FirstMeasureColumn),
        ActivePane = PaneValues.BottomRight,
        State = PaneStateValues.Frozen,
    })
    { WorkbookViewId = 0 });

    private static MergeCells Merges(List<Column> columns, int noteColumn)
    {
        var merges = new MergeCells(
            new MergeCell { Reference = $"{TemplateCells.At(GroupRow, UnitNameColumn)}:{TemplateCells.At(NameRow, UnitNameColumn)}" },
            new MergeCell { Reference = $"{TemplateCells.At(GroupRow, noteColumn)}:{TemplateCells.At(NameRow, noteColumn)}" });
        for (var from = 0; from < columns.Count;)
        {
            var to = from;
            while (to + 1 < columns.Count && columns[to + 1].Group == columns[from].Group) to++;
            if (to > from) merges.Append(new MergeCell { Reference = $"{TemplateCells.At(GroupRow, columns[from].Index)}:{TemplateCells.At(GroupRow, columns[to].Index)}" });
            from = to + 1;
        }

        return merges;
    }
}
