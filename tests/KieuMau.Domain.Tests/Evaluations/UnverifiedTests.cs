using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using static KieuMau.Domain.Tests.Evaluations.Case;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>Chưa xác minh: on which lines the mark stands, and what takes it away.</summary>
public sealed class UnverifiedTests
{
    private readonly Measure works = Count("việc");

    private Finding Judged(Source source, Source? level = null, int seen = 1) =>
        new Case().Knows(works, "2024", seen).Judge(SetOf("bo", Line("1", AtLeast(Of(works), 1), source, level))).Findings.Single();

    [Theory]
    [InlineData(SourceStatus.StatedInPlan, false)]
    [InlineData(SourceStatus.Found, false)]
    [InlineData(SourceStatus.Confirmed, false)]
    [InlineData(SourceStatus.Recalled, true)]
    [InlineData(SourceStatus.NotEstablished, true)]
    [InlineData(SourceStatus.Illustration, true)]
    public void A_line_is_as_sure_as_its_source(SourceStatus status, bool unverified)
    {
        Assert.Equal((Verdict.Met, unverified), (Judged(new("x", Status: status)).Verdict, Judged(new("x", Status: status)).Unverified));
        Assert.Equal((Verdict.NotMet, unverified), (Judged(new("x", Status: status), seen: 0).Verdict, Judged(new("x", Status: status), seen: 0).Unverified));
    }

    [Fact]
    public void A_line_made_from_a_task_sentence_is_unverified() => Assert.True(Judged(TaskSentence).Unverified);

    [Fact]
    public void The_source_of_the_level_decides_where_it_has_its_own()
    {
        Assert.True(Judged(Confirmed, new Source("x", Status: SourceStatus.Illustration)).Unverified);
        Assert.False(Judged(Recalled, new Source("x", Status: SourceStatus.Found)).Unverified);
        Assert.True(Judged(TaskSentence, new Source("x", Status: SourceStatus.Found)).Unverified);
    }

    [Fact]
    public void A_level_confirmed_against_the_decision_settles_even_a_task_sentence() => Assert.False(Judged(TaskSentence, Confirmed).Unverified);

    [Fact]
    public void A_part_with_its_own_level_source_is_marked_by_it()
    {
        var (sure, unsure) = (AtLeast(Of(works), 1), AtLeast(Of(works), 1) with { LevelSource = Recalled });

        Assert.True(new Case().Knows(works, "2024", 1).Judge(All(sure, unsure)).Unverified);
        Assert.False(new Case().Knows(works, "2024", 1).Judge(Some(1, sure, unsure)).Unverified);
        Assert.False(new Case().Knows(works, "2024", 0).Judge(All(sure, unsure)).Unverified);
    }

    [Fact]
    public void What_is_open_is_never_marked()
    {
        Assert.False(new Case().With(works).Judge(AtLeast(Of(works), 1), source: Recalled).Unverified);
        Assert.False(new Case().Knows(works, "2024", 1).Judge(NoLevel(works), source: Recalled).Unverified);
    }

    [Fact]
    public void Met_but_unverified_is_counted_apart_and_said()
    {
        var judged = new Case().Knows(works, "2024", 1).Judge(SetOf("bo", Line("1", AtLeast(Of(works), 1), Recalled), Line("2", AtLeast(Of(works), 1))));

        Assert.Equal((2, 1, true), (judged.Counts.Met, judged.Counts.MetUnverified, judged.Unverified));
        Assert.Equal("Đạt (chưa xác minh)", judged.Verdict.Spoken(judged.Unverified));
        Assert.Equal("UM", Standing.Of(judged, 2024).Letters);
    }

    [Fact]
    public void A_level_taken_from_an_unverified_line_of_another_set_is_unverified()
    {
        var other = SetOf("khac", Line("10", AtLeast(Of(works), 1), Recalled));
        var rule = new Requirement.Compare(Of(works), new Demand.OfOtherSet(Comparison.AtLeast, Exact.One, "khac", "10", ""), "", WhenZero.Unsaid, 0);

        Assert.True(new Case().With(other).Knows(works, "2024", 1).Judge(rule).Unverified);
        Assert.True(new Case().With(other).Knows(works, "2024", 1).Judge(new Requirement.OtherSet("khac", "met", null)).Unverified);
    }

    [Theory]
    [InlineData(90, "met", true)]
    [InlineData(80, "basically-met", true)]
    [InlineData(10, "not-met", true)]
    public void An_outcome_that_rests_on_points_of_an_unverified_line_is_marked(int score, string outcome, bool unverified)
    {
        var points = Quantity("điểm");
        var set = SetOf("bo", Line("1", new Requirement.Points(points, [], Exact.Zero, Exact.From(100), null), Recalled)) with
        {
            Outcomes = [new("đạt", "met", Total(85)), new("cơ bản đạt", "basically-met", Total(75))],
        };
        var judged = new Case().Knows(points, "2024", score).Judge(set);

        Assert.Equal((outcome, unverified), (judged.OutcomeCode, judged.Unverified));

        static OutcomeCondition Total(int least) => new(false, null, false, false, new Demand.Than(Comparison.AtLeast, Exact.From(least), ""), null, null, null);
    }

    [Fact]
    public void A_commune_line_of_its_own_is_judged_and_never_counted_in_the_law()
    {
        var set = SetOf("bo", Line("1", AtLeast(Of(works), 1)), Line("2", AtLeast(Of(works), 5)) with { Local = true });
        var judged = new Case().Knows(works, "2024", 1).Judge(set);

        Assert.Equal((Verdict.Met, 1, Verdict.NotMet), (judged.Verdict, judged.Counts.Total, judged.Find("2")!.Verdict));
    }
}
