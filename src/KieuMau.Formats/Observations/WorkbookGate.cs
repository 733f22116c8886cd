using System.IO.Compression;
using System.Text;

namespace KieuMau.Formats.Observations;

/// <summary>
/// Cửa vào của tệp Excel: looks at a file before any of it is opened. Old, protected, macro, damaged and hostile files are
/// turned away with a sentence that says what to do.
/// </summary>
public static class WorkbookGate
{
    public const int LargestFile = 20 * 1024 * 1024;

    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Takes the whole file in, at most <see cref="LargestFile"/> bytes.</summary>
    /// <exception cref="FileRefusedException">It is not a workbook that can safely be read.</exception>
    public static MemoryStream Admit(Stream file, string fileName)
    {
        var content = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = file.Read(buffer)) > 0)
        {
            if (content.Length + count > LargestFile) throw Refused(fileName, "Tệp lớn hơn 20 MB. Bỏ ảnh và các trang không dùng, lưu lại rồi chọn tệp.");
            content.Write(buffer, 0, count);
        }

        if (content.Length == 0) throw Refused(fileName, "Tệp trống. Chọn lại tệp.");
        CheckFirstBytes(content, fileName);
        CheckParts(content, fileName);
        content.Position = 0;
        return content;
    }

    internal static FileRefusedException Refused(string fileName, string why) => new([new(fileName, 0, 0, why)]);

    internal static FileRefusedException Damaged(string fileName) => Refused(fileName, "Tệp bị hỏng hoặc thiếu phần, không mở được. Mở bằng Excel, lưu lại dạng .xlsx rồi chọn lại.");

    private static void CheckFirstBytes(MemoryStream content, string fileName)
    {
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (bytes.StartsWith(OldOffice))
        {
            throw bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                ? Refused(fileName, "Tệp có mật khẩu nên không đọc được. Mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn tệp.")
                : Refused(fileName, "Tệp là .xls đời cũ. Mở bằng Excel, lưu lại dạng .xlsx rồi chọn tệp đó.");
        }

        if (!bytes.StartsWith("PK"u8)) throw Refused(fileName, "Tệp này không phải sổ Excel .xlsx. Chọn tệp .xlsx.");
    }

    private static void CheckParts(MemoryStream content, string fileName)
    {
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > ZipContents.MostParts) throw TooMuchInside(fileName);
            RefuseOtherKinds(zip, fileName);
            if (zip.IsTooMuch()) throw TooMuchInside(fileName);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or IOException)
        {
            throw Damaged(fileName);
        }
    }

    private static void RefuseOtherKinds(ZipArchive zip, string fileName)
    {
        bool Has(string name) => zip.Entries.Any(entry => entry.FullName.TrimStart('/').Equals(name, StringComparison.OrdinalIgnoreCase));

        if (zip.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) || fileName.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase))
            throw Refused(fileName, "Tệp có macro (.xlsm) nên không nhận. Mở bằng Excel, lưu lại dạng .xlsx (không macro) rồi chọn tệp đó.");
        if (Has("xl/workbook.bin")) throw Refused(fileName, "Tệp là .xlsb. Mở bằng Excel, lưu lại dạng .xlsx rồi chọn tệp đó.");
        if (!Has("[Content_Types].xml") || !zip.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
            throw Refused(fileName, "Tệp này không phải sổ Excel .xlsx. Chọn tệp .xlsx.");
    }

    private static FileRefusedException TooMuchInside(string fileName) =>
        Refused(fileName, "Nội dung nén trong tệp lớn bất thường nên không mở. Chép riêng bảng số liệu sang một tệp mới rồi chọn tệp đó.");
}
