using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.CriteriaSets;

public sealed class SetPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string Set = "/bo-tieu-chi/phu-tho-kdc-kieu-mau-2021-2025";

    [Fact]
    public async Task A_set_shows_the_source_and_status_of_every_line_and_its_precondition_apart()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open(Set);

        Assert.Equal(39, page.QuerySelectorAll(".setlines tbody tr").Length);
        Assert.Contains("chưa xác minh", page.Said("[aria-labelledby='tc-12'] tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Chỉ để xem, không dùng để xét.", page.Said("[aria-labelledby=dktk]"), StringComparison.Ordinal);
        Assert.Contains("mã: phu-tho-kdc-kieu-mau-2021-2025", Encoding.UTF8.GetString(await visitor.Take(Set + ".yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_level_of_a_line_is_entered_here_with_its_decision_and_confirmed_by_a_second_person()
    {
        using var visitor = open.Visitor();
        using var second = await open.Site.Visitor(LevelDesk.Second);
        var page = await visitor.Open($"{Set}/1.1");
        (string, string)[] typed = [("muc", "khoảng chín mươi"), ("quyetdinh", "12/QĐ-UBND ngày 05/3/2024"), ("dieu", "phụ lục I, dòng 1.1"), ("tu", "2024-03-05"), ("cap", "tỉnh"), ("khongmat", "co")];
        var wrong = await Send(visitor, page, LevelDesk.Decision, typed);
        Assert.Contains("Chưa ghi được.", wrong.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal("khoảng chín mươi", wrong.QuerySelector("[name=muc]")!.GetAttribute("value"));

        typed[0] = ("muc", "≥ 90 %");
        Assert.Contains("Chưa chọn bản quyết định.", (await Send(visitor, wrong, null, typed)).Said(".note.bad"), StringComparison.Ordinal);
        Assert.Contains("không phải PDF", (await Send(visitor, wrong, "chữ"u8.ToArray(), typed)).Said(".note.bad"), StringComparison.Ordinal);

        var proposed = await Send(visitor, wrong, LevelDesk.Decision, typed);
        Assert.StartsWith("Đã ghi đề nghị.", proposed.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("(chính anh/chị)", proposed.Said("[aria-labelledby=cho]"), StringComparison.Ordinal);
        Assert.Null(proposed.QuerySelector("[value=xacnhan]"));
        Assert.Null(proposed.QuerySelector("[aria-labelledby=ls]"));

        Assert.Contains("1.1: mức “≥ 90 %”", (await second.Open(Set)).Said("[aria-labelledby=cho]"), StringComparison.Ordinal);
        var work = (await second.Open("/viec")).QuerySelector("[aria-labelledby=k-ToConfirm] a")!.GetAttribute("href")!;
        Assert.Equal($"{Set}/1.1#cho", work);
        var asked = await second.Open(work);
        var paper = asked.QuerySelector("[aria-labelledby=cho] .facts a")!.GetAttribute("href")!;
        Assert.Equal(LevelDesk.Decision, await second.Take(paper));
        using (var answer = await second.Get(paper)) Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using (var khu = await open.Site.Visitor(People.Police))
        {
            using var refused = await khu.Get(paper);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            Assert.Null((await khu.Open($"{Set}/1.1")).QuerySelector("[aria-labelledby=cho]"));
        }

        var confirmed = await second.Submit(asked, "form:has([value=xacnhan])", null);
        Assert.StartsWith("Đã xác nhận mức chính thức.", confirmed.Said(".note"), StringComparison.Ordinal);
        Assert.Equal(2, confirmed.QuerySelectorAll("[aria-labelledby=ls] tbody tr").Length);
        Assert.Equal(paper, confirmed.QuerySelector("[aria-labelledby=ls] a[href$='/van-ban']")!.GetAttribute("href"));
        Assert.Contains("≥ 90 %", Encoding.UTF8.GetString(await visitor.Take(confirmed.QuerySelector("a[href^='/sua-doi/']")!.GetAttribute("href")!)), StringComparison.Ordinal);

        var late = await second.Submit(asked, "form:has([value=tuchoi])", null, ("lydo", "muộn"));
        Assert.Contains("xác nhận ngày", late.Said(".note.bad"), StringComparison.Ordinal);
    }

    private static async Task<IDocument> Send(Visitor visitor, IDocument page, byte[]? paper, params (string Name, string Text)[] typed)
    {
        using var content = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll<IHtmlInputElement>("form[enctype] input[type=hidden]")) content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, text) in typed) content.Add(new StringContent(text), name);
        if (paper is not null) content.Add(new ByteArrayContent(paper), "tep", "quyet-dinh-12.pdf");
        return await Visitor.Read(await visitor.Post(new Uri(page.Url).PathAndQuery, content));
    }
}
