using KieuMau.Domain;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KieuMau.Web.Tests.Features.Backups;

/// <summary>The schedule, on a clock of ours, and the page that shows what came of it.</summary>
public sealed class KeepScheduleTests
{
    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task A_day_brings_one_backup_old_ones_go_and_a_restore_test_comes_in_its_time(On on)
    {
        var away = Directory.CreateTempSubdirectory("kieumau_schedule");
        var key = Path.Combine(away.FullName, "khoa.txt");
        BackupKey.WriteNew(key);
        await using var site = await Site.Open(on);
        var clock = new MovableClock(TimeProvider.System.GetUtcNow().AddDays(1));
        var settings = new BackupSettings(away.FullName, key, new(2, 15), Keep: 2, TestEvery: 2);
        using var schedule = new KeepSchedule(new OnClock(site.Services.GetRequiredService<IServiceScopeFactory>(), clock), settings, clock, NullLogger<KeepSchedule>.Instance);

        var stick = Directory.CreateTempSubdirectory("kieumau_stick");
        await site.Do(services => services.GetRequiredService<MakeBackup>().Into(stick.FullName, BackupKey.FromFile(key), "bằng tay", default)); // another place than the schedule's
        stick.Delete(recursive: true);

        Assert.Equal([KeepingAct.Backup, KeepingAct.RestoreTest], await schedule.Look(default));
        Assert.Empty(await schedule.Look(default));
        for (var day = 0; day < 3; day++)
        {
            clock.Pass(TimeSpan.FromDays(1));
            Assert.Contains(KeepingAct.Backup, await schedule.Look(default));
        }

        Assert.Equal(2, Directory.EnumerateFiles(away.FullName, "*" + BackupFolder.Ending).Count());
        var page = await (await site.Visitor(People.Administrator)).Open("/van-hanh/sao-luu");
        Assert.Contains("Bản sao lưu tốt gần nhất", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("Thử khôi phục gần nhất", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Equal(7, page.QuerySelectorAll("table.rows tbody tr").Length);
        away.Delete(recursive: true);
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task While_evidence_is_altered_a_day_brings_one_backup_and_no_older_one_goes(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        var clock = new MovableClock(TimeProvider.System.GetUtcNow().AddDays(1));
        var settings = new BackupSettings(office.Away, office.KeyFile, new(2, 15), Keep: 1, TestEvery: 100);
        using var schedule = new KeepSchedule(new OnClock(office.Site.Services.GetRequiredService<IServiceScopeFactory>(), clock), settings, clock, NullLogger<KeepSchedule>.Instance);
        Task<IReadOnlyList<KeepingAct>> After(TimeSpan time)
        {
            clock.Pass(time);
            return schedule.Look(default);
        }

        await office.Evidence("biên bản", onDisk: "biên bản");
        Assert.Equal([KeepingAct.Backup, KeepingAct.RestoreTest], await After(TimeSpan.Zero));
        await office.Evidence("biên bản", onDisk: "biên bạn");
        Assert.Equal([KeepingAct.Backup], await After(TimeSpan.FromDays(1)));
        Assert.Empty(await After(TimeSpan.FromHours(2))); // it is made; that it is not good, trying again does not mend
        Assert.Equal(2, Directory.EnumerateFiles(office.Away, "*" + BackupFolder.Ending).Count());

        await office.Evidence("biên bản", onDisk: "biên bản");
        Assert.Equal([KeepingAct.Backup], await After(TimeSpan.FromHours(22)));
        Assert.Single(Directory.EnumerateFiles(office.Away, "*" + BackupFolder.Ending));
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task A_backup_that_failed_is_no_backup_and_the_page_says_why(On on)
    {
        await using var site = await Site.Open(on);
        var now = TimeProvider.System.Instant();
        var (good, done) = await site.Do(async services =>
        {
            var register = services.GetRequiredService<BackupRegister>();
            await register.Record(new() { Act = KeepingAct.Backup, BegunAt = now, EndedAt = now, File = "/sao-luu/a.saoluu", Sha256 = "", Problem = "Ổ đĩa đầy.", Who = "thử" }, default);
            return (await register.LastGood(KeepingAct.Backup, null, default), await register.LastDone(KeepingAct.Backup, null, default));
        });
        var page = await (await site.Visitor(People.Administrator)).Open("/van-hanh/sao-luu");

        Assert.Equal((null, null), (good, done));
        Assert.Contains("Không xong: Ổ đĩa đầy.", page.Said("table.rows tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Chưa có bản sao lưu nào.", page.Said(".lead"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KIEUMAU_BACKUP_AT", "2h30", null)]
    [InlineData("KIEUMAU_BACKUP_AT", "25:00", "không phải một giờ")]
    [InlineData("KIEUMAU_BACKUP_KEEP", "1", null)]
    [InlineData("KIEUMAU_BACKUP_KEEP", "0", "không phải một số nguyên")]
    [InlineData("KIEUMAU_RESTORE_TEST_DAYS", "30 ngày", "không phải một số nguyên")]
    public void A_setting_that_cannot_be_read_is_refused_and_not_replaced_in_silence(string name, string value, string? said)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build();
        if (said is null) Assert.NotNull(BackupSettings.Of(configuration));
        else Assert.Contains(said, Assert.Throws<FileRefusedException>(() => BackupSettings.Of(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_plainly_that_there_is_no_backup_and_nobody_of_the_office_opens_it()
    {
        await using var site = await Site.Open(On.Sqlite);
        var page = await (await site.Visitor(People.Administrator)).Open("/van-hanh/sao-luu");

        Assert.Contains("Chưa có bản sao lưu nào. Chưa thử khôi phục lần nào.", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("KIEUMAU_BACKUP_DIR", page.Said(".note"), StringComparison.Ordinal);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await (await site.Visitor(People.Office)).Get("/van-hanh/sao-luu")).StatusCode);
    }

    [Fact]
    public async Task An_administrator_backs_up_and_tests_on_the_page()
    {
        var away = Directory.CreateTempSubdirectory("kieumau_page");
        var key = Path.Combine(away.FullName, "khoa.txt");
        BackupKey.WriteNew(key);
        await using var site = await Site.Open(On.Sqlite, null, new Dictionary<string, string> { ["KIEUMAU_BACKUP_DIR"] = away.FullName, ["KIEUMAU_BACKUP_KEY"] = key, ["KIEUMAU_BACKUP_AT"] = "00:00" });
        using var visitor = await site.Visitor(People.Administrator);
        var done = await visitor.Submit(await visitor.Open("/van-hanh/sao-luu"), "form[method=post].acts", "button[value=sao-luu]");
        done = await visitor.Submit(await visitor.Open("/van-hanh/sao-luu"), "form[method=post].acts", "button[value=thu]");

        Assert.Contains("Thử khôi phục", done.Said("table.rows tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Tốt", done.Said("table.rows tbody tr"), StringComparison.Ordinal);
        var journal = await site.Do(services => Task.FromResult(services.GetRequiredService<RuralDb>().Set<KieuMau.Web.Features.Journal.JournalRow>().Select(row => row.Act).ToList()));
        Assert.Contains("backups.make", journal);
        Assert.Contains("backups.test", journal);
        away.Delete(recursive: true);
    }

    /// <summary>The services of the site with another clock where it is asked for.</summary>
    private sealed class OnClock(IServiceScopeFactory scopes, TimeProvider clock) : IServiceScopeFactory
    {
        public IServiceScope CreateScope() => new Scope(scopes.CreateScope(), clock);

        private sealed class Scope(IServiceScope inner, TimeProvider clock) : IServiceScope, IServiceProvider
        {
            public IServiceProvider ServiceProvider => this;

            public object? GetService(Type type)
            {
                if (type == typeof(MakeBackup)) return ActivatorUtilities.CreateInstance<MakeBackup>(inner.ServiceProvider, clock);
                if (type == typeof(TestRestore)) return ActivatorUtilities.CreateInstance<TestRestore>(inner.ServiceProvider, new RestoreOffice(inner.ServiceProvider.GetRequiredService<DatabasePlace>(), inner.ServiceProvider.GetRequiredService<DataFolder>(), null, clock), clock);
                return inner.ServiceProvider.GetService(type);
            }

            public void Dispose() => inner.Dispose();
        }
    }
}
