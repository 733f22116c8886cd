using System.Text;
using KieuMau.Domain.Evidence;
using KieuMau.Formats.Evidence;
using SkiaSharp;

namespace KieuMau.Formats.Tests.Evidence;

public sealed class FileLookTests
{
    private static FileLook Look(byte[] file, string name = "bien-ban.pdf") => FileLook.At(file, name);

    public static TheoryData<byte[], EvidenceKind> Taken => new()
    {
        { SomeFiles.Pdf(), EvidenceKind.Pdf },
        { SomeFiles.Picture(SKEncodedImageFormat.Jpeg), EvidenceKind.Jpeg },
        { SomeFiles.Picture(SKEncodedImageFormat.Png), EvidenceKind.Png },
        { SomeFiles.Picture(SKEncodedImageFormat.Webp), EvidenceKind.WebP },
        { SomeFiles.Office("word/document.xml"), EvidenceKind.Word },
        { SomeFiles.Office("xl/workbook.xml"), EvidenceKind.Excel },
        { SomeFiles.OldOffice("WordDocument", 0xEC, 0xA5), EvidenceKind.OldWord },
        { SomeFiles.OldOffice("Workbook", 9, 8, 16, 0), EvidenceKind.OldExcel },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "evidence.empty", [], "bien-ban.pdf" },
        { "evidence.too-large", new byte[EvidenceLimits.LargestFile + 1], "video.pdf" },
        { "evidence.program", [.. "MZ"u8, .. new byte[200]], "hoa-don.pdf" },
        { "evidence.program", [.. "\u007fELF"u8, .. new byte[200]], "hoa-don.pdf" },
        { "evidence.svg", Encoding.UTF8.GetBytes("\ufeff<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), "anh.png" },
        { "evidence.web-page", "<!DOCTYPE html><p>a"u8.ToArray(), "anh.png" },
        { "evidence.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[40]], "IMG_0001.HEIC" },
        { "evidence.other-picture", [.. "GIF89a"u8, .. new byte[40]], "anh.gif" },
        { "evidence.bomb", SomeFiles.ZipBomb(), "bao-cao.docx" },
        { "evidence.too-many-pixels", SomeFiles.PngOf(10_000, 10_000), "ban-do.png" },
        { "evidence.macros", SomeFiles.Office("word/document.xml", "word/vbaProject.bin"), "bao-cao.docm" },
        { "evidence.macros", SomeFiles.Office("xl/workbook.xml", "xl/vbaProject.bin"), "so-lieu.xlsx" },
        { "evidence.macros", [.. SomeFiles.OldOffice("WordDocument"), .. SomeFiles.OldOffice("_VBA_PROJECT")[512..]], "cu.doc" },
        { "evidence.encrypted", SomeFiles.OldOffice("EncryptedPackage"), "mat-khau.docx" },
        { "evidence.encrypted", SomeFiles.OldOffice("WordDocument", 0xEC, 0xA5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), "mat-khau.doc" },
        { "evidence.encrypted", SomeFiles.OldOffice("Workbook", 9, 8, 2, 0, 0, 6, 0x2F, 0), "mat-khau.xls" },
        { "evidence.slides", SomeFiles.Office("ppt/presentation.xml"), "trinh-chieu.pptx" },
        { "evidence.archive", [.. "Rar!"u8, 0x1A], "anh.rar" },
        { "evidence.damaged", SomeFiles.Office("word/document.xml")[..60], "bao-cao.docx" },
        { "evidence.damaged", "%PDF-1.4\nobj"u8.ToArray(), "tai-do.pdf" },
        { "evidence.damaged", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2], "anh.jpg" },
        { "evidence.unknown-kind", "chào"u8.ToArray(), "ghi-chu.txt" },
    };

    [Theory, MemberData(nameof(Taken))]
    public void What_a_file_is_is_told_by_its_content(byte[] file, EvidenceKind kind) => Assert.Equal(kind, Look(file, "ten-bat-ky.exe").Kind);

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_serve_is_refused_with_a_sentence(string refusal, byte[] file, string name)
    {
        var look = Look(file, name);

        Assert.Null(look.Kind);
        Assert.Equal(refusal, look.Refusal!.Code);
    }

    [Fact]
    public void The_sentences_read_as_approved() => Approved.Matches(
        string.Join('\n', Refused.Select(row => FileLook.At(row.Data.Item2, row.Data.Item3).Refusal!.Text).Distinct()));

    [Fact]
    public void A_picture_of_exactly_forty_million_pixels_is_taken_and_one_row_more_is_not()
    {
        Assert.Equal(EvidenceKind.Png, Look(SomeFiles.PngOf(8000, 5000)).Kind);
        Assert.Equal("evidence.too-many-pixels", Look(SomeFiles.PngOf(8000, 5001)).Refusal!.Code);
    }
}
