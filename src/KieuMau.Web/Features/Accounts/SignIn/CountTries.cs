using KieuMau.Web.Data;
using KieuMau.Web.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>Số lần thử còn lại của một tên đăng nhập.</summary>
/// <param name="Left">After this one.</param>
/// <param name="Locked">Until when; none while it is open.</param>
/// <param name="MayTry">Whether this try is heard at all.</param>
public sealed record Tries(int Left, DateTime? Locked, bool MayTry);

/// <summary>
/// Đếm lần thử sai (T06). A try is counted before it is judged, so that a hundred at once are still counted one by one, and
/// given back when it was right.
/// </summary>
public sealed class CountTries(RuralDb db, CommuneLock turn, SessionRules rules, UnknownNames unknown, TimeProvider clock)
{
    public async Task<Tries> Begin(int account, CancellationToken ct = default)
    {
        await using var held = await turn.Take([], ct);
        var next = (await Read(account, ct)).Next(clock.Instant(), rules, out var said);
        if (said.MayTry) await Keep(account, next, ct);
        await held.Commit(ct);
        return said;
    }

    /// <summary>The same for a name nobody has.</summary>
    public Tries Begin(string unknownName) => unknown.Begin(unknownName, clock.Instant(), rules);

    /// <summary>It was right, but something is still to come: this one try is not counted; others made meanwhile are.</summary>
    public async Task GiveBack(int account, Tries said, CancellationToken ct = default)
    {
        await using var held = await turn.Take([], ct);
        var now = await Read(account, ct);
        var opened = said.Locked is { } mine && now.Until == new DateTimeOffset(mine, TimeSpan.Zero);
        await Keep(account, new(Math.Max(0, now.Failed - 1), opened ? null : now.Until), ct);
        await held.Commit(ct);
    }

    /// <summary>Within a transaction the caller holds: signed in, so counting begins anew.</summary>
    public Task Clear(int account, CancellationToken ct = default) => Keep(account, new(0, null), ct);

    private async Task<TryCount> Read(int account, CancellationToken ct)
    {
        if (db is not SqliteRuralDb) await db.Database.ExecuteSqlAsync($"select 1 from accounts where id = {account} for update", ct);
        return await db.Accounts.Where(one => one.Id == account).Select(one => new TryCount(one.AccessFailedCount, one.LockoutEnd)).SingleAsync(ct);
    }

    private Task<int> Keep(int account, TryCount count, CancellationToken ct) => db.Accounts.Where(one => one.Id == account)
        .ExecuteUpdateAsync(set => set.SetProperty(one => one.AccessFailedCount, count.Failed).SetProperty(one => one.LockoutEnd, count.Until), ct);
}

/// <param name="Until">Kept after the lock has ended: then counting begins anew.</param>
public readonly record struct TryCount(int Failed, DateTimeOffset? Until)
{
    public TryCount Next(DateTime now, SessionRules rules, out Tries said)
    {
        if (Until is { } until && now < until.UtcDateTime)
        {
            said = new(0, until.UtcDateTime, MayTry: false);
            return this;
        }

        var failed = (Until is null ? Failed : 0) + 1;
        DateTime? locked = failed >= rules.WrongTries ? now + rules.LockedFor : null;
        said = new(rules.WrongTries - failed, locked, MayTry: true);
        return new(failed, locked is { } end ? new DateTimeOffset(end, TimeSpan.Zero) : null);
    }
}

/// <summary>Tên không có: counted in memory like the others, so that an answer does not tell which names exist.</summary>
public sealed class UnknownNames
{
    private const int MostKept = 10_000;

    private readonly Dictionary<string, TryCount> counts = [];
    private readonly Lock gate = new();

    public Tries Begin(string name, DateTime now, SessionRules rules)
    {
        lock (gate)
        {
            if (counts.Count >= MostKept) counts.Clear();
            counts[name] = counts.GetValueOrDefault(name).Next(now, rules, out var said);
            return said;
        }
    }
}
