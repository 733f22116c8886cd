using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Ghi bước thẩm tra of a line, within the transaction of the act.</summary>
public sealed class ReportActs(RuralDb db, Gate gate, TimeProvider clock)
{
    public async Task Add(ReportPlace place, SubmittedLine line, ReportStep step, string text, CancellationToken ct)
    {
        var last = await db.ReviewActs.Where(act => act.Shard == place.Shard).MaxAsync(act => (long?)act.Id, ct) ?? 0;
        var note = gate.Sign();
        db.ReviewActs.Add(new()
        {
            Shard = place.Shard,
            Id = last + 1,
            SubmissionId = line.SubmissionId,
            UnitId = place.UnitId,
            SetId = line.SetId,
            Line = line.Line,
            Step = step,
            Text = text,
            Who = note.Who,
            Account = note.Account,
            At = clock.Instant(),
        });
        await db.SaveChangesAsync(ct);
    }
}
