using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KieuMau.Formats.OfficialPapers;

/// <summary>
/// Kiểu chữ: the named styles of a paper, so that an officer changes a style and not forty paragraphs.
/// Sizes and emphasis are those of NĐ 30/2020/NĐ-CP, Phụ lục I.
/// </summary>
internal static class PaperStyles
{
    public const string Body = "NoiDung";
    public const string Basis = "CanCu";
    public const string Section = "Heading1";
    public const string Subsection = "Heading2";
    public const string Kind = "Title";
    public const string Subject = "Subtitle";
    public const string Notice = "LuuY";
    public const string Head = "DauTrang";
    public const string Cell = "OBang";
    public const string CellCentred = "OBangGiua";
    public const string CellHead = "OBangDau";
    public const string Recipients = "NoiNhan";
    public const string Bordered = "BangKe";
    public const string Bare = "BangTrong";
    public const string PageHeader = "Header";

    public static Styles All() => new(
        Defaults(),
        Paragraph("Normal", "Normal", isDefault: true, basedOn: null),
        Paragraph(Body, "Nội dung", new SpacingBetweenLines { Before = "120", After = "0", Line = "276", LineRule = LineSpacingRuleValues.Auto }, new Indentation { FirstLine = "720" }, Justify(JustificationValues.Both)),
        Paragraph(Basis, "Căn cứ", basedOn: Body, run: [new Italic()]),
        Heading(Section, "heading 1", 0, before: "240"),
        Heading(Subsection, "heading 2", 1, before: "160"),
        Paragraph(Kind, "Title", [new SpacingBetweenLines { Before = "360", After = "0" }, Justify(JustificationValues.Center)], [new Bold()]),
        Paragraph(Subject, "Subtitle", [new KeepNext(), new SpacingBetweenLines { Before = "0", After = "0" }, Justify(JustificationValues.Center)], [new Bold()]),
        Paragraph(Notice, "Lưu ý", [new SpacingBetweenLines { Before = "120", After = "0" }, Justify(JustificationValues.Center)], [new Bold(), new Italic()]),
        Paragraph(Head, "Đầu trang nhất", [new SpacingBetweenLines { Before = "0", After = "0" }, Justify(JustificationValues.Center)], [Size(26)]),
        Paragraph(Cell, "Ô bảng", [new SpacingBetweenLines { Before = "20", After = "20" }], [Size(24)]),
        Paragraph(CellCentred, "Ô bảng giữa", [Justify(JustificationValues.Center)], basedOn: Cell),
        Paragraph(CellHead, "Ô bảng đầu cột", [new KeepNext(), Justify(JustificationValues.Center)], [new Bold()], Cell),
        Paragraph(Recipients, "Nơi nhận", run: [Size(22)]),
        Paragraph(PageHeader, "header", [Justify(JustificationValues.Center)]),
        Table("TableNormal", "Normal Table", borders: null, basedOn: null),
        Table(Bare, "Bảng không kẻ", borders: null),
        Table(Bordered, "Bảng kẻ", Borders()));

    private static DocDefaults Defaults() => new(
        new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "Times New Roman", ComplexScript = "Times New Roman" },
            new Color { Val = "000000" },
            new FontSize { Val = "28" },
            new FontSizeComplexScript { Val = "28" },
            new Languages { Val = "vi-VN", EastAsia = "vi-VN", Bidi = "ar-SA" })),
        new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto })));

    private static Style Paragraph(string id, string name, params OpenXmlElement[] paragraph) => Paragraph(id, name, paragraph, run: null);

    private static Style Paragraph(
        string id, string name, OpenXmlElement[]? paragraph = null, OpenXmlElement[]? run = null, string? basedOn = "Normal", bool isDefault = false)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null };
        style.Append(new StyleName { Val = name });
        if (basedOn is not null) style.Append(new BasedOn { Val = basedOn });
        style.Append(new PrimaryStyle());
        if (paragraph is { Length: > 0 }) style.Append(new StyleParagraphProperties(paragraph));
        if (run is { Length: > 0 }) style.Append(new StyleRunProperties(run));
        return style;
    }

    private static Style Heading(string id, string name, int level, string before) => Paragraph(
        id,
        name,
        [
            new KeepNext(),
            new SpacingBetweenLines { Before = before, After = "60" },
            new Indentation { FirstLine = "720" },
            Justify(JustificationValues.Both),
            new OutlineLevel { Val = level },
        ],
        [new Bold()]);

    private static Style Table(string id, string name, TableBorders? borders, string? basedOn = "TableNormal")
    {
        var properties = new StyleTableProperties(new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa });
        if (borders is not null) properties.Append(borders);
        properties.Append(new TableCellMarginDefault(
            new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
            new TableCellLeftMargin { Width = 70, Type = TableWidthValues.Dxa },
            new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
            new TableCellRightMargin { Width = 70, Type = TableWidthValues.Dxa }));
        var style = new Style { Type = StyleValues.Table, StyleId = id, Default = basedOn is null ? true : null };
        style.Append(new StyleName { Val = name });
        if (basedOn is not null) style.Append(new BasedOn { Val = basedOn });
        style.Append(properties);
        return style;
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 },
        new LeftBorder { Val = BorderValues.Single, Size = 4 },
        new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
        new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });

    private static Justification Justify(JustificationValues value) => new() { Val = value };

    private static FontSize Size(int halfPoints) => new() { Val = halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
