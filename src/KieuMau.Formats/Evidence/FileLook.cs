using System.IO.Compression;
using System.Text;
using KieuMau.Domain.Evidence;

namespace KieuMau.Formats.Evidence;

/// <summary>
/// Nhìn vào tệp: what a file is by its content; its name decides nothing. What cannot be shown, or could do harm, is
/// turned away with a sentence that says what to do.
/// </summary>
/// <param name="Kind">None when refused.</param>
public sealed record FileLook(EvidenceKind? Kind, Refusal? Refusal)
{
    private const int HeadLength = 1024;
    private const int TailLength = 64 * 1024;

    /// <param name="bytes">The whole file, within <see cref="EvidenceLimits.LargestFile"/>.</param>
    /// <param name="name">For the sentence only.</param>
    public static FileLook At(ReadOnlyMemory<byte> bytes, string name)
    {
        if (bytes.IsEmpty) return No(EvidenceRefusals.Empty(name));
        if (bytes.Length > EvidenceLimits.LargestFile) return No(EvidenceRefusals.TooLarge(name));
        var file = bytes.Span;
        if (IsProgram(file)) return No(EvidenceRefusals.Program(name));
        if (file.StartsWith("%PDF-"u8)) return AtPdf(file, name);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return AtPicture(EvidenceKind.Jpeg, bytes, name);
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return AtPicture(EvidenceKind.Png, bytes, name);
        if (file.StartsWith("RIFF"u8) && Says(file, 8, "WEBP"u8)) return AtPicture(EvidenceKind.WebP, bytes, name);
        if (file.StartsWith("PK"u8)) return AtZip(bytes, name);
        if (file.StartsWith(OldOffice.Mark)) return OldOffice.At(file, name);
        return No(OtherPicture(file, name) ?? Markup(file, name) ?? (IsArchive(file) ? EvidenceRefusals.Archive(name) : EvidenceRefusals.UnknownKind(name)));
    }

    internal static FileLook No(Refusal refusal) => new(null, refusal);

    internal static FileLook Is(EvidenceKind kind) => new(kind, null);

    private static bool Says(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> mark) => file.Length >= at + mark.Length && file.Slice(at, mark.Length).SequenceEqual(mark);

    private static bool IsProgram(ReadOnlySpan<byte> file) =>
        file.StartsWith("MZ"u8) || file.StartsWith("\u007fELF"u8) || file.StartsWith("#!"u8)
        || file.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]) || file.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]);

    private static FileLook AtPdf(ReadOnlySpan<byte> file, string name) =>
        file[^Math.Min(file.Length, TailLength)..].IndexOf("startxref"u8) < 0 ? No(EvidenceRefusals.Damaged(name)) : Is(EvidenceKind.Pdf);

    private static FileLook AtPicture(EvidenceKind kind, ReadOnlyMemory<byte> bytes, string name)
    {
        if (PictureRedraw.SizeOf(bytes.Span) is not var (width, height)) return No(EvidenceRefusals.Damaged(name));
        var pixels = (long)width * height;
        return pixels > EvidenceLimits.MostPixels ? No(EvidenceRefusals.TooManyPixels(name, pixels)) : Is(kind);
    }

    private static FileLook AtZip(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > ZipContents.MostParts) return No(EvidenceRefusals.Bomb(name));
            bool Has(string part) => zip.Entries.Any(entry => entry.FullName.Replace('\\', '/').TrimStart('/').Equals(part, StringComparison.OrdinalIgnoreCase));

            if (zip.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return No(EvidenceRefusals.Macros(name));
            if (zip.IsTooMuch()) return No(EvidenceRefusals.Bomb(name));
            if (!Has("[Content_Types].xml")) return No(Has("mimetype") && Has("content.xml") ? EvidenceRefusals.OpenDocument(name) : EvidenceRefusals.Archive(name));
            return Has("word/document.xml") ? Is(EvidenceKind.Word)
                : Has("xl/workbook.xml") ? Is(EvidenceKind.Excel)
                : No(Has("ppt/presentation.xml") ? EvidenceRefusals.Slides(name) : EvidenceRefusals.UnknownKind(name));
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or IOException)
        {
            return No(EvidenceRefusals.Damaged(name));
        }
    }

    private static Refusal? OtherPicture(ReadOnlySpan<byte> file, string name)
    {
        if (Says(file, 4, "ftyp"u8) && file.Length >= 12)
        {
            var brand = Encoding.ASCII.GetString(file.Slice(8, 4));
            if (brand is "heic" or "heix" or "heif" or "hevc" or "mif1" or "msf1") return EvidenceRefusals.Heic(name);
            return brand is "avif" or "avis" ? EvidenceRefusals.OtherPicture(name, "AVIF") : null;
        }

        if (file.StartsWith("GIF8"u8)) return EvidenceRefusals.OtherPicture(name, "GIF");
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)) return EvidenceRefusals.OtherPicture(name, "TIFF");
        return file.StartsWith("BM"u8) && file.Length > 14 && BitConverter.ToUInt32(file[2..6]) == file.Length ? EvidenceRefusals.OtherPicture(name, "BMP") : null;
    }

    private static Refusal? Markup(ReadOnlySpan<byte> file, string name)
    {
        var bytes = file[..Math.Min(file.Length, HeadLength)];
        var head = (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(bytes);
        if (head.Contains("<svg", StringComparison.OrdinalIgnoreCase)) return EvidenceRefusals.Svg(name);
        return head.Contains("<html", StringComparison.OrdinalIgnoreCase) || head.Contains("<!doctype", StringComparison.OrdinalIgnoreCase) || head.Contains("<script", StringComparison.OrdinalIgnoreCase)
            ? EvidenceRefusals.WebPage(name)
            : null;
    }

    private static bool IsArchive(ReadOnlySpan<byte> file) =>
        file.StartsWith("Rar!"u8) || file.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) || file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
}
