using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Notices;

/// <summary>Báo tin: into the inbox of each, in the transaction of the act it tells of. What was told once is not told again.</summary>
public sealed class TellPeople(RuralDb db, TimeProvider clock)
{
    /// <param name="kind">Stable: "review.returned".</param>
    /// <param name="key">What it is about; a second notice of the same kind and key is left out.</param>
    public async Task Tell(IEnumerable<int> accounts, string kind, string key, string text, string href, CancellationToken ct = default)
    {
        var wanted = accounts.Distinct().Where(account => account > 0).ToList();
        if (wanted.Count == 0) return;
        var told = await db.Notices.Where(notice => notice.Kind == kind && notice.Key == key && wanted.Contains(notice.AccountId)).Select(notice => notice.AccountId).ToListAsync(ct);
        foreach (var account in wanted.Except(told))
        {
            db.Notices.Add(new() { AccountId = account, At = clock.Instant(), Kind = kind, Key = key, Text = text, Href = href });
        }

        await db.SaveChangesAsync(ct);
    }
}
