using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KieuMau.Web.Tests.Features.Evidence;

/// <summary>A small PDF signed by a key made for it.</summary>
internal static class SignedFile
{
    private const int Room = 6000;

    public static byte[] Make(string signer, DateTimeOffset at)
    {
        const string Tail = ">>\nendobj\nstartxref\n0\n%%EOF\n";
        var head = "%PDF-1.4\n9 0 obj\n<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange [0 AAAAA BBBBB CCCCC]/Contents ";
        head = head.Replace("AAAAA", Five(head.Length), StringComparison.Ordinal).Replace("BBBBB", Five(head.Length + Room + 2), StringComparison.Ordinal).Replace("CCCCC", Five(Tail.Length), StringComparison.Ordinal);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(new X500DistinguishedName($"CN=\"{signer}\""), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(at.AddYears(-1), at.AddYears(1));
        var cms = new SignedCms(new ContentInfo(Encoding.ASCII.GetBytes(head + Tail)), detached: true);
        var signing = new CmsSigner(certificate) { DigestAlgorithm = new("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signing.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        cms.ComputeSignature(signing);
        return Encoding.ASCII.GetBytes($"{head}<{Convert.ToHexString(cms.Encode()).PadRight(Room, '0')}>{Tail}");
    }

    /// <summary>Signed, and one byte of what was signed is another now.</summary>
    public static byte[] ChangedSince(string signer, DateTimeOffset at)
    {
        var file = Make(signer, at);
        file[^2] ^= 1; // within the last signed part, in the mark of the end
        return file;
    }

    private static string Five(int number) => number.ToString("00000", CultureInfo.InvariantCulture);
}
