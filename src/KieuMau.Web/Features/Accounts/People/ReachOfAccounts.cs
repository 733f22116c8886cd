using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>
/// Phạm vi quản trị tài khoản: an administrator of one commune touches only people whose every present post is in that
/// commune; whoever has no post yet, or one above, belongs to the administrators of the whole installation.
/// </summary>
public sealed class ReachOfAccounts(RuralDb db, Gate gate, UnitReader reader)
{
    private HashSet<int>? units;

    public bool Everywhere => gate.Who is { Kind: AccountKind.Technical } || AdministeringUnits.Contains("");

    /// <summary>Codes of the units the administrator holds the right in; one empty code for the whole installation.</summary>
    public IReadOnlySet<string> AdministeringUnits =>
        gate.Who?.PostsOn(gate.Today).Where(post => post.Role.Holds(Right.ManageAccounts)).Select(post => post.Unit).ToHashSet() ?? [];

    /// <summary>The right itself, asked at the unit; "" is the whole installation.</summary>
    public async Task<Refusal?> Refuse(string unit, RoleBook roles, CancellationToken ct)
    {
        if (await gate.Refuse(Right.ManageAccounts, unit.Length == 0 ? null : unit, ct) is { } refusal) return refusal;
        return unit.Length == 0 && !Everywhere ? AccountRefusals.NoRight(roles, Right.ManageAccounts) : null;
    }

    /// <summary>The right over a person; somebody out of reach sounds like nobody.</summary>
    public async Task<Refusal?> Refuse(int account, CancellationToken ct)
    {
        if (await gate.Refuse(Right.ManageAccounts, null, ct) is { } refusal) return refusal;
        if (!await db.Accounts.AnyAsync(one => one.Id == account, ct)) return AccountRefusals.Unknown();
        if (Everywhere) return null;
        var today = gate.Today;
        var posts = await db.Posts.AsNoTracking().Where(post => post.AccountId == account).ToListAsync(ct);
        var present = posts.FindAll(post => post.ValidTo is not { } to || to >= today);
        var reached = await Units(ct);
        if ((present.Count > 0 ? present : posts) is { Count: > 0 } counted && counted.TrueForAll(post => post.UnitId is { } unit && reached.Contains(unit))) return null;
        await gate.Note(Right.ManageAccounts, $"tài khoản {account}", ct);
        return AccountRefusals.Unknown();
    }

    /// <summary>Accounts somebody may see in a list.</summary>
    public async Task<IQueryable<Account>> Seen(CancellationToken ct)
    {
        if (Everywhere) return db.Accounts.AsNoTracking();
        var (reached, posts) = (await Units(ct), db.Posts);
        return db.Accounts.AsNoTracking().Where(account => posts.Any(post => post.AccountId == account.Id && post.UnitId != null && reached.Contains(post.UnitId.Value)));
    }

    /// <summary>The same units as people know them, each as it was last called; those above first.</summary>
    public async Task<IReadOnlyList<Unit>> NamedUnits(CancellationToken ct)
    {
        var reached = Everywhere ? null : await Units(ct);
        var tree = await reader.All(ct);
        var keys = await db.UnitKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(ct);
        return [.. keys.Where(key => reached is null || reached.Contains(key.Id)).Select(key => tree.Rows(key.Code).MaxBy(row => row.ValidFrom)).OfType<Unit>()];
    }

    /// <summary>Units administered, with all that stands or stood below them and what was merged into them.</summary>
    public async Task<HashSet<int>> Units(CancellationToken ct)
    {
        if (units is not null) return units;
        var found = new HashSet<int>();
        foreach (var code in AdministeringUnits)
        {
            found.UnionWith(await db.Database.SqlQuery<int>($"""
                with recursive down(id) as (
                    select id from units where code = {code}
                    union
                    select row.unit_id from down join units unit on unit.id = down.id
                        join unit_rows row on row.parent_id = down.id or row.successors like '%"' || unit.code || '"%')
                select id as "Value" from down
                """).ToListAsync(ct));
        }

        return units = found;
    }
}

/// <summary>Người quản trị còn mở of the whole installation: never fewer than one, today and on any day to come.</summary>
public static class LastAdministrators
{
    /// <summary>The account's row first, then the turn of the journal: the order of a sign-in, so that the two never wait for each other.</summary>
    public static async Task TakeAccount(this RuralDb db, int account, JournalWriter journal, CancellationToken ct)
    {
        await db.Accounts.Where(one => one.Id == account).ExecuteUpdateAsync(set => set.SetProperty(one => one.ConcurrencyStamp, one => one.ConcurrencyStamp), ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct);
    }

    /// <summary>Within a transaction that has the turn of the journal of no commune: two who disable each other at once wait for one another.</summary>
    /// <param name="account">Whose posts would no longer count; of one that is not an administrator nothing is lost.</param>
    /// <param name="post">Only this post of theirs, which would then be held through <paramref name="lastDay"/>.</param>
    public static async Task<bool> WouldLeaveNoAdministrator(this RuralDb db, RoleBook roles, DateOnly day, int account, CancellationToken ct, int? post = null, DateOnly? lastDay = null)
    {
        var administering = roles.Roles.Where(role => role.Administers).ToDictionary(role => role.Code, role => role.Until);
        var (codes, open) = (administering.Keys.ToList(), db.Accounts.Where(one => one.DisabledAt == null && one.Kind == AccountKind.Administrator));
        var posts = await db.Posts.AsNoTracking().Where(one => one.UnitId == null && codes.Contains(one.Role) && (one.ValidTo == null || one.ValidTo >= day))
            .Where(one => open.Any(holder => holder.Id == one.AccountId)).ToListAsync(ct);
        bool Ends(StoredPost one) => one.AccountId == account && (post is null || one.Id == post);
        if (!posts.Exists(Ends)) return false;
        var terms = posts.Where(one => !Ends(one) || post is not null).Select(one => (From: one.ValidFrom, To: Sooner(Ends(one) ? lastDay : one.ValidTo, administering[one.Role])));
        return !CoverEveryDay(terms, day);
    }

    private static DateOnly? Sooner(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    private static bool CoverEveryDay(IEnumerable<(DateOnly From, DateOnly? To)> terms, DateOnly day)
    {
        foreach (var (from, to) in terms.OrderBy(term => term.From))
        {
            if (from > day) return false;
            if (to is null) return true;
            if (to >= day) day = to.Value.AddDays(1);
        }

        return false;
    }
}
