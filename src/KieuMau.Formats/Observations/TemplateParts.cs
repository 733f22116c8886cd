using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Formats.Observations;

/// <summary>Cells of a template, written so that no text can be taken for a formula.</summary>
internal static class TemplateCells
{
    public static string At(int row, int column) => new CellAddress(row, column).ToString();

    /// <summary>Whether a comma may be typed there, which Excel set to English would swallow in a number's cell.</summary>
    public static bool HoldsDecimals(Measure measure) =>
        measure.Kind is MeasureKind.Quantity or MeasureKind.Percentage || measure is { Kind: MeasureKind.Money, Decimals: > 0 } || measure.Coarser is Coarser.ShareOf;

    public static Row Row(int row, params IReadOnlyList<(int Column, string Text, uint Style)> cells)
    {
        var line = new Row { RowIndex = (uint)row };
        line.Append(cells.Select(cell => Text(row, cell.Column, cell.Text, cell.Style)));
        return line;
    }

    public static Row Tall(Row row, double points)
    {
        row.Height = points;
        row.CustomHeight = true;
        return row;
    }

    public static Cell Text(int row, int column, string text, uint style)
    {
        var cell = new Cell { CellReference = At(row, column), StyleIndex = style };
        if (text.Length == 0) return cell;
        cell.DataType = CellValues.InlineString;
        cell.InlineString = new InlineString(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve });
        return cell;
    }

    public static Cell Number(int row, int column, decimal number, uint style) =>
        new() { CellReference = At(row, column), StyleIndex = style, CellValue = new(NumberText.Canonical(number)) };

    public static Columns Columns(params (int From, int To, double Width, bool Hidden)[] widths) =>
        new(widths.Select(width => new Column { Min = (uint)width.From, Max = (uint)width.To, Width = width.Width, CustomWidth = true, Hidden = width.Hidden ? true : null }));

    private static string Printable(string text) => string.Concat(text.Where(letter => letter is '\n' || !char.IsControl(letter)));
}

/// <summary>Danh sách thả xuống: offered, never forced, for a coarser form or "không áp dụng" may be typed too.</summary>
internal static class TemplateChoices
{
    private const int LongestList = 255;

    public static DataValidations? For(IEnumerable<(int Column, Measure Measure, string Split)> columns, int firstRow, int lastRow)
    {
        var validations = columns
            .Select(column => (column.Column, Words: WordsOf(column.Measure)))
            .Where(column => column.Words.Count > 0 && !column.Words.Any(word => word.Contains(',', StringComparison.Ordinal)) && string.Join(",", column.Words).Length <= LongestList)
            .Select(column => new DataValidation(new Formula1($"\"{string.Join(",", column.Words)}\""))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorStyle = DataValidationErrorStyleValues.Warning,
                ErrorTitle = "Ngoài danh sách",
                Error = "Giá trị này không có trong danh sách. Giữ lại nếu đúng ý; khi đưa vào chương trình sẽ được hỏi.",
                SequenceOfReferences = new([new($"{TemplateCells.At(firstRow, column.Column)}:{TemplateCells.At(lastRow, column.Column)}")]),
            })
            .ToList();
        return validations.Count == 0 ? null : new(validations) { Count = (uint)validations.Count };
    }

    private static IReadOnlyList<string> WordsOf(Measure measure) => measure.Kind switch
    {
        MeasureKind.YesNo or MeasureKind.Statement => ["có", "không"],
        MeasureKind.Level => measure.Scale,
        _ => [],
    };
}

/// <summary>Trang hướng dẫn of a template: how to fill it, and what each measure asks.</summary>
internal static class TemplateGuide
{
    private static readonly string[] Rules =
    [
        "Mỗi dòng là một đơn vị, mỗi cột là một số đo. Không xóa cột A và dòng 6 (đang ẩn): đó là mã để đọc lại tệp.",
        "Ô để trống nghĩa là chưa có số liệu; số đã lưu không đổi. Không có thì ghi số 0 hoặc “không”.",
        "Số lẻ gõ dấu phẩy: 95,5. Hàng nghìn gõ dấu chấm hoặc không gõ gì: 1.250 hoặc 1250.",
        "Có/không: gõ có hoặc không; x và Đ cũng hiểu là có, “chưa” hiểu là không.",
        "Không áp dụng: gõ “không áp dụng: lý do”.",
        "Khi đưa tệp vào chương trình, chỗ nào chưa rõ sẽ được hỏi; chưa trả lời hết thì chưa lưu gì.",
    ];

    public static Worksheet Sheet(ObservationSheet sheet)
    {
        var data = new SheetData(TemplateCells.Row(1, (1, $"Hướng dẫn: {sheet.Title}", TemplateStyles.Title)));
        var row = 2;
        foreach (var rule in Rules) data.Append(TemplateCells.Row(row++, (1, rule, TemplateStyles.Plain)));
        data.Append(TemplateCells.Row(++row, (1, "Số đo", TemplateStyles.Head), (2, "Điền gì", TemplateStyles.Head), (3, "Không quá", TemplateStyles.Head), (4, "Cách đếm, giấy tờ", TemplateStyles.Head)));
        foreach (var (_, measure) in sheet.Measures)
        {
            data.Append(TemplateCells.Row(++row,
                (1, measure.Name, TemplateStyles.Wrapped),
                (2, ObservationRefusals.Asked(measure), TemplateStyles.Wrapped),
                (3, measure.AtMost?.Spoken() ?? "", TemplateStyles.Wrapped),
                (4, measure.Guidance, TemplateStyles.Wrapped)));
        }

        return new(TemplateCells.Columns((1, 1, 40, false), (2, 2, 45, false), (3, 3, 28, false), (4, 4, 70, false)), data);
    }
}

/// <summary>The few cell formats a template needs.</summary>
internal static class TemplateStyles
{
    public const uint Plain = 0;
    public const uint Title = 1;
    public const uint Hint = 2;
    public const uint Head = 3;
    public const uint UnitName = 4;
    public const uint Entry = 5;
    public const uint TextEntry = 6;
    public const uint Wrapped = 7;

    private const uint WholeNumber = 3; // #,##0
    private const uint AsText = 49; // @

    public static Stylesheet Sheet() => new(
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 14 }, new FontName { Val = "Calibri" }),
            new Font(new Italic(), new FontSize { Val = 10 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 10 }, new FontName { Val = "Calibri" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EFE6" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), Thin()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(),
            Format(font: 1),
            Format(font: 2),
            Format(font: 3, fill: 2, border: 1, center: true, wrap: true),
            Format(font: 3, border: 1, wrap: true),
            Format(border: 1, number: WholeNumber),
            Format(border: 1, number: AsText, right: true),
            Format(border: 1, wrap: true)));

    private static CellFormat Format(uint font = 0, uint fill = 0, uint border = 0, uint number = 0, bool center = false, bool right = false, bool wrap = false) => new(new Alignment
    {
        WrapText = wrap ? true : null,
        Horizontal = center ? HorizontalAlignmentValues.Center : right ? HorizontalAlignmentValues.Right : null,
        Vertical = center || wrap ? VerticalAlignmentValues.Center : null,
    })
    {
        FontId = font,
        FillId = fill,
        BorderId = border,
        NumberFormatId = number,
        ApplyNumberFormat = number > 0,
        ApplyAlignment = true,
    };

    private static Border Thin() => new(
        new LeftBorder { Style = BorderStyleValues.Thin },
        new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin },
        new BottomBorder { Style = BorderStyleValues.Thin });
}
