namespace KieuMau.Web.Shell;

/// <summary>Câu chữ: the small joinery of Vietnamese sentences the pages are written with.</summary>
public static class Wording
{
    private static readonly string[] Small = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

    /// <summary>"ba", up to ten; beyond that digits.</summary>
    public static string Count(int number) => number is >= 0 and <= 10 ? Small[number] : NumberText.Spoken(number);

    public static string Capital(string text) => text.Length == 0 ? "" : char.ToUpper(text[0], NumberText.Vietnamese) + text[1..];

    /// <summary>A name inside a sentence: "khu 5".</summary>
    public static string Lower(string text) => text.Length == 0 ? "" : char.ToLower(text[0], NumberText.Vietnamese) + text[1..];

    /// <summary>"khu 1, khu 3 và khu 5".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} và {items[^1]}",
    };
}

/// <summary>Câu trả lời dưới tên trang: what matters, then the rest.</summary>
public sealed record Answer(string Strong, string Rest = "");
