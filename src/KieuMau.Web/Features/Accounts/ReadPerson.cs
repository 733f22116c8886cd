using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Đọc người dùng with all posts ever held: asked at every request, so that what ends has ended at once.</summary>
public sealed class ReadPerson(RuralDb db, RoleBook roles)
{
    /// <param name="stamp">Of the sign-in; another one since then has signed everybody out.</param>
    /// <param name="signIn">Which sign-in it is; see <see cref="EndedSignIn"/>.</param>
    /// <returns>Nothing when the account is gone, disabled, or signed out here or everywhere.</returns>
    public async Task<Who?> Of(int account, string? stamp, bool secondFactor, string? signIn, CancellationToken ct = default) =>
        await FindIn(account, signIn ?? "", ct) is { DisabledAt: null } found && found.SecurityStamp == stamp ? (await Of([found], ct))[0] with { SecondFactor = secondFactor } : null;

    /// <summary>Whoever it is, signed in or not: for notices, reviews and jobs.</summary>
    public async Task<Who?> Of(int account, CancellationToken ct = default) => await Find(account, ct) is { } found ? (await Of([found], ct))[0] : null;

    /// <summary>Many at once, in the order given: for lists and reviews.</summary>
    public async Task<IReadOnlyList<Who>> Of(IReadOnlyList<Account> accounts, CancellationToken ct = default)
    {
        var (units, offices, ids) = (db.Set<UnitKey>(), db.Offices, accounts.Select(account => account.Id).ToList());
        var rows = await db.Posts.AsNoTracking().Where(post => ids.Contains(post.AccountId)).OrderBy(post => post.Id)
            .Select(post => new
            {
                Post = post,
                Unit = units.Where(unit => unit.Id == post.UnitId).Select(unit => unit.Code).FirstOrDefault(),
                Office = offices.Where(office => office.Id == post.OfficeId).Select(office => office.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        var posts = from row in rows
                    let role = roles.Find(row.Post.Role)
                    where role is not null // a role the file no longer has gives nothing
                    select (row.Post.AccountId, Post: new Post(row.Post.Id, role, row.Unit ?? "", row.Post.ValidFrom, row.Post.ValidTo, row.Office ?? ""));
        var held = posts.ToLookup(pair => pair.AccountId, pair => pair.Post);
        return [.. accounts.Select(account => new Who(account.Id, account.FullName, account.Kind, [.. held[account.Id]], SecondFactor: false, account.MustChangePassword))];
    }

    private Task<Account?> FindIn(int account, string signIn, CancellationToken ct)
    {
        var ended = db.EndedSignIns;
        return db.Accounts.AsNoTracking().FirstOrDefaultAsync(one => one.Id == account && !ended.Any(gone => gone.Id == signIn), ct);
    }

    private Task<Account?> Find(int account, CancellationToken ct) => db.Accounts.AsNoTracking().FirstOrDefaultAsync(one => one.Id == account, ct);
}
