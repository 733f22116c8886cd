using System.Net;
using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Mail;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Notices;

/// <summary>The inbox: one's own notices, unread first, read one by one or all at once.</summary>
public sealed class InboxPageTests
{
    [Fact]
    public async Task An_empty_inbox_says_what_will_come_into_it()
    {
        await using var site = await Site.Open(Data.On.Sqlite);
        using var visitor = await site.Visitor(People.Office);
        var page = await visitor.Open("/hop-thu");

        Assert.Contains("Chưa có tin nào", page.Said(".empty"), StringComparison.Ordinal);
        Assert.Equal("Hộp thư", page.Said("a.mine[href='/hop-thu']"));
        Assert.Contains("chưa đặt máy chủ thư", page.Said("main"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Data.TestDatabase.Both), MemberType = typeof(Data.TestDatabase))]
    public async Task Notices_are_counted_in_the_bar_and_read_one_by_one_or_all_at_once(Data.On on)
    {
        await using var site = await Site.Open(on);
        await Tell(site, People.Office, "Khu 5, 7.1: trả lại", "/don-vi/thanh-dinh.khu-5");
        await Tell(site, People.Office, "Khu 6: đến hạn", "//evil.example");
        await Tell(site, People.Office, "Khu 7: đến hạn", "/viec");
        await Tell(site, People.Chair, "Việc của người khác", "/viec");
        using var visitor = await site.Visitor(People.Office);
        using var other = await site.Visitor(People.Chair);

        Assert.Equal("Hộp thư 3 tin chưa đọc", (await visitor.Open("/xa/thanh-dinh/bang")).Said("a.mine[href='/hop-thu']"));
        var page = await visitor.Open("/hop-thu");
        Assert.Equal(["Khu 7: đến hạn", "Khu 6: đến hạn", "Khu 5, 7.1: trả lại"], page.AllSaid(".letters .new a"));
        Assert.Equal(["/viec", "/hop-thu", "/don-vi/thanh-dinh.khu-5"], page.QuerySelectorAll(".letters .new a").Select(link => link.GetAttribute("href")));

        page = await visitor.Submit(page, ".letters li:nth-child(2) form", null);
        Assert.Equal(["Khu 7: đến hạn", "Khu 5, 7.1: trả lại"], page.AllSaid(".letters .new a"));
        Assert.Equal(["Khu 6: đến hạn"], page.AllSaid(".letters a.quiet"));

        await Tell(site, People.Office, "Vừa tới", "/viec");
        page = await visitor.Submit(page, "form.all", null);
        Assert.Equal(["Vừa tới"], page.AllSaid(".letters .new a")); // what nobody had seen yet stays unread
        Assert.Equal("Hộp thư 1 tin chưa đọc", (await other.Open("/xa/thanh-dinh/bang")).Said("a.mine[href='/hop-thu']"));
    }

    [Fact]
    public async Task Nobody_reads_another_persons_notice_for_them()
    {
        await using var site = await Site.Open(Data.On.Sqlite);
        await Tell(site, People.Chair, "Việc của Chủ tịch", "/viec");
        await Tell(site, People.Office, "Việc của Văn phòng", "/viec");
        var theirs = await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Where(notice => notice.Text == "Việc của Chủ tịch").Select(notice => notice.Id).SingleAsync());
        using var visitor = await site.Visitor(People.Office);

        await visitor.Submit(await visitor.Open("/hop-thu"), ".letters form", null, ("so", $"{theirs}"));

        Assert.Equal(2, await site.Do(services => services.GetRequiredService<RuralDb>().Notices.CountAsync(notice => notice.ReadAt == null)));
    }

    [Fact]
    public async Task The_wish_is_kept_and_the_page_of_outgoing_mail_is_for_administrators()
    {
        await using var site = await Site.Open(Data.On.Sqlite);
        using var visitor = await site.Visitor(People.Office);
        var page = await visitor.Submit(await visitor.Open("/hop-thu"), "form.form", null, ("cach", "1"));

        Assert.Contains("Đã lưu cách nhận", page.Said(".note"), StringComparison.Ordinal);
        Assert.Equal(MailWish.AtOnce, await site.Do(services => services.GetRequiredService<RuralDb>().MailChoices.Select(choice => choice.Wish).SingleAsync()));
        using var refused = await visitor.Get("/van-hanh/thu");
        Assert.True(refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_sees_what_was_not_sent_and_decides()
    {
        await using var site = await Site.Open(Data.On.Sqlite);
        await site.Do(async services =>
        {
            var db = services.GetRequiredService<RuralDb>();
            db.MailOutbox.Add(new() { AccountId = 1, Address = "can-bo@xa.vn", Kind = "digest", MessageId = "x@xa.vn", Subject = "Kiểu Mẫu: 1 tin mới", Text = "tin", Html = "tin", State = MailState.Doubtful, LastError = "Đứt đường", WrittenAt = services.GetRequiredService<TimeProvider>().Instant() });
            return await db.SaveChangesAsync();
        });
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Open("/van-hanh/thu");
        Assert.Contains("Một thư chưa rõ đã tới chưa", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("Chưa đặt máy chủ thư", page.Said("main"), StringComparison.Ordinal);

        page = await administrator.Submit(page, "td form", "button[value=bo]", ("lydo", "người nhận đã có thư"));

        Assert.Contains("Đã ghi", page.Said(".note"), StringComparison.Ordinal);
        Assert.Equal(MailState.GivenUp, await site.Do(services => services.GetRequiredService<RuralDb>().MailOutbox.Select(mail => mail.State).SingleAsync()));
    }

    [Fact]
    public async Task Without_a_mail_server_a_round_of_the_post_does_nothing_and_loses_nothing()
    {
        await using var site = await Site.Open(Data.On.Sqlite);
        await Tell(site, People.Office, "Tin", "/viec");

        Assert.Equal((0, 0), await ActivatorUtilities.CreateInstance<MailJob>(site.Services).Once(default));
        Assert.Null(await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Select(notice => notice.MailId).SingleAsync()));
    }

    private static async Task Tell(Site site, Somebody somebody, string text, string href)
    {
        var account = await site.AccountOf(somebody);
        await site.Do(async services =>
        {
            await services.GetRequiredService<TellPeople>().Tell([account], "test", text, text, href);
            return 0;
        });
    }
}
