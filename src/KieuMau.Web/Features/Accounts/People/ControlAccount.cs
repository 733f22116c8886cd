using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.Own;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.Journal;
using KieuMau.Domain.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Khóa, mở, cấp lại, đăng xuất mọi nơi, đặt lại lớp thứ hai: what an administrator does to another's account.</summary>
public sealed class ControlAccount(
    RuralDb db, CommuneLock turn, UserManager<Account> accounts, RoleBook roles, OpenAccount opening, ReachOfAccounts reach, Gate gate, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Leaving staff are disabled at once (T02): the next request of any sign-in of theirs is refused.</summary>
    public Task<Refusal?> Disable(int id, string why, CancellationToken ct = default) => Act(id, "accounts.disable", "Khóa tài khoản", why, async account =>
    {
        if (string.IsNullOrWhiteSpace(why)) return AccountRefusals.NoReason();
        if (await db.WouldLeaveNoAdministrator(roles, clock.Today(), id, ct)) return AccountRefusals.LastAdministrator();
        (account.DisabledAt, account.DisabledWhy) = (clock.Instant(), why.Trim());
        await accounts.UpdateSecurityStampAsync(account);
        return null;
    }, ct);

    public Task<Refusal?> Enable(int id, CancellationToken ct = default) => Act(id, "accounts.enable", "Mở lại tài khoản", "", async account =>
    {
        (account.DisabledAt, account.DisabledWhy, account.EnabledAt) = (null, null, clock.Instant());
        await accounts.UpdateAsync(account);
        return null;
    }, ct);

    public Task<Refusal?> SignOutEverywhere(int id, CancellationToken ct = default) => Act(id, "accounts.sign-out-everywhere", "Đăng xuất mọi nơi", "", async account =>
    {
        await accounts.UpdateSecurityStampAsync(account);
        return null;
    }, ct);

    /// <summary>For a lost telephone or key; the password must be changed too, because it may have been short.</summary>
    public Task<Refusal?> ResetSecondFactor(int id, CancellationToken ct = default) => Act(id, "accounts.second-factor-reset", "Đặt lại lớp thứ hai, gỡ mọi khóa", "", async account =>
    {
        foreach (var passkey in await accounts.GetPasskeysAsync(account)) await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        account.MustChangePassword = true;
        await SecondFactor.Forget(accounts, account);
        return null;
    }, ct);

    /// <summary>The old password is worth nothing from now on, older links too, and every sign-in ends.</summary>
    public async Task<(LinkGiven? Given, Refusal? Refusal)> NewLink(int id, CancellationToken ct = default)
    {
        LinkGiven? given = null;
        var refusal = await Act(id, "accounts.link-given", "Cấp đường dẫn đặt lại mật khẩu, dùng một lần", "", async account =>
        {
            account.MustChangePassword = true;
            (account.AccessFailedCount, account.LockoutEnd) = (0, null);
            await accounts.RemovePasswordAsync(account);
            await accounts.UpdateSecurityStampAsync(account);
            given = await opening.LinkFor(account);
            return null;
        }, ct);
        return (refusal is null ? given : null, refusal);
    }

    public async Task<Refusal?> Link(int id, OidcProvider provider, string subject, SignInByProvider links, CancellationToken ct = default)
    {
        if (await reach.Refuse(id, ct) is { } refusal) return refusal;
        if (await db.Accounts.AnyAsync(one => one.Id == id && one.FullName == Account.Erased, ct)) return AccountRefusals.Erased();
        return string.IsNullOrWhiteSpace(subject) ? new("accounts.no-subject", "Ghi mã danh tính do nơi cấp gửi.") : await links.Link(provider, subject.Trim(), id, ct);
    }

    private async Task<Refusal?> Act(int id, string act, string said, string why, Func<Account, Task<Refusal?>> change, CancellationToken ct)
    {
        if (await reach.Refuse(id, ct) is { } refusal) return refusal;
        if (id == gate.Who?.Account) return AccountRefusals.Oneself();
        await using var held = await turn.Take([], ct);
        await db.TakeAccount(id, journal, ct);
        db.ChangeTracker.Clear();
        var account = await db.Accounts.SingleAsync(one => one.Id == id, ct);
        if (account.IsErased) return AccountRefusals.Erased();
        if (await change(account) is { } refused) return refused;
        await journal.Append(JournalWriter.OfNoCommune, new(act, $"{said}: {account.UserName}") { Subject = $"account:{id}", Why = why.Trim() }, ct);
        await held.Commit(ct);
        return null;
    }
}
