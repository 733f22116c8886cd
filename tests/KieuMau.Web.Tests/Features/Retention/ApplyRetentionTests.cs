using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Features.Retention;
using KieuMau.Web.Tests.Data;
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
        File.WriteAllText(Path.Combine(folder.FullName, "thu-tuc", "luu-giu.yaml"), shipped.Replace("giữ: chưa xác minh\n    tính từ: ngày thực hiện xong", "giữ: 12 tháng\n    tính từ: ngày thực hiện xong", StringComparison.Ordinal));
        var lines = await ActivatorUtilities.CreateInstance<ApplyRetention>(services, new CriteriaFolder(folder.FullName, false)).Run(apply, default);
        folder.Delete(recursive: true);
        return lines.ToDictionary(line => line.Class.Code);
    });
}
