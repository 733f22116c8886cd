using KieuMau.Domain.Journal;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Kết quả một lần đăng nhập.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer() { } // the family is closed: every case is below

    public sealed record Done : SignInAnswer;

    /// <summary>The first step was right; the code is asked on the next page.</summary>
    public sealed record CodeNext : SignInAnswer;

    public sealed record Refused(Refusal Refusal) : SignInAnswer;
}

/// <summary>
/// Đăng nhập bằng mật khẩu. A name that nobody has gets the same answer after about the same work as a wrong password.
/// </summary>
public sealed class SignInByPassword(
    UserManager<Account> accounts, IPasswordHasher<Account> hasher, CountTries tries, FinishSignIn finish, JournalWriter journal, KnownHash known)
{
    public async Task<SignInAnswer> Try(string typedName, string password, CancellationToken ct = default)
    {
        var name = typedName.Trim();
        var account = await accounts.FindByNameAsync(name);
        var said = account is null ? tries.Begin(accounts.NormalizeName(name) ?? "") : await tries.Begin(account.Id, ct);
        var right = Verified(account, password); // also when locked: the time it takes tells nothing
        if (!said.MayTry) return await Refuse(account, AccountRefusals.Locked(said.Locked!.Value), "accounts.locked", ct);
        if (!right || account is null) return await Refuse(account, said.Locked is { } until ? AccountRefusals.Locked(until) : AccountRefusals.Wrong(said.Left), "accounts.wrong-password", ct);

        await tries.GiveBack(account.Id, said, ct); // wrong codes go on being counted from where they were
        return await finish.AfterFirstStep(account.Id, "mật khẩu", ct);
    }

    private bool Verified(Account? account, string password)
    {
        if (account?.PasswordHash is { } hash) return hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed;
        hasher.VerifyHashedPassword(known.Nobody, known.Hash, password); // the same work for nothing
        return false;
    }

    // what was typed as a name may be a password: only names that exist are written down
    private async Task<SignInAnswer> Refuse(Account? account, Refusal refusal, string act, CancellationToken ct)
    {
        await journal.Record(JournalWriter.OfNoCommune, new(act, account is null ? "Đăng nhập sai: tên không có" : $"Đăng nhập sai: {account.UserName}")
        {
            Result = JournalResult.Refused,
            Why = refusal.Text,
            By = (account?.Id ?? 0, account?.FullName ?? ""),
        }, ct);
        return new SignInAnswer.Refused(refusal);
    }
}

/// <summary>Băm của một mật khẩu không ai biết: what a wrong name is held against.</summary>
public sealed class KnownHash
{
    public KnownHash(Microsoft.Extensions.Options.IOptions<PasswordHasherOptions> options)
    {
        Nobody = new() { FullName = "" };
        Hash = new PasswordHasher<Account>(options).HashPassword(Nobody, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
    }

    public Account Nobody { get; }

    public string Hash { get; }
}
