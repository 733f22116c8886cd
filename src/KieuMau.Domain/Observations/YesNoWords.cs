namespace KieuMau.Domain.Observations;

/// <summary>Có, không: the words and marks offices here write for yes and no.</summary>
public static class YesNoWords
{
    private static readonly HashSet<string> Yes = ["có", "x", "✓", "✔", "√", "v", "đ", "đạt", "rồi", "đã có", "yes", "true"];
    private static readonly HashSet<string> No = ["không", "chưa", "chưa đạt", "không đạt", "chưa có", "không có", "no", "false"];

    /// <returns>Nothing when the text is neither.</returns>
    public static bool? Read(string text)
    {
        var folded = VietnameseText.Fold(text);
        return Yes.Contains(folded) ? true : No.Contains(folded) ? false : null;
    }

    /// <summary>A bare mark, as it stands in a cell of a table of marks.</summary>
    public static bool IsMark(string text) => VietnameseText.Fold(text) is "x" or "✓" or "✔" or "√" or "v" or "đ";
}
