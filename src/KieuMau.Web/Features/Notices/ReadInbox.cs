using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Notices;

/// <summary>Hộp thư: a person's own notices, unread first, and their reading.</summary>
public sealed class ReadInbox(RuralDb db, CommuneLock turn, Gate gate, TimeProvider clock)
{
    private const int Most = 50;

    /// <param name="Older">The id after which older read ones go on; none when all are shown.</param>
    public sealed record View(IReadOnlyList<Notice> Unread, int UnreadCount, IReadOnlyList<Notice> Read, long? Older);

    private int Mine => gate.Who?.Account ?? 0;

    public async Task<View> Of(long? before, CancellationToken ct)
    {
        var unread = await Own().Where(notice => notice.ReadAt == null).OrderByDescending(notice => notice.Id).Take(Most).ToListAsync(ct);
        var read = await Own().Where(notice => notice.ReadAt != null && (before == null || notice.Id < before)).OrderByDescending(notice => notice.Id).Take(Most + 1).ToListAsync(ct);
        return new(unread, unread.Count < Most ? unread.Count : await Unread(ct), [.. read.Take(Most)], read.Count > Most ? read[Most - 1].Id : null);
    }

    /// <summary>Asked before every page: one count along an index.</summary>
    public async Task<int> Unread(CancellationToken ct) => Mine == 0 ? 0 : await Own().CountAsync(notice => notice.ReadAt == null, ct);

    /// <param name="notice">None for all there are up to <paramref name="last"/>.</param>
    public async Task Mark(long? notice, long last, CancellationToken ct)
    {
        await using var held = await turn.Take([], ct);
        var now = clock.Instant();
        await Own().Where(one => one.ReadAt == null && (notice == null ? one.Id <= last : one.Id == notice)).ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, now), ct);
        await held.Commit(ct);
    }

    private IQueryable<Notice> Own()
    {
        var mine = Mine;
        return db.Notices.AsNoTracking().Where(notice => notice.AccountId == mine);
    }
}
