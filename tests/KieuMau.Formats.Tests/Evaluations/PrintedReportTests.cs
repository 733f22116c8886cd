using System.Diagnostics;
using KieuMau.Formats.Evaluations;

namespace KieuMau.Formats.Tests.Evaluations;

/// <summary>The report as it comes from the printer. Needs LibreOffice and poppler, which scripts/test.cs installs: without them these tests fail.</summary>
public sealed class PrintedReportTests : IDisposable
{
    private const string Letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";

    private readonly string folder = Directory.CreateTempSubdirectory("kieumau-giay-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_Vietnamese_letter_and_every_page_is_there()
    {
        var alphabet = Letters + Letters.ToUpper(NumberText.Vietnamese);
        var report = ReportSamples.Khu5 with { Facts = [new("Bảng chữ", alphabet)] };

        var pages = (await Printed(report)).TrimEnd('\f').Split('\f');

        var whole = string.Concat(pages).Normalize();
        Assert.All(alphabet, letter => Assert.Contains(letter, whole));
        Assert.InRange(pages.Length, 4, 9);
        Assert.Contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", pages[0], StringComparison.Ordinal);
        Assert.Contains("TRƯỞNG BAN", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_numbered_from_the_second_and_the_head_of_the_table_repeats()
    {
        var pages = (await Printed(ReportSamples.Khu5)).TrimEnd('\f').Split('\f');

        Assert.NotEqual("1", pages[0].TrimStart().Split('\n')[0].Trim());
        for (var at = 1; at < pages.Length; at++) Assert.Equal($"{at + 1}", pages[at].TrimStart().Split('\n')[0].Trim());
        Assert.True(pages.Count(page => page.Contains("Mức yêu", StringComparison.Ordinal)) >= 3);
    }

    private async Task<string> Printed(SelfAssessmentReport report)
    {
        var docx = Path.Combine(folder, "bao-cao.docx");
        await File.WriteAllBytesAsync(docx, SelfAssessmentDocumentTests.Written(report).ToArray(), TestContext.Current.CancellationToken);
        await Run("soffice", "--headless", "--norestore", $"-env:UserInstallation=file://{folder}/ho-so", "--convert-to", "pdf", "--outdir", folder, docx);
        return await Run("pdftotext", "-layout", Path.Combine(folder, "bao-cao.pdf"), "-");
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return output;
    }
}
