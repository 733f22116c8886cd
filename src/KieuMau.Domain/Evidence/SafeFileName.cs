using System.Globalization;
using System.Text;

namespace KieuMau.Domain.Evidence;

/// <summary>Tên tệp an toàn: no folder, no control or direction marks, nothing a disk or a header may stumble over, and the ending its content deserves.</summary>
public static class SafeFileName
{
    private const int Longest = 100;
    private const string Reserved = "<>:\"/\\|?*%;";
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase) { "con", "prn", "aux", "nul" };

    public static string Of(string? given, EvidenceKind kind)
    {
        var stem = StemOf(Plain(given ?? ""));
        return (stem.Length == 0 || Devices.Contains(stem) ? "minh-chung" : stem) + kind.Extension;
    }

    /// <summary>The name as it may be shown in a sentence about a file that was not taken.</summary>
    public static string Shown(string? given) => Plain(given ?? "") is { Length: > 0 } name ? name : "không tên";

    private static string Plain(string given)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var letter in last.Normalize(NormalizationForm.FormC))
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse) continue;
            kept.Append(Reserved.Contains(letter, StringComparison.Ordinal) ? '-' : letter);
        }

        var plain = kept.ToString().Trim(' ', '.');
        return plain.Length <= Longest ? plain : plain[..Longest].TrimEnd();
    }

    private static string StemOf(string name) => name.LastIndexOf('.') is > 0 and var dot && name.Length - dot <= 6 ? name[..dot].TrimEnd(' ', '.') : name;
}
