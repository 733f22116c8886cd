using KieuMau.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Kho tài khoản. Secrets of the second factor are encrypted before they are written (T08): whoever reads the database
/// alone cannot make codes from it.
/// </summary>
public sealed class AccountStore(RuralDb db, IDataProtectionProvider protection, IdentityErrorDescriber words)
    : UserOnlyStore<Account, RuralDb, int, IdentityUserClaim<int>, IdentityUserLogin<int>, IdentityUserToken<int>, IdentityUserPasskey<int>>(db, words)
{
    private readonly IDataProtector secrets = protection.CreateProtector("KieuMau.Accounts.Tokens");

    public override Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default) => base.CreateAsync(Findable(user), cancellationToken);

    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default) => base.UpdateAsync(Findable(user), cancellationToken);

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : secrets.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } kept ? secrets.Unprotect(kept) : null;

    private static Account Findable(Account user)
    {
        user.Search = VietnameseText.Search($"{user.FullName} {user.UserName}");
        return user;
    }
}
