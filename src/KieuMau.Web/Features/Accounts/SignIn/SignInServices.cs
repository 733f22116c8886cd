using KieuMau.Web.Features.Accounts.Kept;
using KieuMau.Web.Features.Accounts.Own;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>What a browser does around signing in that is no page: going out, asking for a passkey, coming back from a provider.</summary>
public static class SignInServices
{
    public static IServiceCollection AddSignInSteps(this IServiceCollection services, IConfiguration configuration) => services
        .AddSignInLimits(configuration)
        .AddHttpContextAccessor()
        .AddSingleton<UnknownNames>()
        .AddSingleton<KnownHash>()
        .AddScoped<CountTries>()
        .AddScoped<FinishSignIn>()
        .AddScoped<EndSignIn>()
        .AddScoped<SignInByPassword>()
        .AddScoped<SignInByCode>()
        .AddScoped<SignInByPasskey>()
        .AddScoped<SignInByProvider>()
        .AddScoped<ChangePassword>()
        .AddScoped<SecondFactor>()
        .AddScoped<Passkeys>()
        .AddScoped<ShowOwnAccount>()
        .AddSingleton<KeepTyped>()
        .AddScoped<NameTyped>();

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/dang-xuat", SignOut).OpenToAll("whoever is signed out already is only led to the door");
        routes.MapPost("/dang-nhap/khoa", AskPasskey).OpenToAll("asks the browser for a passkey").RequireRateLimiting(SignInLimits.Policy);
        routes.MapGet("/dang-nhap/qua/{id}", GoToProvider).OpenToAll("leads to the provider");
        routes.MapGet("/dang-nhap/qua/{id}/ve", ComeBack).OpenToAll("comes back from the provider");
        routes.MapOwnAccount();
    }

    private static async Task<IResult> SignOut(HttpContext http, IAntiforgery forms, CurrentPerson person, EndSignIn ending)
    {
        if (person.Who is not null)
        {
            if (!await forms.IsRequestValidAsync(http)) return Results.BadRequest();
            await ending.End(http.RequestAborted);
        }

        return Results.LocalRedirect($"{GateBeforePages.SignInPath}?da=xuat");
    }

    private static async Task<IResult> AskPasskey(HttpContext http, IAntiforgery forms, SignInByPasskey passkeys) =>
        await forms.IsRequestValidAsync(http) ? Results.Text(await passkeys.Ask(), "application/json") : Results.BadRequest();

    private static IResult GoToProvider(string id, string? ve, SignInByProvider providers)
    {
        if (providers.Find(id) is not { } provider) return Results.NotFound();
        return Results.Challenge(Asked(provider, $"/dang-nhap/qua/{id}/ve?ve={Uri.EscapeDataString(LocalPath.Of(ve))}"), [provider.Scheme]);
    }

    public static AuthenticationProperties Asked(OidcProvider provider, string comeBack)
    {
        var properties = new AuthenticationProperties { RedirectUri = comeBack };
        properties.Items["provider"] = provider.Id;
        return properties;
    }

    private static async Task<IResult> ComeBack(string id, string? ve, HttpContext http, SignInByProvider providers)
    {
        if (providers.Find(id) is not { } provider) return Results.NotFound();
        var back = LocalPath.Of(ve);
        return await providers.Try(provider, http.RequestAborted) switch
        {
            SignInAnswer.Done => Results.LocalRedirect(back),
            SignInAnswer.CodeNext => Results.LocalRedirect($"/dang-nhap/ma?ve={Uri.EscapeDataString(back)}"),
            SignInAnswer.Refused(var refusal) => Results.LocalRedirect($"{GateBeforePages.SignInPath}?qua={Uri.EscapeDataString(id)}&loi={(refusal.Code == "accounts.not-linked" ? "chua-lien-ket" : refusal.Code == "accounts.disabled" ? "khoa" : "nhan")}&ve={Uri.EscapeDataString(back)}"),
            _ => Results.NotFound(),
        };
    }
}
