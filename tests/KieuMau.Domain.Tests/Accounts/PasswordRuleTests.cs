using KieuMau.Domain.Accounts;

namespace KieuMau.Domain.Tests.Accounts;

/// <summary>T05: length, mixed classes, not the user name.</summary>
public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("Lua.Nep-2024-x", 14, true)] // exactly fourteen
    [InlineData("Lua.Nep-2024-", 14, false)]
    [InlineData("Lua.Nep2", 8, true)]
    [InlineData("Lua.Ne2", 8, false)]
    public void It_is_long_enough_at_exactly_the_length_asked(string password, int least, bool will) =>
        Assert.Equal(will, PasswordRule.Missing(password, "vanphong", least).Count == 0);

    [Theory]
    [InlineData("LUA.NEP-2024-XY", "một chữ thường")]
    [InlineData("lua.nep-2024-xy", "một chữ hoa")]
    [InlineData("Lua.Nep-nam-nay", "một chữ số")]
    [InlineData("LuaNep2024thang", "một ký tự khác chữ và số, ví dụ dấu chấm")]
    [InlineData("Vanphong.2024-xy", "bỏ tên đăng nhập ra khỏi mật khẩu")]
    public void What_is_missing_is_said_and_nothing_else(string password, string missing) =>
        Assert.Equal([missing], PasswordRule.Missing(password, "vanphong", 14));

    [Fact]
    public void A_name_of_two_letters_may_stand_in_a_password() => Assert.Empty(PasswordRule.Missing("Lua.Nep-2024-xy", "lu", 14));
}
