using System.Net;
using KieuMau.Domain.Journal;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Nơi cấp danh tính (T25): another place that says who somebody is, by OpenID Connect. Everything about it is configuration.</summary>
/// <param name="Id">In addresses: "tinh".</param>
/// <param name="Name">On the button: "Cổng đăng nhập của tỉnh".</param>
/// <param name="Claim">Which claim names the person there, for ever the same.</param>
public sealed record OidcProvider(string Id, string Name, string Authority, string ClientId, string? ClientSecret, string Claim)
{
    /// <summary>Asked for beside the sign-in itself, when the claim needs it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string Scheme => $"oidc-{Id}";
}

public static class OidcProviders
{
    private const string Section = "Oidc";

    /// <exception cref="InvalidOperationException">A provider is half configured; the site does not start on a guess.</exception>
    public static IReadOnlyList<OidcProvider> Of(IConfiguration configuration) => [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    public static void AddProviders(this AuthenticationBuilder authentication, IServiceCollection services, IConfiguration configuration)
    {
        var providers = Of(configuration);
        services.AddSingleton(providers);
        foreach (var provider in providers) authentication.AddOpenIdConnect(provider.Scheme, provider.Name, options => SetUp(options, provider));
    }

    private static OidcProvider Read(IConfigurationSection one)
    {
        string Needed(string key) => one[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Cấu hình {one.Path} thiếu “{key}”. Cần đủ Id, Name, Authority, ClientId, Claim.");
        return new(Needed("Id"), Needed("Name"), Needed("Authority"), Needed("ClientId"), one["ClientSecret"], Needed("Claim"))
        {
            Scopes = (one["Scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static void SetUp(OpenIdConnectOptions options, OidcProvider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        (options.Authority, options.ClientId, options.ClientSecret) = (provider.Authority, provider.ClientId, provider.ClientSecret);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // comes back by a plain link, with our cookies
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.RequireHttpsMetadata = !IsThisMachine(provider.Authority);
        options.CallbackPath = $"/dang-nhap/oidc/{provider.Id}";
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Prepend("openid").Distinct()) options.Scope.Add(scope);
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Events.OnRemoteFailure = failed => ComeBack(failed, provider);
    }

    /// <summary>A wrong state or nonce, or a refusal over there: back to the sign-in page with a sentence.</summary>
    private static async Task ComeBack(RemoteFailureContext failed, OidcProvider provider)
    {
        await failed.HttpContext.RequestServices.GetRequiredService<JournalWriter>().Record(JournalWriter.OfNoCommune,
            new("accounts.provider-failed", $"Đăng nhập qua {provider.Name} chưa được") { Result = JournalResult.Refused, Why = failed.Failure?.GetType().Name ?? "" }, failed.HttpContext.RequestAborted);
        failed.HandleResponse();
        failed.Response.Redirect($"{GateBeforePages.SignInPath}?qua={Uri.EscapeDataString(provider.Id)}&loi=nhan");
    }

    private static bool IsThisMachine(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address) && (address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
