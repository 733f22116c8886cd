namespace KieuMau.Domain.Tests;

/// <summary>Periods: years, halves, quarters and months, and which of two is the more telling.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31", "năm 2024")]
    [InlineData("2024-H1", "2024-01-01", "2024-06-30", "6 tháng đầu năm 2024")]
    [InlineData("2024-H2", "2024-07-01", "2024-12-31", "6 tháng cuối năm 2024")]
    [InlineData("2024-Q4", "2024-10-01", "2024-12-31", "quý 4 năm 2024")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "tháng 2/2024")]
    [InlineData("2023-02", "2023-02-01", "2023-02-28", "tháng 2/2023")]
    public void A_period_has_a_first_and_a_last_day_and_reads_back(string text, string first, string last, string spoken)
    {
        var period = Period.Parse(text);

        Assert.Equal((text, spoken), (period.ToString(), period.Spoken()));
        Assert.Equal((first, last), (period.First.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), period.Last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("24")]
    [InlineData("2024-H3")]
    [InlineData("2024-Q0")]
    [InlineData("2024-Q5")]
    [InlineData("2024-13")]
    [InlineData("2024-1")]
    [InlineData("2024-00")]
    [InlineData("1899")]
    [InlineData("2201")]
    [InlineData("2024-12-31")]
    [InlineData("năm 2024")]
    public void What_is_no_period_is_refused(string? text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void Later_ends_come_later_and_of_one_end_the_shorter_comes_last()
    {
        string[] inOrder = ["2023", "2024-Q1", "2024-H1", "2024-Q2", "2024-06", "2024-Q3", "2024", "2024-H2", "2024-Q4", "2024-12"];

        Assert.Equal(inOrder, inOrder.Reverse().Select(Period.Parse).Order().Select(period => period.ToString()));
    }

    [Fact]
    public void A_year_holds_its_parts_and_no_others()
    {
        Assert.True(Period.OfYear(2024).Contains(Period.Parse("2024-Q4")));
        Assert.False(Period.Parse("2024-H1").Contains(Period.Parse("2024-Q3")));
        Assert.Equal([1, 2, 4, 12], new[] { "2024", "2024-H1", "2024-Q1", "2024-01" }.Select(text => Period.Parse(text).PerYear));
    }
}
