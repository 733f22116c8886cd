using KieuMau.Domain;
using KieuMau.Domain.Evidence;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Reviews;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Evidence;

/// <summary>Papers and their places are held against the journal.</summary>
public sealed class PapersInTheJournalTests
{
    private static readonly ReportAddress Khu1 = new(TestCommune.Khu(1), 0, TestCommune.Year2024);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_paper_exchanged_in_the_database_by_hand_is_seen(On on)
    {
        await using var office = await Verified(on);
        Assert.Empty((await office.Attach(EvidenceOffice.Pdf("khác hẳn"), "khac.pdf", EvidenceOffice.Place(2))).Refusals);
        await office.Do(desk => desk.Db.Database.ExecuteSqlRawAsync("update evidence_versions set hash = (select hash from evidence_versions where evidence_id = 2), size = (select size from evidence_versions where evidence_id = 2) where evidence_id = 1"));

        Assert.Contains("bị sửa mà không qua nhật ký", await Look(office), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_paper_taken_off_a_verified_line_in_the_database_by_hand_is_seen(On on)
    {
        await using var office = await Verified(on);
        Assert.StartsWith("Toàn vẹn", await Look(office), StringComparison.Ordinal);
        await office.Do(desk => desk.Db.Database.ExecuteSqlRawAsync("delete from evidence_links"));
        Assert.Contains("không qua nhật ký", await Look(office), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(On.Sqlite, "update evidence_versions set signatures = '[]'")]
    [InlineData(On.Postgres, "update evidence_versions set signatures = '[]'")]
    [InlineData(On.Sqlite, "update evidence_versions set saved_at = '2024-01-01 00:00:00'")]
    [InlineData(On.Postgres, "update evidence_versions set saved_at = '2024-01-01 00:00:00'")]
    [InlineData(On.Sqlite, "update evidence_links set linked_at = '2024-01-01 00:00:00'")] // it came before the report, not after
    [InlineData(On.Postgres, "update evidence_links set linked_at = '2024-01-01 00:00:00'")]
    [InlineData(On.Sqlite, "update evidence_links set due = '2030-01-01'")]
    [InlineData(On.Postgres, "update evidence_links set due = '2030-01-01'")]
    [InlineData(On.Sqlite, "update evidence_versions set kind = 4")]
    [InlineData(On.Postgres, "update evidence_versions set kind = 4")]
    public async Task Who_signed_a_paper_and_when_it_came_is_held_against_the_journal(On on, string sql)
    {
        await using var office = await EvidenceOffice.Open(on);
        Assert.Empty((await office.Attach(SignedFile.Make("Chủ tịch UBND xã", new(2024, 11, 5, 8, 0, 0, TimeSpan.FromHours(7))))).Refusals);
        Assert.StartsWith("Toàn vẹn", await Look(office), StringComparison.Ordinal);

        await office.Do(desk => desk.Db.Database.ExecuteSqlRawAsync(sql));

        Assert.Contains("bị sửa mà không qua nhật ký", await Look(office), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_post_in_a_commune_that_was_merged_away_attaches_papers_only_of_its_own_days(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var former = await WhatStandsBehindTests.MergedAway(office.Commune);
        async Task<string?> Attach(string period) => (await office.Do(async desk =>
        {
            await desk.Commune.Become(former);
            using var arrival = await desk.Store.Receive(new MemoryStream(EvidenceOffice.Pdf(period)), EvidenceLimits.LargestFile, default);
            return await desk.Attach.Attach(new([new(arrival, "bien-ban.pdf")], EvidenceOffice.Place() with { Period = Period.Parse(period) }, Declared: true), desk.Commune.Gate.Sign());
        })).Refusals.SingleOrDefault()?.Code;

        Assert.Equal("accounts.unit-ended", await Attach("2025"));
        Assert.Null(await Attach("2024"));
    }

    private static async Task<string> Look(EvidenceOffice office) => (await office.Do(desk => new VerifyJournal(desk.Db, office.Commune.Active, desk.Commune.Journal).Verify())).Said;

    private static async Task<EvidenceOffice> Verified(On on)
    {
        var office = await EvidenceOffice.Open(on);
        var commune = office.Commune;
        Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(TestCommune.Xa, ReportStoryTests.Period2024(), [new(TestCommune.Khu(1), 0, [])])));
        var (leader, reviewer) = (await commune.Person("kdc-head", TestCommune.Khu(1), "khu-1"), await commune.Person("office", TestCommune.Xa, "van-phong"));
        Assert.Empty((await office.Attach(EvidenceOffice.Pdf("biên bản"))).Refusals);
        Assert.True((await commune.As(leader, desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 100), TestCommune.Change(1, commune.Sorting, 70)], desk.Gate.Sign("nhập")))).Clean);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(0))));
        return office;
    }
}
