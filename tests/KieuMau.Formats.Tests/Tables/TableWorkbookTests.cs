using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using KieuMau.Formats.Evaluations;
using KieuMau.Formats.Tables;
using KieuMau.Formats.Tests.Evaluations;

namespace KieuMau.Formats.Tests.Tables;

public sealed class TableWorkbookTests
{
    private static readonly TableSheet Sample = new(
        "Bảng: khu/chỉ tiêu",
        ["Bảng thử", "SỐ LIỆU MINH HỌA"],
        [new("Khu"), new("Số hộ", TableColumnKind.Number), new("Tỷ lệ", TableColumnKind.Percent, Decimals: 1), new("Ngày", TableColumnKind.Date)],
        [
            new([TableCell.Of("Khu 1"), TableCell.Of(215), TableCell.Of(97.1m), TableCell.Of(new DateOnly(2024, 11, 30))]),
            new([TableCell.Of("=HYPERLINK(\"x\")"), TableCell.None, TableCell.Of("không áp dụng"), TableCell.None]),
        ]);

    [Fact]
    public void Numbers_are_numbers_and_dates_are_dates()
    {
        using var book = Open(Sample);

        Assert.Equal("215", Cell(book, "B4").CellValue?.Text);
        Assert.Equal("0.971", Cell(book, "C4").CellValue?.Text);
        Assert.Equal("45626", Cell(book, "D4").CellValue?.Text);
        Assert.Equal("dd/mm/yyyy", Format(book, Cell(book, "D4")));
        Assert.Equal("0.0%", Format(book, Cell(book, "C4")));
    }

    [Fact]
    public void A_text_never_becomes_a_formula()
    {
        using var book = Open(Sample);
        var cell = Cell(book, "A5");

        Assert.Null(cell.CellFormula);
        Assert.Equal("=HYPERLINK(\"x\")", cell.InnerText);
        Assert.True(CellFormatOf(book, cell).QuotePrefix?.Value);
    }

    [Fact]
    public void What_is_missing_is_an_empty_cell_and_not_zero()
    {
        using var book = Open(Sample);

        Assert.Equal("", Cell(book, "B5").InnerText);
    }

    [Fact]
    public void The_head_stays_in_view_and_repeats_in_print()
    {
        using var book = Open(Sample);
        var pane = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Pane>().Single();

        Assert.Equal((3D, 1D, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.HorizontalSplit!.Value, pane.State!.Value));
        Assert.Equal("'Bảng khuchỉ tiêu'!$3:$3", book.WorkbookPart.Workbook!.DefinedNames!.GetFirstChild<DefinedName>()!.Text);
    }

    [Fact]
    public void A_row_is_tall_enough_for_its_wrapped_text()
    {
        using var book = Open(new TableSheet("Dài", [], [new("Nội dung", Width: 20)], [new([TableCell.Of(new string('a', 100))]), new([TableCell.Of("ngắn")])]));
        var heights = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(row => row.Height!.Value).ToList();

        Assert.True(heights[1] > 4 * heights[2]);
    }

    [Fact]
    public void Excel_finds_nothing_wrong_in_it()
    {
        using var book = Open(Sample, Sample, Sample with { Rows = [], Columns = [new("Một cột")], FrozenColumns = 0 });

        Assert.Empty(PaperText.Problems(book));
        Assert.Equal(3, book.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value).Distinct().Count());
    }

    [Fact]
    public void The_table_of_the_report_comes_as_a_workbook_too()
    {
        foreach (var report in new[] { ReportSamples.Khu5, ReportSamples.Commune })
        {
            var stream = new MemoryStream();
            SelfAssessmentWorkbook.Write(report, stream);
            using var book = SpreadsheetDocument.Open(stream, isEditable: false);

            Assert.Empty(PaperText.Problems(book));
        }
    }

    [Theory]
    [InlineData(1, "A")]
    [InlineData(26, "Z")]
    [InlineData(27, "AA")]
    [InlineData(703, "AAA")]
    public void Columns_are_lettered_as_Excel_does(int column, string letters) => Assert.Equal(letters, TableWorkbook.Letters(column));

    private static SpreadsheetDocument Open(params TableSheet[] sheets)
    {
        var stream = new MemoryStream();
        TableWorkbook.Write(stream, sheets);
        return SpreadsheetDocument.Open(stream, isEditable: false);
    }

    private static Cell Cell(SpreadsheetDocument book, string address) =>
        book.WorkbookPart!.WorksheetParts.First().Worksheet!.Descendants<Cell>().Single(cell => cell.CellReference?.Value == address);

    private static CellFormat CellFormatOf(SpreadsheetDocument book, Cell cell) =>
        book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

    private static string? Format(SpreadsheetDocument book, Cell cell) =>
        book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.NumberingFormats!.Elements<NumberingFormat>()
            .Single(format => format.NumberFormatId!.Value == CellFormatOf(book, cell).NumberFormatId!.Value).FormatCode?.Value;
}
