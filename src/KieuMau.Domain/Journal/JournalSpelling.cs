using System.Globalization;
using System.Text;

namespace KieuMau.Domain.Journal;

/// <summary>Chép để băm: every part with its length before it, so that no two lists of parts spell the same bytes.</summary>
public static class JournalSpelling
{
    public static byte[] Of(params IReadOnlyList<string> parts) =>
        Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}"))));

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}
