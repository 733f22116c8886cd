using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Journal;

/// <summary>How far somebody may read follows from where their post is, on the day.</summary>
public sealed class JournalScopeTests
{
    private static readonly Role Reader = new("reader", "Người đọc", "xã", new HashSet<string> { Right.ReadJournal.Code() }, [], null, new Source("thử", Status: SourceStatus.Confirmed));
    private static readonly Role Other = Reader with { Code = "other", Rights = new HashSet<string> { Right.ReadUnit.Code() } };

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_post_reaches_its_commune_what_was_merged_into_it_and_what_is_below_it(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.AddUnits.Add([TestCommune.Of("xa-cu", "Xã Cũ", "xã", "tinh-thu", new(2020, 1, 1)), TestCommune.Of("xa-khac", "Xã Khác", "xã", "tinh-thu", new(2020, 1, 1))], demonstration: false));
        await commune.Do(async desk =>
        {
            var old = await desk.Db.UnitKeys.Where(unit => unit.Code == "xa-cu").Select(unit => unit.Id).SingleAsync();
            await desk.Db.UnitRows.Where(row => row.UnitId == old).ExecuteUpdateAsync(set => set.SetProperty(row => row.Successors, $"[\"{TestCommune.Xa}\"]"));
        });
        var shards = await commune.Do(desk => desk.Db.Shards.ToDictionaryAsync(shard => shard.Commune, shard => shard.Shard));

        Assert.Equal([shards[TestCommune.Xa], shards["xa-cu"]], (await Scope(commune, TestCommune.Xa)).Shards.Order());
        Assert.Equal([shards["xa-khac"]], (await Scope(commune, "xa-khac")).Shards);
        Assert.Equal(shards.Values.Order(), (await Scope(commune, "tinh-thu")).Shards.Order());
        Assert.False((await Scope(commune, "tinh-thu")).Whole);
        Assert.True((await Scope(commune, "")).Whole);
        var ofKhu = await Scope(commune, TestCommune.Khu(1));
        Assert.Empty(ofKhu.Shards);
        Assert.Equal([TestCommune.Khu(1)], ofKhu.Units);
    }

    [Fact]
    public async Task A_post_that_ended_or_does_not_read_the_journal_reaches_nothing()
    {
        await using var commune = await TestCommune.Create(On.Sqlite);
        var today = TestCommune.Today;

        Assert.Equal(JournalScope.Nothing, await Scope(commune, new Post(1, Reader, "", new(2020, 1, 1), today.AddDays(-1))));
        Assert.Equal(JournalScope.Nothing, await Scope(commune, new Post(1, Other, "", new(2020, 1, 1), null)));
        Assert.True((await Scope(commune, new Post(1, Reader, "", new(2020, 1, 1), today))).Whole);
    }

    private static Task<JournalScope> Scope(TestCommune commune, string unit) => Scope(commune, new Post(1, Reader, unit, new(2020, 1, 1), null));

    private static Task<JournalScope> Scope(TestCommune commune, Post post) => commune.Do(desk =>
    {
        desk.Person.Who = new(5, "Người thử", AccountKind.Operator, [post]);
        return new FindJournalScope(desk.Db, desk.Gate).Of();
    });
}
