using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

public sealed class PeoplePagesTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task T01_an_account_belongs_to_one_person_who_chooses_the_password_by_a_link_shown_once(On on)
    {
        await using var site = await Site.Open(on);
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Submit(await administrator.Open("/nguoi-dung"), "main form[method=post]", null,
            ("hoten", "Lê Thị Khu"), ("ten", "khu7.thanhdinh"), ("loai", "van-hanh"), ("chucdanh", "kdc-head"), ("donvi", "thanh-dinh.khu-7"));
        var link = new Uri(page.Said(".keys code")).PathAndQuery;
        Assert.Contains("vận hành", page.Said("main table"), StringComparison.Ordinal);
        Assert.Null((await administrator.Open("/nguoi-dung")).QuerySelector(".keys code"));

        using var person = new Visitor(site);
        var choosing = await person.Open(link);
        Assert.Contains("ít nhất 14 ký tự", (await person.Submit(choosing, "main form", null, ("moi", "ngan"), ("lai", "ngan"))).Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal("/dang-nhap", (await person.Submit(choosing, "main form", null, ("moi", AtTheDoor.Password), ("lai", AtTheDoor.Password))).Path());
        Assert.Contains("Đường dẫn đã dùng", (await person.Open(link)).Said(".note.bad"), StringComparison.Ordinal);
        page = await person.Submit(await person.Open("/dang-nhap?ve=/don-vi/thanh-dinh.khu-7"), "main form", null, ("ten", "khu7.thanhdinh"), ("mk", AtTheDoor.Password));
        Assert.Equal("/don-vi/thanh-dinh.khu-7", page.Path());

        var journal = await site.Do(services => services.GetRequiredService<RuralDb>().Journal.Select(row => row.Said + row.Subject + row.To + row.Why).ToListAsync());
        Assert.DoesNotContain(journal, said => said.Contains(link[^40..], StringComparison.Ordinal) || said.Contains(AtTheDoor.Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task A_link_is_good_for_a_day(int secondsPast, bool good)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        var given = (await site.Do(services => services.GetRequiredService<OpenAccount>().Open("Người", "nguoi", AccountKind.Operator, null))).Given!;
        clock.Pass(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(secondsPast));
        using var visitor = new Visitor(site);

        Assert.Equal(good, (await visitor.Open(given.Path)).QuerySelector("main form") is not null);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Accounts_of_the_demonstration_are_offered_until_everybody_of_the_story_has_a_password(On on)
    {
        await using var site = await Site.Open(on);
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Submit(await administrator.Open("/nguoi-dung"), "section[aria-labelledby=mh] form", null);
        Assert.Equal(7, page.QuerySelectorAll(".keys code").Length);
        await site.Do(async services => await services.GetRequiredService<RuralDb>().Accounts.Where(account => account.UserName!.EndsWith(".thanhdinh") && account.UserName != "bcd.thanhdinh").ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordSetAt, new DateTime(2024, 1, 1))));
        page = await administrator.Submit(await administrator.Open("/nguoi-dung"), "section[aria-labelledby=mh] form", null);
        Assert.Single(page.QuerySelectorAll(".keys code"));

        await site.Do(async services => await services.GetRequiredService<RuralDb>().Accounts.Where(account => account.UserName == "bcd.thanhdinh").ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordSetAt, new DateTime(2024, 1, 1))));
        Assert.Null((await administrator.Open("/nguoi-dung")).QuerySelector("section[aria-labelledby=mh]"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T05_a_new_link_kills_the_password_the_older_link_and_every_sign_in(On on)
    {
        await using var site = await Site.Open(on);
        var id = await site.WithPassword(People.Office);
        var older = (await site.Do(services => services.GetRequiredService<ControlAccount>().NewLink(id))).Given!;
        await site.WithPassword(People.Office);
        using var visitor = new Visitor(site);
        await visitor.SignIn(People.Office);
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Open($"/nguoi-dung/{id}");
        page = await administrator.Submit(page, "form:has(input[value=capl])", null);

        Assert.Contains("/cap-lai?ai=", page.Said(".keys code"), StringComparison.Ordinal);
        Assert.Equal("/dang-nhap", (await visitor.Open("/xa/thanh-dinh/bang")).Path());
        Assert.Contains("chưa đúng", (await visitor.SignIn(People.Office)).Said(".note.bad"), StringComparison.Ordinal);
        var spent = await visitor.Open(older.Path);
        Assert.Contains("Đường dẫn đã dùng", spent.Said(".note.bad"), StringComparison.Ordinal);
        Assert.NotNull(spent.QuerySelector("main a[href='/dang-nhap']"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T05_a_password_that_must_be_changed_is_changed_before_anything_else(On on)
    {
        await using var site = await Site.Open(on);
        await site.WithPassword(People.Office);
        await site.Change(People.Office, (accounts, account) =>
        {
            account.MustChangePassword = true;
            return accounts.UpdateAsync(account);
        });
        using var visitor = new Visitor(site);
        var page = await visitor.SignIn(People.Office, to: "/xa/thanh-dinh/bang");
        Assert.Equal("/tai-khoan/mat-khau", page.Path());
        Assert.Contains("trùng mật khẩu đang dùng", (await visitor.Submit(page, "main form", null, ("cu", AtTheDoor.Password), ("moi", AtTheDoor.Password), ("lai", AtTheDoor.Password))).Said(".note.bad"), StringComparison.Ordinal);
        Assert.Contains("chưa đúng", (await visitor.Submit(page, "main form", null, ("cu", "sai"), ("moi", "Khoai.Lang-2024-xy"), ("lai", "Khoai.Lang-2024-xy"))).Said(".note.bad"), StringComparison.Ordinal);
        page = await visitor.Submit(page, "main form", null, ("cu", AtTheDoor.Password), ("moi", "Khoai.Lang-2024-xy"), ("lai", "Khoai.Lang-2024-xy"));

        Assert.Equal("/tai-khoan", page.Path());
        Assert.Equal("/xa/thanh-dinh/bang", (await visitor.Open("/xa/thanh-dinh/bang")).Path());
    }

    [Fact]
    public async Task T05_a_short_password_is_enough_only_beside_a_second_factor()
    {
        await using var site = await Site.Open(On.Sqlite);
        await site.WithPassword(People.Office);
        await site.WithTelephone(People.Office);
        var refused = await site.Do(async services =>
        {
            var (law, account) = (services.GetRequiredService<PasswordLaw>(), await site.Account(People.Office));
            return (Eight: law.Missing(account, "Lua.Nep2"), Seven: law.Missing(account, "Lua.Ne2"));
        });

        Assert.Empty(refused.Eight);
        Assert.NotEmpty(refused.Seven);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T02_leaving_staff_are_disabled_at_once_with_a_reason(On on)
    {
        await using var site = await Site.Open(on);
        using var visitor = await site.Visitor(People.Office);
        var id = await site.AccountOf(People.Office);
        using var administrator = await site.Visitor(People.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Open("/xa/thanh-dinh/bang")).StatusCode);
        var page = await administrator.Submit(await administrator.Open($"/nguoi-dung/{id}"), "form:has(input[value=khoa])", null, ("lydo", "nghỉ hưu từ 01/3/2026"));

        Assert.Contains("nghỉ hưu từ 01/3/2026", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Equal("/dang-nhap", (await visitor.Open("/xa/thanh-dinh/bang")).Path());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T02_an_account_idle_for_45_days_is_disabled_and_not_a_second_sooner(On on)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(on, clock);
        await site.AccountOf(People.Office);
        await site.AccountOf(People.Administrator);
        Task<int> Run() => site.Do(services => services.GetRequiredService<DisableIdle>().Run());

        clock.Pass(TimeSpan.FromDays(45) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Run());
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Run());
        Assert.NotNull((await site.Account(People.Office)).DisabledAt);
        Assert.Null((await site.Account(People.Administrator)).DisabledAt); // the last administrator stays

        await site.Do(async services => await services.GetRequiredService<ControlAccount>().Enable(await site.AccountOf(People.Office)));
        Assert.Equal(0, await Run()); // counted anew from the day it was opened again
        clock.Pass(TimeSpan.FromDays(45));
        Assert.Equal(1, await Run());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_last_administrator_is_never_shut_out(On on)
    {
        await using var site = await Site.Open(on);
        var (first, second) = (await site.AccountOf(People.Administrator), await site.AccountOf(People.AnotherAdministrator));
        Task<Refusal?> Disable(int id) => site.Do(services => services.GetRequiredService<ControlAccount>().Disable(id, "thử"));

        Assert.Null(await Disable(first));
        Assert.Equal("accounts.last-administrator", (await Disable(second))!.Code);
        var post = await site.Do(services => services.GetRequiredService<RuralDb>().Posts.SingleAsync(one => one.AccountId == second));
        Assert.Equal("accounts.last-administrator", (await site.Do(services => services.GetRequiredService<GivePost>().End(second, post.Id, new(2026, 1, 1), "thử")))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_administrator_of_one_commune_cannot_touch_people_of_another_nor_those_above(On on)
    {
        await using var site = await Site.Open(on);
        var (khu, foreign, above) = (await site.AccountOf(People.Khu1), await site.AccountOf(new("office", "hy-cuong")), await site.AccountOf(People.AnotherAdministrator));
        using var administrator = await site.Visitor(People.AdministratorOfThanhDinh);
        var list = await administrator.Open("/nguoi-dung");

        Assert.Contains(People.Khu1.UserName, list.Said("main table"), StringComparison.Ordinal);
        Assert.DoesNotContain("office.hy-cuong", list.Said("main table"), StringComparison.Ordinal);
        Assert.DoesNotContain(People.AnotherAdministrator.UserName, list.Said("main table"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await administrator.Open($"/nguoi-dung/{khu}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Open($"/nguoi-dung/{foreign}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Open($"/nguoi-dung/{above}")).StatusCode);

        var me = await site.AccountOf(People.AdministratorOfThanhDinh);
        await site.As(me, async services =>
        {
            var (give, control, open) = (services.GetRequiredService<GivePost>(), services.GetRequiredService<ControlAccount>(), services.GetRequiredService<OpenAccount>());
            Assert.Equal("accounts.unknown", (await control.Disable(foreign, "thử"))!.Code);
            Assert.Equal("accounts.unknown", (await control.NewLink(above)).Refusal!.Code);
            Assert.Equal("accounts.unknown", (await give.Give(foreign, new("clerk", "thanh-dinh", "", new(2026, 1, 1), null, "")))!.Code);
            Assert.Equal("units.unknown", (await give.Give(khu, new("office", "hy-cuong", "", new(2026, 1, 1), null, "")))!.Code);
            Assert.Equal("accounts.no-right", (await open.Open("Người", "nguoi", AccountKind.Administrator, new("system-admin", "", "", new(2026, 1, 1), null, ""))).Refusal!.Code);
            Assert.Equal("accounts.no-right", (await open.Open("Người", "nguoi", AccountKind.Operator, null)).Refusal!.Code);
            Assert.NotNull((await open.Open("Người", "nguoi", AccountKind.Operator, new("clerk", "thanh-dinh", "", new(2026, 1, 1), null, ""))).Given);
            return true;
        });
    }

    [Fact]
    public async Task Whoever_is_no_administrator_cannot_open_accounts_by_any_way()
    {
        await using var site = await Site.Open(On.Sqlite);
        var office = await site.AccountOf(People.Office);
        using var visitor = await site.Visitor(People.Office);

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Open("/nguoi-dung")).StatusCode);
        await site.As(office, async services =>
        {
            Assert.Equal("accounts.no-right", (await services.GetRequiredService<OpenAccount>().Open("Người", "nguoi", AccountKind.Operator, new("clerk", "thanh-dinh", "", new(2026, 1, 1), null, ""))).Refusal!.Code);
            Assert.Equal("accounts.no-right", (await services.GetRequiredService<ControlAccount>().Disable(office, "thử"))!.Code);
            Assert.Equal("accounts.no-right", (await services.GetRequiredService<ReviewAccess>().Mark())!.Code);
            return true;
        });
    }

    [Theory, MemberData(nameof(Both))]
    public async Task People_are_found_without_marks(On on)
    {
        await using var site = await Site.Open(on);
        await site.Do(services => services.GetRequiredService<OpenAccount>().Open("Nguyễn Đức Thắng", "thang", AccountKind.Operator, null));
        await site.AccountOf(People.Office);
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Open("/nguoi-dung?tim=duc thang");

        Assert.Equal(1, page.QuerySelectorAll("main tbody tr").Length);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T03_the_review_lists_what_looks_wrong_is_marked_and_is_due_again_in_six_months(On on)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(on, clock);
        await site.AccountOf(People.Office);
        using var administrator = await site.Visitor(People.Administrator);
        Assert.Empty(await Due(clock, TimeSpan.Zero)); // nobody is late on the first day
        var page = await administrator.Open("/nguoi-dung/ra-soat");
        Assert.Contains("quản trị mà chưa có lớp thứ hai", page.Said("main table"), StringComparison.Ordinal);
        Assert.Contains("Chưa rà soát lần nào. Lần đầu chậm nhất 02/09/2026", page.Said(".lead"), StringComparison.Ordinal);
        page = await administrator.Submit(page, "main form", null);

        Assert.Contains("Lần sau chậm nhất 02/09/2026", page.Said(".lead"), StringComparison.Ordinal);
        var sheet = await administrator.Take("/nguoi-dung/ra-soat.xlsx");
        Assert.Equal((byte)'P', sheet[0]);
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().Journal.CountAsync(row => row.Act == "accounts.review")));
        Assert.Empty(await Due(clock, TimeSpan.Zero));
        Assert.Empty(await Due(clock, TimeSpan.FromDays(169))); // 02/09 less a fortnight is 19/08
        Assert.Single(await Due(clock, TimeSpan.FromDays(1)));

        async Task<IReadOnlyList<Web.Features.Work.WorkItem>> Due(MovableClock goes, TimeSpan later)
        {
            goes.Pass(later);
            return await site.Do(async services =>
            {
                var who = await services.GetRequiredService<ReadPerson>().Of(await site.AccountOf(People.Administrator));
                services.GetRequiredService<CurrentPerson>().Who = who;
                return await services.GetServices<Web.Features.Work.IWorkSource>().OfType<ReviewDue>().Single().For(who!, services.GetRequiredService<Web.Features.Units.Standpoint>(), default);
            });
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task One_button_opens_the_people_of_the_demonstration_each_with_a_link(On on)
    {
        await using var site = await Site.Open(on);
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Submit(await administrator.Open("/nguoi-dung"), "section:has(#mh) form", null);
        var links = page.QuerySelectorAll(".keys code").Select(code => new Uri(code.TextContent).PathAndQuery).ToList();
        Assert.Equal(7, links.Count);

        using var person = new Visitor(site);
        page = await person.Submit(await person.Open(links[3]), "main form", null, ("moi", AtTheDoor.Password), ("lai", AtTheDoor.Password));
        Assert.Equal("tramyte.thanhdinh", page.QuerySelector<IHtmlInputElement>("#ten")!.Value);
        page = await person.Submit(await person.Open("/dang-nhap?ve=/xa/thanh-dinh/bang"), "main form", null, ("ten", "tramyte.thanhdinh"), ("mk", AtTheDoor.Password));
        Assert.Contains("Trạm y tế", page.Said(".who"), StringComparison.Ordinal);
        var offices = await site.Do(services => services.GetRequiredService<RuralDb>().Offices.Select(office => office.Name).ToListAsync());
        Assert.Equal(offices.Distinct(), offices); // their posts are in the offices the demonstration already has
        Assert.All(["Công an xã", "Trạm y tế", "Văn phòng UBND xã"], name => Assert.Contains(name, offices));
    }

    [Fact]
    public async Task A_link_is_given_as_a_picture_too_but_not_where_its_address_opens_on_this_machine_alone()
    {
        await using var site = await Site.Open(On.Sqlite, clock: null, new Dictionary<string, string> { ["KIEUMAU_TEN_MIEN"] = "kieu-mau.thanhdinh.local" });
        var id = await site.AccountOf(People.Office);
        using var administrator = await site.Visitor(People.Administrator);
        var here = await administrator.Submit(await administrator.Open($"/nguoi-dung/{id}"), "form:has(input[value=capl])", null);
        Assert.Contains("chỉ mở được trên chính máy đang chạy", here.Said(".given"), StringComparison.Ordinal);
        Assert.Null(here.QuerySelector(".given .qr"));

        using var fromNetwork = await site.Visitor(People.Administrator);
        fromNetwork.CameTo("kieu-mau.thanhdinh.local");
        var there = await fromNetwork.Submit(await fromNetwork.Open($"/nguoi-dung/{id}"), "form:has(input[value=capl])", null);
        Assert.StartsWith("http://kieu-mau.thanhdinh.local/cap-lai?ai=", there.Said(".given code"), StringComparison.Ordinal);
        Assert.NotNull(there.QuerySelector(".given .qr path"));
        Assert.DoesNotContain("chỉ mở được trên chính máy", there.Said(".given"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_first_work_of_an_administrator_is_to_open_accounts_until_somebody_else_can_sign_in(On on)
    {
        await using var site = await Site.Open(on);
        using var administrator = await site.Visitor(People.Administrator);
        Assert.Contains("Chưa ai khác có tài khoản", (await administrator.Open("/viec")).Said("main"), StringComparison.Ordinal);

        var id = await site.AccountOf(People.Office);
        Assert.DoesNotContain("Chưa ai khác có tài khoản", (await administrator.Open("/viec")).Said("main"), StringComparison.Ordinal);
        await site.Do(services => services.GetRequiredService<RuralDb>().Accounts.Where(account => account.Id == id).ExecuteUpdateAsync(set => set.SetProperty(account => account.DisabledAt, new DateTime(2024, 1, 1))));
        Assert.Contains("Chưa ai khác có tài khoản", (await administrator.Open("/viec")).Said("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_there_yet_the_first_work_is_to_add_the_commune()
    {
        await using var site = await Site.Open(On.Sqlite, clock: null, new Dictionary<string, string> { ["KIEUMAU_DEMO"] = "0" });
        using var administrator = await site.Visitor(People.Administrator);
        var page = await administrator.Open("/viec");

        Assert.Equal("/don-vi", page.QuerySelector("main section a")!.GetAttribute("href"));
        Assert.StartsWith("Chuẩn bị 2 Chưa có đơn vị nào: thêm xã", page.Said("main section"), StringComparison.Ordinal);
        page = await administrator.Submit(await administrator.Open("/don-vi"), "form.form", null, ("ten", "Xã Mới"), ("cap", "xã"), ("tu", "01/01/2024"));
        Assert.Contains("Đã ghi", page.Said(".note"), StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa có đơn vị nào", (await administrator.Open("/viec")).Said("main"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Signing_out_everywhere_ends_every_sign_in(On on)
    {
        await using var site = await Site.Open(on);
        using var one = await site.Visitor(People.Office);
        using var two = await site.Visitor(People.Office);
        Assert.Equal("/dang-nhap", (await one.Submit(await one.Open("/tai-khoan"), "form:has(input[value=xuat])", null)).Path());

        Assert.Equal("/dang-nhap", (await two.Open("/xa/thanh-dinh/bang")).Path());
    }

    [Fact]
    public async Task Whoever_takes_the_telephone_away_must_have_a_long_password()
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(On.Sqlite, clock);
        var key = await site.WithTelephone(People.Office);
        await site.WithPassword(People.Office, "Lua.Nep2");
        using var visitor = new Visitor(site);
        await visitor.Submit(await visitor.SignIn(People.Office, "Lua.Nep2"), "main form", null, ("ma", AtTheDoor.CodeOf(key, clock)));
        var page = await visitor.Open("/tai-khoan/hai-lop");
        page = await visitor.Submit(page, "main form", "button[value=go]", ("mk", "Lua.Nep2"));

        Assert.Equal("/tai-khoan/mat-khau", (await visitor.Open("/xa/thanh-dinh/bang")).Path());
    }
}
