using KieuMau.Web.Shell;

namespace KieuMau.Web.Tests.Shell;

public sealed class TypedDayTests
{
    [Theory]
    [InlineData("31/12/2024", "2024-12-31")]
    [InlineData("1/2/2024", "2024-02-01")]
    [InlineData(" 01-02-2024 ", "2024-02-01")]
    [InlineData("1.2.2024", "2024-02-01")]
    [InlineData("1 2 2024", "2024-02-01")]
    [InlineData("01022024", "2024-02-01")]
    [InlineData("2024-12-31", "2024-12-31")]
    [InlineData("01/01/1900", "1900-01-01")]
    [InlineData("31/12/2200", "2200-12-31")]
    [InlineData("31/12/1899", null)]
    [InlineData("01/01/2201", null)]
    [InlineData("31/02/2024", null)]
    [InlineData("12/31/2024", null)]
    [InlineData("31/12/24", null)]
    [InlineData("31/12", null)]
    [InlineData("hôm nay", null)]
    [InlineData("", null)]
    public void A_day_is_read_as_people_here_write_it(string typed, string? day)
    {
        Assert.Equal(day, TypedDay.Read(typed) is { } read ? TypedDay.Iso(read) : null);
        Assert.Equal(typed.Length > 0 && day is null, TypedDay.Refuse(typed) is not null);
    }

    [Theory]
    [InlineData("07:30", 7, 30)]
    [InlineData("7h05", 7, 5)]
    [InlineData("23.59", 23, 59)]
    [InlineData("24:00", -1, 0)]
    [InlineData("7", -1, 0)]
    public void A_time_of_day_is_read_in_24_hours(string typed, int hour, int minute) =>
        Assert.Equal(hour < 0 ? null : new TimeOnly(hour, minute), TypedDay.ReadClock(typed));
}
