using KieuMau.Domain.Reviews;

namespace KieuMau.Domain.Tests.Reviews;

/// <summary>Deadlines, jumps, and how lines make a report.</summary>
public sealed class ReviewRulesTests
{
    private static readonly DateOnly Due = new(2024, 12, 15);

    [Theory]
    [InlineData(0, false, "đúng hạn")]
    [InlineData(1, true, "muộn 1 ngày")]
    [InlineData(-3, false, "đúng hạn")]
    public void A_report_sent_on_the_due_day_is_on_time_and_a_day_later_is_not(int days, bool late, string spoken)
    {
        var time = Timeliness.Of(Due, Due.AddDays(days), Due.AddDays(30));
        Assert.Equal((late, spoken), (time.Late, time.Spoken()));
    }

    [Theory]
    [InlineData(0, false, "hạn hôm nay")]
    [InlineData(1, true, "quá hạn 1 ngày")]
    [InlineData(-2, false, "còn 2 ngày")]
    public void A_report_not_sent_is_late_from_the_day_after_the_due_day(int days, bool late, string spoken)
    {
        var time = Timeliness.Of(Due, null, Due.AddDays(days));
        Assert.Equal((late, spoken), (time.Late, time.Spoken()));
    }

    [Theory]
    [InlineData(120, 100, false)] // a fifth is the share, not beyond it
    [InlineData(121, 100, true)]
    [InlineData(80, 100, false)]
    [InlineData(79, 100, true)]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    public void A_jump_is_beyond_the_share_and_not_at_it(int now, int before, bool beyond) => Assert.Equal(beyond, Jump.IsBeyond(now, before, 20));

    [Fact]
    public void One_returned_line_returns_the_report_and_only_all_verified_lines_verify_it()
    {
        Assert.Equal(ReportState.Returned, LineStates.Together([LineState.Verified, LineState.Returned, LineState.Waiting]));
        Assert.Equal(ReportState.Submitted, LineStates.Together([LineState.Verified, LineState.Answered]));
        Assert.Equal(ReportState.Verified, LineStates.Together([LineState.Verified, LineState.Verified]));
        Assert.Equal(ReportState.Submitted, LineStates.Together([]));
    }

    [Theory]
    [InlineData(LineState.Verified, false, LineState.Verified)]
    [InlineData(LineState.Verified, true, LineState.Waiting)]
    [InlineData(LineState.Returned, true, LineState.Answered)]
    [InlineData(LineState.Answered, false, LineState.Answered)]
    [InlineData(LineState.Waiting, true, LineState.Waiting)]
    public void Sent_again_only_an_unchanged_line_stays_verified(LineState before, bool changed, LineState after) => Assert.Equal(after, LineStates.SentAgain(before, changed));
}
