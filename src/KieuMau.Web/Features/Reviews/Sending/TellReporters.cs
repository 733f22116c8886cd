using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Notices;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>Báo cho người gửi, người thẩm tra: who is meant, and the inbox of each.</summary>
public sealed class TellReporters(RuralDb db, RoleBook roles, TellPeople tell, TimeProvider clock)
{
    /// <summary>People who enter for a khu, or work in an office.</summary>
    public async Task<IReadOnlyList<int>> Senders(ReportPlace place, CancellationToken ct)
    {
        var posts = await (from post in db.Posts.AsNoTracking().HeldOn(clock.Today(), roles)
                           join account in db.Accounts on post.AccountId equals account.Id
                           where account.DisabledAt == null && post.UnitId == place.UnitId
                           select post).ToListAsync(ct);
        return [.. posts.Where(post => place.Office is { } office
                ? post.Role == office.Role && (post.OfficeId is null || post.OfficeId == office.Id)
                : roles.Find(post.Role)?.Holds(Right.EnterKhu) == true)
            .Select(post => post.AccountId).Distinct()];
    }

    public Task Tell(IEnumerable<int> accounts, string kind, string key, string text, string href, CancellationToken ct) => tell.Tell(accounts, kind, key, text, href, ct);
}
