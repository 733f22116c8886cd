using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Tests.Observations;

public sealed class ObservationRulesTests
{
    private static string? Code(Measure measure, ObservedValue value, string split = "") => ObservationRules.Check(measure, value, split)?.Code;

    private static ObservedValue.Number Number(decimal value) => new(value);

    [Fact]
    public void A_count_is_whole_and_never_negative()
    {
        Assert.Null(Code(SomeMeasures.Households, Number(0)));
        Assert.Null(Code(SomeMeasures.Households, Number(12.0m)));
        Assert.Equal("observations.negative", Code(SomeMeasures.Households, Number(-1)));
        Assert.Equal("observations.not-whole", Code(SomeMeasures.Households, Number(12.5m)));
    }

    [Fact]
    public void Money_in_dong_is_whole_and_in_millions_need_not_be()
    {
        Assert.Equal("observations.not-whole", Code(SomeMeasures.Spent, Number(0.5m)));
        Assert.Null(Code(SomeMeasures.Income, Number(63.55m)));
    }

    [Fact]
    public void A_share_is_never_over_all()
    {
        Assert.Null(Code(SomeMeasures.Insured, new ObservedValue.Share(100)));
        Assert.Equal("observations.share-over-all", Code(SomeMeasures.Insured, new ObservedValue.Share(100.1m)));
        Assert.Equal("observations.share-over-all", Code(SomeMeasures.Percentage, Number(100.1m)));
        Assert.Equal("observations.negative", Code(SomeMeasures.Percentage, Number(-0.1m)));
    }

    [Fact]
    public void A_percentage_with_a_bound_of_its_own_may_pass_a_hundred()
    {
        var growth = new Measure { Code = "tang", Name = "tốc độ tăng", Kind = MeasureKind.Percentage };
        growth.Bound(new Formula.Number(Exact.From(1000), "1000"), []);

        Assert.Null(Code(growth, Number(110)));
        Assert.Null(Code(growth, Number(-3)));
    }

    [Fact]
    public void A_lumped_level_needs_leave_to_be_lumped()
    {
        var strict = new Measure { Code = "m", Name = "m", Kind = MeasureKind.Level, Scale = ["thấp", "cao"], Items = ["a", "b"] };

        Assert.Null(Code(SomeMeasures.Unions, new ObservedValue.Level(1)));
        Assert.Equal("observations.each-item-asked", Code(strict, new ObservedValue.Level(1)));
        Assert.Null(Code(strict, new ObservedValue.Level(1), "a"));
    }

    [Fact]
    public void A_split_is_known_by_the_dictionary()
    {
        Assert.Equal("nữ", ObservationRules.FindSplit(SomeMeasures.People, "Nữ"));
        Assert.Null(ObservationRules.FindSplit(SomeMeasures.People, "trẻ em"));
        Assert.Equal("Hội Người cao tuổi", ObservationRules.FindSplit(SomeMeasures.Unions, "Hội Người cao tuổi"));
        Assert.Equal("tự chấm", ObservationRules.FindSplit(SomeMeasures.Score, "tự chấm"));
        Assert.Null(ObservationRules.FindSplit(SomeMeasures.Households, "tự chấm"));
    }

    [Fact]
    public void Every_kind_meets_every_value_without_falling_over()
    {
        ObservedValue[] values = [Number(1), new ObservedValue.Share(1), new ObservedValue.Answer(true), new ObservedValue.Level(0), new ObservedValue.Chosen(["x"]), new ObservedValue.NotApplicable("r"), new ObservedValue.Nothing()];

        foreach (var measure in SomeMeasures.All.All)
            foreach (var value in values)
                if (ObservationRules.Check(measure, value) is { } refusal) Assert.EndsWith(".", refusal.Text, StringComparison.Ordinal);
    }
}

public sealed class ObservationRelationsTests
{
    private static IReadOnlyList<RelationProblem> Check(params (Measure Measure, string Split, decimal Value)[] known) =>
        ObservationRelations.CheckTogether(
            SomeMeasures.All.All,
            (measure, split) => known.Where(pair => pair.Measure == measure && pair.Split == split).Select(pair => new ObservedValue.Number(pair.Value)).FirstOrDefault());

    [Fact]
    public void A_part_larger_than_its_whole_is_refused_in_one_sentence()
    {
        var problem = Assert.Single(Check((SomeMeasures.Houses, "", 215), (SomeMeasures.GoodHouses, "", 219)));

        Assert.Equal(
            "Khu 4, nhà ở đạt tiêu chuẩn: 219 chưa được lưu. Số này lớn hơn tổng số nhà ở (215). Sửa số này hoặc sửa tổng số nhà ở.",
            ObservationRefusals.At("Khu 4", problem.Measure, problem.Split, "219", problem.Refusal));
    }

    [Fact]
    public void A_part_equal_to_its_whole_stands() => Assert.Empty(Check((SomeMeasures.Houses, "", 215), (SomeMeasures.GoodHouses, "", 215)));

    [Fact]
    public void An_unknown_whole_is_held_against_nobody() => Assert.Empty(Check((SomeMeasures.GoodHouses, "", 219)));

    [Fact]
    public void Parts_of_a_split_do_not_exceed_the_whole()
    {
        Assert.Single(Check((SomeMeasures.People, "", 100), (SomeMeasures.People, "nam", 101)));
        Assert.Single(Check((SomeMeasures.People, "", 100), (SomeMeasures.People, "nam", 60), (SomeMeasures.People, "nữ", 41)));
        Assert.Empty(Check((SomeMeasures.People, "", 100), (SomeMeasures.People, "nam", 60), (SomeMeasures.People, "nữ", 40)));
    }

    [Fact]
    public void Each_sex_is_held_against_its_own_whole() =>
        Assert.Equal("nam", Assert.Single(Check((SomeMeasures.People, "nam", 50), (SomeMeasures.Insured, "nam", 51))).Split);

    [Fact]
    public void A_changed_whole_has_its_parts_checked_again() =>
        Assert.Equal([SomeMeasures.Houses, SomeMeasures.GoodHouses], ObservationRelations.TouchedBy(SomeMeasures.Houses, SomeMeasures.All.All));
}
