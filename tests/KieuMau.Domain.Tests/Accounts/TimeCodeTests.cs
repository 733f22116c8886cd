using System.Text;
using KieuMau.Domain.Accounts;

namespace KieuMau.Domain.Tests.Accounts;

public sealed class TimeCodeTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890"); // of RFC 6238, appendix B

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TimeCode.At(Key, TimeCode.StepOf(DateTime.UnixEpoch.AddSeconds(seconds))));

    [Theory]
    [InlineData(-61, false)] // two steps behind
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_telephone_may_be_half_a_minute_off_and_no_more(int secondsOff, bool accepted)
    {
        var now = DateTime.UnixEpoch.AddSeconds(1_234_567_890);
        var code = TimeCode.At(Key, TimeCode.StepOf(now.AddSeconds(secondsOff)));

        Assert.Equal(accepted, TimeCode.Match(Key, code, now, used: 0) is not null);
    }

    [Fact]
    public void A_code_is_good_once_and_never_after_a_later_one()
    {
        var now = DateTime.UnixEpoch.AddSeconds(1_234_567_890);
        var step = TimeCode.StepOf(now);

        Assert.Equal(step, TimeCode.Match(Key, TimeCode.At(Key, step), now, used: step - 1));
        Assert.Null(TimeCode.Match(Key, TimeCode.At(Key, step), now, used: step));
        Assert.Null(TimeCode.Match(Key, TimeCode.At(Key, step - 1), now, used: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("000000")]
    public void Anything_else_is_no_code(string typed) => Assert.Null(TimeCode.Match(Key, typed, DateTime.UnixEpoch.AddSeconds(59), used: 0));

    [Fact]
    public void A_key_is_read_as_people_type_it() =>
        Assert.Equal(Key, TimeCode.KeyOf("gezd gnbv gy3t qojq gezd gnbv gy3t qojq"));
}
