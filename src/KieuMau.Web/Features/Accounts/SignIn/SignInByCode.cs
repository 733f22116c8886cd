using KieuMau.Domain.Accounts;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Bước thứ hai: the six digits of the telephone, or one of the recovery codes kept on paper.</summary>
public sealed class SignInByCode(RuralDb db, UserManager<Account> accounts, CountTries tries, FinishSignIn finish, JournalWriter journal, TimeProvider clock)
{
    public async Task<SignInAnswer> Try(string code, CancellationToken ct = default)
    {
        if (await finish.Waiting(ct) is not var (account, by)) return new SignInAnswer.Refused(AccountRefusals.CodeTooLate());
        var said = await tries.Begin(account.Id, ct);
        if (!said.MayTry) return await Refuse(account, AccountRefusals.Locked(said.Locked!.Value), ct);
        var how = await Recognise(account, code.Trim(), ct);
        if (how is null) return await Refuse(account, said.Locked is { } until ? AccountRefusals.Locked(until) : AccountRefusals.WrongCode(said.Left), ct);
        return await finish.Finish(account, $"{by} và {how}", secondFactor: true, ct);
    }

    /// <returns>Whether this is the code of now; a code is good once.</returns>
    public async Task<bool> IsCodeOf(Account account, string code, CancellationToken ct)
    {
        if (await accounts.GetAuthenticatorKeyAsync(account) is not { } key || TimeCode.Match(TimeCode.KeyOf(key), code, clock.Instant(), account.LastCodeStep) is not { } step) return false;
        return await db.Accounts.Where(one => one.Id == account.Id && one.LastCodeStep < step).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastCodeStep, step), ct) == 1;
    }

    private async Task<string?> Recognise(Account account, string code, CancellationToken ct)
    {
        if (!account.TwoFactorEnabled) return null;
        if (code.Length <= 7) return await IsCodeOf(account, code, ct) ? "mã điện thoại" : null;
        return (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code.ToUpperInvariant())).Succeeded ? "mã dự phòng" : null;
    }

    private async Task<SignInAnswer> Refuse(Account account, Refusal refusal, CancellationToken ct)
    {
        await journal.Record(JournalWriter.OfNoCommune, new("accounts.wrong-code", $"Mã bước hai sai: {account.UserName}") { By = (account.Id, account.FullName), Result = JournalResult.Refused, Why = refusal.Text }, ct);
        return new SignInAnswer.Refused(refusal);
    }
}
