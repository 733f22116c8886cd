using KieuMau.Web.Features.Work;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Work;

public sealed class WorkPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private static readonly DateOnly Today = new(2024, 12, 31);

    [Fact]
    public async Task The_start_page_is_ones_own_work_and_the_bar_counts_the_same()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/");

        Assert.Equal("Việc của tôi", page.Said("h1"));
        var items = page.QuerySelectorAll(".works li").Length;
        Assert.True(items > 0);
        Assert.Equal($"Có {items} việc cần làm.", page.Said(".lead strong"));
        Assert.Equal($"{items} việc", (await visitor.Open("/xa/thanh-dinh/bang")).Said(".mine b"));
        Assert.Contains("KDC kiểu mẫu Phú Thọ 2021-2025", page.Said("[aria-labelledby=k-Unowned]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_door()
    {
        using var nobody = new Visitor(open.Site);
        using var answer = await nobody.Get("/viec");

        Assert.Contains("/dang-nhap", answer.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_khu_leader_sees_which_lines_of_the_own_khu_wait_and_what_is_missing_to_meet_the_rest()
    {
        using var head = await open.Site.Visitor(new Somebody("kdc-head", "thanh-dinh.khu-5"));
        var page = await head.Open("/viec");

        Assert.All(page.QuerySelectorAll("[aria-labelledby=k-Missing] a"), link => Assert.StartsWith("/don-vi/thanh-dinh.khu-5/nhap#", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(2, page.AllSaid("[aria-labelledby=k-Missing] li").Count(item => !item.Contains(" của xã: ", StringComparison.Ordinal))); // as the stored standing: 2 without numbers, 1 not met
        Assert.Contains("7.1", page.Said("[aria-labelledby=con-thieu] li"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[aria-labelledby=k-Unowned]"));
    }

    [Fact]
    public async Task What_the_commune_waits_for_from_the_khu_stands_there_too_and_nothing_twice()
    {
        using var head = await open.Site.Visitor(new Somebody("kdc-head", "thanh-dinh.khu-8"));
        var asked = (await head.Open("/viec")).QuerySelectorAll("[aria-labelledby=k-Missing] a").Select(link => (Text: link.TextContent, Href: link.GetAttribute("href"))).ToList();

        Assert.Contains(asked, item => item.Text.Contains(" của xã: cần nhập", StringComparison.Ordinal));
        Assert.Equal(asked.Count, asked.Select(item => item.Href).Distinct().Count());
    }

    [Fact]
    public async Task An_owner_sees_the_lines_of_the_office_with_how_they_stand_in_the_khu()
    {
        using var police = await open.Site.Visitor(People.Police);
        var page = await police.Open("/viec");
        var lines = page.AllSaid("[aria-labelledby=cua-toi] tbody th");

        Assert.Contains(lines, line => line.StartsWith("14.2 ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("14.1 ", StringComparison.Ordinal)); // led by the military command
        Assert.DoesNotContain(lines, line => line.StartsWith("7.1 ", StringComparison.Ordinal));
        Assert.Equal("phụ trách", page.Said("[aria-labelledby=cua-toi] tbody td"));
    }

    [Fact]
    public async Task Where_nothing_waits_the_page_says_so_and_shows_ways_forward()
    {
        using var clerk = await open.Site.Visitor(new Somebody("clerk", "thanh-dinh"));
        var page = await clerk.Open("/viec");

        Assert.Equal("Không có việc nào đang chờ.", page.Said(".lead strong"));
        Assert.Equal(["Xem bảng khu", "Xem phân công"], page.AllSaid(".empty a"));
        Assert.Null(page.QuerySelector(".mine b"));
    }

    [Fact]
    public void Work_is_late_from_the_day_after_its_last_day()
    {
        var due = new WorkItem(WorkKind.Due, "Nộp báo cáo.", "/", "", Today);

        Assert.False(due.IsLate(Today));
        Assert.True(due.IsLate(Today.AddDays(1)));
        Assert.False((due with { DueOn = null }).IsLate(Today));
        Assert.Equal("Có 2 việc cần làm, 1 việc quá hạn.", WorkWords.AnswerOf([due, due with { DueOn = Today.AddDays(-1) }], Today).Strong);
    }
}
