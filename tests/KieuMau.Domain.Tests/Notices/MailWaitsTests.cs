using KieuMau.Domain.Notices;

namespace KieuMau.Domain.Tests.Notices;

public sealed class MailWaitsTests
{
    [Theory]
    [InlineData(0, 1), InlineData(1, 1), InlineData(2, 5), InlineData(6, 120), InlineData(7, 240), InlineData(8, 240), InlineData(1000, 240)]
    public void Every_failed_try_waits_longer_up_to_four_hours(int tries, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), MailWaits.After(tries));
}
