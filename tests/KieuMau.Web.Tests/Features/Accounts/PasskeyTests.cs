using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>A passkey is made on the person's own page and opens the door by itself.</summary>
public sealed class PasskeyTests
{
    private const string Origin = "http://localhost";

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task T04_a_passkey_alone_signs_an_administrator_in_with_two_factors(On on)
    {
        await using var site = await Site.Open(on);
        await site.WithPassword(People.Administrator);
        using var key = new SoftKey();
        using var visitor = new Visitor(site);
        await Add(visitor, await visitor.SignIn(People.Administrator), key, "điện thoại");

        using var another = new Visitor(site);
        Assert.Equal("/nguoi-dung", (await Use(another, await another.Open("/dang-nhap?ve=/nguoi-dung"), key)).Path());
        using var again = new Visitor(site); // its counter was kept
        Assert.Equal("/nguoi-dung", (await Use(again, await again.Open("/dang-nhap?ve=/nguoi-dung"), key)).Path());
    }

    [Fact]
    public async Task A_password_alone_does_not_pass_by_a_passkey()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.WithPassword(People.Administrator);
        using var key = new SoftKey();
        using var visitor = new Visitor(site);
        var made = await Add(visitor, await visitor.SignIn(People.Administrator), key, "điện thoại");
        Assert.Equal("", made.Said(".note.bad"));
        using var thief = new Visitor(site);

        Assert.Equal("/dang-nhap/ma", (await thief.SignIn(People.Administrator, to: "/tai-khoan/hai-lop")).Path());
        Assert.Equal("/dang-nhap", (await thief.Open("/tai-khoan/hai-lop")).Path());
    }

    [Fact]
    public async Task A_key_that_asks_for_no_finger_and_a_key_of_nobody_are_refused()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.WithPassword(People.Office);
        using var careless = new SoftKey { AsksForFinger = false };
        using var visitor = new Visitor(site);
        var page = await Add(visitor, await visitor.SignIn(People.Office, to: "/tai-khoan/hai-lop"), careless, "thẻ");
        Assert.Contains("Khóa chưa dùng được", page.Said(".note.bad"), StringComparison.Ordinal);

        using var strange = new SoftKey();
        using var another = new Visitor(site);
        page = await Use(another, await another.Open("/dang-nhap"), strange);
        Assert.Contains("Khóa chưa dùng được", page.Said(".note.bad"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_key_is_named_and_taken_away(On on)
    {
        await using var site = await Site.Open(on);
        await site.WithPassword(People.Office);
        using var key = new SoftKey();
        using var visitor = new Visitor(site);
        var page = await Add(visitor, await visitor.SignIn(People.Office, to: "/tai-khoan/hai-lop"), key, "máy cũ");
        Assert.StartsWith("Đã ghi. Khóa là lớp thứ hai. Nên thêm khóa ở một máy nữa", page.Said(".note"), StringComparison.Ordinal);
        Assert.Equal("/", page.QuerySelector(".note a")!.GetAttribute("href"));
        page = await visitor.Submit(page, ".keyring form", "button[value=tenkhoa]", ("tenkhoa", "máy văn phòng"));
        Assert.Equal("máy văn phòng", page.QuerySelector<IHtmlInputElement>(".keyring input[name=tenkhoa]")!.Value);
        page = await visitor.Submit(page, ".keyring form", "button[value=gokhoa]");

        Assert.Null(page.QuerySelector(".keyring form"));
        using var another = new Visitor(site);
        Assert.Contains("Khóa chưa dùng được", (await Use(another, await another.Open("/dang-nhap"), key)).Said(".note.bad"), StringComparison.Ordinal);
    }

    private static async Task<IDocument> Add(Visitor visitor, IDocument page, SoftKey key, string name)
    {
        var asked = await Ask(visitor, page, "form[data-new]");
        page.QuerySelector("form[data-new] button")!.SetAttribute("type", "submit"); // the script sends the form itself
        return await visitor.Submit(page, "form[data-new]", null, ("khoa", key.Make(asked, Origin)), ("tenkhoa", name));
    }

    private static async Task<IDocument> Use(Visitor visitor, IDocument page, SoftKey key)
    {
        var asked = await Ask(visitor, page, "main form");
        page.QuerySelector("main form")!.SetAttribute("novalidate", ""); // as the script does: no name, no password
        return await visitor.Submit(page, "main form", null, ("khoa", key.Use(asked, Origin)));
    }

    // what wwwroot/js/passkey.js asks before it asks the browser
    private static async Task<string> Ask(Visitor visitor, IDocument page, string form)
    {
        var element = page.QuerySelector(form)!;
        using var body = new FormUrlEncodedContent([new("__RequestVerificationToken", element.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value)]);
        using var answer = await visitor.Post(element.GetAttribute("data-passkey")!, body);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
