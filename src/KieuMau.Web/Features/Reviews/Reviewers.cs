using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Ai cần biết: accounts that hold a right over a unit today.</summary>
public sealed class Reviewers(RuralDb db, RoleBook roles, UnitPaths paths, TimeProvider clock)
{
    /// <summary>Whoever may verify the unit of a report.</summary>
    public Task<IReadOnlyList<int>> Of(FoundReport found, CancellationToken ct) => Holding(Right.Verify, found.Key.Code, ct);

    /// <summary>Whoever enters numbers of the unit.</summary>
    public Task<IReadOnlyList<int>> Senders(string unit, CancellationToken ct) => Holding(Right.EnterKhu, unit, ct);

    public async Task<IReadOnlyList<int>> Holding(Right right, string unit, CancellationToken ct)
    {
        if (await paths.Of(unit, ct) is not { } path) return [];
        var today = clock.Today();
        var codes = roles.Holding(right).Select(role => role.Code).ToList();
        var places = path.Codes.ToList();
        var ids = await db.Set<Units.UnitKey>().Where(key => places.Contains(key.Code)).Select(key => key.Id).ToListAsync(ct);
        return await db.Posts.Where(post => codes.Contains(post.Role) && post.UnitId != null && ids.Contains(post.UnitId.Value) && post.ValidFrom <= today && (post.ValidTo == null || post.ValidTo >= today))
            .Select(post => post.AccountId).Distinct().ToListAsync(ct);
    }
}
