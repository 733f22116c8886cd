using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KieuMau.Formats.OfficialPapers;

internal static class PaperTableXml
{
    public static Table Of(PaperTable table)
    {
        var widths = table.Columns.Select(column => column.Millimetres).ToArray();
        var xml = new Table(Properties(PaperStyles.Bordered, widths.Sum()), Grid(widths), HeadRow(table.Columns));
        xml.Append(table.Rows.Select(row => Row(table.Columns, row)));
        return xml;
    }

    public static TableProperties Properties(string style, double millimetres) => new(
        new TableStyle { Val = style },
        new TableWidth { Width = OfficialPaper.Twips(millimetres), Type = TableWidthUnitValues.Dxa },
        new TableLayout { Type = TableLayoutValues.Fixed },
        new TableLook { Val = "0020", FirstRow = true });

    public static TableGrid Grid(params double[] widths) =>
        new(widths.Select(width => new GridColumn { Width = OfficialPaper.Twips(width) }));

    private static TableRow HeadRow(IReadOnlyList<PaperColumn> columns)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        row.Append(columns.Select(column => Cell(column.Millimetres, 1, TableVerticalAlignmentValues.Center, [OfficialPaper.Styled(PaperStyles.CellHead, column.Heading)])));
        return row;
    }

    private static TableRow Row(IReadOnlyList<PaperColumn> columns, PaperRow row)
    {
        var xml = new TableRow(new TableRowProperties(new CantSplit()));
        var at = 0;
        foreach (var cell in row.Cells)
        {
            var covered = columns.Skip(at).Take(cell.Span).ToList();
            var style = covered is [{ Centred: true }] ? PaperStyles.CellCentred : PaperStyles.Cell;
            xml.Append(Cell(
                covered.Sum(column => column.Millimetres),
                cell.Span,
                TableVerticalAlignmentValues.Top,
                cell.Lines.DefaultIfEmpty("").Select(line => Line(style, line, row.Strong || cell.Strong, keep: row.Strong))));
            at += cell.Span;
        }

        return xml;
    }

    private static Paragraph Line(string style, string text, bool strong, bool keep)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keep) properties.Append(new KeepNext());
        var paragraph = new Paragraph(properties);
        if (text.Length > 0) paragraph.Append(strong ? OfficialPaper.Words(text, new Bold()) : OfficialPaper.Words(text));
        return paragraph;
    }

    private static TableCell Cell(double width, int span, TableVerticalAlignmentValues align, IEnumerable<OpenXmlElement> paragraphs)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = OfficialPaper.Twips(width), Type = TableWidthUnitValues.Dxa });
        if (span > 1) properties.Append(new GridSpan { Val = span });
        properties.Append(new TableCellVerticalAlignment { Val = align });
        var cell = new TableCell(properties);
        cell.Append(paragraphs);
        return cell;
    }
}
