using System.Buffers.Binary;
using System.Text;
using KieuMau.Domain.Evidence;

namespace KieuMau.Formats.Evidence;

/// <summary>
/// Tệp Office đời cũ: the compound file in which Word and Excel 97–2003, and every encrypted Office file, are kept. Only
/// its directory is looked at: entries of 128 bytes, each with its name.
/// </summary>
internal static class OldOffice
{
    private const int EntryLength = 128;
    private const int Header = 512;

    public static ReadOnlySpan<byte> Mark => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static FileLook At(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < Header + EntryLength) return FileLook.No(EvidenceRefusals.Damaged(name));
        if (Holds(file, "EncryptedPackage", out _)) return FileLook.No(EvidenceRefusals.Encrypted(name));
        if (Holds(file, "_VBA_PROJECT_CUR", out _) || Holds(file, "_VBA_PROJECT", out _) || Holds(file, "Macros", out _)) return FileLook.No(EvidenceRefusals.Macros(name));
        if (Holds(file, "WordDocument", out var document)) return HasWordPassword(document) ? FileLook.No(EvidenceRefusals.Encrypted(name)) : FileLook.Is(EvidenceKind.OldWord);
        if (Holds(file, "Workbook", out var book) || Holds(file, "Book", out book)) return HasBookPassword(book) ? FileLook.No(EvidenceRefusals.Encrypted(name)) : FileLook.Is(EvidenceKind.OldExcel);
        return FileLook.No(Holds(file, "PowerPoint Document", out _) ? EvidenceRefusals.Slides(name) : EvidenceRefusals.UnknownKind(name));
    }

    /// <summary>Whether the directory has such an entry; where its stream begins, when that can be told from the entry alone.</summary>
    private static bool Holds(ReadOnlySpan<byte> file, string name, out ReadOnlySpan<byte> stream)
    {
        Span<byte> wanted = stackalloc byte[64];
        var length = Encoding.Unicode.GetBytes(name, wanted) + 2;
        for (var at = Header; at + EntryLength <= file.Length; at += EntryLength)
        {
            var entry = file.Slice(at, EntryLength);
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) != length || !entry[..length].SequenceEqual(wanted[..length])) continue;
            stream = Begins(file, entry);
            return true;
        }

        stream = default;
        return false;
    }

    private static ReadOnlySpan<byte> Begins(ReadOnlySpan<byte> file, ReadOnlySpan<byte> entry)
    {
        var smallest = BinaryPrimitives.ReadUInt32LittleEndian(file[0x38..]); // shorter streams lie elsewhere, in pieces
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]) < smallest) return default;
        var sector = 1L << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(file[0x1E..]), 9, 12);
        var at = (BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]) + 1L) * sector;
        return at + 32 <= file.Length ? file[(int)at..] : default;
    }

    /// <summary>Flag fEncrypted of the file information block.</summary>
    private static bool HasWordPassword(ReadOnlySpan<byte> document) =>
        document.Length > 12 && BinaryPrimitives.ReadUInt16LittleEndian(document) == 0xA5EC && (document[11] & 1) != 0;

    /// <summary>A FILEPASS record right after the first one.</summary>
    private static bool HasBookPassword(ReadOnlySpan<byte> book)
    {
        if (book.Length < 8) return false;
        var next = 4 + BinaryPrimitives.ReadUInt16LittleEndian(book[2..]);
        return book.Length >= next + 2 && BinaryPrimitives.ReadUInt16LittleEndian(book[next..]) == 0x2F;
    }
}
