using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SkiaSharp;

namespace KieuMau.Formats.Tests.Evidence;

/// <summary>Files as they come to an office, good and bad, made here.</summary>
public static class SomeFiles
{
    /// <summary>Left half red, right half blue.</summary>
    public static byte[] Picture(SKEncodedImageFormat format, int width = 80, int height = 40)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        surface.Canvas.DrawRect(0, 0, width / 2f, height, red);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A photo as a phone makes it: notes with the time, the place and which way up, and a film behind its end.</summary>
    public static byte[] PhonePhoto(int orientation = 1)
    {
        var plain = Picture(SKEncodedImageFormat.Jpeg);
        byte[] notes = [.. "Exif\0\0"u8, .. Exif(orientation)];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((notes.Length + 2) >> 8), (byte)(notes.Length + 2), .. notes, .. plain[2..], .. "ftypmp42 film with GPS"u8];
    }

    /// <summary>Orientation, time taken, latitude.</summary>
    public static byte[] Exif(int orientation)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II*\0"u8);
        writer.Write(8);
        writer.Write((ushort)3);
        Entry(0x0112, 3, 1, orientation);
        Entry(0x8769, 4, 1, 50);
        Entry(0x8825, 4, 1, 88);
        writer.Write(0);
        writer.Write((ushort)1); // at 50
        Entry(0x9003, 2, 20, 68);
        writer.Write(0);
        writer.Write("2024:11:05 08:30:00\0"u8); // at 68
        writer.Write((ushort)1); // at 88
        Entry(2, 5, 3, 106);
        writer.Write(0);
        foreach (var number in (int[])[21, 1, 23, 1, 30, 1]) writer.Write(number); // at 106
        writer.Flush();
        return stream.ToArray();

        void Entry(int tag, int type, int count, int value)
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)type);
            writer.Write(count);
            writer.Write(value);
        }
    }

    /// <summary>A PNG that says it is of that many pixels.</summary>
    public static byte[] PngOf(int width, int height)
    {
        var png = Picture(SKEncodedImageFormat.Png);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    public static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var chunk = new byte[12 + content.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        named.CopyTo(chunk, 4);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc(named));
        return chunk;
    }

    public static byte[] Office(string main, params string[] more)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in (string[])["[Content_Types].xml", main, .. more])
            {
                using var writer = new StreamWriter(zip.CreateEntry(part).Open());
                writer.Write("<a/>");
            }
        }

        return stream.ToArray();
    }

    public static byte[] ZipBomb()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml").Open().Dispose();
            using var part = zip.CreateEntry("word/document.xml").Open();
            for (var i = 0; i < 60; i++) part.Write(new byte[1024 * 1024]);
        }

        return stream.ToArray();
    }

    /// <summary>A compound file with one stream of that name, which begins with these bytes.</summary>
    public static byte[] OldOffice(string stream, params byte[] begins)
    {
        var file = new byte[512 * 12];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file, 0);
        file[0x1E] = 9;
        BitConverter.GetBytes(4096).CopyTo(file, 0x38);
        Encoding.Unicode.GetBytes(stream).CopyTo(file, 512);
        BitConverter.GetBytes((ushort)((stream.Length * 2) + 2)).CopyTo(file, 512 + 64);
        BitConverter.GetBytes(1).CopyTo(file, 512 + 116);
        BitConverter.GetBytes(4096).CopyTo(file, 512 + 120);
        begins.CopyTo(file, 1024);
        return file;
    }

    public static byte[] Pdf(string words = "Biên bản") => Encoding.UTF8.GetBytes(
        $"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>\nendobj\n% {words}\ntrailer\n<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n");

    /// <summary>Signs a PDF as a signing program does: the dictionary with a gap, the signature written into the gap.</summary>
    /// <param name="at">None: the signature says no time of its own, only the dictionary beside it.</param>
    public static byte[] Signed(byte[] pdf, string name, DateTimeOffset? at, string besideTime = "D:20241105083000+07'00'")
    {
        const int Room = 6000;
        var head = Encoding.Latin1.GetString(pdf) + $"9 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M ({besideTime})/ByteRange [0 ##########  ##########  ##########]/Contents ";
        var tail = ">>\nendobj\ntrailer\n<</Root 1 0 R/Size 10>>\nstartxref\n0\n%%EOF\n";
        var rest = head.Length + Room + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {head.Length} {rest} {tail.Length}");
        var hole = head.LastIndexOf("[0 #", StringComparison.Ordinal);
        head = head[..hole] + range + new string(' ', head.LastIndexOf(']') - hole - range.Length) + head[head.LastIndexOf(']')..];

        var cms = new SignedCms(new ContentInfo(Encoding.Latin1.GetBytes(head + tail)), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Certificate(name), null, RSASignaturePadding.Pkcs1) { DigestAlgorithm = new("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        if (at is { } time) signer.SignedAttributes.Add(new Pkcs9SigningTime(time.UtcDateTime));
        cms.ComputeSignature(signer);
        return Encoding.Latin1.GetBytes(head + "<" + Convert.ToHexString(cms.Encode()).PadRight(Room, '0') + ">" + tail);
    }

    private static X509Certificate2 Certificate(string name)
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest(new X500DistinguishedName($"CN=\"{name}\", O=\"UBND xã Thử\""), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
