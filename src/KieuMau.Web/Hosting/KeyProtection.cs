using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace KieuMau.Web.Hosting;

/// <summary>
/// Mã hóa khóa của trang: the keys that sign forms and sign-ins lie in <c>khoa/</c>; with a key file named in
/// <c>KIEUMAU_KEY_FILE</c> they lie there sealed. There is no default secret; without one the site says so.
/// </summary>
public sealed class KeyProtection
{
    private const int Shortest = 20;
    private readonly byte[]? key;

    private KeyProtection(byte[]? key) => this.key = key;

    public bool IsSealed => key is not null;

    /// <exception cref="FileRefusedException">The file named is not there, or too little is in it.</exception>
    public static KeyProtection Of(IConfiguration configuration)
    {
        if (configuration["KIEUMAU_KEY_FILE"] is not { Length: > 0 } path) return new(null);
        if (!File.Exists(path)) throw new FileRefusedException([new(path, 0, 0, "KIEUMAU_KEY_FILE nêu một tệp không có. Tạo bằng lệnh new-key --to <tệp>, hoặc đặt lại đúng chỗ tệp cũ.")]);
        var text = File.ReadAllText(path).Trim();
        if (text.Length < Shortest) throw new FileRefusedException([new(path, 0, 0, $"Khóa quá ngắn: cần ít nhất {Shortest} ký tự. Tạo bằng lệnh new-key --to <tệp>.")]);
        return new(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(text), "KieuMau khóa của trang"u8, 100_000, HashAlgorithmName.SHA256, 32));
    }

    internal XElement Seal(XElement plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        var bytes = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        var (secret, tag) = (new byte[bytes.Length], new byte[16]);
        using var cipher = new AesGcm(key!, 16);
        cipher.Encrypt(nonce, bytes, secret, tag);
        return new("sealedKey", new XElement("value", Convert.ToBase64String([.. nonce, .. tag, .. secret])));
    }

    /// <exception cref="FileRefusedException">Sealed under another key, or no key is named.</exception>
    internal XElement Open(XElement sealedKey)
    {
        var bytes = Convert.FromBase64String(sealedKey.Element("value")!.Value);
        var plain = new byte[bytes.Length - 28];
        if (key is null) throw Refused("Khóa của trang đã mã hóa mà KIEUMAU_KEY_FILE chưa đặt.");
        using var cipher = new AesGcm(key, 16);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(28), bytes.AsSpan(12, 16), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Refused("Khóa của trang được mã hóa bằng tệp khóa khác.");
        }

        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static FileRefusedException Refused(string why) => new([new("khoa", 0, 0, $"{why} Đặt KIEUMAU_KEY_FILE đúng tệp đã dùng; mất tệp đó thì xóa thư mục khoa, mọi người đăng nhập lại.")]);
}

/// <summary>What writes keys asks this one; found by the options of key management.</summary>
public sealed class SealingKeys(KeyProtection protection) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(protection.Seal(plaintextElement), typeof(OpeningKeys));

    public static void Use(KeyManagementOptions options, KeyProtection protection)
    {
        if (protection.IsSealed) options.XmlEncryptor = new SealingKeys(protection);
    }
}

/// <summary>What reads keys names this type in the file, and makes one of it.</summary>
public sealed class OpeningKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<KeyProtection>().Open(encryptedElement);
}
