using System.Net;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

public sealed class SignInTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_signs_in_is_led_back_to_the_page_they_wanted(On on)
    {
        await using var site = await Site.Open(on);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var door = await visitor.Open("/xa/thanh-dinh/con-thieu?bo=khu");
        var page = await visitor.Submit(door, "main form", null, ("ten", People.Office.UserName), ("mk", AtTheDoor.Password));

        Assert.Equal("/dang-nhap", door.Path());
        Assert.Equal("/xa/thanh-dinh/con-thieu", page.Path());
        Assert.Contains("Đăng xuất", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//ac.example/trang")]
    [InlineData("https://ac.example/")]
    [InlineData("/\\ac.example")]
    [InlineData("tuong-doi")]
    public async Task A_return_address_elsewhere_is_not_followed(string asked)
    {
        Assert.Equal("/", LocalPath.Of(asked));
        await Task.CompletedTask;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T06_five_wrong_tries_lock_a_name_for_a_quarter_of_an_hour_and_a_name_nobody_has_answers_the_same(On on)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(on, clock);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        var said = new Dictionary<string, List<string>>();
        foreach (var somebody in new[] { People.Office, new Somebody("khong-co", "dau-ca") })
        {
            said[somebody.UserName] = [];
            for (var attempt = 1; attempt <= 5; attempt++) said[somebody.UserName].Add((await visitor.SignIn(somebody, "Sai.Mat-Khau-1")).Said(".note.bad"));
        }

        Assert.Equal(said[People.Office.UserName], said["khong-co.dau-ca"]);
        Assert.Equal(["Còn 4", "Còn 3", "Còn 2", "Còn 1"], said[People.Office.UserName].Take(4).Select(text => text[text.IndexOf("Còn", StringComparison.Ordinal)..][..5]));
        Assert.Contains("Thử lại từ 08:15 ngày 02/03/2026", said[People.Office.UserName][4], StringComparison.Ordinal);

        clock.Pass(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Contains("Thử lại từ 08:15", (await visitor.SignIn(People.Office)).Said(".note.bad"), StringComparison.Ordinal); // even the right one
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("/xa/thanh-dinh/bang", (await visitor.SignIn(People.Office, to: "/xa/thanh-dinh/bang")).Path());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T06_a_hundred_wrong_tries_at_once_are_still_five(On on)
    {
        await using var site = await Site.Open(on, null, new Dictionary<string, string> { ["KIEUMAU_DANG_NHAP_MOI_PHUT"] = "1000" });
        var id = await site.WithPassword(People.Office);
        var heard = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => site.Do(async services =>
            (await services.GetRequiredService<Web.Features.Accounts.SignIn.CountTries>().Begin(id)).MayTry)));

        Assert.Equal(5, heard.Count(may => may));
    }

    [Fact]
    public async Task A_right_password_clears_what_was_counted()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        for (var attempt = 1; attempt <= 4; attempt++) await visitor.SignIn(People.Office, "sai");
        await visitor.SignIn(People.Office);
        using var another = new Visitor(site);

        Assert.Contains("Còn 4", (await another.SignIn(People.Office, "sai")).Said(".note.bad"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 15)]
    [InlineData(true, 5)]
    public async Task T06_a_sign_in_ends_after_its_idle_minutes_and_not_before(bool administrator, int minutes)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        var somebody = administrator ? People.Administrator : People.Office;
        var address = administrator ? "/nguoi-dung" : "/xa/thanh-dinh/bang";
        await site.WithPassword(somebody);
        var key = administrator ? await site.WithTelephone(somebody) : [];
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(somebody, to: address);
        if (administrator) page = await visitor.Submit(page, "main form", null, ("ma", AtTheDoor.CodeOf(key, clock)));
        Assert.Equal(address, page.Path());

        clock.Pass(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal(address, (await visitor.Open(address)).Path()); // and is used again: counted anew
        clock.Pass(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal(address, (await visitor.Open(address)).Path());
        clock.Pass(TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(1));
        Assert.Equal("/dang-nhap", (await visitor.Open(address)).Path());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T04_a_telephone_is_asked_after_the_password_and_its_code_is_good_once(On on)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(on, clock);
        await site.WithPassword(People.Administrator);
        var key = await site.WithTelephone(People.Administrator);
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(People.Administrator, to: "/nguoi-dung");

        Assert.Equal("/dang-nhap/ma", page.Path());
        Assert.Equal("/dang-nhap", (await visitor.Open("/nguoi-dung")).Path()); // half a sign-in opens nothing
        var wrong = await visitor.Submit(page, "main form", null, ("ma", "000000"));
        Assert.Contains("Còn 4 lần thử", wrong.Said(".note.bad"), StringComparison.Ordinal);

        var code = AtTheDoor.CodeOf(key, clock);
        Assert.Equal("/nguoi-dung", (await visitor.Submit(page, "main form", null, ("ma", code))).Path());
        using var thief = new Visitor(site);
        var again = await thief.Submit(await thief.SignIn(People.Administrator), "main form", null, ("ma", code));
        Assert.Contains("đã dùng rồi", again.Said(".note.bad"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T06_knowing_the_password_does_not_buy_more_guesses_at_the_code()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        await site.WithPassword(People.Administrator);
        await site.WithTelephone(People.Administrator);
        using var thief = new Visitor(site);
        var said = "";
        for (var attempt = 1; attempt <= 5; attempt++) said = (await thief.Submit(await thief.SignIn(People.Administrator), "main form", null, ("ma", "000000"))).Said(".note.bad");

        Assert.Contains("Thử lại từ", said, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_recovery_code_opens_the_door_once(On on)
    {
        await using var site = await Site.Open(on);
        await site.WithPassword(People.Administrator);
        await site.WithTelephone(People.Administrator);
        var code = "";
        await site.Change(People.Administrator, async (accounts, account) => code = (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 2))!.First());
        using var visitor = new Visitor(site);

        Assert.Equal("/nguoi-dung", (await visitor.Submit(await visitor.SignIn(People.Administrator, to: "/nguoi-dung"), "main form", null, ("ma", code))).Path());
        using var another = new Visitor(site);
        Assert.Equal("/dang-nhap/ma", (await another.Submit(await another.SignIn(People.Administrator), "main form", null, ("ma", code))).Path());
    }

    [Fact]
    public async Task Too_many_posts_from_one_address_are_told_to_wait()
    {
        await using var site = await Site.Open(On.Sqlite, null, new Dictionary<string, string> { ["KIEUMAU_DANG_NHAP_MOI_PHUT"] = "3" });
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        for (var attempt = 1; attempt <= 3; attempt++) await visitor.SignIn(new("ten", $"so-{attempt}"), "sai");
        using var client = site.CreateClient();
        using var answer = await client.PostAsync(new Uri("/dang-nhap", UriKind.Relative), new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Gửi đăng nhập quá nhiều lần", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/dang-nhap", UriKind.Relative))).StatusCode); // reading is free
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_copied_ticket_is_worth_nothing_once_its_sign_in_was_signed_out_and_others_go_on(On on)
    {
        await using var site = await Site.Open(on);
        using var copied = await site.Visitor(People.Office); // sends its ticket whatever the answers say
        using var elsewhere = await site.Visitor(People.Office);
        var page = await copied.Open("/viec");
        Assert.Equal("/viec", page.Path());

        await copied.Submit(page, "form[action='/dang-xuat']", null);

        Assert.Equal("/dang-nhap", (await copied.Open("/viec")).Path());
        Assert.Equal("/viec", (await elsewhere.Open("/viec")).Path());
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().EndedSignIns.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Signing_out_ends_the_sign_in_and_everything_leaves_a_trace_without_secrets(On on)
    {
        await using var site = await Site.Open(on);
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        await visitor.SignIn(People.Office, "Sai.Mat-Khau-9");
        await visitor.SignIn(new("Sai.Mat-Khau-9", "x"), "Sai.Mat-Khau-9");
        var page = await visitor.SignIn(People.Office);
        page = await visitor.Submit(page, "form[action='/dang-xuat']", null);

        Assert.Equal("/dang-nhap", page.Path());
        Assert.Equal("/dang-nhap", (await visitor.Open("/xa/thanh-dinh/bang")).Path());
        var journal = await site.Do(services => services.GetRequiredService<RuralDb>().Journal.Where(row => row.Shard == 0).OrderBy(row => row.Id).ToListAsync());
        Assert.Equal(["accounts.wrong-password", "accounts.wrong-password", "accounts.sign-in", "accounts.sign-out"], journal.Select(row => row.Act).Where(act => act.StartsWith("accounts", StringComparison.Ordinal)));
        Assert.DoesNotContain(journal, row => $"{row.Who}{row.Said}{row.Subject}{row.From}{row.To}{row.Why}".Contains("Mat-Khau", StringComparison.OrdinalIgnoreCase) || $"{row.Said}{row.Why}{row.Who}".Contains(AtTheDoor.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disabled_account_is_told_so_only_after_the_right_password()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.WithPassword(People.Office);
        await site.Change(People.Office, (accounts, account) =>
        {
            (account.DisabledAt, account.DisabledWhy) = (new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), "nghỉ hưu");
            return accounts.UpdateAsync(account);
        });
        using var visitor = new Visitor(site);

        Assert.Contains("chưa đúng", (await visitor.SignIn(People.Office, "sai")).Said(".note.bad"), StringComparison.Ordinal);
        Assert.Contains("Tài khoản đã khóa (nghỉ hưu)", (await visitor.SignIn(People.Office)).Said(".note.bad"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_and_keys_are_not_readable_in_the_database()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.WithPassword(People.Administrator);
        await site.WithTelephone(People.Administrator);
        var (hash, key, stored) = await site.Do(async services =>
        {
            var (accounts, db) = (services.GetRequiredService<UserManager<Account>>(), services.GetRequiredService<RuralDb>());
            var account = (await accounts.FindByNameAsync(People.Administrator.UserName))!;
            return (account.PasswordHash!, await accounts.GetAuthenticatorKeyAsync(account), await db.Set<IdentityUserToken<int>>().Select(token => token.Value).ToListAsync());
        });

        Assert.Equal(0x01, Convert.FromBase64String(hash)[0]); // a password function with its salt and rounds
        Assert.DoesNotContain(key, stored);
    }
}
