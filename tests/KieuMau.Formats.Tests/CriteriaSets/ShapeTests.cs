using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Tests.CriteriaSets;

/// <summary>The 46 shapes of rule: each loads alone and judges as its examples say — met, just not met, unknown, and what is lacking.</summary>
public sealed class ShapeTests
{
    public static TheoryData<string> Numbers => [.. ShapeFolder.Numbers];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_shape_judges_as_its_examples_say(string number)
    {
        var loaded = ShapeFolder.Load(number);
        var runner = new ExampleRunner(loaded.Library);

        var parted = loaded.Examples.Select(runner.Run).OfType<FileProblem>().Select(problem => $"{Path.GetFileName(problem.File)}:{problem.Line}: {problem.Message}").ToList();

        Assert.NotEmpty(loaded.Examples);
        Assert.True(parted.Count == 0, string.Join(Environment.NewLine, parted));
    }

    [Fact]
    public void Every_shape_a_file_can_hold_has_a_file() =>
        Assert.Equal(Enumerable.Range(1, 46).Where(number => number != 36).Select(number => $"{number:00}"), ShapeFolder.Numbers); // 36 is a vote: a procedure, not a rule

    [Fact]
    public void Shape_2_names_easily_taken_for_one_another_are_pointed_out() =>
        Assert.Contains(ShapeFolder.Load("02").Remarks, remark => remark.Message.Contains("km đường xã, khu, ngõ xóm", StringComparison.Ordinal));

    [Theory]
    [InlineData("5", "có", "5", Verdict.Met)]
    [InlineData("4", "có", "5", Verdict.NotMet)]
    public void Shape_13_one_field_of_several_suffices(string worksB, string ruleB, string worksC, Verdict expected)
    {
        var judged = ShapeFolder.Judge(ShapeFolder.Load("13"), "hinh-13", 2025, ("số việc A", "0"), ("số việc B", worksB), ("quy chế B", ruleB), ("số việc C", worksC));

        Assert.Equal(expected, judged.Verdict);
        Assert.Equal(5, judged.Counts.Total);
    }

    [Theory]
    [InlineData("có", "có", "không", "có", Verdict.Met)]
    [InlineData("có", "có", "có", null, Verdict.Met)]
    [InlineData("có", "có", "không", null, Verdict.NoData)]
    [InlineData("có", "có", "không", "không", Verdict.NotMet)]
    [InlineData("có", "không", "có", "có", Verdict.NotMet)]
    [InlineData("có", null, "có", "có", Verdict.NoData)]
    public void Shape_14_mandatory_and_elective(string one, string? two, string three, string? four, Verdict expected)
    {
        (string, string?)[] seen = [("việc một", one), ("việc hai", two), ("việc ba", three), ("việc bốn", four)];
        var judged = ShapeFolder.Judge(ShapeFolder.Load("14"), "hinh-14", 2025, [.. from pair in seen where pair.Item2 is not null select (pair.Item1, pair.Item2!)]);

        Assert.Equal(expected, judged.Verdict);
    }

    [Theory]
    [InlineData("có", "có", Verdict.Met)]
    [InlineData("có", "không", Verdict.NotMet)]
    public void Shape_33_all_lines_unless_the_set_says_otherwise(string one, string two, Verdict expected) =>
        Assert.Equal(expected, ShapeFolder.Judge(ShapeFolder.Load("33"), "hinh-33", 2025, ("việc một", one), ("việc hai", two)).Verdict);

    [Theory]
    [InlineData("85", Verdict.Met, "met", "đạt")]
    [InlineData("84,99", Verdict.NotMet, "basically-met", "cơ bản đạt")]
    [InlineData("75", Verdict.NotMet, "basically-met", "cơ bản đạt")]
    [InlineData("74,99", Verdict.NotMet, "not-met", "Chưa đạt")]
    public void Shape_35_the_first_outcome_that_holds(string points, Verdict verdict, string code, string name)
    {
        var judged = ShapeFolder.Judge(ShapeFolder.Load("35"), "hinh-35", 2025, ("điểm phần A", points));

        Assert.Equal((verdict, code, name), (judged.Verdict, judged.OutcomeCode, judged.OutcomeName));
    }

    [Fact]
    public void Shape_35_without_points_no_outcome_is_known() =>
        Assert.Equal(Verdict.NoData, ShapeFolder.Judge(ShapeFolder.Load("35"), "hinh-35", 2025).Verdict);

    [Fact]
    public void Shape_37_a_correction_of_a_khu_changes_the_commune_without_re_entry()
    {
        var line = Requirement("37", "hinh-37", "1");

        Assert.Equal(["khu"], RequirementWalk.Needs(line).Select(need => need.Level).Distinct());
    }

    [Fact]
    public void Shape_42_advisory_text_is_shown_and_never_counted()
    {
        var judged = ShapeFolder.Judge(ShapeFolder.Load("42"), "hinh-42", 2025, ("hàng rào được chỉnh trang", "có"));

        Assert.Equal(["Hàng rào được phủ cây xanh, trồng hoa"], judged.Findings.Single().Indicator.Advisory);
        Assert.Equal((Verdict.Met, 1), (judged.Verdict, judged.Counts.Total));
    }

    [Fact]
    public void Shape_44_a_line_taken_out_is_there_no_more_and_a_line_added_is()
    {
        var through = ShapeFolder.Load("44").Library.Find("hinh-44")!;

        Assert.Equal(["1", "2"], through.At(new(2024, 2, 29)).Indicators.Select(line => line.Code));
        Assert.Equal(["1", "3"], through.At(new(2024, 3, 1)).Indicators.Select(line => line.Code));
        Assert.Equal("hinh-44-211", through.Latest.Find("1")!.AmendedBy);
        Assert.NotEqual(through.At(new(2024, 2, 29)).Revision, through.Latest.Revision);
    }

    [Fact]
    public void Shape_45_two_regimes_are_joined_by_measures_and_set_side_by_side()
    {
        var library = ShapeFolder.Load("45").Library;

        Assert.Equal("hinh-45-cu/10", library.Find("hinh-45-moi")!.Latest.Find("3.1")!.CounterpartOf);
    }

    [Fact]
    public void Shape_46_who_recognises_depends_on_the_date()
    {
        var bodies = ShapeFolder.Load("46").Library.Find("hinh-46")!.Latest.RecognisedBy;

        Assert.Equal([(null, new DateOnly(2025, 6, 30), "UBND thành phố"), (new DateOnly(2025, 7, 1), null, "chưa xác định")], bodies.Select(body => (body.From, body.To, body.Body)));
    }

    private static Requirement Requirement(string number, string setId, string line) => ShapeFolder.Load(number).Library.Find(setId)!.Latest.Find(line)!.Requirement;
}
