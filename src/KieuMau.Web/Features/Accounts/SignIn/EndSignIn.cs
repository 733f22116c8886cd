using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Đăng xuất: this sign-in ends, on this machine and wherever its ticket was copied to; others of the same person go on.</summary>
public sealed class EndSignIn(SignInManager<Account> signIn, RuralDb db, CommuneLock turn, SessionRules rules, JournalWriter journal, TimeProvider clock)
{
    public async Task End(CancellationToken ct)
    {
        var ended = AccountServices.SignInOf((await signIn.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties);
        await using (var held = await turn.Take([], ct))
        {
            var now = clock.Instant();
            await db.EndedSignIns.Where(gone => gone.Until < now).ExecuteDeleteAsync(ct);
            if (ended is not null && !await db.EndedSignIns.AnyAsync(gone => gone.Id == ended, ct)) db.EndedSignIns.Add(new() { Id = ended, Until = now + rules.Longest });
            await db.SaveChangesAsync(ct);
            await journal.Append(JournalWriter.OfNoCommune, new("accounts.sign-out", "Đăng xuất"), ct);
            await held.Commit(ct);
        }

        await signIn.SignOutAsync();
    }
}
