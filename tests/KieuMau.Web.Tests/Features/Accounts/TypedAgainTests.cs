using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts.Kept;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>A sign-in that runs out never loses what was typed.</summary>
public sealed class TypedAgainTests
{
    private const string Titles = "/don-vi/thanh-dinh.khu-1/danh-hieu";

    private static readonly (string, string)[] Typed = [("quyetdinh", "2210/QĐ-UBND ngày 15/8/2023"), ("tu", "2023-08-15")];

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_typed_comes_back_after_signing_in_again_and_one_button_sends_it(On on)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(on, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(People.Office, to: Titles);
        clock.Pass(TimeSpan.FromMinutes(20));

        page = await visitor.Submit(page, "main section:last-of-type form", null, Typed);
        Assert.Equal("/dang-nhap", page.Path());
        Assert.Contains("nội dung vừa gõ vẫn giữ", page.Said(".note"), StringComparison.Ordinal);
        page = await visitor.Submit(page, "main form", null, ("ten", People.Office.UserName), ("mk", AtTheDoor.Password));
        Assert.Contains("Nội dung vừa gõ còn đây", page.Said("h1"), StringComparison.Ordinal);
        Assert.Equal(["Quyết định: 2210/QĐ-UBND ngày 15/8/2023", "Từ ngày: 2023-08-15"], page.QuerySelectorAll("main tbody tr").Select(row => $"{row.Children[0].TextContent}: {row.Children[1].TextContent}"));
        Assert.Equal(page.QuerySelector("main form")!.Id, page.QuerySelector(".head .acts button")!.GetAttribute("form")); // before what may be a long list
        page = await visitor.Submit(page, "main form", null);

        Assert.Equal(Titles, page.Path());
        Assert.Contains("2210/QĐ-UBND ngày 15/8/2023", page.Said("main table"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("office", "thanh-dinh")]
    [InlineData("clerk", "thanh-dinh")] // sees the page, may not record
    [InlineData("kdc-head", "thanh-dinh.khu-3")] // is not to know of it
    public async Task A_form_drawn_before_somebody_else_signed_in_writes_nothing_and_says_so(string role, string unit)
    {
        await using var site = await Site.Open(On.Sqlite);
        var colleague = new Somebody(role, unit, "-hai");
        await site.WithPassword(People.Office);
        await site.WithPassword(colleague);
        using var visitor = new Visitor(site);
        var (door, again) = (await visitor.Open($"/dang-nhap?ve={Titles}"), await visitor.Open($"/dang-nhap?ve={Titles}"));
        var page = await visitor.Submit(door, "main form", null, ("ten", People.Office.UserName), ("mk", AtTheDoor.Password));
        Assert.Equal(Titles, page.Path());
        Assert.Equal(Titles, (await visitor.Submit(again, "main form", null, ("ten", People.Office.UserName), ("mk", AtTheDoor.Password))).Path()); // the second tab goes in as well

        await visitor.Submit(await visitor.Open("/viec"), ".who form", null);
        await visitor.SignIn(colleague, to: "/viec");
        page = await visitor.Submit(page, "main section:last-of-type form", null, Typed);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("chưa ghi gì", page.Said("main"), StringComparison.Ordinal);
        Assert.Equal(Titles, page.QuerySelector("main a.btn.main")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Numbers_that_come_back_are_called_as_the_form_calls_them()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Khu1);
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(People.Khu1, to: "/don-vi/thanh-dinh.khu-1/nhap?ky=2024");
        clock.Pass(TimeSpan.FromMinutes(20));
        page = await visitor.Submit(page, "form.asks", null, ("o|thanh-dinh.khu-1|ho-ngheo||", "37"));
        page = await visitor.Submit(page, "main form", null, ("ten", People.Khu1.UserName), ("mk", AtTheDoor.Password));

        Assert.Equal("Khu 1, hộ nghèo", Assert.Single(page.QuerySelectorAll("main tbody tr"), row => row.Children[1].TextContent == "37").Children[0].TextContent);
        Assert.DoesNotContain("|", page.Said("main table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_does_not_get_it()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        await site.WithPassword(People.Chair);
        using var visitor = new Visitor(site);
        var door = await Late(visitor, clock);
        var page = await visitor.Submit(door, "main form", null, ("ten", People.Chair.UserName), ("mk", AtTheDoor.Password));

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain("2210", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task It_is_kept_for_an_hour(int minutes, bool kept)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var door = await Late(visitor, clock);
        clock.Pass(TimeSpan.FromMinutes(minutes));
        var page = await visitor.Submit(door, "main form", null, ("ten", People.Office.UserName), ("mk", AtTheDoor.Password));

        Assert.Equal(kept, page.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_kept_cannot_be_read_on_the_disk()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        await Late(visitor, clock);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(site.DataFolder, KeepTyped.Folder)));

        Assert.DoesNotContain("2210", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_secrets_keeps_nothing()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(People.Office, to: "/tai-khoan/mat-khau");
        clock.Pass(TimeSpan.FromMinutes(20));
        page = await visitor.Submit(page, "main form", null, ("cu", AtTheDoor.Password), ("moi", "Khoai.Lang-2024-xy"), ("lai", "Khoai.Lang-2024-xy"));

        Assert.Contains("không giữ lại được", page.Said(".note.bad"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(site.DataFolder, KeepTyped.Folder)));
    }

    [Fact]
    public async Task A_sign_in_ended_on_purpose_keeps_nothing()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(People.Office, to: Titles);
        await site.Change(People.Office, (accounts, account) => accounts.UpdateSecurityStampAsync(account));
        page = await visitor.Submit(page, "main section:last-of-type form", null, Typed);

        Assert.Contains("không giữ lại được", page.Said(".note.bad"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_did_not_come_from_our_page_is_not_kept()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        await visitor.SignIn(People.Office, to: Titles);
        clock.Pass(TimeSpan.FromMinutes(20));
        using var form = new FormUrlEncodedContent([new("quyetdinh", "2210"), new("_handler", "title")]);
        using var answer = await visitor.Post(Titles, form);

        Assert.Contains("không giữ lại được", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_of_the_sheet_is_told_in_a_sentence_and_the_same_page_saves_after_signing_in_again()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var sheet = await visitor.SignIn(People.Office, to: "/xa/thanh-dinh/nhap");
        clock.Pass(TimeSpan.FromMinutes(20));
        var form = sheet.QuerySelector<IHtmlFormElement>("form[data-cells]")!;
        using var cells = new FormUrlEncodedContent([new("__RequestVerificationToken", form.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("data-cells")) { Content = cells };
        request.Headers.Accept.ParseAdd("application/json");
        using var client = site.CreateClient();
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Số đã gõ vẫn còn trên trang", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await visitor.SignIn(People.Office, to: "/tai-khoan?da=lai"); // in another tab of the same browser
        var saved = await visitor.Submit(sheet, "form[data-cells]", null);
        Assert.Equal("/xa/thanh-dinh/nhap", saved.Path());
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
    }

    private static async Task<IDocument> Late(Visitor visitor, MovableClock clock)
    {
        var page = await visitor.SignIn(People.Office, to: Titles);
        clock.Pass(TimeSpan.FromMinutes(20));
        return await visitor.Submit(page, "main section:last-of-type form", null, Typed);
    }
}
