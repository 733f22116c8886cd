using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts.SignIn;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.Own;

/// <summary>Lớp thứ hai: codes from a telephone, with recovery codes on paper for the day it is lost.</summary>
public sealed class SecondFactor(
    RuralDb db, CommuneLock turn, UserManager<Account> accounts, ChangePassword passwords, SignInByCode codes, FinishSignIn finish, SessionRules rules, CurrentPerson person, JournalWriter journal)
{
    public const int RecoveryCodes = 10;

    // where Identity itself keeps the key of an authenticator
    private const string Keeper = "[AspNetUserStore]";
    private const string KeyName = "AuthenticatorKey";
    private const string CodesName = "RecoveryCodes";

    /// <summary>The key to be confirmed: the same until it is, so that the page may be opened again.</summary>
    public async Task<string> Key(CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        if (await accounts.GetAuthenticatorKeyAsync(account) is { } known) return known;
        var made = accounts.GenerateNewAuthenticatorKey();
        await accounts.SetAuthenticationTokenAsync(account, Keeper, KeyName, made);
        return made;
    }

    /// <summary>As authenticators read it from a picture.</summary>
    public static string AddressOf(string key, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString($"Kiểu Mẫu:{userName}")}?secret={key}&issuer={Uri.EscapeDataString("Kiểu Mẫu")}&digits=6&period={TimeCode.StepSeconds}";

    /// <returns>Recovery codes, to be shown once; or why it was not set up.</returns>
    public async Task<(IReadOnlyList<string> Codes, Refusal? Refusal)> Confirm(string code, CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        if (account.TwoFactorEnabled) return ([], new("accounts.second-factor-on", "Lớp thứ hai đã bật. Muốn đổi điện thoại thì gỡ lớp cũ trước."));
        if (!await codes.IsCodeOf(account, code, ct)) return ([], new("accounts.wrong-code", "Mã chưa đúng. Xem giờ trên điện thoại có đúng không, chờ mã mới rồi gõ lại."));
        await using var held = await turn.Take([], ct);
        account = await db.OwnFresh(person, ct);
        await accounts.SetTwoFactorEnabledAsync(account, true);
        var recovery = (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []).ToList();
        await Note("accounts.second-factor", "Bật lớp thứ hai bằng mã điện thoại", account, ct);
        await held.Commit(ct);
        await finish.GoOn(account, secondFactor: true);
        return (recovery, null);
    }

    public async Task<(IReadOnlyList<string> Codes, Refusal? Refusal)> NewCodes(string password, CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        if (await passwords.Prove(account, password, ct) is { } wrong) return ([], wrong);
        await using var held = await turn.Take([], ct);
        account = await db.OwnFresh(person, ct);
        var recovery = (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []).ToList();
        await Note("accounts.recovery-codes", "Lấy mã dự phòng mới, mã cũ hết dùng", account, ct);
        await held.Commit(ct);
        return (recovery, null);
    }

    /// <summary>A password that was long enough only beside a second factor must be changed at once.</summary>
    public async Task<Refusal?> Remove(string password, CancellationToken ct = default)
    {
        var account = await db.OwnFresh(person, ct);
        if (await passwords.Prove(account, password, ct) is { } wrong) return wrong;
        await using var held = await turn.Take([], ct);
        account = await db.OwnFresh(person, ct);
        account.MustChangePassword |= account.PasswordHash is not null && PasswordRule.Missing(password, account.UserName ?? "", rules.LengthAlone).Count > 0;
        await Forget(account);
        await Note("accounts.second-factor", "Gỡ lớp thứ hai", account, ct);
        await held.Commit(ct);
        await finish.GoOn(account, secondFactor: (await accounts.GetPasskeysAsync(account)).Count > 0 && person.Who!.SecondFactor);
        return null;
    }

    /// <summary>Within a transaction the caller holds; whoever asks has been asked for the right.</summary>
    public Task Forget(Account account) => Forget(accounts, account);

    public static async Task Forget(UserManager<Account> accounts, Account account)
    {
        account.LastCodeStep = 0;
        await accounts.RemoveAuthenticationTokenAsync(account, Keeper, KeyName);
        await accounts.RemoveAuthenticationTokenAsync(account, Keeper, CodesName);
        await accounts.SetTwoFactorEnabledAsync(account, false);
    }

    public async Task<int> CodesLeft(CancellationToken ct = default) => await accounts.CountRecoveryCodesAsync(await db.OwnFresh(person, ct));

    private Task Note(string act, string said, Account account, CancellationToken ct) =>
        journal.Append(JournalWriter.OfNoCommune, new(act, said) { Subject = $"account:{account.Id}" }, ct);
}
