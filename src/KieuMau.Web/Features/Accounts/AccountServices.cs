using System.Globalization;
using System.Security.Claims;
using KieuMau.Domain.Accounts;
using KieuMau.Formats.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Tài khoản on ASP.NET Core Identity: what it needs, and how a sign-in is kept and checked.</summary>
public static class AccountServices
{
    public const string CookieName = "kieumau-phien";

    /// <summary>How somebody signed in: "mfa" with a second factor or a passkey.</summary>
    public const string Method = "amr";

    public const string SecondFactor = "mfa";

    /// <summary>For the site and for verbs alike: the book of posts, and people.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(SessionRules.Of(configuration))
        .AddSingleton(provider => ReadRoles(provider.GetRequiredService<CriteriaFolder>()))
        .AddScoped<CurrentPerson>()
        .AddScoped<UnitPaths>()
        .AddScoped<ReadPerson>()
        .AddScoped<Gate>();

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>().AddSignInManager().AddDefaultTokenProviders();
        services.AddOptions<IdentityOptions>().Configure<SessionRules>((identity, rules) =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.Lockout.MaxFailedAccessAttempts = rules.WrongTries;
            identity.Lockout.DefaultLockoutTimeSpan = rules.LockedFor;
            identity.ClaimsIdentity.SecurityStampClaimType = "stamp";
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SessionRules, TimeProvider>((cookie, rules, clock) =>
        {
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = rules.Idle;
            cookie.SlidingExpiration = true;
            cookie.TimeProvider = clock;
            cookie.Events = new()
            {
                OnSigningIn = signing => KeepAsLongAsAllowed(signing, rules, clock),
                OnValidatePrincipal = context => Recognise(context, rules, clock),
                OnCheckSlidingExpiration = sliding => { sliding.ShouldRenew = sliding.ElapsedTime > TimeSpan.FromSeconds(30); return Task.CompletedTask; },
            };
        });
        return services;
    }

    private static RoleBook ReadRoles(CriteriaFolder folder)
    {
        var path = Path.Combine(folder.Path, RolesYaml.FileName);
        if (!File.Exists(path)) path = Path.Combine(AppContext.BaseDirectory, "criteria", RolesYaml.FileName); // a folder of sets alone brings no posts
        return RolesYaml.Read(File.ReadAllText(path), RolesYaml.FileName);
    }

    private static async Task KeepAsLongAsAllowed(CookieSigningInContext signing, SessionRules rules, TimeProvider clock)
    {
        var reader = signing.HttpContext.RequestServices.GetRequiredService<ReadPerson>();
        var kind = AccountOf(signing.Principal) is { } id && await reader.Of(id, signing.HttpContext.RequestAborted) is { } who ? who.Kind : AccountKind.Operator;
        var now = clock.GetUtcNow();
        signing.Properties.Items.TryAdd("begun", now.UtcTicks.ToString(CultureInfo.InvariantCulture));
        (signing.Properties.IssuedUtc, signing.Properties.ExpiresUtc) = (now, now + rules.IdleOf(kind));
    }

    /// <summary>At every request: the account as it is now, not as it was at sign-in.</summary>
    private static async Task Recognise(CookieValidatePrincipalContext context, SessionRules rules, TimeProvider clock)
    {
        var services = context.HttpContext.RequestServices;
        var begun = context.Properties.Items.TryGetValue("begun", out var ticks) && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : DateTimeOffset.MinValue;
        var who = AccountOf(context.Principal) is { } id && clock.GetUtcNow() - begun < rules.Longest
            ? await services.GetRequiredService<ReadPerson>().Of(id, context.Principal!.FindFirstValue("stamp"), context.Principal!.HasClaim(Method, SecondFactor), context.HttpContext.RequestAborted)
            : null;
        services.GetRequiredService<CurrentPerson>().Who = who;
        if (who is not null) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    public static int? AccountOf(ClaimsPrincipal? principal) =>
        int.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
