using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KieuMau.Formats.OfficialPapers;

/// <summary>
/// Văn bản hành chính: a Word document laid out by NĐ 30/2020/NĐ-CP, Phụ lục I. A4, margins 20/15/20/30 mm, Times New
/// Roman, page numbers in the middle of the top margin from the second page. Only styles and real tables, no text boxes:
/// the officer goes on writing in it.
/// </summary>
public sealed class OfficialPaper : IPaper
{
    /// <summary>Width of the text between the margins, in millimetres.</summary>
    public const double TextWidth = 165;

    private readonly Body body;

    private OfficialPaper(Body body) => this.body = body;

    /// <param name="title">For the file's own properties: what a folder listing shows.</param>
    public static void Write(Stream to, string title, Action<OfficialPaper> compose)
    {
        using var package = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document);
        package.PackageProperties.Title = title;
        package.PackageProperties.Language = "vi-VN";
        var main = package.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = PaperStyles.All();
        main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
            new Zoom { Percent = "100" },
            new Compatibility(new CompatibilitySetting
            {
                Name = CompatSettingNameValues.CompatibilityMode,
                Uri = "http://schemas.microsoft.com/office/word",
                Val = "15",
            }));

        var body = new Body();
        main.Document = new Document(body);
        compose(new OfficialPaper(body));
        body.Append(Page(main));
    }

    /// <summary>Quốc hiệu, tiêu ngữ, cơ quan ban hành, số, nơi và ngày.</summary>
    public void Head(PaperHead head) => body.Append(PaperHeadTable.Of(head));

    /// <summary>Tên loại và trích yếu.</summary>
    public void Name(string kind, string subject)
    {
        body.Append(Styled(PaperStyles.Kind, kind.ToUpper(NumberText.Vietnamese)));
        body.Append(Styled(PaperStyles.Subject, subject));
        body.Append(PaperHeadTable.Rule(TextWidth, Math.Min(60, PaperHeadTable.WidthOf(subject, 14) * 0.4), before: 2));
    }

    /// <summary>A line that must not be overlooked: "Số liệu minh họa".</summary>
    public void Notice(string text) => body.Append(Styled(PaperStyles.Notice, text));

    public void AddressedTo(string text) =>
        body.Append(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.Body }, new Indentation { FirstLine = "0" }, new Justification { Val = JustificationValues.Center }),
            Words("Kính gửi: " + text)));

    public void Basis(string text) => body.Append(Styled(PaperStyles.Basis, text));

    public void Section(string text) => body.Append(Styled(PaperStyles.Section, text));

    public void Subsection(string text) => body.Append(Styled(PaperStyles.Subsection, text));

    public void Text(string text) => body.Append(Styled(PaperStyles.Body, text));

    /// <summary>The last paragraph goes with the signature: a signature never stands alone on a page.</summary>
    public void LastText(string text) =>
        body.Append(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.Body }, new KeepNext()), Words(text)));

    public void Table(PaperTable table)
    {
        body.Append(PaperTableXml.Of(table));
        body.Append(new Paragraph(new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0", Line = "120", LineRule = LineSpacingRuleValues.Exact })));
    }

    public void Close(PaperClosing closing)
    {
        body.Append(new Paragraph(new ParagraphProperties(new KeepNext())));
        body.Append(PaperClosingTable.Of(closing));
    }

    internal static Paragraph Styled(string style, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Words(text));

    internal static Run Words(string text, params OpenXmlElement[] format)
    {
        var run = new Run();
        if (format.Length > 0) run.Append(new RunProperties(format));
        run.Append(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    internal static string Twips(double millimetres) =>
        Math.Round(millimetres * 1440 / 25.4).ToString(CultureInfo.InvariantCulture);

    // control characters that XML cannot hold would make Word refuse the whole file
    private static string Clean(string text) =>
        string.Concat(text.Normalize().Where(letter => letter is '\t' or '\n' || !char.IsControl(letter)));

    private static SectionProperties Page(MainDocumentPart main)
    {
        var numbered = main.AddNewPart<HeaderPart>();
        numbered.Header = new Header(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.PageHeader }),
            new SimpleField(Words("2")) { Instruction = " PAGE " }));
        var first = main.AddNewPart<HeaderPart>();
        first.Header = new Header(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = PaperStyles.PageHeader })));
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(numbered) },
            new HeaderReference { Type = HeaderFooterValues.First, Id = main.GetIdOfPart(first) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 1134, Right = 850, Bottom = 1134, Left = 1701, Header = 567, Footer = 567, Gutter = 0 },
            new TitlePage());
    }
}
