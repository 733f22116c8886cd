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

        var numbers = page.QuerySelectorAll("[aria-labelledby=k-Missing] li").Where(item => !item.TextContent.Contains("minh chứng", StringComparison.Ordinal)).ToList();
        Assert.All(numbers, item => Assert.StartsWith("/don-vi/thanh-dinh.khu-5/nhap#", item.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(2, numbers.Count(item => !item.TextContent.Contains(" của xã: ", StringComparison.Ordinal))); // as the stored standing: 2 without numbers, 1 not met
        Assert.Contains("7.1", page.Said("[aria-labelledby=con-thieu] li"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[aria-labelledby=k-Unowned]"));
    }

    [Fact]
    public async Task A_line_met_without_its_papers_is_work_until_they_are_there()
    {
        using var head = await open.Site.Visitor(new Somebody("kdc-head", "thanh-dinh.khu-4"));
        using var police = await open.Site.Visitor(People.Police);
        var asked = Lacking(await head.Open("/viec"));
        Assert.Matches(@"^\d+ chỉ tiêu đạt mà chưa đủ minh chứng: ", Assert.Single(asked));
        Assert.Contains(Lacking(await police.Open("/viec")), text => text.StartsWith("14.3 ", StringComparison.Ordinal) && text.Contains("; bắt đầu ở khu 1.", StringComparison.Ordinal));

        var first = asked[0].Split(": ")[1].Split(',')[0];
        var page = await head.Open($"/don-vi/thanh-dinh.khu-4/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/{first}");
        var form = page.QuerySelector("form[data-photos]")!;
        Assert.Single(page.QuerySelectorAll(".papers li")); // one paper is asked for
        var place = form.QuerySelector("select[name=cho] option")!.GetAttribute("value")!;
        using var sent = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("phu-tho-kdc-kieu-mau-2021-2025"), "bo" }, { new StringContent(place), "cho" }, { new StringContent("2024"), "ky" }, { new StringContent("co"), "khongmat" },
            { new ByteArrayContent(Evidence.EvidenceOffice.Pdf("xác nhận")), "tep", "xac-nhan.pdf" },
        };
        var said = await Visitor.Read(await head.Post("/don-vi/thanh-dinh.khu-4/minh-chung/gui", sent));
        Assert.Contains("Đã nhận", said.Said(".note"), StringComparison.Ordinal);

        var (before, after) = (Number(asked[0]), Number(Assert.Single(Lacking(await head.Open("/viec")))));
        Assert.Equal(before - 1, after);
    }

    private static List<string> Lacking(AngleSharp.Dom.IDocument page) => [.. page.AllSaid("[aria-labelledby=k-Missing] li").Where(item => item.Contains("chưa đủ minh chứng", StringComparison.Ordinal))];

    private static int Number(string text) => int.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

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
