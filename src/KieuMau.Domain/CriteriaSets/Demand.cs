using KieuMau.Domain.Measures;

namespace KieuMau.Domain.CriteriaSets;

/// <summary>Mức: what is demanded, apart from what is measured. It may be missing, or depend on year, place or another set.</summary>
public abstract record Demand
{
    private Demand() { } // the family is closed: every case is below

    /// <param name="Text">As the file writes it: "≥ 60 %".</param>
    public sealed record Than(Comparison Comparison, Exact Value, string Text) : Demand;

    /// <summary>A place on a scale: "≥ Hoàn thành tốt nhiệm vụ".</summary>
    public sealed record OnScale(Comparison Comparison, string Word, string Text) : Demand;

    public sealed record Yes(bool Wanted) : Demand;

    /// <summary>Chưa có: the rule lacks its number.</summary>
    public sealed record Missing(string Why) : Demand;

    /// <summary>Theo năm.</summary>
    public sealed record ByYear(IReadOnlyDictionary<int, Demand> Years, Demand Otherwise) : Demand;

    /// <summary>Theo vùng, nhóm xã, or any other attribute of the unit.</summary>
    public sealed record ByAttribute(string Attribute, IReadOnlyDictionary<string, Demand> Values, Demand Otherwise) : Demand;

    /// <summary>Tùy: the first condition that holds.</summary>
    public sealed record Depending(IReadOnlyList<(Condition When, Demand Demand)> Cases, Demand Otherwise) : Demand;

    /// <summary>So với mức của bộ khác tại ngày xét.</summary>
    public sealed record OfOtherSet(Comparison Comparison, Exact Factor, string SetId, string LineCode, string Text) : Demand;

    /// <summary>So với giá trị của chính đơn vị tại ngày được công nhận một bộ.</summary>
    public sealed record OfOwnHistory(Comparison Comparison, Exact Factor, Measure Measure, string RecognisedSetId, string Text) : Demand;
}

/// <summary>Điều kiện: a comparison that chooses a level, a point or whether a line applies.</summary>
/// <param name="Level">A yes/no measure is compared with 1.</param>
public sealed record Condition(Formula Formula, Comparison Comparison, Exact Level, string Text);
