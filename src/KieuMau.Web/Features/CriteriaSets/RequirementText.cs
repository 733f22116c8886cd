using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Yêu cầu bằng lời: a rule as a sentence an officer can hold against the decision.</summary>
public static class RequirementText
{
    /// <summary>One line; parts of a rule with parts are said by <see cref="PartsOf"/>.</summary>
    public static string Spoken(this Requirement requirement) => requirement switch
    {
        Requirement.Compare(var formula, var demand, _, var whenZero, var months) =>
            $"{formula.Spoken()} {demand.Spoken()}{Zero(whenZero)}{(months > 0 ? $", số liệu không quá {months} tháng" : "")}",
        Requirement.EachItem(var measure, var demand) => $"mọi mục của {measure.Name} {demand.Spoken()}",
        Requirement.All => "tất cả:",
        Requirement.AtLeast(var count, _) => $"ít nhất {count} trong:",
        Requirement.Ref(var target) => $"dòng {target}",
        Requirement.BySplit(var inner, var splits) => $"{inner.Spoken()}, tính riêng: {string.Join(", ", splits.Select(split => split.Length == 0 ? "chung" : split))}",
        Requirement.Window(var inner, var years, var before) => $"trong {years} năm liền, đến {(before ? "năm trước năm xét" : "năm xét")}: {inner.Spoken()}",
        Requirement.WindowUnknown(var inner) => $"trong một số năm chưa xác định: {inner.Spoken()}",
        Requirement.Trend(var formula, var reading) => $"{formula.Spoken()} {Spoken(reading)}",
        Requirement.OfUnits(var level, var inner, var demand, var share) => $"{(share ? "tỷ lệ" : "số")} {level} đạt ({inner.Spoken()}) {demand.Spoken()}",
        Requirement.EachUnit(var level, var inner) => $"mỗi {level}: {inner.Spoken()}",
        Requirement.Points points => $"điểm, tối đa {NumberText.Spoken(points.Most.Round(2))}{(points.Minimum is { } minimum ? $", tối thiểu {minimum.Spoken()}" : "")}",
        Requirement.Recognition(var set) => $"đã được công nhận theo bộ {set}, còn hiệu lực",
        Requirement.HoldsTitle(var title, _) => $"có danh hiệu {title}, còn hiệu lực",
        Requirement.OtherSet(var set, var outcome, _) => $"kết quả của bộ {set} là {(outcome == "met" ? "đạt" : outcome)}",
        Requirement.Inherit(var set, var codes) => codes.Count == 0 ? $"các dòng của bộ {set} áp dụng ở cấp này" : $"các dòng {string.Join(", ", codes)} của bộ {set}",
        Requirement.When(var condition, var inner) => $"nếu {condition.Text}: {inner.Spoken()}",
        _ => throw new InvalidOperationException($"{requirement.GetType().Name} has no wording."),
    };

    /// <summary>Parts that stand under the line, to any depth.</summary>
    public static IReadOnlyList<Requirement> PartsOf(Requirement requirement) => requirement switch
    {
        Requirement.All(var parts) => parts,
        Requirement.AtLeast(_, var parts) => parts,
        Requirement.Window(var inner, _, _) => PartsOf(inner),
        Requirement.WindowUnknown(var inner) => PartsOf(inner),
        Requirement.BySplit(var inner, _) => PartsOf(inner),
        Requirement.EachUnit(_, var inner) => PartsOf(inner),
        Requirement.When(_, var inner) => PartsOf(inner),
        _ => [],
    };

    public static string Spoken(this Demand demand) => demand switch
    {
        Demand.Than(_, _, var text) => text,
        Demand.OnScale(_, _, var text) => text,
        Demand.Yes(var wanted) => wanted ? "có" : "không",
        Demand.Missing => "chưa có mức",
        Demand.ByYear(var years, var otherwise) => Table(years.Select(pair => ($"năm {pair.Key}", pair.Value)), "năm khác", otherwise),
        Demand.ByAttribute(var attribute, var values, var otherwise) => Table(values.Select(pair => ($"{attribute} {pair.Key}", pair.Value)), "còn lại", otherwise),
        Demand.Depending(var cases, var otherwise) => Table(cases.Select(one => ($"nếu {one.When.Text}", one.Demand)), "còn lại", otherwise),
        Demand.OfOtherSet other => other.Text,
        Demand.OfOwnHistory own => own.Text,
        _ => throw new InvalidOperationException($"{demand.GetType().Name} has no wording."),
    };

    /// <summary>The demands of a line and its parts, for finding those without a number.</summary>
    public static IEnumerable<Demand> DemandsOf(this Requirement requirement) => requirement switch
    {
        Requirement.Compare(_, var demand, _, _, _) => [demand],
        Requirement.EachItem(_, var demand) => [demand],
        Requirement.OfUnits(_, var inner, var demand, _) => inner.DemandsOf().Prepend(demand),
        Requirement.Points { Minimum: { } minimum } => [minimum],
        Requirement.BySplit(var inner, _) => inner.DemandsOf(),
        _ => PartsOf(requirement).SelectMany(DemandsOf),
    };

    private static string Table(IEnumerable<(string When, Demand Demand)> cases, string otherwise, Demand last) =>
        "(" + string.Join("; ", cases.Select(one => $"{one.When}: {one.Demand.Spoken()}").Append($"{otherwise}: {last.Spoken()}")) + ")";

    private static string Zero(WhenZero whenZero) => whenZero switch
    {
        WhenZero.Met => "; mẫu số bằng 0 thì đạt",
        WhenZero.NotApplicable => "; mẫu số bằng 0 thì không áp dụng",
        WhenZero.MustExplain => "; mẫu số bằng 0 thì phải giải trình",
        _ => "",
    };

    private static string Spoken(TrendReading reading) => reading switch
    {
        TrendReading.NotRisingYearly => "không tăng so với năm liền trước",
        TrendReading.FallingYearly => "giảm so với năm liền trước",
        TrendReading.NotFallingYearly => "không giảm so với năm liền trước",
        TrendReading.FallingOverall => "giảm giữa đầu và cuối",
        TrendReading.NotRisingOverall => "không tăng giữa đầu và cuối",
        _ => throw new ArgumentOutOfRangeException(nameof(reading), reading, null),
    };
}
