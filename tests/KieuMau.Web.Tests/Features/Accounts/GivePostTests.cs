using System.Net;
using AngleSharp.Dom;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>Giao chức vụ, ghi ngày thôi.</summary>
public sealed class GivePostTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_post_that_ends_today_loses_its_rights_at_midnight_in_Viet_Nam_and_its_history_stays(On on)
    {
        var clock = new MovableClock(new(2026, 3, 2, 23, 50, 0, TimeSpan.FromHours(7)));
        await using var site = await Site.Open(on, clock);
        using var visitor = await site.Visitor(People.Office);
        var id = await site.AccountOf(People.Office);
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Submit(await administrator.Open($"/nguoi-dung/{id}"), "form:has(input[value=thoi])", null, ("ngay", "2026-03-02"), ("lydo", "chuyển công tác, QĐ 12"));
        Assert.Contains("Đã ghi", page.Said(".note"), StringComparison.Ordinal);

        clock.Pass(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1)); // 23:59:59
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open("/xa/thanh-dinh/bang")).StatusCode);
        clock.Pass(TimeSpan.FromSeconds(1)); // 00:00:00
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/xa/thanh-dinh/bang")).StatusCode);
        var own = await visitor.Open("/tai-khoan");
        Assert.Contains("đã thôi", own.Said("main table"), StringComparison.Ordinal);
        Assert.Contains("02/03/2026", own.Said("main table"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task SD5_an_administrator_is_refused_business_posts_and_an_operator_administering_ones(On on)
    {
        await using var site = await Site.Open(on);
        var (administrator, office) = (await site.AccountOf(People.AnotherAdministrator), await site.AccountOf(People.Office));
        Task<Refusal?> Give(int id, string role, string unit) => site.Do(services => services.GetRequiredService<GivePost>().Give(id, new(role, unit, "", new(2026, 1, 1), null, "")));

        Assert.Equal("posts.administrator", (await Give(administrator, "office", "thanh-dinh"))!.Code);
        Assert.Equal("posts.operator", (await Give(office, "system-admin", "thanh-dinh"))!.Code);
        Assert.Equal("posts.wrong-level", (await Give(office, "kdc-head", "thanh-dinh"))!.Code);
        Assert.Equal("posts.unknown-role", (await Give(office, "vua", "thanh-dinh"))!.Code);
        Assert.Equal("units.unknown", (await Give(office, "office", "khong-co"))!.Code);
        Assert.Null(await Give(office, "clerk", "thanh-dinh"));
    }

    [Theory]
    [InlineData("2025-06-30", true)]
    [InlineData("2025-07-01", false)]
    public async Task A_post_may_not_outlive_its_role(string lastDay, bool allowed)
    {
        await using var site = await Site.Open(On.Sqlite);
        var to = DateOnly.ParseExact(lastDay, "yyyy-MM-dd");
        var refusal = await site.Do(services => services.GetRequiredService<GivePost>().Check(AccountKind.Operator, new("city-pc", "viet-tri", "", new(2024, 1, 1), to, ""), default));

        Assert.Equal(!allowed, refusal?.Code == "posts.role-ended");
    }

    [Theory]
    [InlineData("2026-02-28", "posts.dates")]
    [InlineData("2026-03-01", null)] // the day before it began: it was never held
    [InlineData("2026-03-02", null)]
    public async Task A_post_ends_at_the_earliest_before_it_began(string lastDay, string? refused)
    {
        await using var site = await Site.Open(On.Sqlite, AtTheDoor.Morning());
        var (id, post) = await Clerk(site, null);

        Assert.Equal(refused, (await site.Do(services => services.GetRequiredService<GivePost>().End(id, post, DateOnly.ParseExact(lastDay, "yyyy-MM-dd"), "thử")))?.Code);
    }

    [Theory]
    [InlineData("2026-03-02", null)]
    [InlineData("2026-03-03", "posts.unknown")]
    public async Task A_post_that_has_ended_is_not_ended_again(string today, string? refused)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        var (id, post) = await Clerk(site, new(2026, 3, 2));
        clock.Pass(DateOnly.ParseExact(today, "yyyy-MM-dd").ToDateTime(default) - new DateTime(2026, 3, 2));

        Assert.Equal(refused, (await site.Do(services => services.GetRequiredService<GivePost>().End(id, post, new(2026, 3, 2), "thử")))?.Code);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task A_post_elsewhere_keeps_an_account_out_of_reach_until_the_day_after_its_last(int daysLater, bool reached)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        var (id, _) = await Clerk(site, null);
        Assert.Null(await site.Do(services => services.GetRequiredService<GivePost>().Give(id, new("clerk", "hy-cuong", "", new(2026, 3, 1), new(2026, 3, 2), ""))));
        var me = await site.AccountOf(People.AdministratorOfThanhDinh);
        clock.Pass(TimeSpan.FromDays(daysLater));

        await site.As(me, async services =>
        {
            Assert.Equal(reached, await services.GetRequiredService<ControlAccount>().SignOutEverywhere(id) is null);
            return true;
        });
    }

    [Fact]
    public async Task A_post_without_an_office_goes_to_the_office_of_its_role()
    {
        await using var site = await Site.Open(On.Sqlite, AtTheDoor.Morning());
        var id = await site.AccountOf(People.Chair);
        var before = await site.Do(services => services.GetRequiredService<RuralDb>().Offices.Where(office => office.Role == "police").ToListAsync());
        var police = Assert.Single(before);
        await site.Do(services => services.GetRequiredService<RuralDb>().Offices.Where(office => office.Id == police.Id).ExecuteUpdateAsync(set => set.SetProperty(office => office.Name, "Công an xã Thanh Đình")));

        Assert.Null(await site.Do(services => services.GetRequiredService<GivePost>().Give(id, new("police", "thanh-dinh", "", new(2026, 3, 2), null, ""))));
        var offices = await site.Do(services => services.GetRequiredService<RuralDb>().Offices.Where(office => office.Role == "police").Select(office => office.Id).ToListAsync());
        Assert.Equal([police.Id], offices);
    }

    [Theory]
    [InlineData("2026-03-02", null, false)]
    [InlineData("2026-03-02", "2026-03-02", true)] // tomorrow there would be nobody
    [InlineData("2026-03-01", "2026-03-01", true)]
    [InlineData("2026-03-03", null, true)]
    public async Task Another_administrator_counts_on_the_days_of_their_post(string from, string? to, bool last)
    {
        await using var site = await Site.Open(On.Sqlite, AtTheDoor.Morning());
        var (one, other) = (await site.AccountOf(People.Administrator), await site.AccountOf(People.AnotherAdministrator));
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            await db.Posts.Where(post => post.AccountId == other).ExecuteDeleteAsync();
            return await services.GetRequiredService<GivePost>().Give(other, new("system-admin", "", "", DateOnly.ParseExact(from, "yyyy-MM-dd"), to is null ? null : DateOnly.ParseExact(to, "yyyy-MM-dd"), ""));
        });

        Assert.Equal(last, (await site.Do(services => services.GetRequiredService<ControlAccount>().Disable(one, "thử")))?.Code == "accounts.last-administrator");
    }

    private static async Task<(int Account, int Post)> Clerk(Site site, DateOnly? to)
    {
        var given = (await site.Do(services => services.GetRequiredService<OpenAccount>().Open("Văn thư", "vanthu", AccountKind.Operator, new("clerk", "thanh-dinh", "", new(2026, 3, 2), to, "")))).Given!;
        return (given.Account, await site.Do(services => services.GetRequiredService<RuralDb>().Posts.Where(post => post.AccountId == given.Account).Select(post => post.Id).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_post_in_an_office_that_is_not_there_opens_it_in_the_journal_of_its_commune_and_no_name_stands_twice(On on)
    {
        await using var site = await Site.Open(on);
        var from = new DateOnly(2024, 1, 1);
        Task<Refusal?> Give(string role, string office) => site.Do(async services =>
            (await services.GetRequiredService<OpenAccount>().Open("Người", $"{role}{office.Length}", AccountKind.Operator, new(role, "thanh-dinh", office, from, null, ""))).Refusal);

        Assert.Null(await Give("police", "Đội an ninh"));
        Assert.Null(await Give("police", "ĐỘI AN NINH "));
        Assert.Equal("posts.office-of-another", (await Give("military", "Đội an ninh"))!.Code);
        Assert.Equal("posts.office-of-another", (await Give("health-station", "công an xã"))!.Code); // one of the demonstration

        var (offices, entries) = await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            var shard = await db.UnitKeys.Where(unit => unit.Code == "thanh-dinh").Select(unit => unit.Shard).SingleAsync();
            return (await db.Offices.CountAsync(office => office.Name == "Đội an ninh"), await db.Journal.Where(row => row.Act == "offices.open").Select(row => row.Shard == shard).ToListAsync());
        });
        Assert.Equal(1, offices);
        Assert.Equal([true], entries);
    }

    [Theory]
    [InlineData("2025-06-30", 1)]
    [InlineData("2025-07-01", 0)]
    public async Task A_post_whose_role_has_ended_is_nobodys_any_more(string day, int people)
    {
        await using var commune = await TestCommune.Create(On.Sqlite);
        await commune.Person("city-ntm-office", TestCommune.Xa, "thanh-pho");
        var unit = await commune.Do(desk => desk.Db.Set<UnitKey>().Where(one => one.Code == TestCommune.Xa).Select(one => one.Id).SingleAsync());

        Assert.Equal(people, (await commune.Do(desk => desk.Offices.In([unit], DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))).Count);
    }
}
