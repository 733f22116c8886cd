using System.IO.Compression;

namespace KieuMau.Formats;

/// <summary>Nội dung nén: whether what lies in a zip is more than an honest document holds.</summary>
public static class ZipContents
{
    public const int MostParts = 2000;
    private const long LargestContent = 150L * 1024 * 1024;
    private const long RatioMattersFrom = 4L * 1024 * 1024;
    private const long LargestRatio = 150;

    /// <exception cref="InvalidDataException">A part is damaged.</exception>
    public static bool IsTooMuch(this ZipArchive zip) =>
        zip.Entries.Count > MostParts || DeclaresTooMuch(zip) || UnpacksTooMuch(zip);

    private static bool DeclaresTooMuch(ZipArchive zip)
    {
        var declared = 0L;
        foreach (var entry in zip.Entries)
        {
            declared += entry.Length;
            var swells = entry.Length > RatioMattersFrom && entry.Length / Math.Max(1, entry.CompressedLength) > LargestRatio;
            if (swells || declared > LargestContent) return true;
        }

        return false;
    }

    // what a part says of its own size may be a lie, so it is unpacked once into nowhere
    private static bool UnpacksTooMuch(ZipArchive zip)
    {
        var unpacked = 0L;
        var buffer = new byte[81920];
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            int count;
            while ((count = part.Read(buffer)) > 0)
            {
                unpacked += count;
                if (unpacked > LargestContent) return true;
            }
        }

        return false;
    }
}
