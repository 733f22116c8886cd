using KieuMau.Domain;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Data;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>Never fewer than one administrator, today and on any day to come.</summary>
public sealed class LastAdministratorTests
{
    [Fact]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_stays()
    {
        await using var site = await Site.Open(On.Postgres);
        var (one, two) = (await site.AccountOf(People.Administrator), await site.AccountOf(People.AnotherAdministrator));
        Task<bool> first, second;
        await using (var connection = new NpgsqlConnection(site.Connection))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("select 1 from journal_heads where shard = 0 for update", connection, transaction);
            await command.ExecuteScalarAsync(); // somebody is just adding to the journal, for a second
            first = site.As(one, async services => await services.GetRequiredService<ControlAccount>().Disable(two, "thử") is null);
            second = site.As(two, async services => await services.GetRequiredService<ControlAccount>().Disable(one, "thử") is null);
            await Task.Delay(400);
            await transaction.RollbackAsync();
        }

        await Task.WhenAll(first, second);
        Assert.NotEqual(0, await site.Do(services => services.GetRequiredService<RuralDb>().Accounts.CountAsync(account => account.DisabledAt == null && (account.Id == one || account.Id == two))));
    }

    [Theory]
    [InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task Two_administrators_whose_posts_are_ended_one_after_the_other_leave_one_tomorrow(On on)
    {
        var clock = AtTheDoor.Morning(); // 02/03/2026
        await using var site = await Site.Open(on, clock);
        var (one, two) = (await site.AccountOf(People.Administrator), await site.AccountOf(People.AnotherAdministrator));
        Task<Refusal?> End(int account) => site.Do(async services => await services.GetRequiredService<GivePost>().End(account, await services.GetRequiredService<RuralDb>().Posts.Where(post => post.AccountId == account).Select(post => post.Id).SingleAsync(), new(2026, 3, 2), "thử"));
        Assert.Null(await End(two));
        var second = await End(one); // still holds today, and so does the other

        Assert.NotNull(second);
    }

    [Theory]
    [InlineData(0, 1, true)] // the other begins the day after
    [InlineData(0, 2, false)] // a day without anybody
    [InlineData(1, 1, true)]
    public async Task A_post_ends_where_another_begins_by_then(int lastDay, int otherFrom, bool ends)
    {
        var clock = AtTheDoor.Morning(); // 02/03/2026
        await using var site = await Site.Open(On.Sqlite, clock);
        var day = new DateOnly(2026, 3, 2);
        var (one, two) = (await site.AccountOf(People.Administrator), await site.AccountOf(People.AnotherAdministrator));
        await site.Do(async services => await services.GetRequiredService<RuralDb>().Posts.Where(post => post.AccountId == two).ExecuteUpdateAsync(set => set.SetProperty(post => post.ValidFrom, day.AddDays(otherFrom))));

        var said = await site.Do(async services => await services.GetRequiredService<GivePost>().End(one, await services.GetRequiredService<RuralDb>().Posts.Where(post => post.AccountId == one).Select(post => post.Id).SingleAsync(), day.AddDays(lastDay), "thử"));
        Assert.Equal(ends ? null : "accounts.last-administrator", said?.Code);
    }
}
