using System.Net;
using AngleSharp.Dom;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static KieuMau.Web.Tests.Features.Reviews.SentReport;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>A period over its pages, without script: the office opens it, a khu sends, others review.</summary>
public sealed class ReviewPagesTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task From_opening_to_verified_over_plain_forms(On on)
    {
        await using var site = await Site.Open(on);
        using var office = await site.Visitor(People.Office);
        using var khu = await site.Visitor(People.Khu1);
        using var steering = await site.Visitor(Steering);
        var opened = await Open(office);
        Assert.StartsWith("Đã mở kỳ.", opened.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("chưa xác minh", opened.Said("#ky-2024"), StringComparison.Ordinal);
        Assert.Contains("trễ", (await office.Open("/xa/thanh-dinh/ky/2024")).Said("#thanh-dinh\\.khu-1"), StringComparison.Ordinal);

        var sender = await khu.Open(Sender);
        Assert.Contains("37/39 chỉ tiêu có số liệu", sender.Said("main"), StringComparison.Ordinal);
        sender = await khu.Submit(sender, "#gui-bao-cao", null);
        Assert.StartsWith("Đã gửi báo cáo.", sender.Said(".note"), StringComparison.Ordinal);
        Assert.Null(sender.QuerySelector("#gui-bao-cao"));

        var review = await steering.Open(Reviewer);
        Assert.Equal(39, review.QuerySelectorAll("li.review").Length);
        var first = review.QuerySelector("li.review")!;
        review = await steering.Submit(review, "#tham-tra", $"#{first.Id} button[name=tra]", ("lydo-1:0", "Cần danh sách hộ"));
        Assert.StartsWith("Đã trả lại.", review.Said(".note"), StringComparison.Ordinal);

        sender = await khu.Open(Sender);
        Assert.Contains("Lý do trả lại: Cần danh sách hộ", sender.Said("#dong-1 .reason"), StringComparison.Ordinal);
        Assert.StartsWith("Chưa làm được. Còn dòng", (await khu.Submit(sender, "#gui-bao-cao", null)).Said(".note"), StringComparison.Ordinal);
        sender = await khu.Submit(await khu.Open(Sender), "#bi-tra-lai form", null, ("traloi-", "Đã gửi danh sách về Văn phòng"));
        Assert.StartsWith("Đã ghi trả lời.", sender.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("Đã gửi danh sách về Văn phòng", (await steering.Open(Reviewer)).Said("#dong-1 .said"), StringComparison.Ordinal);
        await khu.Submit(await khu.Open(Sender), "#gui-bao-cao", null);

        review = await steering.Submit(await steering.Open(Reviewer), "#tham-tra", "#chua-du");
        Assert.Contains("dòng", review.Said(".note"), StringComparison.Ordinal);
        foreach (var line in review.QuerySelectorAll("li.review.waiting").Select(line => line.Id).ToList())
        {
            review = await steering.Submit(review, "#tham-tra", $"#{line} button[name=dat]");
        }

        Assert.Contains("Cả 39 dòng đã thẩm tra.", review.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("Đã thẩm tra", (await office.Open("/xa/thanh-dinh/ky/2024")).Said("#thanh-dinh\\.khu-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("chưa thẩm tra", (await office.Open("/don-vi/thanh-dinh.khu-1/bao-cao")).Said(".a4"), StringComparison.Ordinal);
        Assert.Contains("chưa thẩm tra", (await office.Open("/don-vi/thanh-dinh.khu-3/bao-cao")).Said(".a4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reviewers_at_once_the_second_is_told_and_keeps_what_was_typed()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        using var office = await site.Visitor(People.Office);
        var (early, late) = (await steering.Open(Reviewer), await office.Open(Reviewer));
        await steering.Submit(early, "#tham-tra", "#dong-2 button[name=dat]");
        var told = await office.Submit(late, "#tham-tra", "#dong-2 button[name=tra]", ("lydo-2:0", "Số chưa khớp sổ"));

        Assert.Contains("vừa ghi đạt thẩm tra", told.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Contains("verified", told.QuerySelector("#dong-2")!.ClassList);
        Assert.Equal("Số chưa khớp sổ", told.QuerySelector("#dong-2 .why input")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Who_may_not_is_turned_away_from_pages_and_from_posts()
    {
        await using var site = await Sent(On.Sqlite);
        using var khu1 = await site.Visitor(People.Khu1);
        using var khu2 = await site.Visitor(People.Khu2);
        using var chair = await site.Visitor(People.Chair);
        using var police = await site.Visitor(People.Police);

        Assert.Equal(HttpStatusCode.NotFound, (await khu2.Get(Sender)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await khu1.Get(Reviewer)).StatusCode); // a khu leader is not to see the commune's pages
        Assert.NotEqual(HttpStatusCode.OK, (await chair.Get(Reviewer)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await police.Get(Reviewer)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await police.Get("/xa/thanh-dinh/tham-tra/2024/phu-tho")).StatusCode);
        Assert.Null((await police.Open("/xa/thanh-dinh/ky")).QuerySelector("#mo"));
        Assert.Null((await khu1.Open(Sender)).QuerySelector("#gui-bao-cao"));
    }

    [Fact]
    public async Task Whoever_appraises_above_reads_what_was_sent_and_nothing_else()
    {
        await using var site = await Sent(On.Sqlite);
        using var above = await site.Visitor(new Somebody("province-dept", "phu-tho"));
        var page = await above.Open(Reviewer);

        Assert.Equal(39, page.QuerySelectorAll("li.review").Length);
        Assert.Empty(page.QuerySelectorAll("#tham-tra button[name=dat], #tham-tra button[name=tra], #con-lai"));
        Assert.NotEqual(HttpStatusCode.OK, (await above.Get("/don-vi/thanh-dinh.khu-1")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await above.Get(Sender)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await above.Get("/xa/thanh-dinh/tham-tra/2024/thanh-dinh.khu-2")).StatusCode); // not sent
    }

    [Fact]
    public async Task Numbers_of_a_report_that_was_sent_are_refused_at_the_cell_with_what_to_do()
    {
        await using var site = await Sent(On.Sqlite);
        using var khu = await site.Visitor(People.Khu1);
        var page = await khu.Open("/don-vi/thanh-dinh.khu-1/nhap");
        Assert.Contains("Chỉ xem. Báo cáo năm 2024 của khu 1 đang ở trạng thái", page.Said("main"), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("form.asks .answer input"), input => Assert.True(input.HasAttribute("readonly")));
        Assert.Empty(page.QuerySelectorAll("form.asks .answer select, form.asks .savebar button, form.asks [name=lydo]"));

        page = await khu.Submit(page, "form.asks", null, ("o|thanh-dinh.khu-1|ho-ngheo||", "9")); // a page opened before it was sent still sends its form
        Assert.Contains("đang ở trạng thái “đã gửi, chờ thẩm tra”, số báo cáo ấy dùng không sửa được. Đề nghị người thẩm tra trả lại dòng cần sửa.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reviews_a_field_is_led_to_its_lines()
    {
        await using var site = await Sent(On.Sqlite);
        using var police = await site.Visitor(People.Police);
        var page = await police.Open(Reviewer);

        Assert.Contains("Anh/chị thẩm tra 4 dòng thuộc lĩnh vực được phân công: 14.2, 14.3, 14.4, 14.5.", page.Said(".lead"), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".lead a"), link => Assert.Contains(link.TextContent, page.QuerySelector(link.GetAttribute("href")!)!.QuerySelector(".code")!.TextContent, StringComparison.Ordinal));
        using var steering = await site.Visitor(Steering);
        Assert.Empty((await steering.Open(Reviewer)).QuerySelectorAll(".lead a"));
    }

    [Fact]
    public async Task Lines_to_be_returned_without_a_reason_are_named_and_marked_and_what_was_typed_stays()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        var review = await steering.Open(Reviewer);
        var named = $"Chưa có lý do: {review.QuerySelector("#dong-2")!.GetAttribute("data-line")} ";

        foreach (var button in new[] { "#dong-2 button[name=tra]", "button[value=danhsach]" })
        {
            var told = await steering.Submit(await steering.Open(Reviewer), "#tham-tra", button, ("lydo-1:0", "Cần danh sách hộ"), ("lydo-2:0", " "));

            Assert.Contains(named, told.Said(".note.bad"), StringComparison.Ordinal);
            var field = told.QuerySelector(told.QuerySelector(".note.bad a")!.GetAttribute("href")!)!;
            Assert.Same(told.QuerySelector("#dong-2 .why input"), field);
            Assert.Equal(("true", "loi"), (field.GetAttribute("aria-invalid"), field.GetAttribute("aria-describedby")));
            Assert.Equal(("Cần danh sách hộ", null), (told.QuerySelector("#dong-1 .why input")!.GetAttribute("value"), told.QuerySelector("#dong-1 .why input")!.GetAttribute("aria-invalid")));
            Assert.Empty(told.QuerySelectorAll("li.review.returned"));
        }
    }

    [Fact]
    public async Task Reasons_typed_at_other_lines_stay_whatever_is_pressed_and_are_not_verified_with_the_rest()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        var review = await steering.Submit(await steering.Open(Reviewer), "#tham-tra", "#dong-2 button[name=dat]", ("lydo-1:0", "Cần danh sách hộ"));
        Assert.Contains("Lý do đã gõ ở dòng khác vẫn còn, chưa gửi.", review.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("verified", review.QuerySelector("#dong-2")!.ClassList);

        review = await steering.Submit(review, "#tham-tra", "#dong-3 button[name=tra]", ("lydo-3:0", "Thiếu biên bản"));
        Assert.Equal(("Cần danh sách hộ", ""), (Typed(1), Typed(3)));

        review = await steering.Submit(review, "#tham-tra", "#chua-du");
        Assert.Contains("waiting", review.QuerySelector("#dong-1")!.ClassList);
        Assert.Equal("Cần danh sách hộ", Typed(1));

        review = await steering.Submit(review, "#tham-tra", ".acts button[value=danhsach]");
        Assert.Equal("Đã trả lại. Người gửi thấy lý do và trả lời ở trang của mình.", review.Said(".note"));
        Assert.Equal("Cần danh sách hộ", Assert.Single(await site.Do(services => services.GetRequiredService<RuralDb>().LineReviews.Where(row => row.Reason != "Thiếu biên bản" && row.Reason != "").Select(row => row.Reason).ToListAsync())));

        string? Typed(int line) => review.QuerySelector($"#dong-{line} .why input")!.GetAttribute("value");
    }

    [Fact]
    public async Task Whatever_answer_is_written_with_a_press_the_others_that_were_typed_are_written_too()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        await steering.Submit(await steering.Open(Reviewer), "#tham-tra", ".acts button[value=danhsach]", ("lydo-2:0", "Cần danh sách hộ"), ("lydo-3:0", "Thiếu biên bản"));
        using var khu = await site.Visitor(People.Khu1);
        var page = await khu.Submit(await khu.Open(Sender), "#bi-tra-lai form", "#dong-3 button", ("traloi-2", "Đã gửi danh sách"), ("traloi-3", "Có biên bản kèm"));
        Assert.Equal(["Đã trả lời: Đã gửi danh sách", "Đã trả lời: Có biên bản kèm"], page.AllSaid(".returns > li > p:not(.reason)").Where(said => said.StartsWith("Đã trả lời", StringComparison.Ordinal)));
        Assert.Equal(2, await site.Do(services => services.GetRequiredService<RuralDb>().Journal.CountAsync(row => row.Act == "reports.answer")));

        Assert.Contains("trả lời", (await khu.Submit(page, "#bi-tra-lai form", null)).Said(".note.bad"), StringComparison.OrdinalIgnoreCase); // nothing new
        page = await khu.Submit(page, "#bi-tra-lai form", null, ("traloi-2", ""));
        Assert.Contains("trả lời", page.Said(".note.bad"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Đã trả lời: Có biên bản kèm", page.AllSaid("#dong-3 > p:not(.reason)")[1]);
    }

    [Fact]
    public async Task Two_who_answer_for_one_unit_write_what_each_has_typed_and_nothing_over_the_other()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        await steering.Submit(await steering.Open(Reviewer), "#tham-tra", ".acts button[value=danhsach]", ("lydo-2:0", "Cần danh sách hộ"), ("lydo-3:0", "Thiếu biên bản"));
        using var head = await site.Visitor(People.Khu1);
        using var board = await site.Visitor(new Somebody("kdc-dev-board", "thanh-dinh.khu-1"));
        var (early, late) = (await head.Open(Sender), await board.Open(Sender));
        await head.Submit(early, "#bi-tra-lai form", null, ("traloi-2", "Đã gửi danh sách"));
        var page = await board.Submit(late, "#bi-tra-lai form", null, ("traloi-3", "Có biên bản kèm"));

        Assert.Null(page.QuerySelector(".note.bad"));
        Assert.Equal(["Đã trả lời: Đã gửi danh sách", "Đã trả lời: Có biên bản kèm"], page.AllSaid(".returns > li > p:not(.reason)").Where(said => said.StartsWith("Đã trả lời", StringComparison.Ordinal)));

        var stale = await board.Submit(late, "#bi-tra-lai form", null, ("traloi-2", "Không có danh sách"));
        Assert.StartsWith("Chưa ghi hết.", stale.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal("Đã trả lời: Đã gửi danh sách", stale.AllSaid("#dong-2 > p:not(.reason)")[1]);
        Assert.Equal(("Không có danh sách", "true"), (stale.QuerySelector("#dong-2 textarea")!.TextContent, stale.QuerySelector("#dong-2 textarea")!.GetAttribute("aria-invalid")));
    }

    [Fact]
    public async Task What_a_report_that_was_sent_holds_fast_is_no_work_until_it_is_returned()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var office = await site.Visitor(People.Office);
        await Open(office);
        const string Asked = "4.2 Âm thanh, wifi, trang thiết bị: cần nhập";
        Assert.Contains(await WorkOf(site, People.Khu1), work => work.Text.StartsWith(Asked, StringComparison.Ordinal));
        Assert.Contains(await WorkOf(site, People.Police), work => work.Text.StartsWith("14.4 ", StringComparison.Ordinal) && work.Text.Contains("các khu", StringComparison.Ordinal));

        using var khu = await site.Visitor(People.Khu1);
        await khu.Submit(await khu.Open(Sender), "#gui-bao-cao", null);
        Assert.DoesNotContain(await WorkOf(site, People.Khu1), work => work.Text.Contains("cần nhập", StringComparison.Ordinal));
        var police = Assert.Single(await WorkOf(site, People.Police), work => work.Text.StartsWith("14.4 ", StringComparison.Ordinal));
        Assert.DoesNotContain("các khu", police.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("khu 1,", police.Text, StringComparison.Ordinal);

        using var steering = await site.Visitor(Steering);
        var review = await steering.Open(Reviewer);
        var line = review.QuerySelector("li.review[data-line='4.2']")!.Id!;
        await steering.Submit(review, "#tham-tra", $"#{line} button[name=tra]", ($"lydo-{line["dong-".Length..]}:0", "Còn thiếu số"));
        Assert.Contains(await WorkOf(site, People.Khu1), work => work.Text.StartsWith(Asked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Work_and_reminders_reach_whoever_must_act_once()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var office = await site.Visitor(People.Office);
        await site.AccountOf(People.Khu1);
        await Open(office);
        Assert.Contains(await WorkOf(site, People.Khu1), work => work is { Kind: WorkKind.Due, Unit: "thanh-dinh.khu-1" });

        var round = site.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<RemindReporters>().Single();
        await round.Round(TestContext.Current.CancellationToken);
        await round.Round(TestContext.Current.CancellationToken);
        var late = await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Where(notice => notice.Kind == "report.late").ToListAsync());
        Assert.Equal([await site.AccountOf(People.Khu1)], late.Select(notice => notice.AccountId));

        var dated = await office.Submit(await office.Open("/xa/thanh-dinh/ky/2024"), "#doi-han-gui", null, ("han", "2025-01-20"), ("van-ban", "12/CV-UBND ngày 05/01/2025"));
        Assert.Contains("Hạn gửi 20/01/2025 (12/CV-UBND ngày 05/01/2025)", dated.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("đứng trước ngày mở kỳ", (await office.Submit(dated, "#doi-han-gui", null, ("han", "2024-11-30"))).Said(".note.bad"), StringComparison.Ordinal);
        var page = await office.Submit(await office.Open("/xa/thanh-dinh/ky/2024"), "#thanh-dinh\\.khu-1 form", null);
        Assert.StartsWith("Đã nhắc.", page.Said(".note"), StringComparison.Ordinal);
        using var khu = await site.Visitor(People.Khu1);
        await khu.Submit(await khu.Open(Sender), "#gui-bao-cao", null);
        Assert.DoesNotContain(await WorkOf(site, People.Khu1), work => work.Kind == WorkKind.Due);
        Assert.Contains(await WorkOf(site, Steering), work => work is { Kind: WorkKind.ToVerify, Unit: "thanh-dinh.khu-1" });

        using var steering = await site.Visitor(Steering);
        await steering.Submit(await steering.Open(Reviewer), "#tham-tra", "#dong-3 button[name=tra]", ("lydo-3:0", "Thiếu biên bản"));
        Assert.Contains(await WorkOf(site, People.Khu1), work => work.Kind == WorkKind.Returned && work.Text.EndsWith("trả lại, Thiếu biên bản", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_office_sends_its_lines_of_the_commune_and_they_are_reviewed_on_a_page_of_their_own()
    {
        await using var site = await Site.Open(On.Sqlite);
        var id = await site.Do(services => services.GetRequiredService<RuralDb>().Offices.Where(kept => kept.Name == "Công an xã").Select(kept => kept.Id).SingleAsync());
        using var office = await site.Visitor(People.Office);
        var form = await office.Open("/xa/thanh-dinh/ky");
        form.QuerySelector($"#mo input[name=cq][value='{id}']")!.SetAttribute("checked", "");
        await office.Submit(form, "#mo", null, ("ky", "2024"), ("tu", "2024-12-01"), ("han", "2025-01-10"));

        using var police = await site.Visitor(People.Police);
        var sender = await police.Open($"/don-vi/thanh-dinh/ky/2024?cq={id}");
        Assert.Equal("Báo cáo năm 2024 của công an xã", sender.Said("h1"));
        Assert.StartsWith("Đã gửi báo cáo.", (await police.Submit(sender, "#gui-bao-cao", null)).Said(".note"), StringComparison.Ordinal);
        using var steering = await site.Visitor(Steering);
        var review = await steering.Open($"/xa/thanh-dinh/tham-tra/2024/thanh-dinh?cq={id}");
        Assert.All(review.QuerySelectorAll("li.review"), line => Assert.StartsWith("AN.", line.GetAttribute("data-line"), StringComparison.Ordinal)); // what it was assigned, nothing else of the commune
        Assert.StartsWith("Đã ghi đạt", (await steering.Submit(review, "#tham-tra", "#dong-1 button[name=dat]")).Said(".note"), StringComparison.Ordinal);
    }
}
