using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using static KieuMau.Domain.Tests.Evaluations.Case;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>Which value speaks for a date, sentence by sentence.</summary>
public sealed class DateRuleTests
{
    private readonly Measure houses = Count("nhà văn hóa");
    private readonly Measure crimes = Events("vụ phạm tội");

    private Requirement Three => AtLeast(Of(houses), 3);

    [Fact]
    public void A_value_without_a_stated_date_speaks_for_the_last_day_of_its_period() =>
        Assert.Equal([Verdict.NoData, Verdict.Met], new[] { "2024-06-29", "2024-06-30" }.Select(day => new Case().Knows(houses, "2024-H1", 3).Verdict(Three, day)));

    [Fact]
    public void The_latest_date_not_after_the_day_judged_counts()
    {
        var known = new Case().Knows(houses, "2024-Q1", 2).Knows(houses, "2024-Q3", 2).Knows(houses, "2024-Q2", 3).Knows(houses, "2024-Q4", 3);

        Assert.Equal([Verdict.NotMet, Verdict.Met, Verdict.NotMet, Verdict.Met], new[] { "2024-03-31", "2024-09-29", "2024-12-30", "2024-12-31" }.Select(day => known.Verdict(Three, day)));
    }

    [Fact]
    public void Of_one_date_the_shorter_period_counts()
    {
        Assert.Equal(Verdict.Met, new Case().Knows(houses, "2024", 2, "2024-06-30").Knows(houses, "2024-H1", 3, "2024-06-30").Verdict(Three));
        Assert.Equal(Verdict.Met, new Case().Knows(houses, "2024-06", 3).Knows(houses, "2024-Q2", 2).Knows(houses, "2024-H1", 1).Verdict(Three));
        Assert.Equal(Verdict.Met, new Case().Knows(houses, "2024-11", 3, "2024-11-30").Knows(houses, "2024", 2, "2024-11-30").Verdict(Three));
    }

    [Fact]
    public void Only_what_was_saved_by_K_is_known()
    {
        var noon = new DateTime(2024, 12, 1, 12, 0, 0, DateTimeKind.Utc);
        var known = new Case().Knows(houses, "2024", 2, "2024-11-30", saved: noon).Knows(houses, "2024", 3, "2024-11-30", saved: noon.AddHours(1));

        Assert.Equal(Verdict.NoData, known.Verdict(Three, known: noon.AddSeconds(-1)));
        Assert.Equal(Verdict.NotMet, known.Verdict(Three, known: noon));
        Assert.Equal(Verdict.NotMet, known.Verdict(Three, known: noon.AddMinutes(59)));
        Assert.Equal(Verdict.Met, known.Verdict(Three, known: noon.AddHours(1)));
        Assert.Equal(Verdict.Met, known.Verdict(Three));
    }

    [Fact]
    public void A_revision_for_a_date_after_D_leaves_the_earlier_one_standing()
    {
        var known = new Case().Knows(houses, "2024", 3, "2024-06-30").Knows(houses, "2024", 2, "2024-12-31");

        Assert.Equal((Verdict.Met, Verdict.NotMet), (known.Verdict(Three, "2024-12-30"), known.Verdict(Three, "2024-12-31")));
    }

    [Fact]
    public void A_cleared_value_is_no_data_and_an_earlier_period_may_speak_again()
    {
        var known = new Case().Knows(houses, "2024", 3).Knows(houses, "2024", new ObservedValue.Nothing());

        Assert.Equal(Verdict.NoData, known.Verdict(Three));
        Assert.Equal(Verdict.NotMet, known.Knows(houses, "2023", 2).Verdict(Three));
    }

    [Theory]
    [InlineData("2024-06-30", Verdict.Met)]
    [InlineData("2024-07-01", Verdict.NoData)]
    public void Values_older_than_the_rule_allows_do_not_count(string at, Verdict expected) =>
        Assert.Equal(expected, new Case().Knows(houses, "2023-H1", 3).Verdict(AtLeast(Of(houses), 3, months: 12), at));

    [Fact]
    public void Any_age_is_allowed_where_the_rule_says_nothing() =>
        Assert.Equal(Verdict.Met, new Case().Knows(houses, "2015", 3).Verdict(Three));

