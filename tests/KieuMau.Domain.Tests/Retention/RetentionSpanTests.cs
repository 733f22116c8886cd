using KieuMau.Domain.Retention;

namespace KieuMau.Domain.Tests.Retention;

public sealed class RetentionSpanTests
{
    [Theory]
    [InlineData("7 ngày", "2026-11-17")]
    [InlineData("1 tháng", "2026-10-24")]
    [InlineData("24 tháng", "2024-11-24")]
    [InlineData("5 năm", "2021-11-24")]
    public void What_ended_before_this_day_is_due(string text, string before) =>
        Assert.Equal(DateOnly.Parse(before, System.Globalization.CultureInfo.InvariantCulture), RetentionSpan.Read(text)!.Value.Before(new(2026, 11, 24)));

    [Theory]
    [InlineData("chưa xác minh")]
    [InlineData("không xóa")]
    [InlineData("0 ngày")]
    [InlineData("-1 năm")]
    [InlineData("7")]
    [InlineData("7 tuần")]
    public void What_is_no_span_deletes_nothing(string text) => Assert.Null(RetentionSpan.Read(text));
}
