using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.CriteriaSets;

/// <summary>The law as it ships: every example holds, every set has the lines the decision says, and the workbook's khu come out as reckoned by hand.</summary>
public sealed class ShippedCriteriaTests
{
    private const string KhuSet = "phu-tho-kdc-kieu-mau-2021-2025";

    private static readonly LoadedCriteria Law = CriteriaFiles.Load([Path.Combine(Repository.Root, "criteria")]);
    private static readonly LoadedCriteria Illustrated = CriteriaFiles.Load([Path.Combine(Repository.Root, "criteria")], illustrations: true);
    private static readonly DateOnly At = new(2024, 12, 31);

    [Fact]
    public void Every_example_holds() => Holds(Law);

    [Fact]
    public void Every_example_holds_with_the_illustrations_laid_on() => Holds(Illustrated);

    private static void Holds(LoadedCriteria loaded)
    {
        var runner = new ExampleRunner(loaded.Library);
        var parted = loaded.Examples.Select(runner.Run).OfType<FileProblem>().Select(problem => problem.ToString()).ToList();

        Assert.True(loaded.Examples.Count > 100);
        Assert.True(parted.Count == 0, string.Join(Environment.NewLine, parted));
    }

    [Theory]
    [InlineData("phu-tho-kdc-kieu-mau-2021-2025", 14, 39)]
    [InlineData("phu-tho-xa-kieu-mau-2021-2025", 8, 39)]
    [InlineData("quoc-gia-xa-nang-cao-2021-2025", 19, 75)]
    [InlineData("quoc-gia-xa-ntm-2021-2025", 19, 57)]
    [InlineData("phu-tho-xa-nang-cao-2021-2025", 19, 75)]
    [InlineData("quoc-gia-xa-ntm-2026-2030", 10, 0)]
    public void A_set_has_as_many_criteria_and_lines_as_the_decision(string setId, int criteria, int lines)
    {
        var set = Law.Library.Find(setId)!.Latest;

        Assert.Equal((criteria, lines), (set.Criteria.Count, set.Indicators.Count()));
    }

    [Fact]
    public void No_province_is_easier_than_the_nation() => Assert.Empty(FloorChecks.TooEasy(Law));

    [Fact]
    public void Without_illustrations_no_level_is_invented()
    {
        Assert.DoesNotContain(Law.Library.Sets, set => set.Latest.Illustrated);
        Assert.All(["1.1", "1.2", "5.3", "12.1"], code => Assert.IsType<Demand.Missing>(Assert.IsType<Requirement.Compare>(Law.Library.Find(KhuSet)!.Latest.Find(code)!.Requirement).Demand));
        Assert.All(Law.Library.Sets, set => Assert.DoesNotContain(set.Latest.Indicators, line => (line.LevelSource ?? line.Source).Status == SourceStatus.Illustration));
    }

    // M met, U met but unverified, K not met, k not met by an unverified level, N no data, T no threshold; criteria parted by a space
    [Theory]
    [InlineData(1, "TTM MM UMM MN MMT M M U MM MMMM UUU TUUMM MMMU UMMNU")]
    [InlineData(3, "TTM MM UMM MN MMT M M U MM MMMM UUU TUUMM MMMU UMMNU")]
    [InlineData(4, "TTK MK UNN KN KKT K K k KK KKKK UUU TNNKM MKKU UKKNN")]
    [InlineData(5, "TTM MM UMM MN MMT M K U MM MMMM UUU TUUMM MMMU UMMNU")]
    [InlineData(8, "TTK MK NNN KN KKT N K k KM NNNN UUN TNUKM MKKU UMMNU")]
    public void A_khu_of_the_workbook_comes_out_as_reckoned_by_hand(int khu, string letters) =>
        Assert.Equal(letters, string.Join(' ', JudgedKhu(Law, khu).Criteria.Select(criterion => string.Concat(criterion.Findings.Select(finding => Standing.Letter(finding.Verdict, finding.Unverified))))));

    [Fact]
    public void Khu_1_has_33_met_4_without_a_level_and_2_without_data()
    {
        var judged = JudgedKhu(Law, 1);

        Assert.Equal((33, 0, 2, 4, 0), (judged.Counts.Met, judged.Counts.NotMet, judged.Counts.NoData, judged.Counts.NoThreshold, judged.Counts.NotApplicable));
        Assert.Equal("cần nhập: trang thiết bị khác cho sinh hoạt cộng đồng", judged.Find("4.2")!.Gap!.Text);
        Assert.Equal(4, judged.Find("14.4")!.Missing.Count);
        Assert.Equal(Verdict.NoData, judged.Verdict);
    }

    [Fact]
    public void Khu_5_lacks_one_household()
    {
        var finding = JudgedKhu(Law, 5).Find("7.1")!;

        Assert.Equal("giảm 1\u00a0hộ", finding.Gap!.Text);
        Assert.Contains("2 + 1 − 2 = 1\u00a0hộ", finding.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void With_illustrations_khu_1_is_met_only_unverified_where_a_level_is_invented()
    {
        var judged = JudgedKhu(Illustrated, 1);

        Assert.True(judged.Set.Illustrated);
        Assert.Equal(0, judged.Counts.NoThreshold);
        Assert.All(["1.1", "1.2", "5.3", "12.1"], code => Assert.True(judged.Find(code)!.Unverified));
    }

    private static Evaluation JudgedKhu(LoadedCriteria loaded, int number)
    {
        var library = loaded.Library;
        Unit[] units = [new("xa", "Xã", "xã", null, DateOnly.MinValue, null, new Dictionary<string, string>(), []),
            .. Enumerable.Range(1, 10).Select(one => new Unit($"khu-{one}", $"Khu {one}", "khu", "xa", DateOnly.MinValue, null, new Dictionary<string, string>(), []))];
        using var file = File.OpenRead(Path.Combine(Repository.Root, "demo", "tong-hop-kdc-2024.xlsx"));
        var workbook = WorkbookReader.Read(file, "tong-hop-kdc-2024.xlsx");
        var mapping = ColumnProposal.For(workbook, library.Measures, units[1..]);
        var question = TrialRun.Of(workbook, mapping, library.Measures, units[1..], []).Questions.Single();
        var run = TrialRun.Of(workbook, mapping.Answered(question, question.Readings[0].Answer), library.Measures, units[1..], []);
        var facts = run.ToFacts(Period.OfYear(2024), null, default);
        return new Evaluator(library).Evaluate(library.Find(KhuSet, At)!, $"khu-{number}", Knowledge.Of(new UnitTree(units), facts.Select(pair => (pair.Unit, pair.Fact)), []), new Moment(At), explain: true);
    }
}