    [Fact]
    public void The_inputs_of_one_ratio_come_from_one_period_where_a_period_has_them_all()
    {
        var whole = Count("tổng", GoodDirection.None);
        var half = AtLeast(Ratio(houses, whole), 0.5m);

        var together = new Case().Knows(houses, "2024-Q2", 5).Knows(whole, "2024-Q2", 10).Knows(houses, "2024-Q3", 9).Judge(half);
        Assert.Contains("5 / 10", together.Because, StringComparison.Ordinal);
        Assert.Empty(together.Reason!.Notes);

        var apart = new Case().Knows(whole, "2024-Q1", 10).Knows(houses, "2024-Q3", 9).Judge(half);
        Assert.Contains("9 / 10", apart.Because, StringComparison.Ordinal);
        Assert.Contains("không cùng một kỳ", Assert.Single(apart.Reason!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_by_year_is_that_of_the_year_of_D()
    {
        var income = Quantity("thu nhập");
        var byYear = new Dictionary<int, Demand> { [2023] = new Demand.Than(Comparison.AtLeast, Exact.From(50), "≥ 50"), [2024] = new Demand.Than(Comparison.AtLeast, Exact.From(60), "≥ 60") };
        var rule = new Requirement.Compare(Of(income), new Demand.ByYear(byYear, new Demand.Missing("")), "", WhenZero.Unsaid, 0);
        var known = new Case().Knows(income, "2023", 55);

        Assert.Equal([Verdict.NoThreshold, Verdict.Met, Verdict.NotMet, Verdict.NoThreshold], new[] { "2022-12-31", "2023-12-31", "2024-01-01", "2025-01-01" }.Select(day => known.Verdict(rule, day)));
    }

    [Fact]
    public void A_state_asked_for_a_year_is_its_latest_value_in_that_year()
    {
        var rule = new Requirement.Window(AtLeast(Of(houses), 3), 1, EndsBeforeYear: true);

        Assert.Equal(Verdict.Met, new Case().Knows(houses, "2023-Q1", 1).Knows(houses, "2023-Q4", 3).Knows(houses, "2024-Q1", 0).Verdict(rule, "2024-12-31"));
        Assert.Equal(Verdict.NoData, new Case().Knows(houses, "2022", 3).Knows(houses, "2024", 3).Verdict(rule, "2024-12-31"));
    }

    private Verdict NoneIn2023(Case known) => known.Verdict(new Requirement.Window(IsZero(crimes), 1, EndsBeforeYear: true), "2024-12-31");

    [Fact]
    public void A_flow_asked_for_a_year_is_the_years_own_value_else_the_sum_of_its_parts()
    {
        Assert.Equal(Verdict.Met, NoneIn2023(new Case().Knows(crimes, "2023", 0).Knows(crimes, "2023-Q1", 1)));
        Assert.Equal(Verdict.Met, NoneIn2023(new Case().Knows(crimes, "2023-H1", 0).Knows(crimes, "2023-Q3", 0).Knows(crimes, "2023-10", 0).Knows(crimes, "2023-11", 0).Knows(crimes, "2023-12", 0)));
        Assert.Equal(Verdict.NotMet, NoneIn2023(new Case().Knows(crimes, "2023-H1", 0).Knows(crimes, "2023-H2", 1)));
    }

    [Fact]
    public void Parts_that_overlap_are_counted_once()
    {
        var known = new Case().Knows(crimes, "2023-H1", 2).Knows(crimes, "2023-Q1", 1).Knows(crimes, "2023-H2", 1);

        Assert.Equal(Verdict.Met, known.Verdict(new Requirement.Window(Compare(Of(crimes), Comparison.Equal, Exact.From(3)), 1, EndsBeforeYear: true), "2024-12-31"));
    }

    [Fact]
    public void An_incomplete_sum_breaks_zero_and_never_keeps_it()
    {
        Assert.Equal(Verdict.NoData, NoneIn2023(new Case().Knows(crimes, "2023-H1", 0).Knows(crimes, "2023-Q3", 0)));
        Assert.Equal(Verdict.NotMet, NoneIn2023(new Case().Knows(crimes, "2023-Q3", 1)));
        Assert.Equal(Verdict.Met, new Case().Knows(crimes, "2023-Q3", 5).Verdict(new Requirement.Window(AtLeast(Of(crimes), 5), 1, EndsBeforeYear: true), "2024-12-31"));
        Assert.Equal(Verdict.NotMet, new Case().Knows(crimes, "2023-Q3", 5).Verdict(new Requirement.Window(Compare(Of(crimes), Comparison.LessThan, Exact.From(5)), 1, EndsBeforeYear: true), "2024-12-31"));
    }

    [Fact]
    public void A_part_of_the_year_entered_for_a_date_after_D_is_not_yet_there() =>
        Assert.Equal(Verdict.NoData, new Case().Knows(crimes, "2024-H1", 0).Knows(crimes, "2024-H2", 0).Verdict(IsZero(crimes), "2024-12-30"));

    [Fact]
    public void A_zero_is_only_ever_an_entered_zero() => Assert.Equal(Verdict.NoData, new Case().With(crimes).Verdict(IsZero(crimes)));

    [Fact]
    public void A_ratio_of_a_flow_and_a_state_takes_both_from_one_year()
    {
        var people = Count("dân số", GoodDirection.None);
        var known = new Case().Knows(crimes, "2023", 1).Knows(people, "2023", 100).Knows(people, "2024", 10);

        Assert.Contains("1 / 100", known.Judge(Compare(Ratio(crimes, people), Comparison.AtMost, Exact.From(0.01m))).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_not_in_force_is_refused_unless_asked_as_if()
    {
        var set = SetOf("bo", Line("1", Three));
        var known = new Case().With(set).Knows(houses, "2024", 3);
        var evaluator = new Evaluator(known.Library);

        Assert.Equal("evaluation.not-in-force", evaluator.Refuse("bo", Here, known.Knowledge, new Moment(new(2026, 1, 1)))!.Code);
        Assert.Equal("evaluation.not-in-force", evaluator.Refuse("bo", Here, known.Knowledge, new Moment(new(2020, 12, 31)))!.Code);
        Assert.Contains("31/12/2025", evaluator.Refuse("bo", Here, known.Knowledge, new Moment(new(2026, 1, 1)))!.Text, StringComparison.Ordinal);
        Assert.Null(evaluator.Refuse("bo", Here, known.Knowledge, new Moment(new(2021, 1, 1))));
        Assert.Null(evaluator.Refuse("bo", Here, known.Knowledge, new Moment(new(2025, 12, 31))));
        Assert.Null(evaluator.Refuse("bo", Here, known.Knowledge, new Moment(new(2026, 1, 1), AsIfInForce: true)));
    }

    [Fact]
    public void A_unit_not_valid_at_D_is_refused_with_the_name_of_its_successor()
    {
        var set = SetOf("bo", Line("1", Three));
        var old = new Unit("cũ", "Xã Thanh Đình", "xã", null, new(2010, 1, 1), new(2025, 6, 30), new Dictionary<string, string>(), ["mới"]);
        var merged = UnitOf("mới", "xã", null) with { Name = "Phường Vân Phú", ValidFrom = new(2025, 7, 1) };
        var known = new Case().With(set).With(old, merged);
        var evaluator = new Evaluator(known.Library);

        Assert.Null(evaluator.Refuse("bo", "cũ", known.Knowledge, new Moment(new(2025, 6, 30))));
        var refusal = evaluator.Refuse("bo", "cũ", known.Knowledge, new Moment(new(2025, 7, 1)))!;
        Assert.Equal("evaluation.unit-not-valid", refusal.Code);
        Assert.Contains("Phường Vân Phú", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("30/06/2025", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("01/07/2025", evaluator.Refuse("bo", "mới", known.Knowledge, new Moment(new(2025, 6, 30)))!.Text, StringComparison.Ordinal);
        Assert.Equal("evaluation.unit-not-valid", evaluator.Refuse("bo", "cũ", known.Knowledge, new Moment(new(2025, 7, 1), AsIfInForce: true))!.Code);
    }

    [Fact]
    public void An_unknown_set_or_unit_or_a_unit_of_another_level_is_refused()
    {
        var known = new Case().With(SetOf("bo", Line("1", Three))).With(UnitOf("khu 1", "khu", Here));
        var evaluator = new Evaluator(known.Library);
        Refusal? At(string set, string unit) => evaluator.Refuse(set, unit, known.Knowledge, new Moment(new(2024, 12, 31)));

        Assert.Equal(("evaluation.no-set", "evaluation.no-unit", "evaluation.wrong-level"), (At("bò", Here)!.Code, At("bo", "xa lạ")!.Code, At("bo", "khu 1")!.Code));
    }

    [Fact]
    public void The_first_day_on_which_time_alone_could_change_the_result_is_told()
    {
        var known = new Case().Knows(houses, "2024-Q1", 3).Knows(houses, "2024-Q3", 2);

        Assert.Equal(new DateOnly(2024, 9, 30), known.Judge(SetOf("bo", Line("1", Three)), "2024-06-01").ChangesOn);
        Assert.Equal(new DateOnly(2026, 1, 1), known.Judge(SetOf("bo", Line("1", Three)), "2024-12-31").ChangesOn);
        Assert.Equal(new DateOnly(2024, 10, 1), new Case().Knows(houses, "2024-Q1", 3).Judge(SetOf("bo", Line("1", AtLeast(Of(houses), 3, months: 6))), "2024-06-01").ChangesOn);
    }

    [Fact]
    public void A_title_counts_from_its_first_day_to_its_last_and_not_after_it_is_revoked()
    {
        var rule = new Requirement.HoldsTitle("Văn hóa", null);
        var held = new Title(Here, "Văn hóa", "01/QĐ", new(2023, 1, 1), new(2024, 12, 31), new(2024, 6, 1));
        Verdict At(string day, Title title) => new Case().With(title).Verdict(rule, day);

        Assert.Equal([Verdict.NoData, Verdict.Met, Verdict.Met, Verdict.NotMet], new[] { "2022-12-31", "2023-01-01", "2024-05-31", "2024-06-01" }.Select(day => At(day, held)));
        Assert.Equal([Verdict.Met, Verdict.NotMet], new[] { "2024-12-31", "2025-01-01" }.Select(day => At(day, held with { RevokedOn = null })));
    }
}
