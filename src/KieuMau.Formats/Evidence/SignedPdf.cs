using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using KieuMau.Domain.Evidence;

namespace KieuMau.Formats.Evidence;

/// <summary>
/// Đọc chữ ký số của một tệp PDF: who signed, when, and whether the bytes are those signed. Only the mathematics of the
/// signature is checked, never the chain of certificates.
/// </summary>
public static partial class SignedPdf
{
    private const int MostSignatures = 30;
    private const int Around = 16 * 1024;
    private const string TimeStampAttribute = "1.2.840.113549.1.9.16.2.14";

    /// <summary>In the order in which they stand in the file.</summary>
    public static IReadOnlyList<PaperSignature> Read(ReadOnlySpan<byte> pdf)
    {
        var found = new List<(long End, PaperSignature Signature)>();
        for (var at = pdf.IndexOf("/ByteRange"u8); at >= 0 && found.Count < MostSignatures;)
        {
            if (Place.Read(pdf, at) is { } place) found.Add((place.End, ReadOne(pdf, place)));
            var next = pdf[(at + 10)..].IndexOf("/ByteRange"u8);
            at = next < 0 ? -1 : at + 10 + next;
        }

        return [.. found.OrderBy(one => one.End).Select(one => one.Signature)];
    }

    private static PaperSignature ReadOne(ReadOnlySpan<byte> pdf, Place place)
    {
        var unreadable = new PaperSignature("", "", DocumentTime(place.Words), place.Words.Contains("/M", StringComparison.Ordinal) ? SigningClock.Document : SigningClock.None, SignedBytes.Unreadable, place.CoversWholeFile(pdf));
        if (!place.IsWhole(pdf) || Der(pdf[(place.Gap + 1)..(place.Rest - 1)]) is not { } der) return unreadable;
        byte[] signed = [.. pdf[..place.Gap], .. pdf.Slice(place.Rest, place.RestLength)];
        try
        {
            return place.Words.Contains("ETSI.RFC3161", StringComparison.Ordinal) ? ReadTimeStamp(der, signed, unreadable) : ReadSigner(der, signed, unreadable);
        }
        catch (CryptographicException)
        {
            return unreadable;
        }
    }

