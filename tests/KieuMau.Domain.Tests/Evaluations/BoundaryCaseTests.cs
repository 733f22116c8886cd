using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using static KieuMau.Domain.Tests.Evaluations.Case;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>The boundary cases of the law, with the numbers they were written down with.</summary>
public sealed class BoundaryCaseTests
{
    private readonly Measure households = Count("tổng số hộ");
    private readonly Measure sorting = Count("hộ phân loại rác");

    private static string Gap(Finding finding) => (finding.Gap?.Text ?? "").Replace('\u00a0', ' ');

    [Theory]
    [InlineData(599, Verdict.NotMet)]
    [InlineData(600, Verdict.Met)]
    public void Case_1_of_1000_households_600_must_sort_waste(int some, Verdict expected)
    {
        Within(sorting, households);
        var finding = new Case().Knows(households, "2024", 1000).Knows(sorting, "2024", some).Judge(AtLeast(Ratio(sorting, households), 0.6m));

        Assert.Equal(expected, finding.Verdict);
        Assert.Equal(expected == Verdict.Met ? "" : "thêm 1 hộ", Gap(finding));
    }

    [Fact]
    public void Case_2_of_3000_households_2999_is_not_all_though_it_would_round_to_100()
    {
        var finding = new Case().Knows(households, "2024", 3000).Knows(Within(sorting, households), "2024", 2999).Judge(Compare(Ratio(sorting, households), Comparison.Equal, Exact.One));

        Assert.Equal(Verdict.NotMet, finding.Verdict);
        Assert.Contains("99,97", finding.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, Verdict.NotMet)]
    [InlineData(14, Verdict.Met)]
    public void Case_3_stunting_of_100_must_be_below_15(int some, Verdict expected)
    {
        var (children, stunted) = (Count("trẻ dưới 5 tuổi", GoodDirection.None), Count("trẻ thấp còi", GoodDirection.Down));

        Assert.Equal(expected, new Case().Knows(children, "2024", 100).Knows(stunted, "2024", some).Verdict(Compare(Ratio(stunted, children), Comparison.LessThan, Exact.From(0.15m))));
    }

    [Theory]
    [InlineData("66.0", 2024, Verdict.Met)]
    [InlineData("65.9", 2024, Verdict.NotMet)]
    [InlineData("66.0", 2025, Verdict.NoThreshold)] // case 5: the level of that year was never entered
    [InlineData("99.0", 2025, Verdict.NoThreshold)]
    public void Cases_4_and_5_income_is_held_against_110_percent_of_the_other_sets_level(string seen, int year, Verdict expected)
    {
        var income = Quantity("thu nhập");
        var advanced = SetOf("nang-cao", Line("10", new Requirement.Compare(Of(income), new Demand.ByYear(new Dictionary<int, Demand> { [2024] = new Demand.Than(Comparison.AtLeast, Exact.From(60.0m), "≥ 60,0") }, new Demand.Missing("")), "", WhenZero.Unsaid, 0)));
        var rule = new Requirement.Compare(Of(income), new Demand.OfOtherSet(Comparison.AtLeast, Exact.Percent(110), "nang-cao", "10", "≥ 110 %"), "", WhenZero.Unsaid, 0);

        Assert.Equal(expected, new Case().With(advanced).Knows(income, $"{year}", decimal.Parse(seen, System.Globalization.CultureInfo.InvariantCulture)).Verdict(rule, $"{year}-12-31"));
    }

    [Fact]
    public void Case_6_a_household_with_two_reasons_is_deducted_once()
    {
        var poor = Count("hộ nghèo", GoodDirection.Down);
        var excused = new Measure { Code = "tru", Name = "hộ nghèo được trừ", Kind = MeasureKind.Count, Unit = "hộ", NeverLever = true, Wanted = GoodDirection.Up, Split = new("lý do", ["bảo trợ xã hội", "bệnh hiểm nghèo"], Overlapping: true) };
        var net = Compare(new Formula.Minus(Of(poor), Of(excused)), Comparison.Equal, Exact.Zero);

        // 3 social protection, 2 grave illness, 1 both reasons: 4 and 3 by reason, 6 households
        var known = new Case().Knows(poor, "2024", 6).Knows(excused, "2024", 6).Knows(excused, "2024", 4, split: "bảo trợ xã hội").Knows(excused, "2024", 3, split: "bệnh hiểm nghèo");
        Assert.Equal(Verdict.Met, known.Verdict(net));

        // the reasons alone are never added up
        Assert.Equal(Verdict.NoData, new Case().Knows(poor, "2024", 6).Knows(excused, "2024", 4, split: "bảo trợ xã hội").Knows(excused, "2024", 3, split: "bệnh hiểm nghèo").Verdict(net));
    }

    [Theory]
    [InlineData(19, 1, Verdict.Met)]
    [InlineData(19, 0, Verdict.NotMet)]
    [InlineData(20, 0, Verdict.Met)]
    public void Case_8_of_20_children_19_finish_and_the_rest_are_still_at_school(int finished, int atSchool, Verdict expected)
    {
        var (all, done, still) = (Count("trẻ 11 tuổi", GoodDirection.None), Count("trẻ hoàn thành"), Count("trẻ còn học"));
        var rest = new Formula.Over(Of(still), new Formula.Minus(Of(all), Of(done)));

        Assert.Equal(expected, new Case().Knows(all, "2024", 20).Knows(done, "2024", finished).Knows(still, "2024", atSchool)
            .Verdict(All(AtLeast(Ratio(done, all), 0.95m), Compare(rest, Comparison.Equal, Exact.One, WhenZero.Met))));
    }

