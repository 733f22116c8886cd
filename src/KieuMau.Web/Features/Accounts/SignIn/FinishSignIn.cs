using System.Globalization;
using System.Security.Claims;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Hoàn tất đăng nhập: whatever the first step was, the rest is the same.</summary>
public sealed class FinishSignIn(
    RuralDb db, CommuneLock turn, SignInManager<Account> signIn, UserManager<Account> accounts, CountTries tries, JournalWriter journal, TimeProvider clock)
{
    private const string First = "first";

    private HttpContext Http => signIn.Context;

    /// <summary>Asks for the second step where there is one; else signs in.</summary>
    /// <param name="by">As the journal tells it: "mật khẩu".</param>
    public async Task<SignInAnswer> AfterFirstStep(int id, string by, CancellationToken ct)
    {
        var account = await Fresh(id, ct);
        if (account.DisabledAt is not null) return await Refuse(account, by, ct);
        if (!await HasSecondStep(account)) return await Finish(account, by, secondFactor: false, ct);

        var step = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        step.AddClaim(new(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)));
        step.AddClaim(new("stamp", await accounts.GetSecurityStampAsync(account)));
        step.AddClaim(new(First, by));
        await Http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(step));
        return new SignInAnswer.CodeNext();
    }

    /// <summary>Whoever has passed the first step not long ago.</summary>
    public async Task<(Account Account, string By)?> Waiting(CancellationToken ct)
    {
        var step = await Http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (step.Principal?.FindFirstValue(First) is not { } by || AccountServices.AccountOf(step.Principal) is not { } id) return null;
        var account = await Fresh(id, ct);
        return account.SecurityStamp == step.Principal.FindFirstValue("stamp") ? (account, by) : null;
    }

    public async Task<SignInAnswer> Finish(Account account, string by, bool secondFactor, CancellationToken ct)
    {
        if (account.DisabledAt is not null) return await Refuse(account, by, ct);
        await using (var held = await turn.Take([], ct))
        {
            await tries.Clear(account.Id, ct);
            await db.Accounts.Where(one => one.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSignedInAt, clock.Instant()), ct);
            await journal.Append(JournalWriter.OfNoCommune, new("accounts.sign-in", $"Đăng nhập: {account.UserName}, bằng {by}") { By = (account.Id, account.FullName), Subject = $"account:{account.Id}" }, ct);
            await held.Commit(ct);
        }

        await Http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await Http.SignOutAsync(IdentityConstants.ExternalScheme);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(AccountServices.Method, secondFactor ? AccountServices.SecondFactor : "pwd")]);
        return new SignInAnswer.Done();
    }

    /// <summary>After a change of one's own that changes the stamp: this sign-in goes on, the others end.</summary>
    public Task GoOn(Account account, bool secondFactor) =>
        signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(AccountServices.Method, secondFactor ? AccountServices.SecondFactor : "pwd")]);

    /// <summary>Codes, or a passkey: either is a second step that a password alone must not pass by.</summary>
    public async Task<bool> HasSecondStep(Account account) => account.TwoFactorEnabled || (await accounts.GetPasskeysAsync(account)).Count > 0;

    private async Task<Account> Fresh(int id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return await db.Accounts.SingleAsync(one => one.Id == id, ct);
    }

    private async Task<SignInAnswer> Refuse(Account account, string by, CancellationToken ct)
    {
        var refusal = AccountRefusals.Disabled(account.DisabledWhy ?? "");
        await journal.Record(JournalWriter.OfNoCommune, new("accounts.sign-in", $"Đăng nhập vào tài khoản đã khóa: {account.UserName}, bằng {by}") { By = (account.Id, account.FullName), Result = JournalResult.Refused }, ct);
        return new SignInAnswer.Refused(refusal);
    }
}
