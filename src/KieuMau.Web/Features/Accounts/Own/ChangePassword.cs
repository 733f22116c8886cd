using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.Own;

/// <summary>Đổi mật khẩu: one's own, or by a one-time link. Every other sign-in of the account ends.</summary>
public sealed class ChangePassword(
    RuralDb db, CommuneLock turn, UserManager<Account> accounts, PasswordLaw law, CountTries tries, FinishSignIn finish, CurrentPerson person, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Change(string current, string next, string again, CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        if (await Prove(account, current, ct) is { } wrong) return wrong;
        if (next != again) return AccountRefusals.NotTwice();
        if (next == current) return AccountRefusals.SamePassword();
        if (law.Missing(account, next) is { Count: > 0 } missing) return AccountRefusals.Password(missing);

        await using var held = await turn.Take([], ct);
        account = await db.OwnFresh(person, ct);
        (account.MustChangePassword, account.PasswordSetAt) = (false, clock.Instant());
        await accounts.RemovePasswordAsync(account);
        var done = await accounts.AddPasswordAsync(account, next);
        if (!done.Succeeded) return AccountRefusals.FromStore(done.Errors);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.password", "Đổi mật khẩu của mình") { Subject = $"account:{account.Id}" }, ct);
        await held.Commit(ct);
        await finish.GoOn(account, person.Who!.SecondFactor);
        return null;
    }

    /// <summary>Whoever holds the link chooses; nobody is signed in by it.</summary>
    public async Task<Refusal?> ChooseByLink(int id, string token, string next, string again, CancellationToken ct = default)
    {
        if (next != again) return AccountRefusals.NotTwice();
        await using var held = await turn.Take([], ct);
        if (await Holder(id, token, ct) is not { } account) return AccountRefusals.LinkSpent();
        if (law.Missing(account, next) is { Count: > 0 } missing) return AccountRefusals.Password(missing);
        (account.MustChangePassword, account.PasswordSetAt) = (false, clock.Instant());
        var done = await accounts.ResetPasswordAsync(account, token, next);
        if (!done.Succeeded) return AccountRefusals.FromStore(done.Errors);
        await tries.Clear(account.Id, ct);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.password", $"Đặt mật khẩu bằng đường dẫn dùng một lần: {account.UserName}") { By = (account.Id, account.FullName), Subject = $"account:{account.Id}" }, ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>Whose link this is, while it is good.</summary>
    public async Task<Account?> Holder(int id, string token, CancellationToken ct = default)
    {
        db.ChangeTracker.Clear();
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == id && one.DisabledAt == null, ct);
        return account is not null && await accounts.VerifyUserTokenAsync(account, OneTimeLink.Name, UserManager<Account>.ResetPasswordTokenPurpose, token) ? account : null;
    }

    /// <summary>Wrong passwords count here as they do at the door.</summary>
    public async Task<Refusal?> Prove(Account account, string password, CancellationToken ct)
    {
        if (account.PasswordHash is null) return null; // signs in by a provider or a passkey alone
        var said = await tries.Begin(account.Id, ct);
        if (!said.MayTry) return AccountRefusals.Locked(said.Locked!.Value);
        if (await accounts.CheckPasswordAsync(account, password))
        {
            await tries.GiveBack(account.Id, said, ct);
            return null;
        }

        await journal.Record(JournalWriter.OfNoCommune, new("accounts.wrong-password", "Gõ sai mật khẩu đang dùng") { Result = JournalResult.Refused, Subject = $"account:{account.Id}" }, ct);
        return said.Locked is { } until ? AccountRefusals.Locked(until) : AccountRefusals.WrongPassword(said.Left);
    }
}