    [Fact]
    public void Case_11_without_2020_the_first_of_three_years_is_open_and_2020_is_named()
    {
        var cases = Events("vụ tệ nạn");
        var rule = new Requirement.Window(new Requirement.Trend(Of(cases), TrendReading.NotRisingYearly), 3, EndsBeforeYear: true);
        var finding = new Case().Knows(cases, "2021", 5).Knows(cases, "2022", 4).Knows(cases, "2023", 4).Judge(rule);

        Assert.Equal(Verdict.NoData, finding.Verdict);
        Assert.Equal([Verdict.NoData, Verdict.Met, Verdict.Met], finding.Reason!.Parts.Select(year => year.Verdict));
        Assert.Equal("cần nhập: vụ tệ nạn năm 2020", Gap(finding));
    }

    [Fact]
    public void Case_12_one_field_of_seven_suffices_with_the_conditions()
    {
        var works = Enumerable.Range(1, 7).Select(number => Count($"việc {number}")).ToArray();
        var conditions = Enumerable.Range(1, 3).Select(number => YesNo($"điều kiện {number}")).ToArray();
        var fields = works.Select((work, index) => new Criterion($"L{index + 1}", $"Lĩnh vực {index + 1}", [Line($"L{index + 1}.1", AtLeast(Of(work), 1))])).ToList();
        Indicator[] lines = [.. conditions.Select((one, index) => Line($"DK.{index + 1}", Has(one))), Line("DK.4", Some(1, [.. fields.Select(field => new Requirement.Ref(field.Code))]))];
        var set = new CriteriaSet("kieu-mau", "Kiểu mẫu", [new("DK", "Điều kiện", lines), .. fields]) { Requirement = All(new Requirement.Ref("DK")), Levels = ["xã"] };

        var known = new Case();
        foreach (var condition in conditions) known.Knows(condition, "2024", true);
        for (var i = 0; i < 7; i++) known.Knows(works[i], "2024", i == 4 ? 1 : 0);
        var judged = known.Judge(set);

        Assert.Equal(Verdict.Met, judged.Verdict);
        Assert.Equal((5, 6, 11), (judged.Counts.Met, judged.Counts.NotMet, judged.Counts.Total));
        Assert.Equal(Verdict.Met, judged.Find("DK.4")!.Verdict);
    }

    [Fact]
    public void Case_14_a_service_outside_the_list_counts_where_the_list_is_open()
    {
        var services = new Measure { Code = "dv", Name = "dịch vụ", Kind = MeasureKind.Choices, Options = ["y tế", "giáo dục", "an ninh"], OptionsOpen = true, Wanted = GoodDirection.Up };

        Assert.Equal(Verdict.Met, new Case().Knows(services, "2024", new ObservedValue.Chosen(["y tế", "giáo dục", "cứu hộ"])).Verdict(AtLeast(new Formula.CountOf(services), 3)));
        Assert.Equal(Verdict.NotMet, new Case().Knows(services, "2024", new ObservedValue.Chosen(["y tế", "cứu hộ"])).Verdict(AtLeast(new Formula.CountOf(services), 3)));
    }

    [Fact]
    public void Case_15_when_the_twelfth_khu_is_corrected_the_commune_follows()
    {
        var camera = YesNo("camera");
        var rule = new Requirement.OfUnits("khu", Has(camera), new Demand.Than(Comparison.Equal, Exact.One, "= 100 %"), AsShare: true);
        var known = new Case().With([.. Enumerable.Range(1, 12).Select(number => UnitOf($"khu {number}", "khu", Here))]);
        for (var i = 1; i <= 12; i++) known.Knows(camera, "2024", i < 12, unit: $"khu {i}");

        var before = known.Judge(rule);
        Assert.Equal((Verdict.NotMet, "thêm 1 khu"), (before.Verdict, Gap(before)));
        Assert.Equal(Verdict.Met, known.Knows(camera, "2024", true, unit: "khu 12").Verdict(rule));
    }

    [Theory]
    [InlineData(WhenZero.Met, Verdict.Met)]
    [InlineData(WhenZero.NotApplicable, Verdict.NotApplicable)]
    [InlineData(WhenZero.MustExplain, Verdict.NoData)]
    [InlineData(WhenZero.Unsaid, Verdict.NoData)]
    public void Case_17_no_request_this_year_goes_by_the_rule_and_says_so(WhenZero rule, Verdict expected)
    {
        var (asked, helped) = (Count("yêu cầu", GoodDirection.None), Count("được trợ giúp"));
        var finding = new Case().Knows(asked, "2024", 0).Knows(helped, "2024", 0).Judge(AtLeast(Ratio(helped, asked), 0.9m, rule));

        Assert.Equal(expected, finding.Verdict);
        Assert.Contains("yêu cầu bằng 0", finding.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_20_before_an_amendment_takes_effect_the_old_version_judges()
    {
        var works = Count("việc");
        var (old, amended) = (SetOf("bo", Line("1", AtLeast(Of(works), 1))), SetOf("bo", Line("1", AtLeast(Of(works), 2))) with { Revision = "bo+sua" });
        var known = new Case().Knows(works, "2023", 1).With(new SetThroughTime("bo", [(DateOnly.MinValue, old), (new(2024, 3, 1), amended)]));

        Assert.Equal(("bo", Verdict.Met), Judged("2024-02-29"));
        Assert.Equal(("bo+sua", Verdict.NotMet), Judged("2024-03-01"));

        (string, Verdict) Judged(string at)
        {
            var set = known.Library.Find("bo", Day(at))!;
            return (set.Revision, known.Judge(set, at).Verdict);
        }
    }
}
