using KieuMau.Web.Hosting;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>Who may listen where.</summary>
public sealed class ListenWhereTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5180", false)]
    [InlineData("http://localhost:5180;http://[::1]:5180", false)]
    [InlineData("http://0.0.0.0:80", true)]
    [InlineData("https://*:443", true)]
    [InlineData("http://127.0.0.1:5180;https://192.168.1.9:443", true)]
    public void What_is_beyond_this_machine_is_known_from_the_configuration(string urls, bool beyond) =>
        Assert.Equal(beyond, Listening.Of(new ConfigurationManager { ["urls"] = urls }).ToOthers);

    [Fact]
    public void Ports_and_endpoints_are_addresses_too()
    {
        Assert.True(Listening.Of(new ConfigurationManager { ["http_ports"] = "8080" }).ToOthers);
        Assert.True(Listening.Of(new ConfigurationManager { ["Kestrel:Endpoints:Https:Url"] = "https://*:443" }).ToOthers);
        Assert.True(Listening.Of(new ConfigurationManager { ["urls"] = "http://127.0.0.1:80", ["KIEUMAU_PROXY"] = "127.0.0.1" }).ToOthers);
    }

    [Theory]
    [InlineData("https://0.0.0.0:443", null, "nongthonmoi.example.vn", false, "lớp thứ hai")] // no administrator with a second factor
    [InlineData("http://0.0.0.0:80", null, "nongthonmoi.example.vn", true, "không mã hóa")]
    [InlineData("https://0.0.0.0:443", null, null, true, "KIEUMAU_TEN_MIEN")]
    [InlineData("https://0.0.0.0:443", null, "nongthonmoi.example.vn", true, null)]
    [InlineData("http://0.0.0.0:80", "10.0.0.2", "nongthonmoi.example.vn", true, null)]
    [InlineData("http://127.0.0.1:5180", null, null, false, null)]
    public async Task It_opens_to_others_only_when_it_is_safe_and_else_says_what_is_missing(string urls, string? proxy, string? name, bool administrator, string? refused)
    {
        await using var site = await Site.Open(On.Sqlite);
        if (administrator) await site.WithTelephone(People.Administrator);
        else await site.AccountOf(People.Administrator);
        var configuration = new ConfigurationManager { ["urls"] = urls, ["KIEUMAU_PROXY"] = proxy, ["KIEUMAU_TEN_MIEN"] = name };
        var listening = Listening.Of(configuration);
        var opening = new OpenToOthers(listening, site.Services.GetRequiredService<IServiceScopeFactory>(), configuration);

        if (refused is null)
        {
            await opening.StartAsync(default);
            Assert.Equal(listening.Beyond.Count > 0, listening.Allowed);
            return;
        }

        Assert.Contains(refused, (await Assert.ThrowsAsync<BeyondLoopbackException>(() => opening.StartAsync(default))).Message, StringComparison.Ordinal);
        Assert.False(listening.Allowed);
    }

    [Fact]
    public async Task Beyond_this_machine_cookies_go_over_https_alone()
    {
        await using var near = await Site.Open(On.Sqlite);
        await using var far = await Site.Open(On.Sqlite, null, new Dictionary<string, string> { ["KIEUMAU_PROXY"] = "10.0.0.2" });

        Assert.Equal(CookieSecurePolicy.SameAsRequest, PolicyOf(near));
        Assert.Equal(CookieSecurePolicy.Always, PolicyOf(far));
    }

    private static CookieSecurePolicy PolicyOf(Site site) =>
        site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).Cookie.SecurePolicy;
}
