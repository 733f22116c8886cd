using KieuMau.Domain.Registers;

namespace KieuMau.Domain.Tests.Registers;

/// <summary>The clocks of incidents and the days of requests, at their edges.</summary>
public sealed class ClockTests
{
    private static readonly DateTime Detected = new(2026, 4, 24, 10, 0, 0, DateTimeKind.Utc);
    private static readonly IncidentTerms Terms = new(24, 72, 72);

    [Theory]
    [InlineData(0, ClockState.Running)]
    [InlineData(24 * 3600, ClockState.Running)]
    [InlineData((24 * 3600) + 1, ClockState.Overdue)]
    public void A_serious_incident_may_be_reported_until_exactly_24_hours(int seconds, ClockState state) =>
        Assert.Equal(state, Terms.Clocks(Detected, true, false, null, null, null).First().At(Detected.AddSeconds(seconds)));

    [Theory]
    [InlineData(24 * 3600, ClockState.DoneInTime)]
    [InlineData((24 * 3600) + 1, ClockState.DoneLate)]
    public void What_was_reported_at_the_last_second_is_in_time(int seconds, ClockState state) =>
        Assert.Equal(state, Terms.Clocks(Detected, true, false, Detected.AddSeconds(seconds), null, null).First().At(Detected.AddDays(9)));

    [Theory]
    [InlineData(72 * 3600, ClockState.Running)]
    [InlineData((72 * 3600) + 1, ClockState.Overdue)]
    public void Cause_and_the_notice_to_the_authority_each_have_72_hours_of_their_own(int seconds, ClockState state)
    {
        var clocks = Terms.Clocks(Detected, false, true, null, null, Detected.AddHours(1)).ToList();

        Assert.Equal(2, clocks.Count);
        Assert.Equal(state, clocks[0].At(Detected.AddSeconds(seconds)));
        Assert.Equal(ClockState.DoneInTime, clocks[1].At(Detected.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(true, false, 2)]
    [InlineData(false, true, 2)]
    [InlineData(true, true, 3)]
    public void Only_the_clocks_that_concern_an_incident_run(bool serious, bool personal, int clocks) =>
        Assert.Equal(clocks, Terms.Clocks(Detected, serious, personal, null, null, null).Count());

    [Theory]
    [InlineData("2026-04-22", "2026-04-24")] // a Wednesday: Thursday, Friday
    [InlineData("2026-04-23", "2026-04-28")] // a Thursday: Friday; Saturday, Sunday and the holiday of Monday are not counted
    [InlineData("2026-04-25", "2026-04-29")] // a Saturday
    [InlineData("2026-04-29", "2026-05-05")] // 30/4 and 1/5, then a weekend, then two days
    [InlineData("2026-01-08", "2026-01-10")] // a Saturday worked instead of a day off
    public void Two_working_days_leave_out_weekends_and_holidays(string received, string answerBy) =>
        Assert.Equal(Day(answerBy), new RequestTerms(2, []).AnswerBy(Day(received), Holidays));

    [Fact]
    public void Years_nobody_has_entered_are_known_as_unknown()
    {
        Assert.True(Holidays.Knows(2026));
        Assert.False(Holidays.Knows(2027));
        Assert.Equal(Day("2027-01-05"), WorkingDays.WeekendsOnly.After(Day("2027-01-01"), 2));
    }

    [Theory]
    [InlineData(10, "2026-03-11", DayState.Running)]
    [InlineData(10, "2026-03-12", DayState.LastDay)]
    [InlineData(10, "2026-03-13", DayState.Overdue)]
    [InlineData(15, "2026-03-17", DayState.LastDay)]
    [InlineData(20, "2026-03-22", DayState.LastDay)]
    [InlineData(20, "2026-03-23", DayState.Overdue)]
    public void A_request_may_be_acted_on_through_its_last_day(int days, string today, DayState state)
    {
        var due = RequestTerms.ActBy(Day("2026-03-02"), new("", "", days), null);

        Assert.Equal(state, DayClock.At(due, null, Day(today)));
        Assert.Equal(state == DayState.Overdue ? DayState.DoneLate : DayState.DoneInTime, DayClock.At(due, Day(today), Day(today)));
    }

    [Theory]
    [InlineData("2026-03-12", false, "2026-03-20", "chờ hồ sơ", null)]
    [InlineData("2026-03-13", false, "2026-03-20", "chờ hồ sơ", "requests.too-late")]
    [InlineData("2026-03-12", true, "2026-03-20", "chờ hồ sơ", "requests.extended-before")]
    [InlineData("2026-03-12", false, "2026-03-12", "chờ hồ sơ", "requests.not-later")]
    [InlineData("2026-03-12", false, "2026-03-13", "chờ hồ sơ", null)]
    [InlineData("2026-03-12", false, "2026-03-20", " ", "requests.no-reason")]
    public void A_request_is_extended_once_in_time_and_with_a_reason(string today, bool before, string to, string reason, string? refused) =>
        Assert.Equal(refused, RequestTerms.Extend(Day(today), Day("2026-03-12"), before, false, Day(to), reason)?.Code);

    private static readonly WorkingDays Holidays = new([Day("2026-04-27"), Day("2026-04-30"), Day("2026-05-01"), Day("2026-01-02")], [Day("2026-01-10")], [2026]);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
