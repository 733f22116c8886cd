using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace KieuMau.Formats.Tests.Observations;

/// <summary>A workbook written part by part, so that tests can also write bad ones.</summary>
internal sealed class SmallWorkbook
{
    private readonly SortedDictionary<int, SortedDictionary<int, string>> rows = [];
    private readonly List<string> merges = [];
    private readonly List<(string Name, byte[] Content)> extra = [];

    /// <summary>Styles 1 to 4: 0%, 0.0%, dd/mm/yyyy, "có" 0 % with words in quotes; 5 to 7: the fonts .VnTime, .VnTimeH, VNI-Times.</summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0 &quot;% hộ&quot;"/></numFmts>
        <fonts count="4"><font/><font><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font><font><name val="VNI-Times"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="8"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/></cellXfs></styleSheet>
        """;

    public SmallWorkbook Row(int row, params object?[] values)
    {
        for (var column = 1; column <= values.Length; column++)
        {
            if (values[column - 1] is { } value) Cell(row, column, value);
        }

        return this;
    }

    public SmallWorkbook Cell(int row, int column, object value, int style = 0) => Xml(row, column, value switch
    {
        string text => $" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is>",
        bool yes => $" t=\"b\"><v>{(yes ? 1 : 0)}</v>",
        IFormattable number => $" s=\"{style}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v>",
        _ => throw new ArgumentException("text, truth or number", nameof(value)),
    });

    /// <summary>One text in two runs, the second in a font of its own.</summary>
    public SmallWorkbook Runs(int row, int column, string first, string second, string font) =>
        Xml(row, column, $" t=\"inlineStr\"><is><r><t xml:space=\"preserve\">{SecurityElement.Escape(first)}</t></r><r><rPr><rFont val=\"{font}\"/></rPr><t>{SecurityElement.Escape(second)}</t></r></is>");

    public SmallWorkbook Error(int row, int column, string error) => Xml(row, column, $" t=\"e\"><v>{error}</v>");

    public SmallWorkbook Merge(string area)
    {
        merges.Add(area);
        return this;
    }

    public SmallWorkbook Part(string name, byte[] content)
    {
        extra.Add((name, content));
        return this;
    }

    public MemoryStream ToStream()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
            Write(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Write(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Bảng" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Write(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Write(zip, "xl/styles.xml", Styles);
            Write(zip, "xl/worksheets/sheet1.xml", SheetXml());
            foreach (var (name, content) in extra)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private SmallWorkbook Xml(int row, int column, string xml)
    {
        if (!rows.TryGetValue(row, out var cells)) rows[row] = cells = [];
        cells[column] = xml;
        return this;
    }

    private string SheetXml()
    {
        var xml = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        foreach (var (row, cells) in rows)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            foreach (var (column, cell) in cells) xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{new KieuMau.Formats.Observations.CellAddress(row, column)}\"{cell}</c>");
            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (merges.Count > 0) xml.Append("<mergeCells>").AppendJoin("", merges.Select(area => $"<mergeCell ref=\"{area}\"/>")).Append("</mergeCells>");
        return xml.Append("</worksheet>").ToString();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
