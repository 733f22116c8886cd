using DocumentFormat.OpenXml.Spreadsheet;

namespace KieuMau.Formats.Tables;

/// <summary>The cell formats one workbook uses, gathered while its cells are written.</summary>
internal sealed class TableStyles
{
    private const uint FirstOwnFormat = 164;
    private const string Quoted = "=+-@\t\r";

    private readonly List<string> formats = [];
    private readonly List<CellFormat> cells = [new CellFormat()];
    private readonly Dictionary<(string Format, bool Strong, bool Quote, bool Wrap, bool Centre, bool Bare), uint> known = [];

    public uint Title => Find("", strong: true, quote: false, wrap: false, centre: false, bare: true);

    public uint Subtitle => Find("", strong: false, quote: false, wrap: false, centre: false, bare: true);

    public uint Head => Find("", strong: true, quote: false, wrap: true, centre: true, bare: false);

    public uint For(TableColumn column, TableCell cell, bool strong) => cell switch
    {
        TableCell.Words(var text) => Find("", strong, text.Length > 0 && Quoted.Contains(text[0], StringComparison.Ordinal), wrap: true, centre: false, bare: false),
        TableCell.Day => Find("dd/mm/yyyy", strong, false, false, centre: false, bare: false),
        TableCell.Amount when column.Kind == TableColumnKind.Percent => Find(Decimals(column, "0") + "%", strong, false, false, false, false),
        TableCell.Amount => Find(Decimals(column, "#,##0"), strong, false, false, false, false),
        _ => Find("", strong, false, false, false, false),
    };

    public Stylesheet Sheet()
    {
        var sheet = new Stylesheet();
        if (formats.Count > 0) // an empty list is against the schema
            sheet.Append(new NumberingFormats(formats.Select((format, at) => new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)at, FormatCode = format })));
        sheet.Append(
            new Fonts(Font(strong: false), Font(strong: true)),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }), HeadFill()),
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Thin()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(cells.Select(cell => cell.CloneNode(deep: true))));
        return sheet;
    }

    private static string Decimals(TableColumn column, string whole) =>
        column.Decimals == 0 ? whole : $"{whole}.{new string('0', column.Decimals)}";

    private uint Find(string format, bool strong, bool quote, bool wrap, bool centre, bool bare)
    {
        var key = (format, strong, quote, wrap, centre, bare);
        if (known.TryGetValue(key, out var index)) return index;

        cells.Add(new CellFormat(new Alignment
        {
            WrapText = wrap,
            Vertical = centre ? VerticalAlignmentValues.Center : VerticalAlignmentValues.Top,
            Horizontal = centre ? HorizontalAlignmentValues.Center : HorizontalAlignmentValues.General,
        })
        {
            NumberFormatId = Number(format),
            FontId = strong ? 1U : 0U,
            FillId = centre ? 2U : 0U,
            BorderId = bare ? 0U : 1U,
            ApplyNumberFormat = format.Length > 0,
            ApplyFont = true,
            ApplyFill = true,
            ApplyBorder = true,
            ApplyAlignment = true,
            QuotePrefix = quote ? true : null,
        });
        return known[key] = (uint)cells.Count - 1;
    }

    private uint Number(string format)
    {
        if (format.Length == 0) return 0;
        var at = formats.IndexOf(format);
        if (at < 0)
        {
            at = formats.Count;
            formats.Add(format);
        }

        return FirstOwnFormat + (uint)at;
    }

    private static Font Font(bool strong)
    {
        var font = new Font();
        if (strong) font.Append(new Bold());
        font.Append(new FontSize { Val = 12 }, new FontName { Val = "Times New Roman" });
        return font;
    }

    private static Fill HeadFill() =>
        new(new PatternFill(new ForegroundColor { Rgb = "FFE8EDE4" }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid });

    private static Border Thin() => new(
        new LeftBorder { Style = BorderStyleValues.Thin },
        new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin },
        new BottomBorder { Style = BorderStyleValues.Thin },
        new DiagonalBorder());
}
