using System.Globalization;
using System.Security.Claims;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>Somebody with one post, for tests.</summary>
/// <param name="Role">Code in <c>criteria/quyen/chuc-danh.yaml</c>.</param>
/// <param name="Unit">Code; empty for the whole installation.</param>
/// <param name="Name">Two of the same role in one unit are told apart by it.</param>
public sealed record Somebody(string Role, string Unit, string Name = "", DateOnly? Until = null)
{
    public AccountKind Kind => Role == "system-admin" ? AccountKind.Administrator : AccountKind.Operator;

    public string UserName => $"{Role}.{Unit}{Name}".ToLowerInvariant();
}

/// <summary>The people of the stories, and how a test becomes one of them without going through the sign-in page.</summary>
public static class People
{
    public static readonly Somebody Office = new("office", "thanh-dinh");
    public static readonly Somebody Chair = new("commune-pc-chair", "thanh-dinh");
    public static readonly Somebody Police = new("police", "thanh-dinh");
    public static readonly Somebody Khu1 = new("kdc-head", "thanh-dinh.khu-1");
    public static readonly Somebody Khu2 = new("kdc-head", "thanh-dinh.khu-2");
    public static readonly Somebody Administrator = new("system-admin", "");
    public static readonly Somebody AnotherAdministrator = new("system-admin", "", "-hai");
    public static readonly Somebody AdministratorOfThanhDinh = new("system-admin", "thanh-dinh");

    public static async Task<Visitor> Visitor(this Site site, Somebody somebody) => new(site, await site.SignIn(somebody));

    /// <returns>The cookie of a sign-in, with a second factor for whoever needs one.</returns>
    public static Task<string> SignIn(this Site site, Somebody somebody) => site.Do(services => SignIn(services, somebody));

    /// <summary>The same for a site in a process of its own: its keys lie in its data folder.</summary>
    public static async Task<string> SignIn(IServiceProvider services, Somebody somebody)
    {
        var account = await Account(services, somebody);
        var principal = await services.GetRequiredService<SignInManager<Account>>().CreateUserPrincipalAsync(account);
        if (somebody.Kind == AccountKind.Administrator) ((ClaimsIdentity)principal.Identity!).AddClaim(new(AccountServices.Method, AccountServices.SecondFactor));
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var kept = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddMinutes(15) };
        kept.Items["begun"] = now.UtcTicks.ToString(CultureInfo.InvariantCulture);
        kept.Items[AccountServices.SignInId] = Guid.NewGuid().ToString("N");
        var cookies = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return $"{AccountServices.CookieName}={cookies.TicketDataFormat.Protect(new(principal, kept, IdentityConstants.ApplicationScheme))}";
    }

    /// <returns>The account's number; it is opened when nobody has yet.</returns>
    public static Task<int> AccountOf(this Site site, Somebody somebody) => site.Do(async services => (await Account(services, somebody)).Id);

    /// <summary>Use cases asked by a person rather than by the machine.</summary>
    public static Task<bool> As(this Site site, int account, Func<IServiceProvider, Task<bool>> act) => site.Do(async services =>
    {
        services.GetRequiredService<CurrentPerson>().Who = (await services.GetRequiredService<ReadPerson>().Of(account))! with { SecondFactor = true };
        return await act(services);
    });

    private static async Task<Account> Account(IServiceProvider services, Somebody somebody)
    {
        var accounts = services.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByNameAsync(somebody.UserName) is { } known) return known;
        var (db, clock) = (services.GetRequiredService<RuralDb>(), services.GetRequiredService<TimeProvider>());
        var account = new Account { UserName = somebody.UserName, FullName = $"Người {somebody.UserName}", Kind = somebody.Kind, CreatedAt = clock.Instant(), LastSignedInAt = clock.Instant() };
        var made = await accounts.CreateAsync(account);
        Assert.True(made.Succeeded, string.Join(" ", made.Errors.Select(error => error.Description)));
        db.Posts.Add(new()
        {
            AccountId = account.Id,
            Role = somebody.Role,
            UnitId = somebody.Unit.Length == 0 ? null : await db.UnitKeys.Where(unit => unit.Code == somebody.Unit).Select(unit => unit.Id).SingleAsync(),
            ValidFrom = new(2020, 1, 1),
            ValidTo = somebody.Until,
            Decision = "",
            GivenBy = "",
            GivenAt = clock.Instant(),
        });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return account;
    }
}
