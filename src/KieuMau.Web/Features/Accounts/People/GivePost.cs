using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Chức vụ sắp giao.</summary>
/// <param name="Unit">Code; empty for the whole installation.</param>
/// <param name="Office">Name of the office, when the role is an office's; it is opened when the commune has none of that name.</param>
public sealed record PostToGive(string Role, string Unit, string Office, DateOnly From, DateOnly? To, string Decision);

/// <summary>Giao chức vụ, ghi ngày thôi: rights follow by themselves, and end at midnight after the last day.</summary>
public sealed class GivePost(RuralDb db, CommuneLock turn, RoleBook roles, Gate gate, ReachOfAccounts reach, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Give(int account, PostToGive post, CancellationToken ct = default)
    {
        if ((await reach.Refuse(post.Unit, roles, ct) ?? await reach.Refuse(account, ct)) is { } refusal) return refusal;
        var kind = await db.Accounts.Where(one => one.Id == account).Select(one => one.Kind).SingleAsync(ct);
        if (await Check(kind, post, ct) is { } wrong) return wrong;
        await using var held = await turn.Take([], ct);
        await Add(account, post, ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>What the post itself may be refused for.</summary>
    public async Task<Refusal?> Check(AccountKind kind, PostToGive post, CancellationToken ct)
    {
        if (roles.Find(post.Role) is not { } role) return AccountRefusals.UnknownRole(post.Role);
        if (kind == AccountKind.Administrator && !role.Administers) return AccountRefusals.BusinessPost();
        if (kind != AccountKind.Administrator && role.Administers) return AccountRefusals.AdministeringPost();
        if (post.To < post.From) return AccountRefusals.EndsBeforeItBegins();
        if (role.Until is { } until && (post.To ?? DateOnly.MaxValue) > until) return AccountRefusals.RoleEnded(role);
        if (post.Unit.Length == 0) return role.ServesAll ? null : AccountRefusals.WrongLevel(role, "cả nơi cài đặt");
        var row = await (from key in db.UnitKeys join row1 in db.UnitRows on key.Id equals row1.UnitId where key.Code == post.Unit select row1).AsNoTracking().FirstOrDefaultAsync(ct);
        if (row is null) return UnitRefusals.Unknown(post.Unit);
        if (row.Level != role.Level && !(role.ServesAll && UnitLevels.StandsAboveCommune(row.Level))) return AccountRefusals.WrongLevel(role, row.Name);
        return role.IsOffice && await Named(row.UnitId, role, post, ct) is { } office && office.Role != role.Code ? AccountRefusals.OfficeOfAnother(office.Name, roles.Find(office.Role)?.Name ?? office.Role) : null;
    }

    /// <summary>Within a transaction the caller holds, checked before.</summary>
    public async Task Add(int account, PostToGive post, CancellationToken ct)
    {
        var role = roles.Find(post.Role)!;
        var unit = post.Unit.Length == 0 ? null : await db.UnitKeys.AsNoTracking().SingleAsync(key => key.Code == post.Unit, ct);
        var (office, opened) = role.IsOffice && unit is not null ? await OfficeOf(unit, role, post, ct) : default;
        var given = new StoredPost
        {
            AccountId = account,
            Role = role.Code,
            UnitId = unit?.Id,
            OfficeId = office?.Id,
            ValidFrom = post.From,
            ValidTo = post.To,
            Decision = post.Decision.Trim(),
            GivenBy = gate.Sign().Who,
            GivenAt = clock.Instant(),
        };
        db.Posts.Add(given);
        await db.SaveChangesAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, new("posts.give", $"Giao chức vụ {role.Name} từ {post.From:dd/MM/yyyy}{(post.To is { } to ? $" đến {to:dd/MM/yyyy}" : "")}")
        {
            Unit = post.Unit,
            Subject = $"account:{account}",
            To = $"post:{given.Id}",
            Why = given.Decision,
        }, ct);
        if (opened) await journal.Append(unit!.Shard, new("offices.open", $"Mở cơ quan {office!.Name} khi giao chức vụ") { Unit = unit.Code, Subject = $"office:{office.Id}", To = role.Code }, ct);
    }

    /// <param name="lastDay">The last day with its rights; yesterday takes them away at once.</param>
    public async Task<Refusal?> End(int account, int post, DateOnly lastDay, string why, CancellationToken ct = default)
    {
        if (await reach.Refuse(account, ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(why)) return AccountRefusals.NoReason();
        var today = clock.Today();
        await using var held = await turn.Take([], ct);
        await journal.TakeTurn(JournalWriter.OfNoCommune, ct);
        db.ChangeTracker.Clear();
        var row = await db.Posts.SingleOrDefaultAsync(one => one.Id == post && one.AccountId == account && (one.ValidTo == null || one.ValidTo >= today), ct);
        if (row is null) return AccountRefusals.UnknownPost();
        if (lastDay < row.ValidFrom.AddDays(-1)) return AccountRefusals.EndsBeforeItBegins();
        if (await db.WouldLeaveNoAdministrator(roles, today, account, ct, row.Id, lastDay)) return AccountRefusals.LastAdministrator();
        var before = row.ValidTo;
        (row.ValidTo, row.EndedBy) = (lastDay, gate.Sign().Who);
        await db.SaveChangesAsync(ct);
        await journal.Append(JournalWriter.OfNoCommune, new("posts.end", $"Ghi ngày thôi {roles.Find(row.Role)?.Name ?? row.Role}: hết ngày {lastDay:dd/MM/yyyy}")
        {
            Subject = $"account:{account}",
            From = before?.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            To = lastDay.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
            Why = why.Trim(),
        }, ct);
        await held.Commit(ct);
        return null;
    }

    private async Task<(Office Office, bool Opened)> OfficeOf(UnitKey unit, Role role, PostToGive post, CancellationToken ct)
    {
        if (await Named(unit.Id, role, post, ct) is { } found) return (found, false);
        var office = new Office { Shard = unit.Shard, UnitId = unit.Id, Name = NameOf(role, post), Role = role.Code, ValidFrom = post.From };
        db.Offices.Add(office);
        await db.SaveChangesAsync(ct);
        return (office, true);
    }

    /// <summary>The office named; where none is, the one whose people hold this role.</summary>
    private async Task<Office?> Named(int unit, Role role, PostToGive post, CancellationToken ct)
    {
        var offices = await db.Offices.AsNoTracking().Where(office => office.UnitId == unit).OrderBy(office => office.Id).ToListAsync(ct);
        return KeepOffices.Named(offices, NameOf(role, post), post.From)
            ?? (post.Office.Trim().Length > 0 ? null : offices.Find(office => office.Role == role.Code && (office.ValidTo is null || office.ValidTo >= post.From)));
    }

    private static string NameOf(Role role, PostToGive post) => post.Office.Trim() is { Length: > 0 } said ? said : role.Name;
}
