using System.Security.Cryptography;
using System.Text;

namespace KieuMau.Web.Features.Backups;

/// <summary>Khóa sao lưu: the secret in a key file. There is none by default, and it is never written to a log or an archive.</summary>
public sealed class BackupKey
{
    /// <summary>Of letters; what <c>new-key</c> writes has 64.</summary>
    private const int Shortest = 20;

    private readonly byte[] secret;

    private BackupKey(byte[] secret) => this.secret = secret;

    /// <exception cref="FileRefusedException">There is no such file, or too little in it.</exception>
    public static BackupKey FromFile(string path)
    {
        if (!File.Exists(path)) throw Refused(path, "Không có tệp khóa này. Tạo bằng lệnh new-key --to <tệp>, rồi giữ một bản ở nơi khác.");
        var text = File.ReadAllText(path).Trim().Normalize();
        if (text.Length < Shortest) throw Refused(path, $"Khóa quá ngắn: cần ít nhất {Shortest} ký tự. Tạo bằng lệnh new-key --to <tệp>.");
        return new(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes a new key that only its owner may read; never over an old one.</summary>
    public static void WriteNew(string path)
    {
        if (File.Exists(path)) throw Refused(path, "Đã có tệp này. Không ghi đè khóa: mất khóa cũ là mất mọi bản sao lưu làm bằng khóa đó.");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
    }

    /// <returns>A key of 32 bytes and, of other bytes, a mark by which a wrong key is told from a damaged file.</returns>
    internal (byte[] Key, byte[] Mark) Derive(ReadOnlySpan<byte> salt, int rounds)
    {
        var bytes = Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, 48);
        return (bytes[..32], bytes[32..]);
    }

    private static FileRefusedException Refused(string path, string message) => new([new(path, 0, 0, message)]);
}
