using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Formats.Evaluations;

namespace KieuMau.Formats.Tests.Evaluations;

public sealed class SelfAssessmentDocumentTests
{
    [Fact]
    public void The_report_of_a_khu_reads_as_approved() => Approved.Matches(PaperText.Of(Written(ReportSamples.Khu5)));

    [Fact]
    public void The_report_of_a_commune_reads_as_approved() => Approved.Matches(PaperText.Of(Written(ReportSamples.Commune)));

    [Fact]
    public void Word_finds_nothing_wrong_in_it()
    {
        foreach (var report in new[] { ReportSamples.Khu5, ReportSamples.Commune, ReportSamples.AllMet })
        {
            using var package = WordprocessingDocument.Open(Written(report), isEditable: false);
            Assert.Empty(PaperText.Problems(package));
        }
    }

    [Fact]
    public void A_unit_is_said_to_reach_the_set_only_when_every_line_is_met_and_verified()
    {
        Assert.Contains("Khu 5 đạt Bộ tiêu chí khu dân cư nông thôn mới kiểu mẫu năm 2024.", PaperText.Of(Written(Reviewed(ReportSamples.AllMet, _ => ReviewStanding.Verified))), StringComparison.Ordinal);
        Assert.Contains("Khu 5 tự đánh giá: đạt Bộ tiêu chí khu dân cư nông thôn mới kiểu mẫu năm 2024; chưa thẩm tra xong.", PaperText.Of(Written(ReportSamples.AllMet)), StringComparison.Ordinal);

        var unverified = ReportSamples.AllMet.Evaluation with
        {
            Unverified = true,
            Criteria = [.. ReportSamples.AllMet.Evaluation.Criteria.Select((criterion, at) => at > 0 ? criterion : criterion with
            {
                Findings = [.. criterion.Findings.Select(finding => finding with { Unverified = true })],
            })],
        };
        Assert.DoesNotContain("Khu 5 đạt Bộ tiêu chí", PaperText.Of(Written(SelfAssessmentReport.OfKhu(unverified, "Khu 5", "Xã Thanh Đình"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_returned_or_not_reviewed_is_counted_as_verified_and_the_paper_says_so()
    {
        var report = Reviewed(ReportSamples.AllMet, at => at switch { 0 => ReviewStanding.Returned, 1 => ReviewStanding.Waiting, _ => ReviewStanding.Verified });
        var all = report.ReviewCounts.All;
        var paper = PaperText.Of(Written(report));

        Assert.Equal(all - 2, report.ReviewCounts.Verified);
        Assert.Contains($"Đã thẩm tra {all - 2}/{all} chỉ tiêu; 1 chỉ tiêu bị trả lại; 1 chỉ tiêu chưa thẩm tra.", paper, StringComparison.Ordinal);
        Assert.Contains("| Đạt | trả lại |", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("Khu 5 đạt Bộ tiêu chí", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa thẩm tra", PaperText.Of(Written(Reviewed(ReportSamples.AllMet, _ => ReviewStanding.Verified))), StringComparison.Ordinal);

        var khu = new ReportUnit("Khu 5", report.Evaluation) { Reviews = report.Reviews };
        Assert.Equal(all - 2, khu.MetVerified);
    }

    private static SelfAssessmentReport Reviewed(SelfAssessmentReport report, Func<int, ReviewStanding> standing) =>
        report with { Reviews = report.Evaluation.Findings.Select((finding, at) => (finding.Indicator.Code, standing(at))).ToDictionary(one => one.Code, one => one.Item2) };

    [Fact]
    public void A_reconstructed_set_never_makes_a_plain_result()
    {
        var met = ReportSamples.AllMet.Evaluation;
        var report = SelfAssessmentReport.OfKhu(met with { Set = met.Set with { Condition = "phục dựng" } }, "Khu 5", "Xã Thanh Đình");

        var text = PaperText.Of(Written(report));

        Assert.DoesNotContain("Khu 5 đạt Bộ tiêu chí", text, StringComparison.Ordinal);
        Assert.Contains("bộ tiêu chí là bản phục dựng", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_was_not_chosen_does_not_stand_against_the_commune()
    {
        var evaluation = ReportSamples.CommuneEvaluation();
        var conditions = evaluation.Criteria[0];
        var met = evaluation with
        {
            Verdict = Verdict.Met,
            OutcomeName = "đạt",
            Criteria =
            [
                conditions with { Verdict = Verdict.Met, Findings = [.. conditions.Findings.Select(finding => finding with { Verdict = Verdict.Met, Unverified = false, Gap = null })] },
                .. evaluation.Criteria.Skip(1),
            ],
        };

        var text = PaperText.Of(Written(Reviewed(SelfAssessmentReport.OfCommune(met, "Xã Thanh Đình"), _ => ReviewStanding.Verified)));

        Assert.Contains("Xã Thanh Đình đạt Quy định xã nông thôn mới kiểu mẫu năm 2024.", text, StringComparison.Ordinal);
        Assert.Contains("- Lĩnh vực sản xuất: đạt 1/2 chỉ tiêu. Còn lại: SX.2 (thêm 5 khu).", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demonstration_says_so_before_anything_else_is_read()
    {
        var lines = PaperText.Of(Written(ReportSamples.Khu5)).Split('\n');

        Assert.True(Array.FindIndex(lines, line => line.Contains("SỐ LIỆU MINH HỌA", StringComparison.Ordinal)) < Array.FindIndex(lines, line => line.Contains("BÁO CÁO", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_head_of_the_table_repeats_and_no_row_splits()
    {
        using var package = WordprocessingDocument.Open(Written(ReportSamples.Khu5), isEditable: false);
        var table = package.MainDocumentPart!.Document!.Body!.Elements<Table>().First(found => found.Elements<TableRow>().Count() > 30);

        Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties?.GetFirstChild<TableHeader>());
        Assert.All(table.Elements<TableRow>(), row => Assert.NotNull(row.TableRowProperties?.GetFirstChild<CantSplit>()));
    }

    [Fact]
    public void The_page_is_laid_out_as_the_decree_says()
    {
        using var package = WordprocessingDocument.Open(Written(ReportSamples.Khu5), isEditable: false);
        var page = package.MainDocumentPart!.Document!.Body!.Elements<SectionProperties>().Single();
        var margin = page.GetFirstChild<PageMargin>()!;

        Assert.Equal((11906U, 16838U), (page.GetFirstChild<PageSize>()!.Width!.Value, page.GetFirstChild<PageSize>()!.Height!.Value));
        Assert.Equal((20, 15, 20, 30), (Millimetres(margin.Top!.Value), Millimetres((int)margin.Right!.Value), Millimetres(margin.Bottom!.Value), Millimetres((int)margin.Left!.Value)));
        Assert.NotNull(page.GetFirstChild<TitlePage>());
        Assert.DoesNotContain("txbxContent", package.MainDocumentPart.Document.OuterXml, StringComparison.Ordinal);

        static int Millimetres(int twips) => (int)Math.Round(twips * 25.4 / 1440);
    }

    [Fact]
    public void What_people_typed_cannot_break_the_file()
    {
        var finding = ReportSamples.KhuEvaluation().Findings.First();
        var evil = finding with { Indicator = finding.Indicator with { Name = "<b>&\u0001 \"tên\"" } };
        var evaluation = ReportSamples.KhuEvaluation();
        var report = SelfAssessmentReport.OfKhu(evaluation with { Criteria = [evaluation.Criteria[0] with { Findings = [evil] }] }, "Khu <5>", "Xã A & B");

        using var package = WordprocessingDocument.Open(Written(report), isEditable: false);

        Assert.Empty(PaperText.Problems(package));
        Assert.Contains("<b>& \"tên\"", package.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_its_number_says_what_to_enter()
    {
        var finding = ReportSamples.KhuEvaluation().Find("4.2")! with { Gap = null, Missing = [ReportSamples.MeasureNamed("trang thiết bị khác"), ReportSamples.MeasureNamed("wifi miễn phí")] };

        Assert.Equal("cần nhập: trang thiết bị khác, wifi miễn phí", CriterionTable.Remaining(finding));
        Assert.Equal("", CriterionTable.Remaining(finding with { Verdict = Verdict.Met }));
    }

    internal static MemoryStream Written(SelfAssessmentReport report)
    {
        var stream = new MemoryStream();
        SelfAssessmentDocument.Write(report, stream);
        stream.Position = 0;
        return stream;
    }
}
