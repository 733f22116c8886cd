using System.Net;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>T25: code flow with PKCE against a real provider on loopback, from its first address to our cookie.</summary>
public sealed class SignInByProviderTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task T25_a_linked_identity_opens_its_account(On on)
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(on, null, provider.Settings);
        await Link(site, People.Office, provider.Person);
        using var browser = new Browser(site);
        var (address, page, _) = await browser.Go("/dang-nhap/qua/tinh?ve=/xa/thanh-dinh/bang");

        Assert.Equal("/xa/thanh-dinh/bang", address);
        Assert.Contains("Đăng xuất", page, StringComparison.Ordinal);
        Assert.True(provider.SawProof);
        Assert.Contains("Đăng nhập qua Cổng của tỉnh", await new HttpClientText(site).Read("/dang-nhap"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_identity_nobody_linked_opens_nothing_and_makes_nothing(On on)
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(on, null, provider.Settings);
        await Link(site, People.Office, "mot-nguoi-khac");
        using var browser = new Browser(site);
        var (address, page, _) = await browser.Go("/dang-nhap/qua/tinh?ve=/xa/thanh-dinh/bang");

        Assert.Equal("/dang-nhap", address);
        Assert.Contains("chưa liên kết với tài khoản nào ở đây", page, StringComparison.Ordinal);
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().Accounts.CountAsync()));
        Assert.Equal("/dang-nhap", (await browser.Go("/xa/thanh-dinh/bang")).Path);
    }

    [Fact]
    public async Task A_wrong_nonce_is_refused()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(On.Sqlite, null, provider.Settings);
        await Link(site, People.Office, provider.Person);
        provider.ForgetsNonce = true;
        using var browser = new Browser(site);
        var (address, page, _) = await browser.Go("/dang-nhap/qua/tinh");

        Assert.Equal("/dang-nhap", address);
        Assert.Contains("không khớp với lần hỏi", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_a_question_of_another_browser_is_refused()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(On.Sqlite, null, provider.Settings);
        await Link(site, People.Office, provider.Person);
        using var thief = new Browser(site);
        var answer = await thief.UpTo("/dang-nhap/qua/tinh", "/dang-nhap/oidc/tinh"); // stops before it comes back
        using var victim = new Browser(site);
        var (address, page, _) = await victim.Go(answer.PathAndQuery);

        Assert.Equal("/dang-nhap", address);
        Assert.Contains("không khớp với lần hỏi", page, StringComparison.Ordinal);
        Assert.Equal("/dang-nhap", (await victim.Go("/tai-khoan")).Path);
    }

    [Fact]
    public async Task T04_a_second_factor_is_asked_after_a_provider_too()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(On.Sqlite, null, provider.Settings);
        await site.WithTelephone(People.Administrator);
        await Link(site, People.Administrator, provider.Person);
        using var browser = new Browser(site);

        Assert.Equal("/dang-nhap/ma", (await browser.Go("/dang-nhap/qua/tinh?ve=/nguoi-dung")).Path);
        Assert.Equal("/dang-nhap", (await browser.Go("/nguoi-dung")).Path);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Somebody_signed_in_links_their_own_identity_and_a_second_account_cannot(On on)
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(on, null, provider.Settings);
        using var office = new Browser(site, await site.SignIn(People.Office));
        Assert.Equal("/tai-khoan?da=lien-ket", (await office.Go(LinkOn(await office.Read("/tai-khoan")))).Address);
        using var chair = new Browser(site, await site.SignIn(People.Chair));
        Assert.Equal("/tai-khoan?loi=cua-nguoi-khac", (await chair.Go(LinkOn(await chair.Read("/tai-khoan")))).Address);
        using var somebody = new Browser(site);

        Assert.Contains("Văn phòng UBND xã", (await somebody.Go("/dang-nhap/qua/tinh?ve=/tai-khoan")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_somebody_else_to_the_provider_is_not_followed()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Site.Open(On.Sqlite, null, provider.Settings);
        using var office = new Browser(site, await site.SignIn(People.Office));
        using var chair = new Browser(site, await site.SignIn(People.Chair));
        var (_, _, address) = await chair.Go(LinkOn(await office.Read("/tai-khoan")));

        Assert.StartsWith("/tai-khoan/lien-ket/tinh", address, StringComparison.Ordinal); // nothing is there
        Assert.Equal(0, await site.Do(services => services.GetRequiredService<RuralDb>().Set<Microsoft.AspNetCore.Identity.IdentityUserLogin<int>>().CountAsync()));
    }

    [Fact]
    public void Half_a_configuration_is_told_at_start_and_no_name_of_a_claim_is_guessed()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Oidc:0:Id"] = "tinh", ["Oidc:0:Name"] = "Tỉnh", ["Oidc:0:Authority"] = "https://id.example.vn", ["Oidc:0:ClientId"] = "kieu-mau" };

        Assert.Contains("Claim", Assert.Throws<InvalidOperationException>(() => OidcProviders.Of(configuration)).Message, StringComparison.Ordinal);
    }

    private static async Task Link(Site site, Somebody somebody, string subject)
    {
        var id = await site.AccountOf(somebody);
        Assert.Null(await site.Do(services => services.GetRequiredService<SignInByProvider>().Link(services.GetRequiredService<IReadOnlyList<OidcProvider>>()[0], subject, id)));
    }

    private static string LinkOn(string page)
    {
        var at = page.IndexOf("/tai-khoan/lien-ket/tinh?ma=", StringComparison.Ordinal);
        return page[at..page.IndexOf('"', at)];
    }

    private sealed class HttpClientText(Site site)
    {
        public async Task<string> Read(string address)
        {
            using var client = site.CreateClient();
            return WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));
        }
    }

    /// <summary>A browser that goes from our site in the test to the provider on its port and back, with the cookies of each.</summary>
    private sealed class Browser : IDisposable
    {
        private const int MostSteps = 12;

        private readonly HttpClient ours;
        private readonly HttpClient theirs = new(new HttpClientHandler { AllowAutoRedirect = false });

        public Browser(Site site, string? cookie = null)
        {
            ours = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
            if (cookie is not null) ours.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        public async Task<(string Path, string Page, string Address)> Go(string address)
        {
            var at = new Uri(ours.BaseAddress!, address);
            for (var step = 0; step < MostSteps; step++)
            {
                using var answer = await Ask(at);
                if (answer.Headers.Location is not { } next) return (at.AbsolutePath, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), at.PathAndQuery);
                at = new(at, next);
            }

            throw new InvalidOperationException("Led around in a circle.");
        }

        public async Task<Uri> UpTo(string address, string path)
        {
            var at = new Uri(ours.BaseAddress!, address);
            while (at.AbsolutePath != path)
            {
                using var answer = await Ask(at);
                at = new(at, answer.Headers.Location!);
            }

            return at;
        }

        public async Task<string> Read(string address) => (await Go(address)).Page;

        public void Dispose()
        {
            ours.Dispose();
            theirs.Dispose();
        }

        private Task<HttpResponseMessage> Ask(Uri at) => at.Host == ours.BaseAddress!.Host ? ours.GetAsync(at) : theirs.GetAsync(at);
    }
}
