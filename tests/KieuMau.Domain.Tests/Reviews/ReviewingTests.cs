using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;

namespace KieuMau.Domain.Tests.Reviews;

public sealed class ReviewingTests
{
    private static readonly DateOnly Due = new(2025, 1, 15);

    [Fact]
    public void A_report_sent_on_its_due_day_is_on_time_and_the_day_after_is_late()
    {
        Assert.Equal(new(TimelinessKind.OnTime, 0), Timeliness.Of(Due, Due, Due.AddDays(30)));
        Assert.Equal(new(TimelinessKind.Late, 1), Timeliness.Of(Due, Due.AddDays(1), Due.AddDays(30)));
    }

    [Fact]
    public void A_report_not_sent_is_late_only_when_its_due_day_is_over()
    {
        Assert.Equal("chưa gửi, hạn hôm nay", Timeliness.Of(Due, null, Due).Spoken());
        Assert.Equal("chưa gửi, trễ 1 ngày", Timeliness.Of(Due, null, Due.AddDays(1)).Spoken());
        Assert.False(Timeliness.Of(Due, null, Due).IsLate);
        Assert.True(Timeliness.Of(Due, null, Due.AddDays(1)).IsLate);
    }

    [Fact]
    public void Reminding_begins_so_many_days_before_and_ends_with_the_due_day()
    {
        var period = new ReportPeriod(Period.OfYear(2024), new(2024, 12, 1), Due, Source.Unknown, 20, 5);

        Assert.False(period.RemindsOn(Due.AddDays(-6)));
        Assert.True(period.RemindsOn(Due.AddDays(-5)));
        Assert.True(period.RemindsOn(Due));
        Assert.False(period.RemindsOn(Due.AddDays(1)));
        Assert.False(period.PastOn(Due));
        Assert.True(period.PastOn(Due.AddDays(1)));
    }

    [Fact]
    public void A_due_day_may_be_the_day_of_opening_and_not_before()
    {
        Assert.Null(ReportPeriod.Check(Due, Due));
        Assert.Equal("reviews.due-before-opening", ReportPeriod.Check(Due, Due.AddDays(-1))!.Code);
    }

    [Theory]
    [InlineData(120, 100, 20, false)] // exactly the share
    [InlineData(120.01, 100, 20, true)]
    [InlineData(80, 100, 20, false)]
    [InlineData(79.99, 100, 20, true)]
    [InlineData(0, 0, 20, false)]
    [InlineData(1, 0, 20, true)]
    [InlineData(-120, -100, 20, false)]
    public void A_change_is_a_jump_only_beyond_the_share_set(double now, double before, double share, bool beyond) =>
        Assert.Equal(beyond, Jump.Beyond((decimal)now, (decimal)before, (decimal)share));

    [Fact]
    public void A_jump_is_said_in_percent_of_what_was()
    {
        Assert.Equal("tăng 25\u00a0%", Jump.Spoken(125, 100));
        Assert.Equal("giảm 33,3\u00a0%", Jump.Spoken(2, 3));
        Assert.Equal("tăng từ 0", Jump.Spoken(2, 0));
    }

    [Fact]
    public void A_submission_is_verified_when_every_line_is_and_returned_while_one_is()
    {
        const ReviewStanding Waiting = ReviewStanding.Waiting, Verified = ReviewStanding.Verified, Returned = ReviewStanding.Returned;

        Assert.Equal(ReportState.Verified, Reviewing.StateOf([Verified, Verified]));
        Assert.Equal(ReportState.Submitted, Reviewing.StateOf([Verified, Waiting]));
        Assert.Equal(ReportState.Returned, Reviewing.StateOf([Verified, Returned, Waiting]));
    }

    [Fact]
    public void A_number_nobody_reviewed_is_not_verified_and_one_return_is_enough()
    {
        Assert.Equal(ReviewStanding.Waiting, Reviewing.Worst([]));
        Assert.Equal(ReviewStanding.Waiting, Reviewing.Worst([ReviewStanding.Verified, ReviewStanding.Waiting]));
        Assert.Equal(ReviewStanding.Returned, Reviewing.Worst([ReviewStanding.Verified, ReviewStanding.Returned]));
        Assert.Equal(ReviewStanding.Verified, Reviewing.Worst([ReviewStanding.Verified]));
    }

    [Fact]
    public void What_was_verified_stays_so_in_the_next_version_only_when_it_says_the_same()
    {
        var verified = LineReview.Waiting.Verify();

        Assert.Equal(ReviewStanding.Verified, verified.Again(unchanged: true).Standing);
        Assert.Equal(ReviewStanding.Waiting, verified.Again(unchanged: false).Standing);
        Assert.Equal(ReviewStanding.Waiting, LineReview.Waiting.Return("thiếu danh sách").Again(unchanged: true).Standing);
    }

    [Fact]
    public void Whoever_entered_a_number_does_not_review_it()
    {
        Assert.False(Reviewing.MayReview(7, [3, 7]));
        Assert.True(Reviewing.MayReview(7, [3]));
    }

    [Fact]
    public void Counts_say_what_is_not_verified_and_nothing_when_all_is()
    {
        Assert.Equal("", new ReviewCounts(39, 0, 0).Caution("chỉ tiêu"));
        Assert.Equal(
            "Đã thẩm tra 30/39 chỉ tiêu; 2 chỉ tiêu bị trả lại; 7 chỉ tiêu chưa thẩm tra. Phần chưa thẩm tra hoặc bị trả lại không tính là đã thẩm tra.",
            new ReviewCounts(30, 2, 7).Caution("chỉ tiêu"));
    }

    [Fact]
    public void Only_lines_without_a_number_are_incomplete() =>
        Assert.Equal(new KnownLines(3, 4), KnownLines.Of([Verdict.Met, Verdict.NotMet, Verdict.NoData, Verdict.NoThreshold]));

    [Theory]
    [InlineData("2024", "2023")]
    [InlineData("2024-Q1", "2023-Q4")]
    [InlineData("2024-H2", "2024-H1")]
    [InlineData("2024-01", "2023-12")]
    public void The_period_before_is_of_the_same_kind(string period, string before) => Assert.Equal(Period.Parse(before), Period.Parse(period).Before);
}
