using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KieuMau.Formats.Tests.Evaluations;

/// <summary>A Word document as text: a line for each paragraph with its style, a line for each row of a table.</summary>
internal static class PaperText
{
    public static string Of(Stream docx)
    {
        using var package = WordprocessingDocument.Open(docx, isEditable: false);
        var text = new StringBuilder();
        foreach (var element in package.MainDocumentPart!.Document!.Body!.Elements())
        {
            if (element is Paragraph paragraph) text.AppendLine($"[{paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value}] {paragraph.InnerText}".TrimEnd());
            else if (element is Table table) foreach (var row in table.Elements<TableRow>()) text.AppendLine("| " + string.Join(" | ", row.Elements<TableCell>().Select(CellText)));
        }

        return text.ToString();
    }

    public static IReadOnlyList<string> Problems(OpenXmlPackage package) =>
        [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(package).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];

    private static string CellText(TableCell cell) =>
        string.Join(" ¶ ", cell.Elements<Paragraph>().Select(paragraph => paragraph.InnerText).Where(line => line.Length > 0));
}
