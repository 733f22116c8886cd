using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Observations;

/// <summary>Ô hỏi: one number a unit is asked for, under the head where people look for it.</summary>
/// <param name="Split">"" for the whole; an item, a facet or a sex where each is asked.</param>
/// <param name="Lines">The lines that need it, for the guidance beside it.</param>
public sealed record EntryField(Measure Measure, string Split, string Group, IReadOnlyList<Indicator> Lines)
{
    /// <summary>Stands in names of form fields: no measure code and no split contains the bar.</summary>
    public string Key => $"{Measure.Code}|{Split}";

    public string Label => Split.Length == 0 ? Wording.Capital(Measure.Name) : $"{Wording.Capital(Measure.Name)}: {Split}";

    /// <summary>Beside the label: the unit, or how it is answered.</summary>
    public string Asked => Measure.Kind switch
    {
        MeasureKind.Percentage => "%",
        MeasureKind.YesNo => "có/không",
        MeasureKind.Statement => "có/không",
        MeasureKind.Level => "mức",
        MeasureKind.Choices => "chọn nhiều",
        _ => Measure.Unit,
    };

    /// <summary>The coarser way an office may know it, in words; empty when there is none.</summary>
    public string CoarserWay => Measure.Coarser switch
    {
        Coarser.ShareOf(var whole) => $"Nếu chỉ biết tỷ lệ, ghi phần trăm trên {whole}, ví dụ 97,1 %.",
        Coarser.AllOrNot(var question) => $"Nếu không có số đếm, ghi “có” hoặc “không”: {question}.",
        Coarser.AtLeastOrNone(var question, _) => $"Nếu không có số đếm, ghi “có” hoặc “không”: {question}.",
        Coarser.Lowest => "Nếu không biết từng mục, ghi mức thấp nhất.",
        _ => "",
    };
}
