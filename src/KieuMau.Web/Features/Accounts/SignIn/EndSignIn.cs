using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Đăng xuất on this machine.</summary>
public sealed class EndSignIn(SignInManager<Account> signIn, JournalWriter journal)
{
    public async Task End(CancellationToken ct)
    {
        await journal.Record(JournalWriter.OfNoCommune, new("accounts.sign-out", "Đăng xuất"), ct);
        await signIn.SignOutAsync();
    }
}