    private static PaperSignature ReadSigner(byte[] der, byte[] signed, PaperSignature known)
    {
        var cms = new SignedCms(new ContentInfo(signed), detached: true);
        cms.Decode(der);
        if (cms.SignerInfos.Count == 0) return known;
        var signer = cms.SignerInfos[0];
        var (at, clock) = Time(signer) ?? (known.SignedAt, known.SignedAt is null ? SigningClock.None : SigningClock.Document);
        return known with
        {
            Signer = signer.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false) ?? "",
            Issuer = signer.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: true) ?? "",
            SignedAt = at,
            Clock = clock,
            Bytes = Judge(signer, signed),
        };
    }

    private static PaperSignature ReadTimeStamp(byte[] der, byte[] signed, PaperSignature known)
    {
        if (!Rfc3161TimestampToken.TryDecode(der, out var token, out _)) return known;
        var right = token.VerifySignatureForData(signed, out var certificate);
        return known with
        {
            Signer = certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false) ?? "",
            SignedAt = token.TokenInfo.Timestamp.UtcDateTime,
            Clock = SigningClock.TimeStamp,
            Bytes = right ? SignedBytes.Unchanged : SignedBytes.Changed,
        };
    }

    /// <summary>The digest says whether the bytes are the same; the key, whether the digest was signed.</summary>
    private static SignedBytes Judge(SignerInfo signer, byte[] signed)
    {
        var digest = signer.SignedAttributes.Cast<CryptographicAttributeObject>().SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>()).OfType<Pkcs9MessageDigest>().FirstOrDefault();
        if (digest is not null && HashOf(signer.DigestAlgorithm, signed) is { } hash && !hash.AsSpan().SequenceEqual(digest.MessageDigest)) return SignedBytes.Changed;
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return SignedBytes.Unchanged;
        }
        catch (CryptographicException)
        {
            return digest is null ? SignedBytes.Changed : SignedBytes.Unreadable;
        }
    }

    private static byte[]? HashOf(Oid algorithm, byte[] bytes) => algorithm.Value switch
    {
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(bytes),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(bytes),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(bytes),
        _ => null,
    };

    private static (DateTime?, SigningClock)? Time(SignerInfo signer)
    {
        foreach (var attribute in signer.UnsignedAttributes)
        {
            if (attribute.Oid.Value == TimeStampAttribute && Rfc3161TimestampToken.TryDecode(attribute.Values[0].RawData, out var token, out _) && token.VerifySignatureForSignerInfo(signer, out _))
                return (token.TokenInfo.Timestamp.UtcDateTime, SigningClock.TimeStamp);
        }

        var said = signer.SignedAttributes.Cast<CryptographicAttributeObject>().SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>()).OfType<Pkcs9SigningTime>().FirstOrDefault();
        return said is null ? null : (DateTime.SpecifyKind(said.SigningTime.ToUniversalTime(), DateTimeKind.Utc), SigningClock.Signer);
    }

    /// <summary>The signature without the zeros its place was filled up with.</summary>
    private static byte[]? Der(ReadOnlySpan<byte> hex)
    {
        var digits = new StringBuilder(hex.Length);
        foreach (var letter in hex)
        {
            if (char.IsAsciiHexDigit((char)letter)) digits.Append((char)letter);
            else if (!char.IsWhiteSpace((char)letter)) return null; // something that is not signed hides in the gap
        }

        if (digits.Length < 8 || digits.Length % 2 != 0) return null;
        var bytes = Convert.FromHexString(digits.ToString());
        if (bytes[0] != 0x30) return null;
        var lengthBytes = bytes[1] < 0x80 ? 0 : bytes[1] & 0x7F;
        if (bytes[1] == 0x80) return bytes;
        if (lengthBytes > 4 || bytes.Length < 2 + lengthBytes) return null;
        var length = lengthBytes == 0 ? bytes[1] : bytes.AsSpan(2, lengthBytes).ToArray().Aggregate(0L, (sum, one) => (sum << 8) | one);
        var whole = 2 + lengthBytes + length;
        return whole <= bytes.Length ? bytes[..(int)whole] : null;
    }

    private static DateTime? DocumentTime(string words)
    {
        var match = SigningTime().Match(words);
        if (!match.Success || !DateTime.TryParseExact(match.Groups["local"].Value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var away = match.Groups["hours"].Success ? new TimeSpan(int.Parse(match.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture) : 0, 0) : TimeSpan.Zero;
        return DateTime.SpecifyKind(match.Groups["sign"].Value == "-" ? local + away : local - away, DateTimeKind.Utc);
    }

    /// <summary>Where a signature stands: everything from the first byte is signed but the gap that holds it.</summary>
    /// <param name="Words">Its dictionary without the signature itself.</param>
    private sealed record Place(long First, int Gap, int Rest, int RestLength, string Words)
    {
        public long End => (long)Rest + RestLength;

        public static Place? Read(ReadOnlySpan<byte> pdf, int at)
        {
            var match = ByteRange().Match(Encoding.Latin1.GetString(pdf.Slice(at, Math.Min(200, pdf.Length - at))));
            if (!match.Success) return null;
            var said = match.Groups.Values.Skip(1).Select(group => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture)).ToList();
            var (gap, rest, end) = (said[0] + said[1], said[2], said[2] + said[3]);
            return gap >= rest || end > pdf.Length ? new(-1, 0, 0, 0, "") : new(said[0], (int)gap, (int)rest, (int)said[3], WordsAround(pdf, at, (int)gap, (int)rest));
        }

        public bool IsWhole(ReadOnlySpan<byte> pdf) => First == 0 && Rest - Gap > 2 && pdf[Gap] == '<' && pdf[Rest - 1] == '>';

        public bool CoversWholeFile(ReadOnlySpan<byte> pdf) => IsWhole(pdf) && pdf[(int)End..].Trim("\r\n \0"u8).IsEmpty;

        private static string WordsAround(ReadOnlySpan<byte> pdf, int at, int gap, int rest)
        {
            var from = Math.Max(0, Math.Min(at, gap) - Around);
            var before = Encoding.Latin1.GetString(pdf[from..gap]);
            var after = Encoding.Latin1.GetString(pdf.Slice(rest, Math.Min(Around, pdf.Length - rest)));
            var start = before.LastIndexOf(" obj", StringComparison.Ordinal);
            var end = after.IndexOf("endobj", StringComparison.Ordinal);
            return before[Math.Max(0, start)..] + " " + (end < 0 ? after : after[..end]);
        }
    }

    [GeneratedRegex(@"^/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")]
    private static partial Regex ByteRange();

    [GeneratedRegex(@"/M\s*\(D:(?<local>\d{14})(?:(?<sign>[+\-Z])(?:(?<hours>\d{2})'?(?:(?<minutes>\d{2})'?)?)?)?\)")]
    private static partial Regex SigningTime();
}
