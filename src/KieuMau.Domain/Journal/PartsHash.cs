using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KieuMau.Domain.Journal;

/// <summary>Dấu của nhiều phần: SHA-256 over parts, each with its length, so that no two lists spell the same bytes.</summary>
public static class PartsHash
{
    public static string Of(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Normalize().Length}:{part.Normalize()}"))))));
}
