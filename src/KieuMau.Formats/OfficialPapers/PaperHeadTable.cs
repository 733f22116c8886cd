using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KieuMau.Formats.OfficialPapers;

/// <summary>Phần đầu của văn bản: a table of two columns without borders, as the decree's own samples have it.</summary>
internal static class PaperHeadTable
{
    private const double LeftWidth = 67;
    private const double RightWidth = OfficialPaper.TextWidth - LeftWidth;
    private const string Motto = "Độc lập - Tự do - Hạnh phúc";
    private const double MottoWidth = 61; // measured, bold 14 pt

    public static Table Of(PaperHead head)
    {
        var bodyName = head.Body.ToUpper(NumberText.Vietnamese);
        var left = new List<OpenXmlElement>();
        if (head.ParentBody.Length > 0) left.Add(Line(head.ParentBody.ToUpper(NumberText.Vietnamese)));
        var lines = LinesOf(bodyName);
        left.AddRange(lines.Select(line => Line(line, new Bold())));
        left.Add(Rule(LeftWidth, WidthOf(lines[^1], 13) * 0.42, before: 1));

        var right = new List<OpenXmlElement>
        {
            Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", new Bold(), new Spacing { Val = -4 }, new FontSize { Val = "26" }),
            Line(Motto, new Bold(), new FontSize { Val = "28" }),
            Rule(RightWidth, MottoWidth, before: 1),
        };

        return new Table(
            PaperTableXml.Properties(PaperStyles.Bare, LeftWidth + RightWidth),
            PaperTableXml.Grid(LeftWidth, RightWidth),
            new TableRow(Cell(LeftWidth, left), Cell(RightWidth, right)),
            new TableRow(
                Cell(LeftWidth, [Line($"Số:        /{head.Symbol}")]),
                Cell(RightWidth, [Line(Dated(head), new Italic(), new FontSize { Val = "28" })])));
    }

    /// <summary>A thin line of a given length in the middle of a column: the top border of an almost empty paragraph.</summary>
    public static Paragraph Rule(double column, double length, int before)
    {
        var side = OfficialPaper.Twips(Math.Max(0, (column - length) / 2));
        return new(new ParagraphProperties(
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 0 }),
            new SpacingBetweenLines { Before = (before * 20).ToString(CultureInfo.InvariantCulture), After = "0", Line = "80", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = side, Right = side, FirstLine = "0" }));
    }

    /// <summary>About how wide bold text is in millimetres: capitals 0,7 and small letters 0,5 of their size, near enough for a rule under it.</summary>
    public static double WidthOf(string text, int points) =>
        text.Sum(letter => char.IsUpper(letter) ? 0.7 : char.IsLetterOrDigit(letter) ? 0.5 : 0.3) * points * 25.4 / 72;

    // "ỦY BAN NHÂN DÂN" stands on a line of its own, the name of the place under it
    private static string[] LinesOf(string body) =>
        body.StartsWith("ỦY BAN NHÂN DÂN ", StringComparison.Ordinal) ? ["ỦY BAN NHÂN DÂN", body["ỦY BAN NHÂN DÂN ".Length..]] : [body];

    private static string Dated(PaperHead head) =>
        head.Date is { } date
            ? string.Create(CultureInfo.InvariantCulture, $"{head.Place}, ngày {date.Day:00} tháng {(date.Month < 3 ? "0" : "")}{date.Month} năm {date.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{head.Place}, ngày      tháng      năm {head.Year}");

    private static Paragraph Line(string text, params OpenXmlElement[] format) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.Head }), OfficialPaper.Words(text, format));

    private static TableCell Cell(double width, IEnumerable<OpenXmlElement> paragraphs)
    {
        var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = OfficialPaper.Twips(width), Type = TableWidthUnitValues.Dxa }));
        cell.Append(paragraphs);
        return cell;
    }
}
