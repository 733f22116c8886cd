using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;

namespace KieuMau.Formats.Evaluations;

/// <summary>One line of the criterion table: a criterion heading, or an indicator under it.</summary>
/// <param name="Demand">Mức yêu cầu, one text a part.</param>
/// <param name="Result">Kết quả thực hiện, one text a part, in the order of the demands.</param>
/// <param name="SelfRating">Tự đánh giá: "Đạt (chưa xác minh)".</param>
/// <param name="Remaining">Còn thiếu, or what must still be entered; empty when nothing.</param>
/// <param name="Source">Căn cứ of line and level.</param>
/// <param name="Review">Kết quả thẩm tra: "đã thẩm tra", "chưa thẩm tra", "trả lại"; of a criterion how many of its lines are verified.</param>
public sealed record CriterionTableLine(
    bool IsCriterion,
    string Code,
    string Name,
    Verdict Verdict,
    IReadOnlyList<string> Demand,
    IReadOnlyList<string> Result,
    string SelfRating,
    string Remaining,
    string Source,
    bool Unverified,
    string Review);

/// <summary>
/// Bảng tiêu chí trong hồ sơ: TT, tiêu chí và nội dung chỉ tiêu, mức yêu cầu, kết quả, tự đánh giá; the reviewers' columns
/// are filled only with what a review has said. One reading of an evaluation for the Word report and for the workbook.
/// </summary>
public static class CriterionTable
{
    private const int MostParts = 6;
    private const int MostLetters = 60;

    /// <param name="review">Nothing said of a line is "chưa thẩm tra".</param>
    public static IReadOnlyList<CriterionTableLine> Of(Evaluation evaluation, Func<Finding, ReviewStanding> review) =>
        [.. evaluation.Criteria.SelectMany(criterion => criterion.Findings.Select(finding => Line(finding, review(finding))).Prepend(Heading(criterion, review)))];

    /// <summary>Còn thiếu của một chỉ tiêu, in the words of the domain; empty when there is nothing to do.</summary>
    public static string Remaining(Finding finding) => finding switch
    {
        { Verdict: Verdict.Met or Verdict.NotApplicable } => "",
        { Gap.Text: { Length: > 0 } text } => text.TrimEnd('.'),
        { Missing.Count: > 0 } => "cần nhập: " + string.Join(", ", finding.Missing.Select(measure => measure.Name)),
        _ => "",
    };

    /// <summary>Whether the level judged against is an illustration and no rule.</summary>
    public static bool IllustratedLevel(Finding finding) =>
        (finding.Indicator.LevelSource ?? finding.Indicator.Source).Status == SourceStatus.Illustration
        || finding.Reason?.Leaves().Any(leaf => leaf.LevelSource is { Status: SourceStatus.Illustration }) == true;

    private static CriterionTableLine Heading(CriterionFinding criterion, Func<Finding, ReviewStanding> review)
    {
        var judged = criterion.Findings.Where(finding => !finding.Indicator.Local).ToList();
        var met = judged.Count(finding => finding.Verdict == Verdict.Met);
        return new(
            IsCriterion: true,
            criterion.Criterion.Code,
            criterion.Criterion.Name,
            criterion.Verdict,
            [],
            [judged.Count == 0 ? "" : $"đạt {NumberText.Spoken(met)}/{NumberText.Spoken(judged.Count)}"],
            criterion.Verdict.Spoken(criterion is { Verdict: Verdict.Met, Unverified: true }),
            "",
            "",
            criterion.Unverified,
            judged.Count == 0 ? "" : $"{NumberText.Spoken(judged.Count(finding => review(finding) == ReviewStanding.Verified))}/{NumberText.Spoken(judged.Count)} đã thẩm tra");
    }

    private static CriterionTableLine Line(Finding finding, ReviewStanding review)
    {
        var parts = Shown(finding.Reason);
        var demands = Once(parts.Select(DemandOf));
        if (demands.All(demand => demand.Length == 0)) demands = [Undemanded(finding)];
        if (IllustratedLevel(finding)) demands.Add("(mức minh họa)");
        return new(
            IsCriterion: false,
            finding.Indicator.Code,
            finding.Indicator.Name + (finding.Indicator.Local ? " (chỉ tiêu riêng của xã)" : ""),
            finding.Verdict,
            demands,
            Results(parts, named: demands.Count == 1),
            finding.Verdict.Spoken(finding is { Verdict: Verdict.Met, Unverified: true }),
            Remaining(finding),
            SourceOf(finding.Indicator),
            finding.Unverified,
            review.Spoken());
    }

    // a long list of parts (another set inside a line) is told by its conclusion alone
    private static IReadOnlyList<Reason> Shown(Reason? reason) => reason switch
    {
        null => [],
        { Parts.Count: 0 } => [reason],
        { Value.Length: > 0 } => [reason],
        { Parts: var parts } when parts.Count <= MostParts && parts.All(part => part.Parts.Count == 0) => parts,
        _ => [reason],
    };

    // four facets that each ask "có" ask it once
    private static List<string> Once(IEnumerable<string> texts) => texts.ToList() is var all && all.Distinct().Count() == 1 ? [all[0]] : all;

    // results that differ under one demand say whose they are: "Hội Nông dân: Hoàn thành tốt nhiệm vụ"
    private static List<string> Results(IReadOnlyList<Reason> parts, bool named)
    {
        var results = Once(parts.Select(ResultOf));
        return results.Count > 1 && named && parts.All(part => part.Label.Length <= MostLetters)
            ? [.. parts.Select((part, at) => $"{part.Label}: {results[at]}")]
            : results;
    }

    private static string DemandOf(Reason reason) =>
        reason.Demand.Length > 0 ? reason.Demand : reason.Verdict == Verdict.NoThreshold ? "chưa có mức" : "";

    private static string Undemanded(Finding finding) => finding.Verdict == Verdict.NoThreshold ? "chưa có mức" : "";

    private static string ResultOf(Reason reason)
    {
        if (reason.Value.Length == 0 && reason.Arithmetic.Length == 0)
            return reason.Parts.Count > 0 ? $"{reason.Parts.Count(part => part.Verdict == Verdict.Met)}/{reason.Parts.Count} nội dung đạt" : Absent(reason);
        if (reason.Arithmetic.Length == 0 || reason.Arithmetic == reason.Value) return reason.Value;
        if (reason.Value.Length == 0) return reason.Arithmetic;
        return reason.Value.EndsWith('%') ? $"{reason.Arithmetic} ({reason.Value})" : $"{reason.Arithmetic} = {reason.Value}";
    }

    private static string Absent(Reason reason) => reason.Verdict == Verdict.NoData ? "chưa có số liệu" : "";

    private static string SourceOf(Indicator indicator)
    {
        var line = Cite(indicator.Source);
        return indicator.LevelSource is { } level && Cite(level) != line ? $"{line}; mức: {Cite(level)}" : line;
    }

    private static string Cite(Source source) =>
        source.Clause.Length == 0 ? source.Document : $"{source.Document}, mục {source.Clause}";
}
