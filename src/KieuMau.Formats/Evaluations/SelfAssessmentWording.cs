using System.Globalization;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;

namespace KieuMau.Formats.Evaluations;

/// <summary>
/// Lời văn của báo cáo: the sentences that an officer would otherwise write by hand. They never say "đạt" of a unit while
/// a line is unverified, lacks its level or its number, or the set itself is a reconstruction.
/// </summary>
internal static class SelfAssessmentWording
{
    private static readonly string[] WhereTheNameEnds = [" trên địa bàn ", " tỉnh ", " giai đoạn "];

    public static string Subject(SelfAssessmentReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"Kết quả thực hiện {Named(report.Set)} năm {report.Year}");

    /// <summary>The set's title without the place and the years, which the head of the paper says already.</summary>
    public static string Named(CriteriaSet set)
    {
        var end = WhereTheNameEnds.Select(mark => set.Title.IndexOf(mark, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(set.Title.Length).Min();
        var name = set.Title[..end].TrimEnd();
        return name.StartsWith("Bộ tiêu chí", StringComparison.Ordinal) || name.StartsWith("Quy định", StringComparison.Ordinal) ? name : "Bộ tiêu chí " + LowerFirst(name);
    }

    public static IReadOnlyList<string> Bases(SelfAssessmentReport report)
    {
        var set = report.Set;
        var phrases = new List<string>();
        if (set.Decision.Length > 0) phrases.Add($"Căn cứ {Decided(set)}");
        phrases.AddRange(set.Amendments.Where(amendment => !amendment.Illustration && amendment.Decision.Length > 0)
            .Select(amendment => $"Căn cứ {amendment.Decision}, {LowerFirst(amendment.Title)}"));
        phrases.AddRange(report.Basis);
        return [.. phrases.Select((phrase, at) => phrase.TrimEnd('.', ';', ' ') + (at == phrases.Count - 1 ? "." : ";"))];
    }

    public static string Opening(SelfAssessmentReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Head.Body} báo cáo kết quả thực hiện {Named(report.Set)} năm {report.Year} như sau:");

    public static IEnumerable<string> Notices(SelfAssessmentReport report)
    {
        if (report.Demonstration) yield return "SỐ LIỆU MINH HỌA";
        if (report.Set.Illustrated) yield return "Một số mức trong báo cáo là mức minh họa, không phải quy định.";
    }

    /// <summary>What must be known about the set before its results are read.</summary>
    public static IEnumerable<string> Cautions(SelfAssessmentReport report)
    {
        var set = report.Set;
        if (Reviewed(report) is { Length: > 0 } reviewed) yield return reviewed;
        if (set.Condition.Length > 0)
            yield return Ended($"Bộ tiêu chí dùng để đánh giá là bản {set.Condition}: {LowerFirst(set.ConditionNote.Length > 0 ? set.ConditionNote : "chưa đối chiếu được với văn bản gốc")}");
        foreach (var amendment in set.Amendments.Where(amendment => amendment.Illustration))
            yield return Ended($"{amendment.Title}{(amendment.Note.Length > 0 ? $": {LowerFirst(amendment.Note)}" : "")}");
        foreach (var precondition in set.Preconditions)
            yield return Ended($"Điều kiện tham khảo, không dùng để đánh giá (chưa xác minh): {precondition.Text}");
    }

    /// <summary>"Đến ngày 30/11/2024, khu 5 đạt 34/39 chỉ tiêu (trong đó 05 chỉ tiêu chưa xác minh); 01 chỉ tiêu chưa đạt."</summary>
    public static string Overview(SelfAssessmentReport report)
    {
        var counts = Counts(report);
        var chosen = report.Chosen;
        var met = $"{report.UnitName} đạt {Number(counts.Met)}/{Number(counts.Total)} chỉ tiêu{(chosen.Count > 0 ? " bắt buộc" : "")}";
        if (counts.MetUnverified > 0) met += $" (trong đó {Padded(counts.MetUnverified)} chỉ tiêu chưa xác minh)";
        var others = Others(counts).ToList();
        if (chosen.Count > 0) others.Add($"{Number(chosen.Count(criterion => criterion.Verdict == Verdict.Met))}/{Number(chosen.Count)} tiêu chí được lựa chọn đạt đủ các chỉ tiêu");
        return $"Đến ngày {Spoken(report.NumbersAsOf ?? report.Evaluation.At)}, {met}{string.Concat(others.Select(other => "; " + other))}.";
    }

    /// <summary>Thẩm tra đến đâu; empty when every line is verified.</summary>
    public static string Reviewed(SelfAssessmentReport report) => report.ReviewCounts.Caution("chỉ tiêu");

    /// <summary>The same of all khu together.</summary>
    public static string UnitsReviewed(SelfAssessmentReport report)
    {
        var counts = report.Units.Select(unit => unit.ReviewCounts).ToList();
        return new ReviewCounts(counts.Sum(one => one.Verified), counts.Sum(one => one.Returned), counts.Sum(one => one.Waiting)).Caution("chỉ tiêu của các khu");
    }

    /// <summary>"- Lĩnh vực Giáo dục: đạt 3/4 chỉ tiêu. Còn thiếu: GD.3 (thêm 2 em)."</summary>
    public static string Chosen(CriterionFinding criterion)
    {
        var counts = VerdictCounts.Of(criterion.Findings);
        var left = criterion.Findings.Where(finding => finding.Verdict is not (Verdict.Met or Verdict.NotApplicable))
            .Select(finding => CriterionTable.Remaining(finding) is { Length: > 0 } gap ? $"{finding.Indicator.Code} ({gap})" : $"{finding.Indicator.Code} ({LowerFirst(finding.Verdict.Spoken())})");
        var rest = string.Join(", ", left);
        return $"- {criterion.Criterion.Name}: đạt {Number(counts.Met)}/{Number(counts.Total)} chỉ tiêu.{(rest.Length > 0 ? $" Còn lại: {rest}." : "")}";
    }

    public static string NotMet(Finding finding)
    {
        var gap = CriterionTable.Remaining(finding);
        return gap.Length > 0 && !finding.Because.Contains(gap, StringComparison.Ordinal) ? $"{Reasoned(finding)} Còn thiếu: {gap}." : Reasoned(finding);
    }

    public static string NoData(Finding finding)
    {
        var missing = CriterionTable.Remaining(finding);
        return missing.Length > 0 ? $"{Line(finding)} {UpperFirst(missing)}." : Reasoned(finding);
    }

    /// <summary>The line with its reason; a reason that begins with the line's own words stands alone.</summary>
    public static string Reasoned(Finding finding) => finding.Because switch
    {
        "" => Line(finding),
        var because when because.StartsWith(finding.Indicator.Name, StringComparison.OrdinalIgnoreCase) => $"- {finding.Indicator.Code}. {because}",
        var because => $"{Line(finding)} {because}",
    };

    public static string Line(Finding finding) => $"- {finding.Indicator.Code}. {finding.Indicator.Name.TrimEnd('.')}{(finding.Indicator.Local ? " (chỉ tiêu riêng của xã)" : "")}.";

    /// <summary>Kết luận: the set's own outcome, and whatever forbids calling it "đạt".</summary>
    public static IEnumerable<string> Conclusions(SelfAssessmentReport report)
    {
        var evaluation = report.Evaluation;
        var open = StillOpen(report).ToList();
        var unit = UpperFirst(report.UnitName);
        var outcome = LowerFirst(evaluation.OutcomeName);
        yield return evaluation switch
        {
            { Verdict: Verdict.Met } when open.Count == 0 && Reviewed(report).Length == 0 => $"{unit} {outcome} {Named(report.Set)} năm {report.Year.ToString(CultureInfo.InvariantCulture)}.",
            { Verdict: Verdict.Met } when open.Count == 0 => $"{unit} tự đánh giá: {outcome} {Named(report.Set)} năm {report.Year.ToString(CultureInfo.InvariantCulture)}; chưa thẩm tra xong.",
            { Verdict: Verdict.Met } => $"{unit} tự đánh giá: {outcome} (chưa xác minh); chưa đủ cơ sở đề nghị xét, công nhận.",
            { Verdict: Verdict.NotMet, Unverified: true, OutcomeCode: not "not-met" } => $"{unit} tự đánh giá: {outcome} {Named(report.Set)} (chưa xác minh).",
            { Verdict: Verdict.NotMet } => $"{unit} tự đánh giá: {outcome} {Named(report.Set)}.",
            _ => $"Chưa đủ cơ sở kết luận {report.UnitName} đạt {Named(report.Set)}.",
        };
        if (open.Count > 0) yield return $"Còn phải làm rõ trước khi đề nghị xét, công nhận: {string.Join("; ", open)}.";
        if (report.Demonstration) yield return "Số liệu trong báo cáo là số liệu minh họa, không dùng để xét, công nhận.";
    }

    public static string Spoken(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Counts below ten are written 01, 02 in running text, as offices do.</summary>
    public static string Padded(int count) => count is > 0 and < 10 ? "0" + Number(count) : Number(count);

    public static string Number(int count) => NumberText.Spoken(count);

    private static VerdictCounts Counts(SelfAssessmentReport report) => VerdictCounts.Of(report.Compulsory.SelectMany(criterion => criterion.Findings));

    private static IEnumerable<string> StillOpen(SelfAssessmentReport report)
    {
        var counts = Counts(report);
        if (report.Evaluation.Verdict != Verdict.Met)
        {
            foreach (var other in Others(counts with { NotApplicable = 0 })) yield return other;
        }

        if (counts.MetUnverified > 0) yield return $"{Padded(counts.MetUnverified)} chỉ tiêu đạt nhưng chưa xác minh";
        else if (report.Evaluation.Unverified) yield return "căn cứ của kết quả chưa xác minh";
        if (report.Set.Condition.Length > 0) yield return $"bộ tiêu chí là bản {report.Set.Condition}";
        if (report.Set.Illustrated) yield return "bộ tiêu chí có mức minh họa";
    }

    private static IEnumerable<string> Others(VerdictCounts counts)
    {
        if (counts.NotMet > 0) yield return $"{Padded(counts.NotMet)} chỉ tiêu chưa đạt";
        if (counts.NoData > 0) yield return $"{Padded(counts.NoData)} chỉ tiêu chưa có số liệu";
        if (counts.NoThreshold > 0) yield return $"{Padded(counts.NoThreshold)} chỉ tiêu chưa có ngưỡng";
        if (counts.NotApplicable > 0) yield return $"{Padded(counts.NotApplicable)} chỉ tiêu không áp dụng";
    }

    private static string Decided(CriteriaSet set)
    {
        var number = char.IsDigit(set.Decision[0]) ? $"Quyết định số {set.Decision}" : set.Decision;
        var subject = set.Title.StartsWith("Bộ tiêu chí", StringComparison.Ordinal) ? $"ban hành {set.Title}" : $"về {LowerFirst(set.Title)}";
        return $"{number}{By(set.Issuer)} {subject}";
    }

    private static string By(string issuer) => issuer.Length == 0 ? "" : $" của {issuer}";

    private static string Ended(string text) => text.TrimEnd('.', ' ') + ".";

    // "QĐ 2516" and "UBND" stay as they are: only a word that is not an abbreviation begins small
    private static string LowerFirst(string text) =>
        text.Length == 0 || (text.Length > 1 && char.IsUpper(text[1])) ? text : char.ToLower(text[0], NumberText.Vietnamese) + text[1..];

    private static string UpperFirst(string text) => text.Length == 0 ? text : char.ToUpper(text[0], NumberText.Vietnamese) + text[1..];
}
