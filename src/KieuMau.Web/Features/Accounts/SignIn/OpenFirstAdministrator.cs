using System.Net;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>
/// Mở người quản trị đầu tiên (T01): there is no account and no password until somebody at this machine, or with the code
/// it printed, makes one. Of two at once one wins.
/// </summary>
public sealed class OpenFirstAdministrator(RuralDb db, CommuneLock turn, UserManager<Account> accounts, StartCode code, JournalWriter journal, IConfiguration configuration, TimeProvider clock)
{
    public const string Path = "/bat-dau";

    private const string Role = "system-admin";

    public async Task<bool> IsNeeded(CancellationToken ct = default) => !await db.Accounts.AnyAsync(ct);

    /// <summary>Somebody at the machine itself; behind a proxy everybody looks so, and the code is asked.</summary>
    public bool IsAtTheMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && string.IsNullOrEmpty(configuration["KIEUMAU_PROXY"]) && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    /// <returns>The account, or why it was not opened.</returns>
    public async Task<(Account? Account, Refusal? Refusal)> Open(string fullName, string userName, string password, string again, string typedCode, bool atTheMachine, CancellationToken ct = default)
    {
        if (!atTheMachine && !code.Is(typedCode)) return (null, AccountRefusals.WrongStartCode());
        if (string.IsNullOrWhiteSpace(fullName)) return (null, AccountRefusals.NoName());
        if (password != again) return (null, AccountRefusals.NotTwice());

        await using var held = await turn.TakeAll(ct);
        if (!await IsNeeded(ct)) return (null, AccountRefusals.AlreadyBegun());
        var now = clock.Instant();
        var account = new Account { UserName = userName.Trim(), FullName = fullName.Trim(), Kind = AccountKind.Administrator, CreatedAt = now, LastSignedInAt = now, PasswordSetAt = now };
        var made = await accounts.CreateAsync(account, password);
        if (!made.Succeeded) return (null, AccountRefusals.FromStore(made.Errors));
        db.Posts.Add(new() { AccountId = account.Id, Role = Role, ValidFrom = clock.Today(), Decision = "Mở cùng lần chạy đầu tiên", GivenBy = "máy chủ", GivenAt = now });
        await db.SaveChangesAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.first", $"Mở người quản trị đầu tiên: {account.UserName}") { By = (account.Id, account.FullName), Subject = $"account:{account.Id}" }, ct);
        await held.Commit(ct);
        return (account, null);
    }
}
