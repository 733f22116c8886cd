using KieuMau.Domain.Measures;

namespace KieuMau.Web.Features.Observations;

/// <summary>Lời của một số đo: its kind and how it rises to the unit above.</summary>
public static class MeasureWords
{
    public static string Kind(Measure measure) => measure.Kind switch
    {
        MeasureKind.Count => "số đếm",
        MeasureKind.Quantity => "đại lượng",
        MeasureKind.Money => "tiền",
        MeasureKind.Percentage => "tỷ lệ",
        MeasureKind.YesNo => "có/không",
        MeasureKind.Level => "mức",
        MeasureKind.Choices => "tập chọn",
        MeasureKind.Statement => "nhận định",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure.Kind, null),
    };

    public static string RollUp(Measure measure) => measure.RollUp switch
    {
        Domain.Measures.RollUp.Sum => "cộng",
        Domain.Measures.RollUp.AverageBy(var name) => $"bình quân theo {name}",
        _ => "nhập riêng",
    };
}
