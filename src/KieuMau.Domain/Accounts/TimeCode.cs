using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KieuMau.Domain.Accounts;

/// <summary>Mã theo giờ (RFC 6238): six digits that a telephone and this program make from one key and the moment.</summary>
public static class TimeCode
{
    /// <summary>How long one code stands.</summary>
    public const int StepSeconds = 30;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A telephone may be half a minute off either way.</summary>
    private const int StepsOff = 1;

    public static long StepOf(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond / StepSeconds;

    [SuppressMessage("Security", "CA5350", Justification = "The standard asks for SHA-1 here, and every authenticator makes it so.")]
    public static string At(byte[] key, long step)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(key, counter);
        var from = hash[^1] & 0xf;
        var number = ((hash[from] & 0x7f) << 24) | (hash[from + 1] << 16) | (hash[from + 2] << 8) | hash[from + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <param name="used">The last step whose code was accepted: a code is good once, and never after a later one.</param>
    /// <returns>The step the code belongs to; nothing when it is wrong, too old or used.</returns>
    public static long? Match(byte[] key, string typed, DateTime instant, long used)
    {
        var digits = Encoding.ASCII.GetBytes(string.Concat(typed.Where(char.IsAsciiDigit)));
        var now = StepOf(instant);
        for (var step = now - StepsOff; step <= now + StepsOff; step++)
        {
            if (step > used && CryptographicOperations.FixedTimeEquals(digits, Encoding.ASCII.GetBytes(At(key, step)))) return step;
        }

        return null;
    }

    /// <summary>The bytes of a key written in base 32, as it is shown to people.</summary>
    public static byte[] KeyOf(string written)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var letter in written.ToUpperInvariant().Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal)).Where(value => value >= 0))
        {
            (held, bits) = (((held << 5) | letter) & 0xffff, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
        }

        return [.. bytes];
    }
}
