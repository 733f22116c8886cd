using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KieuMau.Formats.Evidence;

/// <summary>Điều máy ảnh ghi trong ảnh (EXIF, XMP): which way up, when, and whether it says where.</summary>
/// <param name="Orientation">1 to 8; 1 is upright.</param>
public sealed record CameraNotes(int Orientation, DateTime? TakenAt, bool HasLocation)
{
    public static readonly CameraNotes None = new(1, null, false);

    private const ushort OrientationTag = 0x0112;
    private const ushort ExifTag = 0x8769;
    private const ushort LocationTag = 0x8825;
    private const ushort TakenTag = 0x9003;
    private const int LastCoordinateTag = 6;

    /// <param name="tiff">The block that begins with II or MM.</param>
    public static CameraNotes Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8))) return None;
        var little = tiff[0] == (byte)'I';
        var main = Entries(tiff, U32(tiff[4..], little), little);
        var exif = main.TryGetValue(ExifTag, out var at) ? Entries(tiff, at.Value, little) : [];
        var place = main.TryGetValue(LocationTag, out at) ? Entries(tiff, at.Value, little) : [];
        var up = main.TryGetValue(OrientationTag, out var turned) ? (int)turned.Short : 1;
        return new(up is >= 1 and <= 8 ? up : 1, exif.TryGetValue(TakenTag, out var taken) ? Time(tiff, taken.Value) : null, place.Keys.Any(tag => tag is >= 1 and <= LastCoordinateTag));
    }

    /// <summary>What another block of the same file says; a location once said stays said.</summary>
    public CameraNotes And(CameraNotes other) => new(other.Orientation, other.TakenAt ?? TakenAt, HasLocation || other.HasLocation);

    public CameraNotes WithXmp(ReadOnlySpan<byte> xmp) => this with { HasLocation = HasLocation || xmp.IndexOf("GPSLatitude"u8) >= 0 };

    /// <summary>A block that says nothing but which way up.</summary>
    public static byte[] OnlyOrientation(int orientation) =>
        [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static Dictionary<ushort, (uint Value, uint Short)> Entries(ReadOnlySpan<byte> tiff, uint at, bool little)
    {
        var found = new Dictionary<ushort, (uint, uint)>();
        if (at + 2L > tiff.Length) return found;
        var count = U16(tiff[(int)at..], little);
        for (var i = 0; i < count; i++)
        {
            var start = at + 2L + (12L * i);
            if (start + 12 > tiff.Length) break;
            var entry = tiff.Slice((int)start, 12);
            found[U16(entry, little)] = (U32(entry[8..], little), U16(entry[8..], little));
        }

        return found;
    }

    private static DateTime? Time(ReadOnlySpan<byte> tiff, uint at) =>
        at + 19L <= tiff.Length && DateTime.TryParseExact(Encoding.ASCII.GetString(tiff.Slice((int)at, 19)), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static ushort U16(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
