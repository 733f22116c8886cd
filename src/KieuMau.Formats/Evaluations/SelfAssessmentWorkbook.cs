using KieuMau.Domain.Evaluations;
using KieuMau.Formats.Tables;

namespace KieuMau.Formats.Evaluations;

/// <summary>Bảng tiêu chí của báo cáo, as .xlsx; for a commune a second sheet counts its khu.</summary>
public static class SelfAssessmentWorkbook
{
    public static void Write(SelfAssessmentReport report, Stream to) => TableWorkbook.Write(to, Sheets(report));

    public static IReadOnlyList<TableSheet> Sheets(SelfAssessmentReport report) =>
        report.Units.Count == 0 ? [Criteria(report)] : [Criteria(report), Units(report)];

    private static TableSheet Criteria(SelfAssessmentReport report) => new(
        "Tiêu chí",
        Titles(report, SelfAssessmentWording.Subject(report), SelfAssessmentWording.Reviewed(report)),
        [
            new("TT", Width: 8), new("Tiêu chí, nội dung chỉ tiêu", Width: 60), new("Mức yêu cầu", Width: 22), new("Kết quả thực hiện", Width: 26),
            new("Tự đánh giá", Width: 22), new("Còn thiếu", Width: 34), new("Căn cứ", Width: 30), new("Kết quả thẩm tra", Width: 14), new("Kết quả thẩm định", Width: 14),
        ],
        [.. CriterionTable.Of(report.Evaluation, report.ReviewOf).Select(Row)])
    {
        FrozenColumns = 2,
    };

    private static TableRow Row(CriterionTableLine line) => new(
        [
            TableCell.Of(line.Code),
            TableCell.Of(line.Name),
            TableCell.Of(string.Join("\n", line.Demand)),
            TableCell.Of(string.Join("\n", line.Result)),
            TableCell.Of(line.SelfRating),
            TableCell.Of(line.Remaining),
            TableCell.Of(line.Source),
            TableCell.Of(line.Review),
            TableCell.None,
        ],
        Strong: line.IsCriterion);

    private static TableSheet Units(SelfAssessmentReport report) => new(
        "Các khu",
        Titles(report, $"Số chỉ tiêu của các khu theo {SelfAssessmentWording.Named(report.Units[0].Evaluation.Set)}", SelfAssessmentWording.UnitsReviewed(report)),
        [
            new("TT", TableColumnKind.Number, 6), new("Khu", Width: 22), new("Đạt", TableColumnKind.Number, 10), new("Trong đó chưa xác minh", TableColumnKind.Number, 14), new("Trong đó đã thẩm tra", TableColumnKind.Number, 14),
            new("Chưa đạt", TableColumnKind.Number, 12), new("Chưa có số liệu", TableColumnKind.Number, 12), new("Chưa có ngưỡng", TableColumnKind.Number, 12),
            new("Không áp dụng", TableColumnKind.Number, 12), new("Tổng số", TableColumnKind.Number, 10), new("Kết quả", Width: 24),
        ],
        [.. report.Units.Select(UnitRow)])
    {
        FrozenColumns = 2,
    };

    private static TableRow UnitRow(ReportUnit unit, int at)
    {
        var counts = unit.Evaluation.Counts;
        return new([
            TableCell.Of(at + 1),
            TableCell.Of(unit.Target ? $"{unit.Name} (đăng ký)" : unit.Name),
            TableCell.Of(counts.Met),
            TableCell.Of(counts.MetUnverified),
            TableCell.Of(unit.MetVerified),
            TableCell.Of(counts.NotMet),
            TableCell.Of(counts.NoData),
            TableCell.Of(counts.NoThreshold),
            TableCell.Of(counts.NotApplicable),
            TableCell.Of(counts.Total),
            TableCell.Of(unit.Evaluation.Verdict.Spoken(unit.Evaluation is { Verdict: Verdict.Met, Unverified: true }))]);
    }

    private static List<string> Titles(SelfAssessmentReport report, string title, string reviewed) =>
    [
        title,
        $"{report.Head.Body}; tính đến ngày {SelfAssessmentWording.Spoken(report.NumbersAsOf ?? report.Evaluation.At)}",
        .. SelfAssessmentWording.Notices(report),
        .. reviewed.Length > 0 ? [reviewed] : Array.Empty<string>(),
    ];
}
