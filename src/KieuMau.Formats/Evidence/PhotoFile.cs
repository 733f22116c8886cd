using System.Buffers.Binary;
using KieuMau.Domain.Evidence;

namespace KieuMau.Formats.Evidence;

/// <summary>
/// Tệp ảnh, piece by piece: what the camera wrote in it, and the same picture without that. The picture itself is copied
/// as it is, bit for bit; only which way up it is stays.
/// </summary>
/// <param name="Bare">The file without notes, comments, thumbnails and whatever was hung on behind its end.</param>
public sealed record PhotoFile(CameraNotes Notes, byte[] Bare)
{
    private const int JpegEnd = 0xD9;
    private const int JpegScan = 0xDA;

    /// <returns>Nothing when the file is not built as its kind is.</returns>
    public static PhotoFile? Read(ReadOnlySpan<byte> file, EvidenceKind kind) => kind switch
    {
        EvidenceKind.Jpeg => ReadJpeg(file),
        EvidenceKind.Png => ReadPng(file),
        EvidenceKind.WebP => ReadWebP(file),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static PhotoFile? ReadJpeg(ReadOnlySpan<byte> file)
    {
        var notes = CameraNotes.None;
        var kept = new MemoryStream(file.Length);
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF) return null;
            var marker = file[at + 1];
            if (marker == 0xFF) at++;
            else if (marker == JpegEnd) break;
            else if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) at += 2;
            else
            {
                var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
                if (length < 4 || at + length > file.Length) return null;
                var content = file.Slice(at + 4, length - 4);
                if (marker == 0xE1) notes = content.StartsWith("Exif\0\0"u8) ? notes.And(CameraNotes.Read(content[6..])) : notes.WithXmp(content);
                if (marker == JpegScan) length += ScanLength(file[(at + length)..]);
                if (BelongsToJpeg(marker, content)) kept.Write(file.Slice(at, length));
                at += length;
            }
        }

        return new(notes, [0xFF, 0xD8, .. JpegOrientation(notes.Orientation), .. kept.ToArray(), 0xFF, JpegEnd]);
    }

    /// <summary>Up to the next marker that is not part of the scan.</summary>
    private static int ScanLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (rest[at..].IndexOf((byte)0xFF) is >= 0 and var next)
        {
            at += next;
            if (at + 1 >= rest.Length) break;
            if (rest[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
            at += 2;
        }

        return rest.Length;
    }

    private static bool BelongsToJpeg(int marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xE0 => content.StartsWith("JFIF\0"u8),
        0xE2 => content.StartsWith("ICC_PROFILE\0"u8),
        0xEE => content.StartsWith("Adobe"u8),
        >= 0xE1 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static byte[] JpegOrientation(int orientation) =>
        orientation == 1 ? [] : [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. CameraNotes.OnlyOrientation(orientation)];

    private static PhotoFile? ReadPng(ReadOnlySpan<byte> file)
    {
        var notes = CameraNotes.None;
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..8]);
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (at + 12L + length > file.Length) return null;
            var chunk = file.Slice(at, 12 + (int)length);
            var name = chunk.Slice(4, 4);
            var content = chunk.Slice(8, (int)length);
            if (name.SequenceEqual("eXIf"u8)) notes = notes.And(CameraNotes.Read(content));
            else if (name.SequenceEqual("iTXt"u8) || name.SequenceEqual("tEXt"u8)) notes = notes.WithXmp(content);
            if (BelongsToPng(name)) kept.Write(chunk);
            at += chunk.Length;
            if (name.SequenceEqual("IEND"u8)) return new(notes, kept.ToArray());
        }

        return null;
    }

    private static bool BelongsToPng(ReadOnlySpan<byte> name) =>
        char.IsAsciiLetterUpper((char)name[0]) || name.SequenceEqual("tRNS"u8) || name.SequenceEqual("gAMA"u8) || name.SequenceEqual("cHRM"u8)
        || name.SequenceEqual("sRGB"u8) || name.SequenceEqual("iCCP"u8) || name.SequenceEqual("sBIT"u8) || name.SequenceEqual("bKGD"u8) || name.SequenceEqual("pHYs"u8);

    private static PhotoFile? ReadWebP(ReadOnlySpan<byte> file)
    {
        var notes = CameraNotes.None;
        var kept = new MemoryStream(file.Length);
        var end = Math.Min(file.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]));
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (at + 8L + length > file.Length) return null;
            var name = file.Slice(at, 4);
            var content = file.Slice(at + 8, (int)length);
            if (name.SequenceEqual("EXIF"u8)) notes = notes.And(CameraNotes.Read(content.StartsWith("Exif\0\0"u8) ? content[6..] : content));
            else if (name.SequenceEqual("XMP "u8)) notes = notes.WithXmp(content);
            else if (BelongsToWebP(name)) Write(kept, name, name.SequenceEqual("VP8X"u8) ? WithoutNotesFlags(content) : content);
            at += 8 + (int)length + ((int)length & 1);
        }

        if (kept.Length == 0) return null;
        if (notes.Orientation != 1) KeepOrientation(kept, notes.Orientation);
        var size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)kept.Length + 4);
        return new(notes, [.. "RIFF"u8, .. size, .. "WEBP"u8, .. kept.ToArray()]);
    }

    private static bool BelongsToWebP(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("VP8X"u8) || name.SequenceEqual("ALPH"u8)
        || name.SequenceEqual("ICCP"u8) || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8);

    private static byte[] WithoutNotesFlags(ReadOnlySpan<byte> header) => header.IsEmpty ? [] : [(byte)(header[0] & ~0b1100), .. header[1..]];

    /// <summary>A file that says which way up it is begins with the extended header; its flag says that notes follow.</summary>
    private static void KeepOrientation(MemoryStream kept, int orientation)
    {
        Write(kept, "EXIF"u8, CameraNotes.OnlyOrientation(orientation));
        if (kept.GetBuffer().AsSpan().StartsWith("VP8X"u8)) kept.GetBuffer()[8] |= 0b1000;
    }

    private static void Write(MemoryStream kept, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        kept.Write(name);
        kept.Write(length);
        kept.Write(content);
        if ((content.Length & 1) != 0) kept.WriteByte(0);
    }
}
