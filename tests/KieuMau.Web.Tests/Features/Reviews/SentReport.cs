using AngleSharp.Dom;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>The report of khu 1 for 2024 of the demonstration, and who looks at it over the pages.</summary>
internal static class SentReport
{
    public const string Sender = "/don-vi/thanh-dinh.khu-1/ky/2024";
    public const string Line = "/don-vi/thanh-dinh.khu-1/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/2.1";
    public const string Reviewer = "/xa/thanh-dinh/tham-tra/2024/thanh-dinh.khu-1";
    public static readonly Somebody Steering = new("steering-committee", "thanh-dinh");

    public static async Task<Site> Sent(On on)
    {
        var site = await Site.Open(on);
        using var office = await site.Visitor(People.Office);
        await Open(office);
        using var khu = await site.Visitor(People.Khu1);
        await khu.Submit(await khu.Open(Sender), "#gui-bao-cao", null);
        return site;
    }

    public static async Task<IDocument> Open(Visitor office) => await office.Submit(
        await office.Open("/xa/thanh-dinh/ky"), "#mo", null, ("ky", "2024"), ("tu", "2024-12-01"), ("han", "2025-01-10"), ("van-ban", ""));

    public static Task<List<WorkItem>> WorkOf(Site site, Somebody somebody) => site.Do(async services =>
    {
        var account = (await services.GetRequiredService<RuralDb>().Accounts.SingleOrDefaultAsync(one => one.UserName == somebody.UserName))?.Id ?? await site.AccountOf(somebody);
        services.GetRequiredService<CurrentPerson>().Who = await services.GetRequiredService<ReadPerson>().Of(account);
        var here = services.GetRequiredService<Standpoint>();
        await services.GetRequiredService<FindStandpoint>().Fill(here, somebody.Unit, 2024, default);
        var work = new List<WorkItem>();
        foreach (var source in services.GetServices<IWorkSource>()) work.AddRange(await source.For(services.GetRequiredService<CurrentPerson>().Who!, here, default));
        return work;
    });
}
