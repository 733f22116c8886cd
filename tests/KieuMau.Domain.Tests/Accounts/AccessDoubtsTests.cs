using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Tests.Accounts;

/// <summary>T03: what a review of access points at.</summary>
public sealed class AccessDoubtsTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly RoleBook Book = new([], new Dictionary<string, string>(), new Dictionary<string, string> { ["SD1"] = "nhập và thẩm tra", ["SD5"] = "quản trị không có quyền nghiệp vụ" });

    [Theory]
    [InlineData(37, false)]
    [InlineData(38, true)]
    public void It_warns_a_week_before_an_idle_account_is_disabled(int idle, bool warned) =>
        Assert.Equal(warned, Of(new(Person(AccountKind.Operator, Held("office")), idle, SecondFactor: false, Disabled: false)).Any(doubt => doubt.Contains("chưa đăng nhập", StringComparison.Ordinal)));

    [Fact]
    public void An_administrator_without_a_second_factor_is_pointed_at() =>
        Assert.Contains("quản trị mà chưa có lớp thứ hai", Of(new(Person(AccountKind.Administrator, Held("system-admin", administers: true)), 0, SecondFactor: false, Disabled: false)));

    [Fact]
    public void A_post_that_outlives_its_role_is_pointed_at()
    {
        var until = new DateOnly(2025, 6, 30);

        Assert.Contains(Of(new(Person(AccountKind.Operator, Held("city-pc", until: until)), 0, false, false)), doubt => doubt.Contains("30/06/2025", StringComparison.Ordinal));
        Assert.DoesNotContain(Of(new(Person(AccountKind.Operator, Held("city-pc", until: until, to: until)), 0, false, false)), doubt => doubt.Contains("30/06/2025", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_posts_that_must_be_two_people_are_pointed_at_and_one_post_is_not()
    {
        var both = Held("police", rights: ["indicator.enter.kdc", "indicator.verify"]);

        Assert.DoesNotContain(Of(new(Person(AccountKind.Operator, both), 0, false, false)), doubt => doubt.StartsWith("SD1", StringComparison.Ordinal));
        Assert.Contains("SD1: nhập và thẩm tra", Of(new(Person(AccountKind.Operator, Held("kdc-head", rights: ["indicator.enter.kdc"]), Held("steering", id: 2, rights: ["indicator.verify"])), 0, false, false)));
    }

    [Fact]
    public void An_administrator_with_a_business_post_is_pointed_at() =>
        Assert.Contains("SD5: quản trị không có quyền nghiệp vụ", Of(new(Person(AccountKind.Administrator, Held("system-admin", administers: true), Held("office", id: 2)), 0, true, false)));

    [Fact]
    public void A_disabled_account_has_nothing_left_to_look_at() =>
        Assert.Empty(Of(new(Person(AccountKind.Administrator), 400, false, Disabled: true)));

    private static IReadOnlyList<string> Of(AccessFacts facts) => AccessDoubts.Of(facts, Book, 45, Day);

    private static Who Person(AccountKind kind, params Post[] posts) => new(1, "Người thử", kind, posts);

    private static Post Held(string role, int id = 1, bool administers = false, DateOnly? until = null, DateOnly? to = null, string[]? rights = null) =>
        new(id, new(role, role, "xã", new HashSet<string>(rights ?? []), [], until, Source.Unknown) { Administers = administers }, "xa", new(2020, 1, 1), to);
}
