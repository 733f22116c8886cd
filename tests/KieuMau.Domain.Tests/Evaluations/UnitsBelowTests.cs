using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using static KieuMau.Domain.Tests.Evaluations.Case;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>From khu to commune: a khu without data is an open part, not a no.</summary>
public sealed class UnitsBelowTests
{
    private readonly Measure camera = YesNo("camera");

    /// <param name="answers">One letter a khu: y, n, or ? where nobody has answered.</param>
    private Verdict Judged(string answers, bool asShare, Comparison comparison, decimal level)
    {
        var known = new Case().With([.. answers.Select((_, index) => UnitOf($"khu {index}", "khu", Here))]).With(camera);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] != '?') known.Knows(camera, "2024", answers[i] == 'y', unit: $"khu {i}");
        }

        return known.Verdict(new Requirement.OfUnits("khu", Has(camera), new Demand.Than(comparison, Exact.From(level), ""), asShare));
    }

    [Theory]
    [InlineData("yy", 2, Verdict.Met)]
    [InlineData("yn", 2, Verdict.NotMet)]
    [InlineData("y?", 2, Verdict.NoData)]
    [InlineData("yy?", 2, Verdict.Met)]
    [InlineData("n?", 2, Verdict.NotMet)]
    [InlineData("", 1, Verdict.NoData)] // no khu entered is not zero khu
    public void How_many_khu(string answers, int level, Verdict expected) => Assert.Equal(expected, Judged(answers, asShare: false, Comparison.AtLeast, level));

    [Theory]
    [InlineData("yyyy", Verdict.Met)]
    [InlineData("yyy?", Verdict.NoData)]
    [InlineData("yyn?", Verdict.NotMet)]
    [InlineData("", Verdict.NoData)]
    public void Every_khu(string answers, Verdict expected) => Assert.Equal(expected, Judged(answers, asShare: true, Comparison.Equal, 1));

    [Theory]
    [InlineData("yn", Verdict.Met)]
    [InlineData("y?", Verdict.Met)]
    [InlineData("nn?", Verdict.NotMet)]
    [InlineData("n?", Verdict.NoData)]
    public void Half_of_the_khu(string answers, Verdict expected) => Assert.Equal(expected, Judged(answers, asShare: true, Comparison.AtLeast, 0.5m));

    [Fact]
    public void Where_it_applies_to_no_khu_it_is_not_applicable()
    {
        var rule = new Requirement.OfUnits("khu", new Requirement.When(new(Of(camera), Comparison.Equal, Exact.One, "camera"), Has(camera)), new Demand.Than(Comparison.Equal, Exact.One, ""), AsShare: true);

        Assert.Equal(Verdict.NotApplicable, new Case().With(UnitOf("khu 1", "khu", Here)).Knows(camera, "2024", false, unit: "khu 1").Verdict(rule));
    }
}
