using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Assignments;

/// <summary>
/// Người của cơ quan: whoever holds a post given in the office; and where a post was given without naming one, whoever
/// holds the role that the office's people hold, in the same commune.
/// </summary>
public sealed class OfficePeople(RuralDb db, RoleBook roles)
{
    /// <summary>Somebody with a post in the commune, for choosing from.</summary>
    public sealed record Person(int Account, string Named, int? Office, string UserName);

    /// <summary>Keys of the offices somebody belongs to on a day.</summary>
    public async Task<IReadOnlySet<int>> OfficesOf(int account, DateOnly day, CancellationToken ct = default)
    {
        var offices = db.Offices;
        var found = await (from post in db.Posts.HeldOn(day, roles)
                           from office in offices
                           where post.AccountId == account
                           where post.OfficeId == office.Id || (post.OfficeId == null && post.UnitId == office.UnitId && post.Role == office.Role)
                           select office.Id).ToListAsync(ct);
        return found.ToHashSet();
    }

    /// <summary>Accounts in use of an office on a day.</summary>
    public Task<List<int>> Of(Office office, DateOnly day, CancellationToken ct = default) =>
        InUse(db.Posts.HeldOn(day, roles).Where(post => post.OfficeId == office.Id || (post.OfficeId == null && post.UnitId == office.UnitId && post.Role == office.Role)), ct);

    /// <summary>Accounts in use that hold a right by a post in the unit itself, on a day.</summary>
    public Task<List<int>> Of(int unit, Right right, DateOnly day, CancellationToken ct = default)
    {
        var codes = roles.Holding(right).Select(role => role.Code).ToList();
        return InUse(db.Posts.HeldOn(day, roles).Where(post => post.UnitId == unit && codes.Contains(post.Role)), ct);
    }

    /// <summary>Those of some accounts that are in use and hold a post in one of these units, or over all, on a day.</summary>
    public Task<List<int>> StillIn(IReadOnlyCollection<int> accounts, IReadOnlyCollection<int> units, DateOnly day, CancellationToken ct = default) =>
        InUse(db.Posts.HeldOn(day, roles).Where(post => accounts.Contains(post.AccountId) && (post.UnitId == null || units.Contains(post.UnitId.Value))), ct);

    private Task<List<int>> InUse(IQueryable<StoredPost> posts, CancellationToken ct)
    {
        var accounts = db.Accounts;
        return posts.Where(post => accounts.Any(account => account.Id == post.AccountId && account.DisabledAt == null)).Select(post => post.AccountId).Distinct().ToListAsync(ct);
    }

    /// <summary>Everybody who holds a post in the commune or in one of these units on a day, named by post.</summary>
    public async Task<IReadOnlyList<Person>> In(IReadOnlyCollection<int> units, DateOnly day, CancellationToken ct = default)
    {
        var (accounts, offices) = (db.Accounts, db.Offices);
        var rows = await db.Posts.AsNoTracking().HeldOn(day, roles)
            .Where(post => post.UnitId != null && units.Contains(post.UnitId.Value))
            .OrderBy(post => post.Id)
            .Select(post => new
            {
                post.AccountId,
                post.Role,
                post.OfficeId,
                Office = offices.Where(office => office.Id == post.OfficeId).Select(office => office.Name).FirstOrDefault(),
                Account = accounts.Where(account => account.Id == post.AccountId && account.DisabledAt == null).Select(account => account.UserName).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. from row in rows
                   let role = roles.Find(row.Role)
                   where row.Account is not null && role is { Administers: false }
                   group (row, role) by row.AccountId into one
                   let first = one.First()
                   select new Person(one.Key, first.row.Office ?? first.role.Name, first.row.OfficeId, first.row.Account!)];
    }

    /// <summary>Given to the person, or to the office the person belongs to: colleagues stand in for each other.</summary>
    public static bool IsMine(Assignee who, int account, IReadOnlySet<int> offices) =>
        who.Account == account || (who.Office is { } office && offices.Contains(office));
}
