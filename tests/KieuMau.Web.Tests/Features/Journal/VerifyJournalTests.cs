using KieuMau.Domain.Journal;
using KieuMau.Domain.Observations;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Journal;

/// <summary>Whoever changes the journal, or a number it speaks of, behind the program's back is found out.</summary>
public sealed class VerifyJournalTests
{
    private const int Commune = 2; // the province above it was entered first

    public static TheoryData<On> Both => TestDatabase.Both;

    /// <summary>Every way of tampering, and what the check says of it.</summary>
    public static TheoryData<On, string, string> Tampering()
    {
        (string Sql, string Said)[] ways =
        [
            ("update journal set said = 'khác' where shard = 2 and id = 2", "Dòng 2 đã bị sửa sau khi ghi"),
            ("update journal set why = 'khác' where shard = 2 and id = 3", "Dòng 3 đã bị sửa sau khi ghi"),
            ("update journal set search = 'khác' where shard = 2 and id = 2", "Dòng 2: chữ dùng để tìm đã bị sửa"),
            ("delete from journal where shard = 2 and id = 2", "Thiếu dòng 2"),
            ("delete from journal where shard = 2 and id = 1", "Thiếu dòng 1"),
            ("delete from journal where shard = 2 and id = 3", "Thiếu 1 dòng cuối, từ dòng 3"),
            ("delete from journal where shard = 2", "Thiếu 3 dòng cuối, từ dòng 1"),
            ("update journal_heads set last_id = 2 where shard = 2", "Đầu xích đã bị sửa"),
            ("update journal_heads set last_hash = 'khác' where shard = 2", "Đầu xích đã bị sửa"),
            ("delete from journal_heads where shard = 2", "Đầu xích đã bị xóa"),
            ("update journal set id = 9 where shard = 2 and id = 1; update journal set id = 1 where shard = 2 and id = 2; update journal set id = 2 where shard = 2 and id = 9", "Dòng 1 không nối"),
            ("update observation_revisions set number = '41' where shard = 2 and id = 2", "đã bị sửa Khu 2, tổng số hộ, năm 2024"),
            ("delete from observation_revisions where shard = 2 and id = 2", "đã bị xóa Khu 2, tổng số hộ, năm 2024"),
            ("delete from observation_revisions where shard = 2 and id = 3", "đã bị xóa Khu 1, tổng số hộ, năm 2024"),
            ("update observation_revisions set note = 'khác' where shard = 2 and id = 1", "Lần ghi số liệu 1"),
            ("update observation_savings set who = 'người khác' where shard = 2 and id = 2", "Lần ghi số liệu 2"),
            ("delete from observation_savings where shard = 2 and id = 2", "Lần ghi số liệu 2 đã bị xóa"),
            ("insert into observation_savings (shard, id, who, account, saved_at, why, origin) values (2, 9, '', 0, '2024-12-31 00:00:00', '', '')", "Lần ghi số liệu 9 không có trong nhật ký"),
            ("insert into observation_savings (shard, id, who, account, saved_at, why, origin) values (2, 0, '', 0, '2024-12-31 00:00:00', '', '')", "Lần ghi số liệu 0 không có trong nhật ký"),
            ("insert into observation_savings (shard, id, who, account, saved_at, why, origin) values (2, -3, '', 0, '2024-12-31 00:00:00', '', '')", "Lần ghi số liệu -3 không có trong nhật ký"),
            ("update observations set number = '41' where shard = 2 and revision = 2", "Số liệu hiện hành khác với lần sửa mà chúng lặp lại: Khu 2, tổng số hộ, năm 2024"),
            ("update observations set note = 'khác' where shard = 2 and revision = 2", "Số liệu hiện hành khác với lần sửa"),
            ("update observations set revision = 9 where shard = 2 and revision = 2", "Số liệu hiện hành khác với lần sửa"),
            ("delete from observations where shard = 2 and revision = 2", "Số liệu hiện hành bị xóa: Khu 2, tổng số hộ, năm 2024"),
            ("update observations set revision = 1, number = (select number from observation_revisions where shard = 2 and id = 1) where shard = 2 and revision = 3", "Số liệu hiện hành bị đưa về một lần sửa cũ: Khu 1, tổng số hộ, năm 2024"),
        ];
        var data = new TheoryData<On, string, string>();
        foreach (var (sql, said) in ways)
        {
            data.Add(On.Sqlite, sql, said);
            data.Add(On.Postgres, sql.Replace("'41'", "41", StringComparison.Ordinal), said);
        }

        return data;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_nobody_touched_is_whole_and_the_look_itself_is_journalled(On on)
    {
        await using var commune = await ThreeSavings(on);

        var check = await Check(commune);
        var entry = await commune.Do(desk => desk.Db.Journal.SingleAsync(row => row.Act == VerifyJournal.Act));

        Assert.Empty(check.Breaks);
        Assert.Equal((2, 4, 3), (check.Heads.Count, check.Entries, check.Savings));
        Assert.Equal((VerifyJournal.Intact, check.Said), (entry.Subject, entry.Said));
        Assert.True((await Check(commune)).Intact);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Numbers_saved_behind_known_coarser_cleared_and_typed_again_are_whole(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var exact = TestCommune.Change(1, commune.Cameras, 50);
        var (answer, cleared) = (exact with { Value = new ObservedValue.Answer(true) }, exact with { Value = new ObservedValue.Nothing() });
        ObservationChange[][] savings =
        [
            [exact],
            [exact with { Value = new ObservedValue.Number(40), AsOf = new(2024, 6, 30) }],
            [answer],
            [cleared],
            [answer],
            [exact],
            [cleared, answer],
            [exact, TestCommune.Change(2, commune.Households, 60)],
        ];
        foreach (var saving in savings) Assert.True((await commune.Do(desk => desk.Save.Save(saving, TestCommune.Note))).Stored);

        Assert.Empty((await Check(commune)).Breaks);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_number_that_came_in_behind_and_was_made_the_current_one_is_found(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var later = TestCommune.Change(1, commune.Households, 50);
        foreach (var change in new[] { later, later with { Value = new ObservedValue.Number(40), AsOf = new(2024, 6, 30) } }) await commune.Do(desk => desk.Save.Save([change], TestCommune.Note));
        Assert.Empty((await Check(commune)).Breaks);

        await Run(commune, "update observations set revision = 2, number = (select number from observation_revisions where id = 2), as_of = (select as_of from observation_revisions where id = 2), note = (select note from observation_revisions where id = 2)");

        Assert.Contains("bị đưa về một lần sửa cũ: Khu 1", Assert.Single((await Check(commune)).Breaks).Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_look_at_some_chains_is_told_in_each_and_never_stands_for_a_look_at_all(On on)
    {
        await using var commune = await ThreeSavings(on);
        await commune.Do(desk => new VerifyJournal(desk.Db, commune.Active, desk.Journal).Verify([1, Commune]));
        await commune.Do(desk => new VerifyJournal(desk.Db, commune.Active, desk.Journal).Verify([]));

        var told = await commune.Do(desk => desk.Db.Journal.Where(row => row.Act == VerifyJournal.Act).OrderBy(row => row.Shard).Select(row => new { row.Shard, row.To }).ToListAsync());
        Assert.Equal([(1, "xích 1, 2"), (Commune, "xích 1, 2")], told.Select(one => (one.Shard, one.To)));
    }

    [Theory, MemberData(nameof(Tampering))]
    public async Task Tampering_is_found_and_named(On on, string sql, string said)
    {
        await using var commune = await ThreeSavings(on);
        await Tamper(commune, sql);

        var check = await Check(commune);

        Assert.Contains(check.Breaks, one => one.Why.Contains(said, StringComparison.Ordinal));
        Assert.All(check.Breaks, one => Assert.Equal(Commune, one.Shard));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_entry_put_back_in_other_words_with_a_fitting_hash_of_its_own_no_longer_fits_the_next_one(On on)
    {
        await using var commune = await ThreeSavings(on);
        await DropGuards(commune);
        await commune.Do(async desk =>
        {
            var entry = (await desk.Db.Journal.AsNoTracking().SingleAsync(row => row.Shard == Commune && row.Id == 2)).Read();
            await desk.Db.Journal.Where(row => row.Shard == Commune && row.Id == 2).ExecuteDeleteAsync();
            desk.Db.Journal.Add(JournalRow.Of(entry with { Said = "Không có gì" }));
            await desk.Db.SaveChangesAsync();
        });

        var broken = Assert.Single((await Check(commune)).Breaks);
        Assert.Equal((Commune, 3L), (broken.Shard, broken.Id));
        Assert.Contains("không nối với dòng đứng trước", broken.Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_chain_rewritten_to_its_head_is_found_by_a_head_kept_elsewhere(On on)
    {
        await using var commune = await ThreeSavings(on);
        var kept = (await Check(commune)).Heads;
        await DropGuards(commune);
        await commune.Do(async desk =>
        {
            var last = await desk.Db.Journal.AsNoTracking().SingleAsync(row => row.Shard == Commune && row.Id == 3);
            var forged = JournalRow.Of(last.Read() with { Why = "Không có gì" });
            await desk.Db.Journal.Where(row => row.Shard == Commune && row.Id == 3).ExecuteDeleteAsync();
            desk.Db.Journal.Add(forged);
            await desk.Db.SaveChangesAsync();
            await desk.Db.JournalHeads.Where(head => head.Shard == Commune).ExecuteUpdateAsync(set => set.SetProperty(head => head.LastHash, forged.Hash));
        });

        Assert.DoesNotContain((await Check(commune)).Breaks, one => one.Id == 3 && one.Why.Contains("mốc", StringComparison.Ordinal));
        Assert.Contains((await Check(commune, kept)).Breaks, one => one.Why.Contains("khác với mốc đã giữ", StringComparison.Ordinal));

        await Run(commune, "delete from journal where shard = 2 and id = 3");
        await commune.Do(async desk =>
        {
            var hash = await desk.Db.Journal.Where(row => row.Shard == Commune && row.Id == 2).Select(row => row.Hash).SingleAsync();
            await desk.Db.JournalHeads.Where(head => head.Shard == Commune).ExecuteUpdateAsync(set => set.SetProperty(head => head.LastId, 2).SetProperty(head => head.LastHash, hash));
        });
        Assert.Contains((await Check(commune, kept)).Breaks, one => one.Why.Contains("Mốc đã giữ có đến dòng 3, nay chỉ còn đến dòng 2", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_text_of_the_law_that_was_edited_or_taken_away_is_found(On on)
    {
        await using var commune = await ThreeSavings(on);
        var text = new CriteriaText("sua-doi/thu.yaml", "mã: thử\n");
        await commune.Do(async desk =>
        {
            await new KeepTexts(desk.Db, commune.Clock).Enter(text, "Người thử", default);
            await desk.Journal.Record(JournalWriter.OfNoCommune, new(PutInForce.Act, "Đặt thêm văn bản") { Subject = text.Name, Digest = text.Hash });
        });
        Assert.True((await Check(commune)).Intact);

        await Run(commune, "update set_texts set text = 'mã: khác' where path = 'sua-doi/thu.yaml'");
        Assert.Contains("đã bị sửa sau khi đặt vào", Assert.Single((await Check(commune)).Breaks).Why, StringComparison.Ordinal);
        await Run(commune, "delete from set_texts where path = 'sua-doi/thu.yaml'");
        Assert.Contains("đã bị xóa khỏi kho", Assert.Single((await Check(commune)).Breaks).Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_text_of_the_law_laid_in_or_set_aside_in_the_database_by_hand_is_found(On on)
    {
        await using var commune = await ThreeSavings(on);
        var (told, slipped) = (new CriteriaText("sua-doi/thu.yaml", "mã: thử\n"), new CriteriaText("sua-doi/chen.yaml", "mã: chèn\n"));
        await commune.Do(async desk =>
        {
            await new KeepTexts(desk.Db, commune.Clock).Ship([new("bo/phat-hanh.yaml", "mã: phát hành\n")], default);
            await new KeepTexts(desk.Db, commune.Clock).Enter(told, "Người thử", default);
            await desk.Journal.Record(JournalWriter.OfNoCommune, new(PutInForce.Act, "Đặt thêm văn bản") { Subject = told.Name, Digest = told.Hash });
        });
        Assert.Empty((await Check(commune)).Breaks);

        await commune.Do(desk => new KeepTexts(desk.Db, commune.Clock).Enter(slipped, "Người thử", default)); // as a row put in by hand would stand there
        Assert.Contains("“sua-doi/chen.yaml” không có trong nhật ký", Assert.Single((await Check(commune)).Breaks).Why, StringComparison.Ordinal);
        await Run(commune, "delete from set_texts where path = 'sua-doi/chen.yaml'; update set_texts set active = not active where path = 'sua-doi/thu.yaml'");
        Assert.Contains("“sua-doi/thu.yaml” đã bị bỏ không áp dụng", Assert.Single((await Check(commune)).Breaks).Why, StringComparison.Ordinal);
        await Run(commune, "update set_texts set active = not active, origin = 0 where path = 'sua-doi/thu.yaml'"); // the next start would set it aside
        Assert.NotEmpty((await Check(commune)).Breaks);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_database_itself_refuses_to_change_replace_or_delete_an_entry_or_to_turn_a_head_back(On on)
    {
        await using var commune = await ThreeSavings(on);
        List<string> acts =
        [
            "update journal set said = 'khác' where shard = 2 and id = 1",
            "delete from journal where shard = 2 and id = 1",
            "update journal_heads set last_id = 2 where shard = 2",
            "update journal_heads set last_hash = 'khác' where shard = 2",
            "delete from journal_heads where shard = 2",
            on == On.Sqlite ? "insert or replace into journal select shard, id, at, account, who, act, unit, subject, 'khác', \"from\", \"to\", why, address, device, result, digest, previous, hash, search from journal where shard = 2 and id = 1" : "truncate journal",
        ];

        foreach (var act in acts) await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Run(commune, act));
        Assert.True((await Check(commune)).Intact);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Many_who_write_at_once_keep_one_chain(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await Task.WhenAll(Enumerable.Range(1, 12).Select(number => Task.Run(() => commune.Do(desk => desk.Journal.Record(7, new("gate.refused", $"Việc {number}"))))));

        var check = await Check(commune);
        var ids = await commune.Do(desk => desk.Db.Journal.Where(row => row.Shard == 7).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());

        Assert.Empty(check.Breaks);
        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), ids);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_saved_before_there_was_a_journal_is_no_break(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await Run(commune, "insert into observation_savings (shard, id, who, account, saved_at, why, origin) values (2, 1, '', 0, '2024-01-01 00:00:00', '', '')");
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 210)], TestCommune.Note));

        var check = await Check(commune);

        Assert.Equal((0, 1), (check.Breaks.Count, check.Savings));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Half_a_letter_and_a_text_of_any_length_are_written_as_the_database_gives_them_back(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.Journal.Record(0, new("gate.refused", "nửa chữ \ud800\0 " + new string('ă', 1985) + "\ud83c\udf3e\ud83c\udf3e") { Why = "é" }));

        Assert.True((await Check(commune)).Intact);
    }

    [Fact]
    public async Task An_entry_outside_a_transaction_is_a_mistake_of_the_program()
    {
        await using var commune = await TestCommune.Create(On.Sqlite);

        await Assert.ThrowsAsync<InvalidOperationException>(() => commune.Do(desk => desk.Journal.Append(0, new("gate.refused", "Việc"))));
    }

    internal static Task<JournalCheck> Check(TestCommune commune, IReadOnlyList<ChainHead>? known = null) =>
        commune.Do(desk => new VerifyJournal(desk.Db, commune.Active, desk.Journal).Verify(known: known));

    private static async Task<TestCommune> ThreeSavings(On on)
    {
        var commune = await TestCommune.Create(on);
        foreach (var (khu, number) in new[] { (1, 210m), (2, 40m), (1, 212m) })
        {
            var before = await commune.Do(desk => desk.Db.Set<CurrentObservation>().AsNoTracking().ToListAsync());
            var revision = before.Find(row => row.Revision == 1 && khu == 1)?.Revision;
            Assert.True((await commune.Do(desk => desk.Save.Save([TestCommune.Change(khu, commune.Households, number, revision)], TestCommune.Note))).Stored);
        }

        return commune;
    }

    private static async Task Tamper(TestCommune commune, string sql)
    {
        await DropGuards(commune);
        await Run(commune, sql);
    }

    private static async Task DropGuards(TestCommune commune)
    {
        string[] guards = commune.Database.Kind == On.Sqlite
            ? ["drop trigger journal_is_not_changed", "drop trigger journal_is_not_deleted", "drop trigger journal_is_not_replaced", "drop trigger journal_heads_go_forward", "drop trigger journal_heads_stay"]
            : ["alter table journal disable trigger user", "alter table journal_heads disable trigger user"];
        foreach (var guard in guards) await Run(commune, guard);
    }

    private static Task Run(TestCommune commune, string sql) => commune.Do(async desk => { await desk.Db.Database.ExecuteSqlRawAsync(sql); });
}
