using KieuMau.Web.Data;
using KieuMau.Web.Features.Comments;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static KieuMau.Web.Tests.Features.Reviews.SentReport;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>The page of a line once it was sent: its review, its comments, the papers asked for.</summary>
public sealed class ReviewedLinePageTests
{
    [Fact]
    public async Task The_page_of_a_line_is_its_home_review_comments_and_mentions()
    {
        await using var site = await Sent(On.Sqlite);
        using var office = await site.Visitor(People.Office);
        using var khu = await site.Visitor(People.Khu1);
        await site.AccountOf(People.Police);

        var page = await office.Open(Line);
        Assert.Contains("Chưa thẩm tra", page.Said("#tham-tra"), StringComparison.Ordinal);
        page = await office.Submit(page, "#ghi-y-kien", null, ("y-kien", "Nhờ @truong-khu xem lại; @Công-an-xã cho ý kiến."));
        Assert.Contains("Nhờ @truong-khu", page.Said("#y-kien .comments"), StringComparison.Ordinal);

        var told = await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Where(notice => notice.Kind == "comment.mentioned").Select(notice => notice.AccountId).ToListAsync());
        Assert.Equal(new[] { await site.AccountOf(People.Khu1), await site.AccountOf(People.Police) }.Order(), told.Order());

        Assert.Contains((await WorkOf(site, People.Police)), work => work.Kind == WorkKind.Mentioned);
        var noLonger = await site.AccountOf(People.Khu2);
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            var comment = await db.LineComments.SingleAsync();
            db.Mentions.Add(new() { Shard = comment.Shard, CommentId = comment.Id, Account = noLonger });
            return await db.SaveChangesAsync();
        });
        Assert.DoesNotContain((await WorkOf(site, People.Khu2)), work => work.Kind == WorkKind.Mentioned); // named once, no longer lets in
        using var police = await site.Visitor(People.Police);
        await police.Submit(await police.Open(Line), "#ghi-y-kien", null, ("y-kien", "Đã xem."));
        Assert.DoesNotContain((await WorkOf(site, People.Police)), work => work.Kind == WorkKind.Mentioned);

        Assert.Null((await khu.Open(Line)).QuerySelector("#y-kien button.slim")); // nobody takes back what others wrote
        page = await office.Submit(await office.Open(Line), "#y-kien .comments form", null);
        Assert.Contains("Đã rút", page.Said("#y-kien .comments"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nhờ @truong-khu", page.Said("#y-kien .comments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_nobodys_is_said_and_what_was_typed_stays()
    {
        await using var site = await Sent(On.Sqlite);
        using var office = await site.Visitor(People.Office);
        await site.AccountOf(People.Khu2);
        const string Typed = "Nhờ @truong-khu, @kdc-head.thanh-dinh.khu-2 và @khong-co-ai xem; gửi về vp@xa.vn.";

        var page = await office.Submit(await office.Open(Line), "#ghi-y-kien", null, ("y-kien", Typed));

        Assert.Contains("“@kdc-head.thanh-dinh.khu-2”, “@khong-co-ai” không phải chức danh hay tên tài khoản của ai đọc được trang này.", page.Said("#y-kien .note.bad"), StringComparison.Ordinal); // khu 2 may not read khu 1
        var field = page.QuerySelector(page.QuerySelector("#y-kien .note.bad a")!.GetAttribute("href")!)!;
        Assert.Equal((Typed, "true"), (field.TextContent, field.GetAttribute("aria-invalid")));
        Assert.Null((await office.Open(Line)).QuerySelector("#y-kien .comments"));
        Assert.Empty(await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Where(notice => notice.Kind == "comment.mentioned").ToListAsync()));
    }

    [Fact]
    public async Task Seen_from_another_year_the_reviews_of_a_line_say_of_which_report_they_are()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        using var office = await site.Visitor(People.Office);
        var place = (await steering.Open(Reviewer)).QuerySelector("li.review[data-line='2.1']")!.Id!;
        await steering.Submit(await steering.Open(Reviewer), "#tham-tra", $"#{place} button[name=tra]", ($"lydo-{place["dong-".Length..]}:0", "Thiếu biên bản"));

        var page = await office.Open($"{Line}?ky=2023");

        Assert.Contains("Dòng này chưa có trong báo cáo nào đã gửi của năm 2023.", page.Said("#tham-tra"), StringComparison.Ordinal);
        Assert.Contains("báo cáo năm 2024: Thiếu biên bản", page.Said("#tham-tra .acts-log li"), StringComparison.Ordinal);
        Assert.Equal(Sender, page.QuerySelector("#tham-tra .acts-log a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task From_a_returned_line_evidence_is_sent_and_the_way_leads_back()
    {
        await using var site = await Sent(On.Sqlite);
        using var steering = await site.Visitor(Steering);
        using var khu = await site.Visitor(People.Khu1);
        using var police = await site.Visitor(People.Police);
        await steering.Submit(await steering.Open(Reviewer), "#tham-tra", "#dong-3 button[name=tra]", ("lydo-3:0", "Thiếu biên bản"));

        var way = (await khu.Open(Sender)).QuerySelectorAll("#dong-3 a").Single(link => link.TextContent.StartsWith("Gửi minh chứng", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.EndsWith("?ky=2024#minh-chung", way, StringComparison.Ordinal);
        var page = await khu.Open(way);

        Assert.NotNull(page.QuerySelector("section[aria-labelledby=minh-chung] details[open] input[type=file]"));
        Assert.Contains($"{Sender}#dong-3", page.QuerySelectorAll("section[aria-labelledby=minh-chung] a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("Gửi minh chứng", (await police.Open(Sender)).Said("#dong-3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_found_otherwise_since_it_was_sent_says_what_was_sent()
    {
        await using var site = await Sent(On.Sqlite);
        using var khu = await site.Visitor(People.Khu1);
        Assert.DoesNotContain("khác lúc gửi", (await khu.Open(Line)).Said("#tham-tra"), StringComparison.Ordinal);
        await site.Do(services => services.GetRequiredService<RuralDb>().SubmittedLines.Where(line => line.Line == "2.1").ExecuteUpdateAsync(set => set.SetProperty(line => line.Fingerprint, "")));

        Assert.Contains("Số liệu hoặc mức đạt nay khác lúc gửi (đã gửi: có, đạt), nên không tính là đã thẩm tra.", (await khu.Open(Line)).Said("#tham-tra"), StringComparison.Ordinal);
    }
}
