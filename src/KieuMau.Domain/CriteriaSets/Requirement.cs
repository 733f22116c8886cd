using KieuMau.Domain.Measures;

namespace KieuMau.Domain.CriteriaSets;

/// <summary>
/// Yêu cầu: what the decision demands. A small closed family of operators, combined as data; no threshold lives in code.
/// </summary>
public abstract record Requirement
{
    private Requirement() { } // the family is closed: every case is below

    /// <summary>Code of the part when it has one: "1.3a".</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Source of the level, when a part has its own.</summary>
    public Source? LevelSource { get; init; }

    /// <summary>A number, yes/no, level or statement against a level.</summary>
    /// <param name="Unit">Stated for a ratio of unlike units; else that of the formula.</param>
    /// <param name="MaxAgeMonths">Tuổi số liệu: older values do not count; 0 is any age.</param>
    public sealed record Compare(Formula Formula, Demand Demand, string Unit, WhenZero WhenZero, int MaxAgeMonths) : Requirement;

    /// <summary>Mọi mục của: the level of each thing.</summary>
    public sealed record EachItem(Measure Measure, Demand Demand) : Requirement;

    public sealed record All(IReadOnlyList<Requirement> Parts) : Requirement;

    public sealed record AtLeast(int Count, IReadOnlyList<Requirement> Parts) : Requirement;

    /// <summary>A criterion or line of the same set, by code.</summary>
    public sealed record Ref(string Target) : Requirement;

    /// <summary>Tách theo: each named part must meet the same requirement; "" is the whole.</summary>
    public sealed record BySplit(Requirement Inner, IReadOnlyList<string> Splits) : Requirement;

    /// <summary>Cửa sổ: every one of the years. None stated means nobody knows which.</summary>
    public sealed record Window(Requirement Inner, int Years, bool EndsBeforeYear) : Requirement;

    public sealed record WindowUnknown(Requirement Inner) : Requirement;

    public sealed record Trend(Formula Formula, TrendReading Reading) : Requirement;

    /// <summary>Tỷ lệ hoặc số đơn vị cấp dưới đạt.</summary>
    public sealed record OfUnits(string Level, Requirement Inner, Demand Demand, bool AsShare) : Requirement;

    /// <summary>Mỗi đơn vị: every lower unit must meet it.</summary>
    public sealed record EachUnit(string Level, Requirement Inner) : Requirement;

    /// <summary>Điểm: a score given by people, or found from a table.</summary>
    /// <param name="Minimum">None: no minimum is asked; a line without one is met by any score.</param>
    public sealed record Points(Measure? Measure, IReadOnlyList<(Condition When, Exact Points)> Steps, Exact Otherwise, Exact Most, Demand? Minimum) : Requirement;

    /// <summary>Công nhận: a recorded recognition, in force at the date judged.</summary>
    public sealed record Recognition(string SetId) : Requirement;

    /// <summary>Danh hiệu, in force at the date judged. Where none is recorded a yes/no answer may serve.</summary>
    public sealed record HoldsTitle(string Title, Measure? Otherwise) : Requirement;

    /// <summary>Kết quả của một bộ khác.</summary>
    /// <param name="Outcome">Code of the outcome: "met".</param>
    public sealed record OtherSet(string SetId, string Outcome, string? SetIdOtherwise) : Requirement;

    /// <summary>Kế thừa: lines of another set. No codes: those entered at this unit's level.</summary>
    public sealed record Inherit(string SetId, IReadOnlyList<string> Codes) : Requirement;

    /// <summary>Áp dụng khi: else not applicable.</summary>
    public sealed record When(Condition Condition, Requirement Inner) : Requirement;
}

public enum WhenZero
{
    /// <summary>Nothing is said: no data, with that reason.</summary>
    Unsaid,
    Met,
    NotApplicable,

    /// <summary>Phải giải trình: no data until someone explains.</summary>
    MustExplain,
}

/// <summary>How "kiềm chế, giảm" is read.</summary>
public enum TrendReading
{
    NotRisingYearly,
    FallingYearly,
    NotFallingYearly,
    FallingOverall,
    NotRisingOverall,
}
