using System.Net;
using System.Text;
using AngleSharp.Dom;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Journal;

/// <summary>Who reads the journal, how far, how it is searched and taken away.</summary>
public sealed class JournalPageTests
{
    /// <summary>Stands for the chain of Thanh Đình, whatever its number.</summary>
    private const int Commune = -1;

    private static readonly Somebody Protector = new("data-protection-officer", "thanh-dinh");
    private static readonly Somebody OfTheKhu = new("data-protection-officer", "thanh-dinh.khu-3");

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Each_reads_as_far_as_their_post_reaches(On on)
    {
        await using var site = await Site.Open(on);
        await Note(site, JournalWriter.OfNoCommune, "Việc của cả nơi cài đặt");
        await Note(site, Commune, "Việc của xã", "thanh-dinh");
        await Note(site, Commune, "Việc của khu ba", "thanh-dinh.khu-3");
        await Note(site, 99, "Việc của xã khác", "xa-khac");
        await Note(site, JournalWriter.OfNoCommune, "Gõ cửa khu ba", "thanh-dinh.khu-3");

        Assert.Equal(["Gõ cửa khu ba", "Việc của xã khác", "Việc của khu ba", "Việc của xã", "Việc của cả nơi cài đặt"], await Said(site, People.Administrator));
        Assert.Equal(["Việc của khu ba", "Việc của xã"], await Said(site, Protector));
        Assert.Equal(["Việc của khu ba"], await Said(site, OfTheKhu));
        using var office = await site.Visitor(People.Office);
        foreach (var address in new[] { "/nhat-ky", "/nhat-ky.csv", "/nhat-ky.xlsx" })
        {
            using var answer = await office.Get(address);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Entries_are_found_by_words_without_marks_by_person_act_result_and_day(On on)
    {
        await using var site = await Site.Open(on);
        await Note(site, Commune, "Ghi chép về đường làng", "thanh-dinh");
        await site.Do(async services =>
        {
            await services.GetRequiredService<JournalWriter>().Record(await CommuneOf(services), new("units.change", "Sửa Khu 3") { Unit = "thanh-dinh.khu-3", By = (77, "Người khác"), Result = JournalResult.Refused, Why = "viết nhầm" });
            return 0;
        });
        using var visitor = await site.Visitor(Protector);
        var (today, tomorrow) = await site.Do(services => Task.FromResult((services.GetRequiredService<TimeProvider>().Today(), services.GetRequiredService<TimeProvider>().Today().AddDays(1))));

        async Task<int> Found(string query) => (await visitor.Open($"/nhat-ky?{query}")).QuerySelectorAll(".entries > li").Count(li => li.TextContent.Contains("đường làng", StringComparison.Ordinal) || li.TextContent.Contains("Sửa Khu 3", StringComparison.Ordinal));
        Assert.Equal(2, await Found(""));
        Assert.Equal(1, await Found("tim=duong+LANG"));
        Assert.Equal(1, await Found("tim=vi%E1%BA%BFt+nham"));
        Assert.Equal(0, await Found("tim=duong+khu"));
        Assert.Equal(1, await Found("nguoi=77"));
        Assert.Equal(1, await Found("viec=%C4%90%C6%A1n+v%E1%BB%8B"));
        Assert.Equal(1, await Found("viec=Vi%E1%BB%87c+kh%C3%A1c"));
        Assert.Equal(1, await Found("ket-qua=tu-choi"));
        Assert.Equal(1, await Found("don-vi=thanh-dinh.khu-3"));
        Assert.Equal(2, await Found("don-vi=thanh-dinh"));
        Assert.Equal(0, await Found("don-vi=xa-khac"));
        Assert.Equal(2, await Found($"tu={today:yyyy-MM-dd}&den={today:yyyy-MM-dd}"));
        Assert.Equal(0, await Found($"tu={tomorrow:yyyy-MM-dd}"));
        Assert.Equal(0, await Found($"den={today.AddDays(-1):yyyy-MM-dd}"));

        var opened = await visitor.Open("/nhat-ky?nguoi=77");
        Assert.Contains("Vì saoviết nhầm", string.Concat(opened.AllSaid(".entries dl")), StringComparison.Ordinal);
        Assert.Contains("bị từ chối", opened.Said(".entries .said"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_unit_is_chosen_and_shown_by_its_name_the_commune_before_its_khu_though_it_is_no_more(On on)
    {
        await using var site = await Site.Open(on);
        await Note(site, Commune, "Việc của khu ba", "thanh-dinh.khu-3");
        using var visitor = await site.Visitor(Protector);

        var page = await visitor.Open("/nhat-ky?tim=khu+ba");

        Assert.Equal([("", "mọi đơn vị"), ("thanh-dinh", "Xã Thanh Đình"), ("thanh-dinh.khu-1", "Khu 1")], page.QuerySelectorAll("select[name=don-vi] option").Take(3).Select(option => (option.GetAttribute("value")!, option.TextContent)));
        var unit = page.QuerySelector(".entries dl a[href*='don-vi=']")!;
        Assert.Equal(("Khu 3", "/nhat-ky?don-vi=thanh-dinh.khu-3"), (unit.TextContent, unit.GetAttribute("href")!));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Pages_go_on_from_where_they_stopped_whatever_is_added_meanwhile(On on)
    {
        await using var site = await Site.Open(on);
        for (var number = 1; number <= ShowJournal.OnePage + 1; number++) await Note(site, Commune, $"Ghi thử {number}.", "thanh-dinh");
        using var visitor = await site.Visitor(Protector);

        var first = await visitor.Open("/nhat-ky?tim=ghi+thu");
        await Note(site, Commune, "Ghi thử mới.", "thanh-dinh");
        var second = await visitor.Open(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(ShowJournal.OnePage, first.QuerySelectorAll(".entries > li").Length);
        Assert.Contains("Ghi thử 1.", Assert.Single(second.AllSaid(".entries .said")), StringComparison.Ordinal);
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_taken_away_is_what_was_found_and_the_taking_is_journalled(On on)
    {
        await using var site = await Site.Open(on);
        await site.Do(async services =>
        {
            services.GetRequiredService<CurrentPerson>().Device = "=cmd|' /C calc'!A0";
            await services.GetRequiredService<JournalWriter>().Record(await CommuneOf(services), new("thu.nghiem", "Ghi chép, có dấu phẩy và “nháy”") { Unit = "thanh-dinh" });
            return 0;
        });
        using var visitor = await site.Visitor(Protector);

        var csv = Encoding.UTF8.GetString(await visitor.Take("/nhat-ky.csv?tim=ghi+chep"));
        var lines = csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var workbook = await visitor.Take("/nhat-ky.xlsx?tim=ghi+chep");

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Xích,Dòng,Lúc (giờ UTC),Số tài khoản,Ai,Mã việc,Việc,Mã đơn vị,Đơn vị,", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"Ghi chép, có dấu phẩy và “nháy”\"", lines[1], StringComparison.Ordinal);
        Assert.Contains(",thanh-dinh,Xã Thanh Đình,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'=cmd|", lines[1], StringComparison.Ordinal);
        Assert.Equal((byte)'P', workbook[0]);
        var told = await site.Do(services => services.GetRequiredService<RuralDb>().Journal.Where(row => row.Act == ExportJournal.Act).OrderBy(row => row.Id).Select(row => row.Said).ToListAsync());
        Assert.Equal(["Xuất nhật ký ra tệp CSV, lọc tim: ghi chep", "Xuất nhật ký ra tệp Excel, lọc tim: ghi chep"], told);
    }

    [Fact]
    public async Task Reading_it_is_journalled_once_for_a_short_while_and_for_each_person()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var visitor = await site.Visitor(Protector);
        using var administrator = await site.Visitor(People.Administrator);
        await visitor.Open("/nhat-ky");
        await visitor.Open("/nhat-ky?tim=x");
        await administrator.Open("/nhat-ky");

        var read = await site.Do(services => services.GetRequiredService<RuralDb>().Journal.Where(row => row.Act == ReadingJournal.Act).OrderBy(row => row.Id).ToListAsync());
        Assert.Equal([await site.AccountOf(Protector), await site.AccountOf(People.Administrator)], read.Select(row => row.Account));
        Assert.All(read, row => Assert.Equal(("Xem nhật ký", "/nhat-ky"), (row.Said, row.Subject)));
    }

    [Fact]
    public void The_same_opening_counts_again_after_its_window()
    {
        var clock = new MovableClock(new(2024, 12, 31, 9, 42, 0, TimeSpan.Zero));
        var recent = new RecentReadings(clock);

        Assert.True(recent.IsNew(1, "/nhat-ky"));
        Assert.True(recent.IsNew(2, "/nhat-ky"));
        Assert.True(recent.IsNew(1, "/khac"));
        clock.Pass(RecentReadings.Window - TimeSpan.FromTicks(1));
        Assert.False(recent.IsNew(1, "/nhat-ky"));
        clock.Pass(TimeSpan.FromTicks(1));
        Assert.True(recent.IsNew(1, "/nhat-ky"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_last_check_is_shown_and_a_new_one_is_a_button(On on)
    {
        await using var site = await Site.Open(on);
        using var visitor = await site.Visitor(Protector);
        var page = await visitor.Open("/nhat-ky");
        Assert.Contains("Chưa kiểm tra lần nào", page.Said(".checked"), StringComparison.Ordinal);

        page = await visitor.Submit(page, ".checked form", null);

        Assert.Contains("Toàn vẹn: 1 xích", page.Said(".checked .whole"), StringComparison.Ordinal);
    }

    private static Task<int> CommuneOf(IServiceProvider services) => services.GetRequiredService<RuralDb>().Shards.Where(shard => shard.Commune == "thanh-dinh").Select(shard => shard.Shard).SingleAsync();

    private static async Task<IReadOnlyList<string>> Said(Site site, Somebody somebody)
    {
        using var visitor = await site.Visitor(somebody);
        var page = await visitor.Open("/nhat-ky");
        return [.. page.AllSaid(".entries .said").Where(said => said.StartsWith("thu.nghiem", StringComparison.Ordinal)).Select(said => said["thu.nghiem ".Length..])];
    }

    private static Task<int> Note(Site site, int shard, string said, string unit = "") => site.Do(async services =>
    {
        await services.GetRequiredService<JournalWriter>().Record(shard == Commune ? await CommuneOf(services) : shard, new("thu.nghiem", said) { Unit = unit });
        return 0;
    });
}
