using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Features.Retention;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Backups;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Retention;

public sealed class ApplyRetentionTests
{
    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task What_is_due_is_listed_first_and_really_deleted_when_told_to(On on)
    {
        await using var site = await Site.Open(on);
        var today = TimeProvider.System.Today();
        var drafts = Directory.CreateDirectory(site.Services.GetRequiredService<DataFolder>().Inside("nhap-do"));
        Directory.SetLastWriteTimeUtc(drafts.CreateSubdirectory("cu").FullName, TimeProvider.System.Instant().AddDays(-8));
        drafts.CreateSubdirectory("moi");
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            foreach (var done in new DateOnly?[] { today.AddMonths(-12).AddDays(-1), today.AddMonths(-12), null })
                db.DataRequests.Add(new() { ReceivedOn = new(2020, 1, 1), Kind = "xoa", Person = "Bà Thử", Contact = "điện thoại", Asked = "xóa", DoneOn = done, Result = done is null ? null : "đã xóa của Bà Thử", ExtendedWhy = "Bà Thử đi vắng", Who = "thử" });
            return await db.SaveChangesAsync();
        });

        var listed = await Run(site, apply: false);
        Assert.Equal((1, 0), (listed["nhap-do"].Due, listed["nhap-do"].Deleted));
        Assert.Equal((1, 0), (listed["yeu-cau-du-lieu"].Due, listed["yeu-cau-du-lieu"].Deleted));
        Assert.Null(listed["nhat-ky"].Due);
        Assert.Equal(2, drafts.EnumerateDirectories().Count());

        var applied = await Run(site, apply: true);
        Assert.Equal(1, applied["yeu-cau-du-lieu"].Deleted);
        Assert.Equal("moi", Assert.Single(drafts.EnumerateDirectories()).Name);
        var rows = await site.Do(services => services.GetRequiredService<RuralDb>().DataRequests.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
        Assert.Equal(["", "Bà Thử", "Bà Thử"], rows.Select(row => row.Person));
        Assert.Equal((null, null), (rows[0].Result, rows[0].ExtendedWhy));
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().Journal.CountAsync(row => row.Act == "retention.delete" && row.Subject == "yeu-cau-du-lieu")));
        Assert.Equal(0, (await Run(site, apply: true))["yeu-cau-du-lieu"].Due);
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task Mail_that_went_out_and_people_who_left_go_when_their_time_is_over(On on)
    {
        await using var site = await Site.Open(on);
        var (now, staying) = (TimeProvider.System.Instant(), await site.AccountOf(People.Office));
        var (left, lately) = (await site.AccountOf(People.Khu1), await site.AccountOf(People.Khu2));
        var returning = await site.AccountOf(People.Police);
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            foreach (var (id, days) in new[] { (left, 400), (lately, 300), (returning, 400) }) (await db.Accounts.SingleAsync(one => one.Id == id)).DisabledAt = now.AddDays(-days);
            foreach (var post in await db.Posts.Where(post => post.AccountId == left || post.AccountId == lately).ToListAsync()) post.ValidTo = new(2020, 1, 2);
            await db.Posts.Where(post => post.AccountId == returning).ExecuteUpdateAsync(set => set.SetProperty(post => post.ValidFrom, DateOnly.FromDateTime(now).AddDays(3))); // the third holds a post again soon
            foreach (var (state, days) in new[] { (MailState.Sent, 91), (MailState.Sent, 89), (MailState.Waiting, 91) })
                db.Set<OutgoingMail>().Add(new() { AccountId = staying, Address = "a@example.vn", Kind = "digest", MessageId = $"{state}{days}", Subject = "", Text = "", Html = "", WrittenAt = now.AddDays(-days), State = state });
            return await db.SaveChangesAsync();
        });

        var listed = await Run(site, apply: false);
        Assert.Equal((1, 1), (listed["thu-da-gui"].Due, listed["tai-khoan"].Due));
        var applied = await Run(site, apply: true);
        Assert.Equal((1, 1), (applied["thu-da-gui"].Deleted, applied["tai-khoan"].Deleted));

        var (mail, accounts) = await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            return (await db.Set<OutgoingMail>().CountAsync(), await db.Accounts.AsNoTracking().ToDictionaryAsync(one => one.Id));
        });
        Assert.Equal(2, mail);
        Assert.Equal((Account.Erased, $"da-xoa-{left}", null, null), (accounts[left].FullName, accounts[left].UserName, accounts[left].PasswordHash, accounts[left].Email));
        Assert.NotEqual(Account.Erased, accounts[lately].FullName);
        Assert.NotEqual(Account.Erased, accounts[staying].FullName);
        Assert.NotEqual(Account.Erased, accounts[returning].FullName);
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().Journal.CountAsync(row => row.Act == "retention.delete" && row.Subject == "tai-khoan")));
        Assert.Equal("accounts.erased", (await site.Do(services => services.GetRequiredService<ControlAccount>().Enable(left)))!.Code);
        Assert.Equal("accounts.erased", (await site.Do(services => services.GetRequiredService<ControlAccount>().NewLink(left))).Refusal!.Code);
        Assert.Equal((0, 0), ((await Run(site, apply: true))["thu-da-gui"].Due, (await Run(site, apply: true))["tai-khoan"].Due));
        Assert.Contains("không xóa được lớp này", (await Run(site, apply: false))["su-co"].Spoken, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task While_evidence_is_altered_no_backup_goes_by_its_age(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        var settings = new BackupSettings(office.Away, office.KeyFile, new(2, 15), Keep: 7, TestEvery: 100);
        async Task<int> Delete() => (await office.Site.Do(services => ActivatorUtilities.CreateInstance<ApplyRetention>(services, settings).Run(apply: true, default))).Single(line => line.Class.Code == "ban-sao-luu").Deleted;
        await office.Evidence("biên bản", onDisk: "biên bản");
        var good = Path.Combine(office.Away, "kieumau-20240101-021500.saoluu");
        File.Move((await office.Backup()).File, good);
        File.SetLastWriteTimeUtc(good, TimeProvider.System.Instant().AddDays(-91));
        await office.Evidence("biên bản", onDisk: "biên bạn");
        await office.Backup();

        Assert.Equal(0, await Delete());
        Assert.True(File.Exists(good)); // the last that has the paper as it was

        await office.Evidence("biên bản", onDisk: "biên bản");
        await office.Backup();
        Assert.Equal(1, await Delete());
    }

    [Fact]
    public async Task A_class_whose_time_nobody_has_established_is_left_alone()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            db.DataRequests.Add(new() { ReceivedOn = new(2000, 1, 1), Kind = "xoa", Person = "Bà Thử", Contact = "", Asked = "xóa", DoneOn = new(2000, 2, 1), Who = "thử" });
            await db.SaveChangesAsync();
            return await services.GetRequiredService<ApplyRetention>().Run(apply: true, default);
        });

        Assert.Equal("Bà Thử", await site.Do(services => services.GetRequiredService<RuralDb>().DataRequests.Select(row => row.Person).SingleAsync()));
    }

    // an office that has decided: twelve months
    private static Task<Dictionary<string, ApplyRetention.Line>> Run(Site site, bool apply) => site.Do(async services =>
    {
        var folder = Directory.CreateTempSubdirectory("kieumau_retention");
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "criteria", "thu-tuc", "luu-giu.yaml"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "thu-tuc"));
        File.WriteAllText(Path.Combine(folder.FullName, "thu-tuc", "luu-giu.yaml"), shipped.Replace("giữ: chưa xác minh\n    tính từ: ngày thực hiện xong", "giữ: 12 tháng\n    tính từ: ngày thực hiện xong", StringComparison.Ordinal)
            .Replace("giữ: chưa xác minh\n    tính từ: ngày khóa", "giữ: 12 tháng\n    tính từ: ngày khóa", StringComparison.Ordinal)
            .Replace("giữ: chưa xác minh\n    căn cứ: NĐ 331", "giữ: 5 năm\n    căn cứ: NĐ 331", StringComparison.Ordinal));
        var lines = await ActivatorUtilities.CreateInstance<ApplyRetention>(services, new CriteriaFolder(folder.FullName, false)).Run(apply, default);
        folder.Delete(recursive: true);
        return lines.ToDictionary(line => line.Class.Code);
    });
}
