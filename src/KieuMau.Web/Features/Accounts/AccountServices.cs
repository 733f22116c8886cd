using System.Globalization;
using System.Security.Claims;
using KieuMau.Domain.Accounts;
using KieuMau.Formats.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.Own;
using KieuMau.Web.Features.Accounts.People;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Tài khoản on ASP.NET Core Identity: what it needs, and how a sign-in is kept and checked.</summary>
public static class AccountServices
{
    public const string CookieName = "kieumau-phien";

    /// <summary>How somebody signed in: "mfa" with a second factor or a passkey.</summary>
    public const string Method = "amr";

    public const string SecondFactor = "mfa";

    private const int HashRounds = 210_000; // PBKDF2 with SHA-512

    /// <summary>For the site and for verbs alike: the book of posts, people, and what is done with their accounts.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeys(configuration);
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>().AddErrorDescriber<AccountWords>().AddTokenProvider<OneTimeLink>(OneTimeLink.Name);
        services.RemoveAll<IPasswordValidator<Account>>();
        services.AddScoped<IPasswordValidator<Account>, PasswordLaw>();
        services.AddScoped<PasswordLaw>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
        services.AddOptions<IdentityOptions>().Configure(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
            identity.Tokens.PasswordResetTokenProvider = OneTimeLink.Name;
            identity.ClaimsIdentity.SecurityStampClaimType = "stamp";
        });
        return services.AddBooks(configuration);
    }

    private static IServiceCollection AddBooks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(SessionRules.Of(configuration))
        .AddSingleton(provider => ReadRoles(provider.GetRequiredService<CriteriaFolder>()))
        .AddScoped<CurrentPerson>()
        .AddScoped<UnitPaths>()
        .AddSingleton(provider => OfficeNetworks.Of(provider.GetRequiredService<IConfiguration>()))
        .AddScoped<ReadPerson>()
        .AddScoped<Gate>()
        .AddSingleton<StartCode>()
        .AddScoped<OpenFirstAdministrator>()
        .AddScoped<ReachOfAccounts>()
        .AddScoped<OpenAccount>()
        .AddScoped<GivePost>()
        .AddScoped<ControlAccount>()
        .AddScoped<ListPeople>()
        .AddScoped<ReviewAccess>()
        .AddScoped<IWorkSource, ReviewDue>()
        .AddScoped<IWorkSource, FirstAccounts>()
        .AddScoped<DisableIdle>()
        .AddScoped<DemonstrationAccounts>();

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        new IdentityBuilder(typeof(Account), services).AddSignInManager();
        services.AddSignInSteps(configuration);
        services.Configure<IdentityPasskeyOptions>(passkeys => (passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = ("required", "required"));
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies();
        authentication.AddProviders(services, configuration);
        var secure = Listening.Of(configuration).ToOthers ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        foreach (var passing in new[] { IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.ExternalScheme })
        {
            services.AddOptions<CookieAuthenticationOptions>(passing).Configure<TimeProvider>((cookie, clock) =>
            {
                (cookie.TimeProvider, cookie.ExpireTimeSpan) = (clock, TimeSpan.FromMinutes(5));
                cookie.Cookie.Name = passing == IdentityConstants.ExternalScheme ? "kieumau-qua" : "kieumau-buoc";
                (cookie.Cookie.HttpOnly, cookie.Cookie.SameSite, cookie.Cookie.SecurePolicy) = (true, SameSiteMode.Lax, secure);
            });
        }

        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SessionRules, TimeProvider>((cookie, rules, clock) =>
        {
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = secure;
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

    private static RoleBook ReadRoles(CriteriaFolder folder) => RolesYaml.Read(ProcedureFolder.Text(folder, RolesYaml.FileName), RolesYaml.FileName);

    private static async Task KeepAsLongAsAllowed(CookieSigningInContext signing, SessionRules rules, TimeProvider clock)
    {
        var reader = signing.HttpContext.RequestServices.GetRequiredService<ReadPerson>();
        var kind = AccountOf(signing.Principal) is { } id && await reader.Of(id, signing.HttpContext.RequestAborted) is { } who ? who.Kind : AccountKind.Operator;
        var now = clock.GetUtcNow();
        signing.Properties.Items.TryAdd("begun", now.UtcTicks.ToString(CultureInfo.InvariantCulture));
        signing.Properties.Items.TryAdd(SignInId, Guid.NewGuid().ToString("N"));
        (signing.Properties.IssuedUtc, signing.Properties.ExpiresUtc) = (now, now + rules.IdleOf(kind));
    }

    /// <summary>At every request: the account as it is now, not as it was at sign-in.</summary>
    private static async Task Recognise(CookieValidatePrincipalContext context, SessionRules rules, TimeProvider clock)
    {
        var services = context.HttpContext.RequestServices;
        var begun = context.Properties.Items.TryGetValue("begun", out var ticks) && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : DateTimeOffset.MinValue;
        var who = AccountOf(context.Principal) is { } id && clock.GetUtcNow() - begun < rules.Longest
            ? await services.GetRequiredService<ReadPerson>().Of(id, context.Principal!.FindFirstValue("stamp"), context.Principal!.HasClaim(Method, SecondFactor), SignInOf(context.Properties), context.HttpContext.RequestAborted)
            : null;
        services.GetRequiredService<CurrentPerson>().Who = who is null ? null : who with { FromInternet = !services.GetRequiredService<OfficeNetworks>().Has(context.HttpContext.Connection.RemoteIpAddress) };
        if (who is not null) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Which sign-in a ticket is, whatever machine shows it: what was signed out is worth nothing to whoever has copied it.</summary>
    public const string SignInId = "lan";

    public static string? SignInOf(AuthenticationProperties? ticket) => ticket?.Items.TryGetValue(SignInId, out var id) == true ? id : null;

    public static int? AccountOf(ClaimsPrincipal? principal) =>
        int.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
