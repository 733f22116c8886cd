namespace KieuMau.Domain.Retention;

/// <summary>Lớp dữ liệu và thời gian giữ: one line of the retention table.</summary>
/// <param name="Code">Stable; the part of the program that can delete it is found by it.</param>
/// <param name="Holds">What it is, and the fields of persons in it.</param>
/// <param name="Keep">None: chưa xác minh, or kept for good; nothing is deleted.</param>
/// <param name="KeepText">As written: "24 tháng", "chưa xác minh".</param>
/// <param name="Status">How well the basis is known, in Vietnamese.</param>
public sealed record RetentionClass(string Code, string Name, string Holds, RetentionSpan? Keep, string KeepText, string From, string Basis, string Status, string Note);

/// <summary>Thời gian giữ: days, months or years.</summary>
public readonly record struct RetentionSpan(int Days, int Months)
{
    /// <summary>What ended before this day has been kept long enough; what ended on it is kept one more day.</summary>
    public DateOnly Before(DateOnly today) => today.AddMonths(-Months).AddDays(-Days);

    /// <summary>"7 ngày", "24 tháng", "2 năm".</summary>
    public static RetentionSpan? Read(string text)
    {
        var words = text.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !int.TryParse(words[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number is 0 or > 36_500) return null;
        return words[1] switch
        {
            "ngày" => new(number, 0),
            "tháng" => new(0, number),
            "năm" => new(0, number * 12),
            _ => null,
        };
    }
}
