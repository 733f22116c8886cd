using KieuMau.Domain.Evaluations;
using KieuMau.Formats.OfficialPapers;

namespace KieuMau.Formats.Evaluations;

/// <summary>Báo cáo kết quả thực hiện bộ tiêu chí, as a Word document.</summary>
public static class SelfAssessmentDocument
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void Write(SelfAssessmentReport report, Stream to)
    {
        OfficialPaper.Write(to, $"Báo cáo {SelfAssessmentWording.Subject(report)}", paper => Compose(report, paper));
    }

    /// <summary>The same paper as parts, for showing on screen exactly what the document says.</summary>
    public static IReadOnlyList<PaperPart> Preview(SelfAssessmentReport report)
    {
        var preview = new PaperPreview();
        Compose(report, preview);
        return preview.Parts;
    }

    private static void Compose(SelfAssessmentReport report, IPaper paper)
    {
        Opening(report, SelfAssessmentWording.Subject(report), paper);
        var section = new SectionNumbers(paper);
        if (report.Facts.Count > 0) Situation(report, paper, section);
        Results(report, paper, section);
        Table(report, paper, section);
        if (report.Units.Count > 0) Units(report, paper, section);
        Conclusion(report, paper, section);
        paper.Close(report.Closing);
    }

    private static void Opening(SelfAssessmentReport report, string subject, IPaper paper)
    {
        paper.Head(report.Head);
        foreach (var notice in SelfAssessmentWording.Notices(report)) paper.Notice(notice);
        paper.Name("Báo cáo", subject);
        if (report.AddressedTo.Length > 0) paper.AddressedTo(report.AddressedTo);
        foreach (var basis in SelfAssessmentWording.Bases(report)) paper.Basis(basis);
        paper.Text(SelfAssessmentWording.Opening(report));
    }

    private static void Situation(SelfAssessmentReport report, IPaper paper, SectionNumbers section)
    {
        section.Next("Đặc điểm tình hình");
        foreach (var fact in report.Facts) paper.Text($"- {fact.Name}: {fact.Value}.");
    }

    private static void Results(SelfAssessmentReport report, IPaper paper, SectionNumbers section)
    {
        section.Next("Kết quả thực hiện");
        var findings = report.Compulsory.SelectMany(criterion => criterion.Findings).ToList();
        section.Part("Kết quả chung");
        paper.Text(SelfAssessmentWording.Overview(report));
        foreach (var caution in SelfAssessmentWording.Cautions(report)) paper.Text(caution);

        Part("Chỉ tiêu chưa đạt và khối lượng còn thiếu", Verdict.NotMet, SelfAssessmentWording.NotMet);
        Part("Chỉ tiêu chưa có số liệu", Verdict.NoData, SelfAssessmentWording.NoData);
        Part("Chỉ tiêu chưa có ngưỡng", Verdict.NoThreshold, SelfAssessmentWording.Reasoned);
        Part("Chỉ tiêu không áp dụng", Verdict.NotApplicable, SelfAssessmentWording.Reasoned);
        Unverified(report.Evaluation.Findings, paper, section);
        Chosen(report.Chosen, paper, section);

        void Part(string title, Verdict verdict, Func<Finding, string> say)
        {
            var here = findings.Where(finding => finding.Verdict == verdict).ToList();
            if (here.Count == 0) return;
            section.Part(title);
            foreach (var finding in here) paper.Text(say(finding));
        }
    }

    private static void Unverified(IEnumerable<Finding> findings, IPaper paper, SectionNumbers section)
    {
        var codes = findings.Where(finding => finding is { Verdict: Verdict.Met, Unverified: true }).Select(finding => finding.Indicator.Code).ToList();
        if (codes.Count == 0) return;
        section.Part("Chỉ tiêu đạt nhưng chưa xác minh");
        paper.Text($"{(codes.Count == 1 ? "Chỉ tiêu" : "Các chỉ tiêu")} {string.Join(", ", codes)}: mức hoặc cách hiểu chưa được đối chiếu với quyết định ban hành; kết quả ghi “đạt (chưa xác minh)”.");
    }

    private static void Chosen(IReadOnlyList<CriterionFinding> criteria, IPaper paper, SectionNumbers section)
    {
        if (criteria.Count == 0) return;
        section.Part("Các tiêu chí được lựa chọn, gần đạt nhất trước");
        foreach (var criterion in criteria.OrderBy(criterion => criterion.Findings.Count(finding => finding.Verdict is not (Verdict.Met or Verdict.NotApplicable))))
            paper.Text(SelfAssessmentWording.Chosen(criterion));
    }

    private static void Table(SelfAssessmentReport report, IPaper paper, SectionNumbers section)
    {
        section.Next("Kết quả từng tiêu chí");
        paper.Table(new(
            [
                new("TT", 14, Centred: true), new("Tiêu chí, nội dung chỉ tiêu", 40), new("Mức yêu cầu", 22), new("Kết quả thực hiện", 30),
                new("Tự đánh giá", 24, Centred: true), new("Kết quả thẩm tra", 21, Centred: true), new("Kết quả thẩm định", 14, Centred: true),
            ],
            [.. CriterionTable.Of(report.Evaluation, report.ReviewOf).Select(line => line.IsCriterion ? CriterionRow(line) : IndicatorRow(line))]));
    }

    private static PaperRow CriterionRow(CriterionTableLine line) =>
        new([line.Code, new PaperCell([line.Name], Span: 2), line.Result[0], line.SelfRating, line.Review, ""], Strong: true);

    // what must still be entered is listed in section II; the work still to do stands under the result it would change
    private static PaperRow IndicatorRow(CriterionTableLine line)
    {
        string[] work = line is { Verdict: Verdict.NotMet, Remaining.Length: > 0 } ? [$"còn thiếu: {line.Remaining}"] : [];
        return new([line.Code, line.Name, new PaperCell(line.Demand), new PaperCell([.. line.Result, .. work]), line.SelfRating, line.Review, ""]);
    }

    private static void Units(SelfAssessmentReport report, IPaper paper, SectionNumbers section)
    {
        section.Next("Kết quả của các khu");
        paper.Text($"Theo {SelfAssessmentWording.Named(report.Units[0].Evaluation.Set)}, số chỉ tiêu của từng khu như sau:");
        if (SelfAssessmentWording.UnitsReviewed(report) is { Length: > 0 } caution) paper.Text(caution);
        paper.Table(new(
            [
                new("TT", 10, Centred: true), new("Khu", 25), new("Đạt", 16, Centred: true), new("Trong đó chưa xác minh", 18, Centred: true), new("Trong đó đã thẩm tra", 18, Centred: true), new("Chưa đạt", 14, Centred: true),
                new("Chưa có số liệu", 16, Centred: true), new("Chưa có ngưỡng", 16, Centred: true), new("Không áp dụng", 14, Centred: true), new("Kết quả", 18, Centred: true),
            ],
            [.. report.Units.Select(UnitRow)]));
    }

    private static PaperRow UnitRow(ReportUnit unit, int at)
    {
        var counts = unit.Evaluation.Counts;
        return new([
            SelfAssessmentWording.Number(at + 1),
            unit.Target ? $"{unit.Name} (đăng ký)" : unit.Name,
            $"{SelfAssessmentWording.Number(counts.Met)}/{SelfAssessmentWording.Number(counts.Total)}",
            SelfAssessmentWording.Number(counts.MetUnverified),
            SelfAssessmentWording.Number(unit.MetVerified),
            SelfAssessmentWording.Number(counts.NotMet),
            SelfAssessmentWording.Number(counts.NoData),
            SelfAssessmentWording.Number(counts.NoThreshold),
            SelfAssessmentWording.Number(counts.NotApplicable),
            unit.Evaluation.Verdict.Spoken(unit.Evaluation is { Verdict: Verdict.Met, Unverified: true })]);
    }

    private static void Conclusion(SelfAssessmentReport report, IPaper paper, SectionNumbers section)
    {
        section.Next("Đánh giá chung");
        var sentences = SelfAssessmentWording.Conclusions(report).ToList();
        foreach (var sentence in sentences.SkipLast(1)) paper.Text(sentence);
        paper.LastText(sentences[^1] + "/.");
    }

    /// <summary>I, II, III for sections; 1, 2, 3 inside one.</summary>
    private sealed class SectionNumbers(IPaper paper)
    {
        private static readonly string[] Roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
        private int section;
        private int part;

        public void Next(string title)
        {
            part = 0;
            paper.Section($"{Roman[section++]}. {title.ToUpper(NumberText.Vietnamese)}");
        }

        public void Part(string title) => paper.Subsection($"{SelfAssessmentWording.Number(++part)}. {title}");
    }
}
