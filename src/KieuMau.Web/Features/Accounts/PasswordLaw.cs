using KieuMau.Domain.Accounts;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Mật khẩu được chấp nhận (T05): longer for whoever has no second factor. Asked by Identity at every change.</summary>
public sealed class PasswordLaw(SessionRules rules) : IPasswordValidator<Account>
{
    public int LeastFor(Account account) => account.TwoFactorEnabled ? rules.LengthWithSecondFactor : rules.LengthAlone;

    public IReadOnlyList<string> Missing(Account account, string password) => PasswordRule.Missing(password, account.UserName ?? "", LeastFor(account));

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var missing = Missing(user, password ?? "");
        return Task.FromResult(missing.Count == 0
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = "password", Description = AccountRefusals.Password(missing).Text }));
    }
}
