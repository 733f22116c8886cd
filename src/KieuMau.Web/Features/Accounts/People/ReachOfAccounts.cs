using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
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

/// <summary>Người quản trị còn mở of the whole installation: never fewer than one.</summary>
public static class LastAdministrators
{
    public static async Task<bool> IsLastAdministrator(this RuralDb db, int account, RoleBook roles, DateOnly day, CancellationToken ct)
    {
        var administering = roles.Roles.Where(role => role.Administers).Select(role => role.Code).ToList();
        var open = db.Accounts.Where(one => one.DisabledAt == null && one.Kind == AccountKind.Administrator);
        var holders = await db.Posts.HeldOn(day, roles).Where(post => post.UnitId == null && administering.Contains(post.Role))
            .Where(post => open.Any(one => one.Id == post.AccountId)).Select(post => post.AccountId).Distinct().ToListAsync(ct);
        return holders is [var only] && only == account;
    }
}
