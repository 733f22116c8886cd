using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Dấu của một bảng: how many rows, and the sum of their SHA-256 modulo 2^256. The order in which a database gives rows
/// does not matter, so that no table is sorted and two databases can be held against each other.
/// </summary>
public sealed class TableDigest
{
    private readonly ulong[] sum = new ulong[4];
    private readonly byte[] hash = new byte[32];

    public long Rows { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        SHA256.HashData(line, hash);
        var carry = UInt128.Zero;
        for (var i = 0; i < 4; i++)
        {
            carry += (UInt128)sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(i * 8));
            sum[i] = (ulong)carry;
            carry >>= 64;
        }

        Rows++;
    }

    /// <summary>64 hexadecimal letters, the most significant first.</summary>
    public string Sum
    {
        get
        {
            var bytes = new byte[32];
            for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan((3 - i) * 8), sum[i]);
            return Convert.ToHexStringLower(bytes);
        }
    }
}

/// <summary>What stands in a table, in two numbers that can be compared.</summary>
public sealed record TableSum(string Table, long Rows, string Sum);
