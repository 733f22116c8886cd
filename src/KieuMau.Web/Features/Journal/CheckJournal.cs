using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>Kiểm tra nhật ký từ trang: as far as the person may read, where that is small enough to wait for.</summary>
public sealed class CheckJournal(RuralDb db, Gate gate, FindJournalScope scopes, VerifyJournal verify)
{
    private const long MostWaitedFor = 200_000;

    public async Task<Refusal?> Check(CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ReadJournal, ct: ct) is { } refusal) return refusal;
        var scope = await scopes.Of(ct);
        var shards = scope.Shards;
        var entries = await db.JournalHeads.Where(head => scope.Whole || shards.Contains(head.Shard)).SumAsync(head => head.LastId, ct);
        if (entries > MostWaitedFor) return new("journal.too-long-to-wait", "Nhật ký đã dài, kiểm tra ở trang này sẽ phải chờ lâu. Người quản trị máy chạy lệnh verify-journal; kết quả sẽ hiện ở đây.");
        await verify.Verify(scope.Chains, ct: ct);
        return null;
    }
}
