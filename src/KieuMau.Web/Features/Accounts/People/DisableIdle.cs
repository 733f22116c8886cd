using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Khóa tài khoản lâu không dùng (T02): 45 days without a sign-in, but never the last administrator.</summary>
public sealed class DisableIdle(RuralDb db, CommuneLock turn, UserManager<Account> accounts, RoleBook roles, SessionRules rules, JournalWriter journal, TimeProvider clock)
{
    /// <returns>How many were disabled.</returns>
    public async Task<int> Run(CancellationToken ct = default)
    {
        var limit = clock.Instant() - rules.IdleFor;
        var idle = await db.Accounts.IdleSince(limit)
            .OrderBy(account => account.Id).Select(account => account.Id).ToListAsync(ct);
        var disabled = 0;
        foreach (var id in idle)
        {
            if (await Disable(id, limit, ct)) disabled++;
        }

        return disabled;
    }

    private async Task<bool> Disable(int id, DateTime limit, CancellationToken ct)
    {
        await using var held = await turn.Take([], ct);
        await db.TakeAccount(id, journal, ct);
        db.ChangeTracker.Clear();
        var account = await db.Accounts.SingleAsync(one => one.Id == id, ct);
        if (account.DisabledAt is not null || account.IdleSince > limit || await db.WouldLeaveNoAdministrator(roles, clock.Today(), id, ct)) return false;
        (account.DisabledAt, account.DisabledWhy) = (clock.Instant(), $"{rules.IdleDays} ngày không đăng nhập");
        await accounts.UpdateSecurityStampAsync(account);
        await journal.Append(JournalWriter.OfNoCommune, new("accounts.disable", $"Khóa tài khoản {account.UserName}: {account.DisabledWhy}") { Subject = $"account:{id}", Why = account.DisabledWhy }, ct);
        await held.Commit(ct);
        return true;
    }
}

/// <summary>Every day, and at start.</summary>
public sealed class DisableIdleDaily(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DisableIdleDaily> log) : MachineRounds(scopes, "việc hằng ngày", TimeSpan.FromDays(1), clock, log)
{
    public override Task Round(CancellationToken ct) => AsMachine(services => services.GetRequiredService<DisableIdle>().Run(ct));

    protected override void Tell(Exception failure) => Log.LogError(failure, "Chưa khóa được tài khoản lâu không dùng; thử lại ngày mai.");
}
