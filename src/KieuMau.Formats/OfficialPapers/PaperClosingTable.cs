using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KieuMau.Formats.OfficialPapers;

/// <summary>Nơi nhận on the left, the signature on the right, kept together on one page.</summary>
internal static class PaperClosingTable
{
    private const double LeftWidth = 75;
    private const double RightWidth = OfficialPaper.TextWidth - LeftWidth;
    private const int LinesForSignature = 4;

    public static Table Of(PaperClosing closing)
    {
        var left = new List<Paragraph> { Recipient("Nơi nhận:", new Bold(), new Italic(), new FontSize { Val = "24" }) };
        left.AddRange(closing.Recipients.Select(recipient => Recipient("- " + recipient)));

        var right = new List<Paragraph> { Signature(closing.SignedFor), Signature(closing.Post) };
        right.AddRange(Enumerable.Range(0, LinesForSignature).Select(_ => Signature("")));

        return new(
            PaperTableXml.Properties(PaperStyles.Bare, OfficialPaper.TextWidth),
            PaperTableXml.Grid(LeftWidth, RightWidth),
            new TableRow(
                new TableRowProperties(new CantSplit()),
                Cell(LeftWidth, left),
                Cell(RightWidth, right)));
    }

    private static Paragraph Recipient(string text, params OpenXmlElement[] format) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.Recipients }), OfficialPaper.Words(text, format));

    private static Paragraph Signature(string text)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new KeepNext(), new Justification { Val = JustificationValues.Center }));
        if (text.Length > 0) paragraph.Append(OfficialPaper.Words(text, new Bold()));
        return paragraph;
    }

    private static TableCell Cell(double width, IEnumerable<Paragraph> paragraphs)
    {
        var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = OfficialPaper.Twips(width), Type = TableWidthUnitValues.Dxa }));
        cell.Append(paragraphs);
        return cell;
    }
}
