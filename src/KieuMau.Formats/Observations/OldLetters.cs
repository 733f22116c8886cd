using System.Collections.Frozen;

namespace KieuMau.Formats.Observations;

/// <summary>
/// Chữ của bảng mã cũ: text typed for the fonts ".Vn…" (TCVN3, also called ABC) or "VNI-…", whose letters are Vietnamese only
/// in that font. The font says which it is; text that already has a Vietnamese letter of Unicode stays as it is.
/// </summary>
/// <remarks>Source of law: TT 39/2017/TT-BTTTT asks for Unicode (found). The tables are those the fonts are drawn by.</remarks>
public static class OldLetters
{
    private const string Vowels = "aăâeêioôơuưy";

    // of each vowel: huyền, sắc, hỏi, ngã, nặng
    private static readonly string[] Toned = ["àáảãạ", "ằắẳẵặ", "ầấẩẫậ", "èéẻẽẹ", "ềếểễệ", "ìíỉĩị", "òóỏõọ", "ồốổỗộ", "ờớởỡợ", "ùúủũụ", "ừứửữự", "ỳýỷỹỵ"];

    private static readonly FrozenDictionary<char, char> Tcvn3 = Tcvn3Table();
    private static readonly FrozenDictionary<string, char> Vni = VniTable();

    /// <param name="font">Name of the font the text is shown in; empty when not named.</param>
    public static string Read(string text, string font)
    {
        if (text.Any(letter => letter > '\u00ff' && char.IsLetter(letter))) return text;
        if (font.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase)) return ReadTcvn3(text, capitals: font.EndsWith('H'));
        return font.StartsWith("VNI-", StringComparison.OrdinalIgnoreCase) || font.StartsWith("VNI ", StringComparison.OrdinalIgnoreCase) ? ReadVni(text) : text;
    }

    /// <param name="capitals">A font whose name ends in H draws small letters as capitals.</param>
    private static string ReadTcvn3(string text, bool capitals)
    {
        var read = string.Concat(text.Select(letter => Tcvn3.GetValueOrDefault(letter, letter)));
        return capitals ? read.ToUpper(NumberText.Vietnamese) : read;
    }

    private static string ReadVni(string text)
    {
        var read = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && Vni.TryGetValue(text.Substring(at, 2), out var two)) (_, at) = (read.Append(two), at + 1);
            else read.Append(Vni.GetValueOrDefault(text[at].ToString(), text[at]));
        }

        return read.ToString();
    }

    private static FrozenDictionary<char, char> Tcvn3Table()
    {
        var table = new Dictionary<char, char> { ['®'] = 'đ', ['§'] = 'Đ', ['¡'] = 'Ă', ['¢'] = 'Â', ['£'] = 'Ê', ['¤'] = 'Ô', ['¥'] = 'Ơ', ['¦'] = 'Ư' };
        foreach (var (old, vowel) in "¨©ª«¬\u00ad".Zip("ăâêôơư")) table[old] = vowel;
        string[] toned = ["µ¸¶·¹", "»¾¼½Æ", "ÇÊÈÉË", "ÌÐÎÏÑ", "ÒÕÓÔÖ", "×ÝØÜÞ", "ßãáâä", "åèæçé", "êíëìî", "ïóñòô", "õøö÷ù", "úýûüþ"];
        foreach (var (old, vowel) in toned.Zip(Toned))
        {
            for (var tone = 0; tone < old.Length; tone++) table[old[tone]] = vowel[tone];
        }

        return table.ToFrozenDictionary();
    }

    /// <summary>A plain vowel and a letter for its mark; đ, ơ, ư and the i's are one letter each.</summary>
    private static FrozenDictionary<string, char> VniTable()
    {
        var table = new Dictionary<string, char> { ["ñ"] = 'đ', ["î"] = 'ỵ', ["ô"] = 'ơ', ["ö"] = 'ư', ["oâ"] = 'ô', ["aâ"] = 'â', ["aê"] = 'ă', ["eâ"] = 'ê' };
        foreach (var (old, letter) in "ìíæóò".Zip("ìíỉĩị")) table[old.ToString()] = letter;
        foreach (var (vowel, toned) in Vowels.Zip(Toned).Where(one => one.First is not 'i'))
        {
            var (stem, marks) = vowel switch { 'ă' => ("a", "èéúüë"), 'â' => ("a", "àáåãä"), 'ê' => ("e", "àáåãä"), 'ô' => ("o", "àáåãä"), 'ơ' => ("ô", "øùûõï"), 'ư' => ("ö", "øùûõï"), _ => (vowel.ToString(), "øùûõï") };
            for (var tone = 0; tone < marks.Length; tone++) table.TryAdd(stem + marks[tone], toned[tone]);
        }

        foreach (var (old, letter) in table.ToList()) table[old.ToUpperInvariant()] = char.ToUpperInvariant(letter);
        foreach (var (old, letter) in table.Where(one => one.Key.Length == 2 && char.IsUpper(one.Key[0])).ToList()) table[$"{old[0]}{char.ToLowerInvariant(old[1])}"] = letter;
        return table.ToFrozenDictionary();
    }
}
