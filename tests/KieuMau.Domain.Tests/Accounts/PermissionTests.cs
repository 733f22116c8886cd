using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Tests.Accounts;

/// <summary>Who may do what, where, when.</summary>
public sealed class PermissionTests
{
    private static readonly DateOnly Day = new(2024, 6, 15);
    private static readonly Place Khu1 = new(["khu-1", "xa", "thanh-pho", "tinh"]);
    private static readonly Place Khu2 = new(["khu-2", "xa", "thanh-pho", "tinh"]);
    private static readonly Place Xa = new(["xa", "thanh-pho", "tinh"]);
    private static readonly Place XaKhac = new(["xa-khac", "thanh-pho", "tinh"]);

    private static readonly Role HeadOfKhu = RoleOf("kdc-head", "khu", Right.ReadUnit, Right.EnterKhu);
    private static readonly Role Office = RoleOf("office", "xã", Right.ReadUnit, Right.Import, Right.Verify);
    private static readonly Role City = RoleOf("city", "huyện", Right.Verify) with { Until = new(2025, 6, 30) };
    private static readonly Role Administrator = RoleOf("system-admin", "xã", Right.ManageAccounts) with { Administers = true };

    [Fact]
    public void The_head_of_a_khu_works_in_that_khu_and_is_not_told_of_another()
    {
        var who = Holding(HeadOfKhu, "khu-1");

        Assert.Equal(Ruling.Allowed, Permission.May(who, Right.EnterKhu, Khu1, Day));
        Assert.Equal(Ruling.NotFound, Permission.May(who, Right.EnterKhu, Khu2, Day));
        Assert.Equal(Ruling.NotFound, Permission.May(who, Right.ReadUnit, Xa, Day));
    }

    [Fact]
    public void A_post_in_a_commune_reaches_its_khu_and_no_other_commune()
    {
        var who = Holding(Office, "xa");

        Assert.Equal(Ruling.Allowed, Permission.May(who, Right.Verify, Khu2, Day));
        Assert.Equal(Ruling.NotFound, Permission.May(who, Right.Verify, XaKhac, Day));
    }

    [Fact]
    public void Who_sees_a_place_and_lacks_the_right_is_told_so() =>
        Assert.Equal(Ruling.Forbidden, Permission.May(Holding(Office, "xa"), Right.ManageSets, Xa, Day));

    [Fact]
    public void A_post_gives_its_rights_on_its_first_and_its_last_day_and_not_a_day_more()
    {
        var who = new Who(1, "Người", AccountKind.Operator, [new(1, Office, "xa", Day, Day.AddDays(2))]);

        Assert.Equal(Ruling.NotFound, Permission.May(who, Right.Verify, Xa, Day.AddDays(-1)));
        Assert.Equal(Ruling.Allowed, Permission.May(who, Right.Verify, Xa, Day));
        Assert.Equal(Ruling.Allowed, Permission.May(who, Right.Verify, Xa, Day.AddDays(2)));
        Assert.Equal(Ruling.NotFound, Permission.May(who, Right.Verify, Xa, Day.AddDays(3)));
        Assert.Single(who.Posts); // what was held stays known
    }

    [Fact]
    public void A_role_that_has_ended_gives_nothing_after_its_last_day()
    {
        var who = Holding(City, "thanh-pho");

        Assert.Equal(Ruling.Allowed, Permission.May(who, Right.Verify, Xa, new(2025, 6, 30)));
        Assert.Equal(Ruling.NotFound, Permission.May(who, Right.Verify, Xa, new(2025, 7, 1)));
    }

    [Fact]
    public void An_administrator_needs_a_second_factor_and_holds_no_right_over_numbers()
    {
        var admin = new Who(1, "Quản trị", AccountKind.Administrator, [new(1, Administrator, "", DateOnly.MinValue, null), new(2, Office, "xa", DateOnly.MinValue, null)]);

        Assert.Equal(Ruling.SignInFirst, Permission.May(admin, Right.ManageAccounts, Place.Everywhere, Day));
        Assert.Equal(Ruling.Allowed, Permission.May(admin with { SecondFactor = true }, Right.ManageAccounts, Place.Everywhere, Day));
        Assert.Equal(Ruling.Forbidden, Permission.May(admin with { SecondFactor = true }, Right.Import, Xa, Day));
    }

    [Fact]
    public void An_operator_with_an_administering_post_needs_the_second_factor_too() =>
        Assert.Equal(Ruling.SignInFirst, Permission.May(Holding(Administrator, ""), Right.ManageAccounts, Place.Everywhere, Day));

    [Fact]
    public void T04_whoever_comes_from_the_Internet_needs_the_second_factor_whatever_their_post()
    {
        var who = Holding(HeadOfKhu, "khu-1") with { FromInternet = true };

        Assert.Equal(Ruling.SignInFirst, Permission.May(who, Right.EnterKhu, Khu1, Day));
        Assert.Equal(Ruling.Allowed, Permission.May(who with { SecondFactor = true }, Right.EnterKhu, Khu1, Day));
    }

    [Fact]
    public void Nobody_does_anything_and_a_password_to_be_changed_comes_first()
    {
        Assert.Equal(Ruling.SignInFirst, Permission.May(null, Right.ReadUnit, Xa, Day));
        Assert.Equal(Ruling.SignInFirst, Permission.May(Holding(Office, "xa") with { MustChangePassword = true }, Right.ReadUnit, Xa, Day));
    }

    [Fact]
    public void Every_right_has_a_code_of_its_own() =>
        Assert.Equal(Enum.GetValues<Right>().Length, Enum.GetValues<Right>().Select(right => right.Code()).Distinct().Count());

    private static Who Holding(Role role, string unit) => new(1, "Người", AccountKind.Operator, [new(1, role, unit, new(2020, 1, 1), null)]);

    private static Role RoleOf(string code, string level, params Right[] rights) =>
        new(code, code, level, rights.Select(right => right.Code()).ToHashSet(), [], null, Source.Unknown);
}
