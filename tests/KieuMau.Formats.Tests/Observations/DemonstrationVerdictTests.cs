using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

/// <summary>From the office's workbook to verdicts under the set as the law is known, worked out by hand beforehand.</summary>
public sealed class DemonstrationVerdictTests
{
    private const string NoThreshold = "1.1 1.2 5.3 12.1";
    private static readonly DateOnly At = new(2024, 12, 31);
    private static readonly Lazy<IReadOnlyDictionary<string, Evaluation>> Khu = new(EvaluateAll);

    private static Dictionary<string, Evaluation> EvaluateAll()
    {
        var library = CriteriaFiles.Load([Path.Combine(DemonstrationWorkbookTests.Root(), "criteria")]).Library;
        Unit[] khu = [.. Enumerable.Range(1, 10).Select(number => new Unit($"thanh-dinh.khu-{number}", $"Khu {number}", "khu", "thanh-dinh", DateOnly.MinValue, null, new Dictionary<string, string>(), []))];
        using var file = File.OpenRead(Path.Combine(DemonstrationWorkbookTests.Root(), "demo", "tong-hop-kdc-2024.xlsx"));
        var workbook = WorkbookReader.Read(file, "tong-hop-kdc-2024.xlsx");
        var mapping = ColumnProposal.For(workbook, library.Measures, khu).Answered("AJ19", "12.8%", "12,8 %");
        var run = TrialRun.Of(workbook, mapping, library.Measures, khu, []);
        var tree = new UnitTree([.. khu, new("thanh-dinh", "Xã Thanh Đình", "xã", null, DateOnly.MinValue, null, new Dictionary<string, string>(), [])]);
        var knowledge = Knowledge.Of(tree, run.ToFacts(Period.OfYear(2024), null, default), []);
        var set = library.Find("phu-tho-kdc-kieu-mau-2021-2025", At)!;
        return khu.ToDictionary(unit => unit.Code, unit => new Evaluator(library).Evaluate(set, unit.Code, knowledge, new(At), explain: false));
    }

    [Theory]
    [InlineData(1, 33, "", "4.2 14.4")]
    [InlineData(3, 33, "", "4.2 14.4")]
    [InlineData(5, 32, "7.1", "4.2 14.4")]
    [InlineData(4, 9, "1.3 2.2 4.1 5.1 5.2 6.1 7.1 8.1 9.1 9.2 10.1 10.2 10.3 10.4 12.4 13.2 13.3 14.2 14.3", "3.2 3.3 4.2 12.2 12.3 14.4 14.5")]
    [InlineData(8, 12, "1.3 2.2 4.1 5.1 5.2 7.1 8.1 9.1 12.4 13.2 13.3", "3.1 3.2 3.3 4.2 6.1 10.1 10.2 10.3 10.4 11.3 12.2 14.4")]
    public void A_khu_stands_where_it_was_counted_by_hand(int number, int met, string notMet, string noData)
    {
        var khu = Khu.Value[$"thanh-dinh.khu-{number}"];
        string Codes(Verdict verdict) => string.Join(' ', khu.Criteria.SelectMany(criterion => criterion.Findings).Where(finding => finding.Verdict == verdict).Select(finding => finding.Indicator.Code));

        Assert.Equal((met, notMet, noData, NoThreshold, ""), (khu.Counts.Met, Codes(Verdict.NotMet), Codes(Verdict.NoData), Codes(Verdict.NoThreshold), Codes(Verdict.NotApplicable)));
        Assert.Equal(39, khu.Counts.Total);
    }
}
