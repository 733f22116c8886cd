using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace KieuMau.Web.Tests.Features.Accounts;

/// <summary>Nơi cấp danh tính để thử: a real OpenID Connect provider on loopback, which takes whoever comes for the person it is told.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Client = "kieu-mau";
    public const string Secret = "bi-mat-cua-may-thu";
    public const string Claim = "ma_dinh_danh"; // its own name for it

    private readonly WebApplication app;

    private IdentityProvider(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Who is "signed in" there.</summary>
    public string Person { get; set; } = "001099000001";

    /// <summary>Answers with a nonce that was not asked.</summary>
    public bool ForgetsNonce { get; set; }

    /// <summary>Whether every token was asked for with the proof of the first step (PKCE).</summary>
    public bool SawProof { get; private set; }

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Oidc:0:Id"] = "tinh",
        ["Oidc:0:Name"] = "Cổng của tỉnh",
        ["Oidc:0:Authority"] = Address,
        ["Oidc:0:ClientId"] = Client,
        ["Oidc:0:ClientSecret"] = Secret,
        ["Oidc:0:Claim"] = Claim,
    };

    public static async Task<IdentityProvider> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        IdentityProvider? provider = null;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("hoi").SetTokenEndpointUris("doi");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.EnableDegradedMode(); // no store of its own: the handlers below say what is right
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || context.RedirectUri is not { } back || !back.EndsWith("/dang-nhap/oidc/tinh", StringComparison.Ordinal)) context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider!.SawProof = !string.IsNullOrEmpty(context.Request.CodeVerifier);
                if (context.ClientId != Client || context.ClientSecret != Secret) context.Reject(Errors.InvalidClient);
                return default;
            }));
        });
        var app = builder.Build();
        provider = new(app);
        app.UseAuthentication();
        app.MapGet("/hoi", (HttpContext http) => provider.Say(http));
        await app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Say(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.AddClaim(new(Claims.Subject, $"nguoi-{Person}"));
        identity.AddClaim(new(Claim, Person));
        if (ForgetsNonce) request.Nonce = "khong-phai-cai-da-hoi";
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(request.GetScopes());
        foreach (var claim in principal.Claims) claim.SetDestinations(Destinations.IdentityToken);
        return Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
