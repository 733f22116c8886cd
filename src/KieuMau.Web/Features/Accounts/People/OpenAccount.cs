using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Tài khoản vừa mở hoặc vừa cấp lại, with the link its person chooses a password by: shown once.</summary>
/// <param name="Path">Within the site; nothing keeps it.</param>
public sealed record LinkGiven(int Account, string UserName, string FullName, string Path, DateTime GoodUntil);

/// <summary>Mở tài khoản of one person (T01): without a password; its person chooses one.</summary>
public sealed class OpenAccount(CommuneLock turn, UserManager<Account> accounts, RoleBook roles, GivePost posts, ReachOfAccounts reach, JournalWriter journal, TimeProvider clock)
{
    /// <param name="post">Its first post; only an administrator of the whole installation may leave it for later.</param>
    public async Task<(LinkGiven? Given, Refusal? Refusal)> Open(string fullName, string userName, AccountKind kind, PostToGive? post, CancellationToken ct = default)
    {
        if (await reach.Refuse(post?.Unit ?? "", roles, ct) is { } refusal) return (null, refusal);
        if (string.IsNullOrWhiteSpace(fullName)) return (null, AccountRefusals.NoName());
        if (post is not null && await posts.Check(kind, post, ct) is { } wrong) return (null, wrong);

        await using var held = await turn.Take([], ct);
        var now = clock.Instant();
        var account = new Account { UserName = userName.Trim(), FullName = fullName.Trim(), Kind = kind, CreatedAt = now, LastSignedInAt = now, MustChangePassword = true };
        var made = await accounts.CreateAsync(account);
        if (!made.Succeeded) return (null, AccountRefusals.FromStore(made.Errors));
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.open", $"Mở tài khoản {account.UserName}, loại {KindWords.Of(kind)}; cấp đường dẫn dùng một lần") { Unit = post?.Unit ?? "", Subject = $"account:{account.Id}" }, ct);
        if (post is not null) await posts.Add(account.Id, post, ct);
        var given = await LinkFor(account);
        await held.Commit(ct);
        return (given, null);
    }

    public async Task<LinkGiven> LinkFor(Account account) => new(
        account.Id, account.UserName!, account.FullName, OneTimeLink.PathOf(account.Id, await accounts.GeneratePasswordResetTokenAsync(account)), clock.Instant() + OneTimeLink.Good);
}

public static class KindWords
{
    public static string Of(AccountKind kind) => kind switch
    {
        AccountKind.Administrator => "quản trị",
        AccountKind.Technical => "kỹ thuật",
        AccountKind.Service => "dịch vụ",
        _ => "vận hành",
    };
}
