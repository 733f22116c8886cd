using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Backups;

/// <summary>What was backed up is what comes back, on the same database and on the other.</summary>
public sealed class RestoreOfficeTests
{
    public static TheoryData<On, On> Ways => new() { { On.Sqlite, On.Sqlite }, { On.Sqlite, On.Postgres }, { On.Postgres, On.Sqlite }, { On.Postgres, On.Postgres } };
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Ways))]
    public async Task A_restored_office_has_equal_tables_findings_and_files(On from, On to)
    {
        await using var office = await BackedUpSite.Open(from);
        await office.Backup(); // a line in the register, so that a number is given after those restored
        var run = await office.Backup();
        await using var place = await KeptOffice.Empty(to);

        var restored = await place.Restore.From(run.File, office.Key, replace: false, "thử", default);

        Assert.Null(restored.Aside);
        await using (var db = place.Place.Open()) Assert.Equal([KeepingAct.Backup, KeepingAct.Restore], await db.Backups.OrderBy(one => one.Id).Select(one => one.Act).ToListAsync());
        Assert.Equal(await office.Sums(), await place.Sums());
        Assert.NotEmpty(await office.Findings());
        Assert.Equal(await office.Findings(), await place.Findings(office.Law));
        Assert.Equal(OfficeFiles.Of(office.Folder).ToDictionary(path => path, path => File.ReadAllBytes(office.Folder.Inside(path))), place.Files());
        Assert.Contains("minh-chung/ab/cd.pdf", place.Files().Keys);
        Assert.Contains(place.Files().Keys, path => path.StartsWith("khoa/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pictures_that_can_be_drawn_again_are_not_carried()
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        var drawn = office.Folder.Inside("minh-chung/hinh/ab/cd-240.jpg");
        Directory.CreateDirectory(Path.GetDirectoryName(drawn)!);
        await File.WriteAllTextAsync(drawn, "vẽ lại được");
        await using var place = await KeptOffice.Empty(On.Sqlite);

        await place.Restore.From((await office.Backup()).File, office.Key, replace: false, "thử", default);

        Assert.True(File.Exists(place.Folder.Inside("minh-chung/ab/cd.pdf")));
        Assert.False(Directory.Exists(place.Folder.Inside("minh-chung/hinh")));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Mail_that_waited_when_the_backup_was_made_is_not_sent_again_by_itself(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        await office.Site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            foreach (var state in new[] { MailState.Waiting, MailState.Sent })
                db.MailOutbox.Add(new() { AccountId = 1, Address = "a@xa.vn", Kind = "notice", MessageId = $"{state}@xa.vn", Subject = "", Text = "", Html = "", WrittenAt = TimeProvider.System.Instant(), State = state });
            return await db.SaveChangesAsync();
        });
        var run = await office.Backup();
        await using var place = await KeptOffice.Empty(on);
        await place.Restore.From(run.File, office.Key, replace: false, "thử", default);

        await using var db = place.Place.Open();
        Assert.Equal([MailState.Doubtful, MailState.Sent], await db.MailOutbox.OrderBy(mail => mail.Id).Select(mail => mail.State).ToListAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Evidence_altered_before_the_backup_is_archived_as_it_lies_and_named_wherever_the_archive_is(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        await office.Evidence("biên bản", onDisk: "biên bản");
        var good = await office.Backup();
        var altered = await office.Evidence("giấy xác nhận", onDisk: "giấy xác nhậm");
        var run = await office.Backup();

        Assert.Null(good.Problem);
        Assert.Contains($"1 tệp minh chứng trong bản sao lưu này đã khác lúc nhận từ trước khi sao lưu: {altered}.", run.Problem, StringComparison.Ordinal);
        using (var archive = OfficeArchive.Open(run.File, office.Key))
        {
            await archive.Verify(default);
            Assert.Equal([altered], archive.Manifest.Altered);
        }

        var (lastGood, lastDone, entry) = await office.Site.Do(async services =>
        {
            var register = services.GetRequiredService<BackupRegister>();
            var entries = services.GetRequiredService<RuralDb>().Journal.Where(row => row.Act == "backups.make").OrderByDescending(row => row.Id);
            return (await register.LastGood(KeepingAct.Backup, null, default), await register.LastDone(KeepingAct.Backup, null, default), await entries.FirstAsync());
        });
        Assert.Equal((good.Id, run.Id), (lastGood!.Id, lastDone!.Id));
        Assert.Contains(altered, entry.Why, StringComparison.Ordinal);
        var page = await (await office.Site.Visitor(People.Administrator)).Open("/van-hanh/sao-luu");
        Assert.Contains("Xong, chưa tốt: 1 tệp minh chứng", page.Said("table.rows tbody tr"), StringComparison.Ordinal);

        await using var place = await KeptOffice.Empty(on);
        Assert.Contains(altered, (await place.Restore.Try(run.File, office.Key, "thử", default)).Problem, StringComparison.Ordinal);
        Assert.Equal([altered], (await place.Restore.From(run.File, office.Key, replace: false, "thử", default)).Manifest.Altered);
        await using var db = place.Place.Open();
        Assert.Contains(altered, (await db.Backups.SingleAsync(one => one.Act == KeepingAct.Restore)).Problem, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Evidence_taken_away_before_the_backup_is_named(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        var path = await office.Evidence("biên bản", onDisk: "biên bản");
        var hash = Path.GetFileName(path);
        await office.Site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            var (shard, now) = (await db.UnitKeys.MaxAsync(unit => unit.Shard), TimeProvider.System.Instant());
            db.Evidence.Add(new() { Shard = shard, Id = 901, Title = "biên bản" });
            db.EvidenceVersions.Add(new() { Shard = shard, EvidenceId = 901, Number = 1, Hash = hash, Size = 9, Name = "bien-ban.pdf", Who = "thử", SavedAt = now, Why = "", Signatures = "[]" });
            return await db.SaveChangesAsync();
        });
        Assert.Null((await office.Backup()).Problem);

        File.Delete(office.Folder.Inside(path));
        Assert.Contains($"1 tệp minh chứng không còn trong thư mục dữ liệu nên không có trong bản sao lưu này: {hash}.", (await office.Backup()).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public async Task Of_many_altered_files_ten_are_named_and_the_others_counted(int files, bool others)
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        for (var number = 0; number < files; number++) await office.Evidence($"{number}", onDisk: "khác");
        var problem = (await office.Backup()).Problem!;

        Assert.Equal(10, problem.Split("minh-chung/").Length - 1);
        Assert.Equal(others, problem.Contains("và 1 tệp khác", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_table_of_the_model_is_in_the_archive(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        using var archive = OfficeArchive.Open((await office.Backup()).File, office.Key);
        var mapped = await office.Site.Do(services => Task.FromResult(services.GetRequiredService<RuralDb>().Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().ToList()));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), archive.Manifest.Tables.Select(table => table.Name));
        Assert.Contains(archive.Manifest.Tables, table => table.Name == "observation_revisions" && table.Rows > 400);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_office_that_stands_there_is_refused_and_with_replace_put_aside(On on)
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        var run = await office.Backup();
        await using var place = await KeptOffice.Empty(on);
        await place.Restore.From(run.File, office.Key, replace: false, "thử", default);
        await File.WriteAllTextAsync(place.Folder.Inside("ghi-chu.txt"), "của bản cũ");
        await using (var db = place.Place.Open()) await db.Observations.ExecuteDeleteAsync();

        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => place.Restore.From(run.File, office.Key, replace: false, "thử", default));
        Assert.Contains("--replace", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await place.Sums()).Single(sum => sum.Table == "observations").Rows);

        var restored = await place.Restore.From(run.File, office.Key, replace: true, "thử", default);
        Assert.Equal(await office.Sums(), await place.Sums());
        Assert.False(File.Exists(place.Folder.Inside("ghi-chu.txt")));
        Assert.Equal("của bản cũ", await File.ReadAllTextAsync(Path.Combine(place.Folder.Inside(restored.Aside!), "ghi-chu.txt")));
        if (on == On.Postgres) Assert.True(await PostgresStage.HasSchema(place.Place.Connection!, RestoreSwitch.SchemaOf(restored.Aside!), default));
        else Assert.True(File.Exists(Path.Combine(place.Folder.Inside(restored.Aside!), "kieumau.db")));
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_site()
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        var run = await office.Backup();
        var restore = new RestoreOffice(new(null, office.Folder.Database), office.Folder, null, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => restore.From(run.File, office.Key, replace: true, "thử", default));
        Assert.Contains("đang chạy", refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_restore_test_proves_the_archive_and_leaves_nothing(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        var run = await office.Backup();
        var place = await office.Site.Do(services => Task.FromResult(DatabasePlace.Of(services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>())));
        var before = await office.Sums();

        var (killed, atWork) = (Directory.CreateTempSubdirectory("kieumau-thu-khoi-phuc-"), Directory.CreateTempSubdirectory("kieumau-thu-khoi-phuc-"));
        Directory.SetLastWriteTimeUtc(killed.FullName, DateTime.UtcNow.AddHours(-7));

        var test = await new RestoreOffice(place, office.Folder, null, TimeProvider.System).Try(run.File, office.Key, "thử", default);

        Assert.Equal((KeepingAct.RestoreTest, run.Tables, run.Rows, null), (test.Act, test.Tables, test.Rows, test.Problem));
        Assert.Equal(before, await office.Sums());
        Assert.Equal((false, true), (Directory.Exists(killed.FullName), Directory.Exists(atWork.FullName)));
        atWork.Delete();
        if (on == On.Postgres) Assert.False(await PostgresStage.HasSchema(place.Connection!, "thu_khoi_phuc", default));
    }

    [Fact]
    public async Task A_move_to_postgresql_is_proved_table_by_table_and_only_into_an_empty_place()
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        await using var target = await TestDatabase.Create(On.Postgres, migrate: false);
        var from = new DatabasePlace(null, office.Folder.Database);
        var to = DatabasePlace.Postgres(target.Connection, "--to");

        var lines = await MoveOffice.Move(from, to, default);

        Assert.All(lines, line => Assert.Equal(line.From, line.To));
        await using (var db = target.Open()) Assert.Equal(await office.Sums(), (await OfficeSnapshot.SumsOf(db, StoredTable.Of(db), default)).Where(sum => sum.Table is not ("backups" or "journal" or "journal_heads")));
        await using (var db = target.Open()) Assert.Equal(await office.Findings(), await KeptOffice.FindingsOf(db, office.Law));

        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => MoveOffice.Move(from, to, default));
        Assert.Contains("trống", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_open_export_holds_every_table_and_no_keys()
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        var file = Path.Combine(office.Away, "tat-ca.zip");
        await office.Site.Do(services => services.GetRequiredService<MakeBackup>().Open(file, default));

        await using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(file);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("bang/observations/000001.jsonl", names);
        Assert.Contains("tep/minh-chung/ab/cd.pdf", names);
        Assert.DoesNotContain(names, name => name.Contains("khoa/", StringComparison.Ordinal));
        using var archive = OfficeArchive.Open(file, key: null);
        await archive.Verify(default);
    }
}
