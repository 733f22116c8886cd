using System.Net;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>T01: no default account and no default password; the first administrator makes themselves.</summary>
public sealed class FirstAdministratorTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task T01_until_there_is_an_account_every_page_leads_to_the_first_administrator(On on)
    {
        await using var site = await Site.Open(on);
        using var visitor = new Visitor(site);

        foreach (var address in new[] { "/", "/xa/thanh-dinh/bang", "/nguoi-dung", "/tai-khoan", "/dang-nhap" })
        {
            Assert.Equal("/bat-dau", (await visitor.Open(address)).Path());
        }

        Assert.Equal(0, await site.Do(services => services.GetRequiredService<RuralDb>().Accounts.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task T04_the_first_administrator_sets_up_a_second_factor_before_anything_else(On on)
    {
        var clock = AtTheDoor.Morning();
        await using var site = await Site.Open(on, clock);
        using var visitor = new Visitor(site);
        var page = await visitor.Submit(await visitor.Open("/bat-dau"), "main form", null, Filled(site.Services.GetRequiredService<StartCode>().Code));

        Assert.Equal("/tai-khoan/hai-lop", page.Path());
        Assert.Equal("/tai-khoan/hai-lop", (await visitor.Open("/nguoi-dung")).Path());

        var key = TimeCode.KeyOf(page.Said(".key"));
        page = await visitor.Submit(page, "main form", null, ("ma", AtTheDoor.CodeOf(key, clock)));

        Assert.Equal(10, page.QuerySelectorAll(".codes code").Length);
        Assert.Equal("/nguoi-dung", (await visitor.Open("/nguoi-dung")).Path());
        Assert.Equal("/dang-nhap", (await new Visitor(site).Open("/bat-dau")).Path());
    }

    [Fact]
    public async Task From_another_machine_the_code_printed_at_start_is_needed()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var visitor = new Visitor(site);
        var page = await visitor.Submit(await visitor.Open("/bat-dau"), "main form", null, Filled("AAAA-BBBB-CCCC-DDDD"));

        Assert.Contains("Mã mở đầu chưa đúng", page.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal("Người Đầu Tiên", ((AngleSharp.Html.Dom.IHtmlInputElement)page.QuerySelector("input[name=hoten]")!).Value);
    }

    [Fact]
    public async Task At_the_machine_itself_no_code_is_asked()
    {
        await using var site = await Site.Open(On.Sqlite, null, instead: services => services.AddSingleton<IStartupFilter>(new ComingFrom(IPAddress.Loopback)));
        using var visitor = new Visitor(site);
        var page = await visitor.Open("/bat-dau");

        Assert.Null(page.QuerySelector("input[name=ma]"));
        page = await visitor.Submit(page, "main form", null, Filled(null));
        Assert.Equal("/tai-khoan/hai-lop", page.Path());
    }

    [Fact]
    public async Task A_weak_password_is_refused_with_what_is_missing()
    {
        await using var site = await Site.Open(On.Sqlite);
        using var visitor = new Visitor(site);
        (string Name, string Text)[] typed = [.. Filled(site.Services.GetRequiredService<StartCode>().Code).Select(one => one.Name is "mk" or "mk2" ? (one.Name, "matkhau") : one)];
        var page = await visitor.Submit(await visitor.Open("/bat-dau"), "main form", null, typed);

        Assert.Contains("ít nhất 14 ký tự (mới có 7); một chữ hoa; một chữ số; một ký tự khác", page.Said(".note.bad"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_at_once_one_wins(On on)
    {
        await using var site = await Site.Open(on);
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => site.Do(services =>
            services.GetRequiredService<OpenFirstAdministrator>().Open("Người", $"quantri{number}", AtTheDoor.Password, AtTheDoor.Password, "", atTheMachine: true))));

        Assert.Single(answers, answer => answer.Account is not null);
        Assert.All(answers.Where(answer => answer.Account is null), answer => Assert.Equal("accounts.already-begun", answer.Refusal!.Code));
    }

    private static (string Name, string Text)[] Filled(string? code) =>
    [
        .. code is null ? Array.Empty<(string Name, string Text)>() : [("ma", code)],
        ("hoten", "Người Đầu Tiên"), ("ten", "quantri"), ("mk", AtTheDoor.Password), ("mk2", AtTheDoor.Password),
    ];

    /// <summary>Whoever asks comes from this address.</summary>
    internal sealed class ComingFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, after) =>
            {
                http.Connection.RemoteIpAddress = address;
                return after(http);
            });
            next(app);
        };
    }
}
