using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KieuMau.Domain;

/// <summary>Chữ Việt: one form for comparing what people type, whatever composition or tone placement their keyboard makes.</summary>
public static partial class VietnameseText
{
    /// <summary>NFC, lower case, single spaces, one tone placement: "Hoá " and "hóa" are one word.</summary>
    public static string Fold(string text)
    {
        var lowered = Spaces().Replace(text.Normalize(NormalizationForm.FormC).Trim(), " ").ToLowerInvariant();
        return OpenSyllable().Replace(lowered, static match =>
        {
            var tone = match.Value[1].ToString().Normalize(NormalizationForm.FormD);
            return (match.Value[0].ToString() + tone[1..] + tone[0]).Normalize(NormalizationForm.FormC);
        });
    }

    /// <summary>For search boxes: folded and without marks, so "khu dan cu" finds "Khu dân cư".</summary>
    public static string Search(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var letter in Fold(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            builder.Append(letter == 'đ' ? 'd' : letter);
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    public static bool Same(string left, string right) => left == right || Fold(left) == Fold(right);

    /// <summary>How many letters must change to turn one text into the other; for "did you mean".</summary>
    public static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }

    /// <summary>The candidate nearest to what was typed, or nothing when all are far.</summary>
    public static string? Nearest(string typed, IEnumerable<string> candidates)
    {
        var folded = Fold(typed);
        var best = candidates
            .Select(name => (Name: name, Far: Distance(folded, Fold(name))))
            .OrderBy(pair => pair.Far)
            .FirstOrDefault();
        return best.Name is not null && best.Far <= Math.Max(2, folded.Length / 3) ? best.Name : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // oà, oè and uỳ written the newer way at the end of a syllable; "quý" keeps its tone on y
    [GeneratedRegex(@"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})")]
    private static partial Regex OpenSyllable();
}
