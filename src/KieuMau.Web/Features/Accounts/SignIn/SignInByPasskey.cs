using KieuMau.Domain.Journal;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Đăng nhập bằng khóa (passkey): the device itself asks for a finger, a face or its own code, so one act is two factors.</summary>
public sealed class SignInByPasskey(SignInManager<Account> signIn, UserManager<Account> accounts, FinishSignIn finish, JournalWriter journal)
{
    /// <returns>Options for the browser, as JSON; what it needs to be remembered goes into a short-lived cookie.</returns>
    public Task<string> Ask() => signIn.MakePasskeyRequestOptionsAsync(null);

    public async Task<SignInAnswer> Try(string credential, CancellationToken ct = default)
    {
        if (await Assertion(credential) is not { Succeeded: true } found)
        {
            await journal.Record(JournalWriter.OfNoCommune, new("accounts.passkey-failed", "Đăng nhập bằng khóa chưa được") { Result = JournalResult.Refused }, ct);
            return new SignInAnswer.Refused(AccountRefusals.PasskeyFailed());
        }

        await accounts.AddOrUpdatePasskeyAsync(found.User, found.Passkey); // its counter has moved on
        return await finish.Finish(found.User, "khóa", secondFactor: true, ct);
    }

    private async Task<PasskeyAssertionResult<Account>?> Assertion(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null; // nothing was asked, or too long ago
        }
    }
}
