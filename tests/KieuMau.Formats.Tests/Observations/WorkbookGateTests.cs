using System.IO.Compression;
using System.Text;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

public sealed class WorkbookGateTests
{
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static SmallWorkbook Good() => new SmallWorkbook().Row(1, "Khu", "Số hộ").Row(2, "Khu 1", 182);

    private static string Refused(Stream file, string name = "so-lieu.xlsx") =>
        Assert.Single(Assert.Throws<FileRefusedException>(() => WorkbookReader.Read(file, name)).Problems).Message;

    private static MemoryStream Zeros(string part, int megabytes)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (zip.CreateEntry("[Content_Types].xml").Open())
            {
            }

            using var bomb = zip.CreateEntry(part).Open();
            var block = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++) bomb.Write(block);
        }

        stream.Position = 0;
        return stream;
    }

    [Fact]
    public void A_good_workbook_is_read() => Assert.Equal("182", WorkbookReader.Read(Good().ToStream(), "a.xlsx").Sheets[0].At(2, 2)!.Raw);

    [Fact]
    public void An_empty_file_is_refused() => Assert.Contains("Tệp trống", Refused(new MemoryStream()), StringComparison.Ordinal);

    [Fact]
    public void Text_with_another_name_is_refused() => Assert.Contains("không phải sổ Excel", Refused(new MemoryStream("code,name\n"u8.ToArray())), StringComparison.Ordinal);

    [Fact]
    public void An_old_xls_is_told_from_a_protected_file()
    {
        Assert.Contains(".xls đời cũ", Refused(new MemoryStream([.. OldOffice, .. new byte[600]]), "cu.xls"), StringComparison.Ordinal);
        Assert.Contains("mật khẩu", Refused(new MemoryStream([.. OldOffice, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_fifty_megabytes_is_refused_before_it_is_held()
    {
        using var endless = new EndlessStream(50L * 1024 * 1024);

        Assert.Contains("20 MB", Refused(endless), StringComparison.Ordinal);
        Assert.True(endless.Position < 22 * 1024 * 1024);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void A_cut_file_is_refused(double part)
    {
        var whole = Good().ToStream().ToArray();

        Assert.Contains("bị hỏng", Refused(new MemoryStream(whole[..(int)(whole.Length * part)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_bomb_is_refused() => Assert.Contains("lớn bất thường", Refused(Zeros("xl/worksheets/sheet1.xml", 60)), StringComparison.Ordinal);

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused()
    {
        var bytes = Zeros("xl/a.xml", 40).ToArray();
        var end = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(100).CopyTo(bytes, end + 24); // size in the central directory

        Assert.NotEmpty(Refused(new MemoryStream(bytes)));
    }

    [Fact]
    public void Macros_are_refused_under_any_name()
    {
        Assert.Contains("macro", Refused(Good().Part("xl/vbaProject.bin", [1]).ToStream()), StringComparison.Ordinal);
        Assert.Contains("macro", Refused(Good().ToStream(), "so-lieu.xlsm"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_workbook_is_refused() => Assert.Contains(".xlsb", Refused(Good().Part("xl/workbook.bin", [1]).ToStream()), StringComparison.Ordinal);

    [Fact]
    public void Another_kind_of_zip_is_refused() => Assert.Contains("không phải sổ Excel", Refused(Zeros("word/document.xml", 1)), StringComparison.Ordinal);

    [Fact]
    public void A_workbook_without_numbers_is_refused() => Assert.Contains("không có số liệu", Refused(new SmallWorkbook().ToStream()), StringComparison.Ordinal);

    [Fact]
    public void Broken_xml_inside_is_refused()
    {
        var stream = Good().ToStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            part.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\">"u8);
        }

        stream.Position = 0;
        Assert.Contains("bị hỏng", Refused(stream), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/workbook.xml", "<a/>")]
    [InlineData("xl/workbook.xml", "")]
    [InlineData("xl/styles.xml", "<a")]
    [InlineData("_rels/.rels", "<a/>")]
    [InlineData("[Content_Types].xml", "<a/>")]
    public void A_part_that_is_something_else_is_refused(string name, string content)
    {
        var stream = Good().ToStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.Delete();
            using var part = zip.CreateEntry(name).Open();
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        stream.Position = 0;
        Assert.NotEmpty(Refused(stream));
    }

    [Fact]
    public void An_entity_bomb_inside_is_refused()
    {
        var stream = Good().ToStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            part.Write("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>"u8);
        }

        stream.Position = 0;
        Assert.Contains("bị hỏng", Refused(stream), StringComparison.Ordinal);
    }

    private sealed class EndlessStream(long length) : Stream
    {
        private long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - position);
            position += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
