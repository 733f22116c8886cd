using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <param name="DueSource">Văn bản ấn định hạn; empty is shown as "chưa xác minh".</param>
public sealed record PeriodTerms(DateOnly OpensOn, DateOnly DueOn, string DueSource, int JumpPercent, int RemindDays);

/// <summary>Mở kỳ báo cáo of a commune, or change its days while it lasts.</summary>
public sealed class OpenPeriod(RuralDb db, CommuneLock communes, UnitReader units, Gate gate, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Open(string commune, Period period, PeriodTerms terms, ChangeNote note, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.AggregateReports, commune, ct) is { } refusal) return refusal;
        if (terms.DueOn < terms.OpensOn) return ReviewRefusals.DueBeforeOpen(terms.OpensOn, terms.DueOn);
        if (terms.JumpPercent is < 1 or > 1000) return ReviewRefusals.OddNumber("Mức biến động", 1, 1000);
        if (terms.RemindDays is < 0 or > 60) return ReviewRefusals.OddNumber("Số ngày nhắc trước", 0, 60);
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key) || !around.Communes.Contains(commune)) return UnitRefusals.Unknown(commune);

        await using var held = await communes.Take([key.Shard], ct);
        var packed = PackedPeriod.Of(period);
        var row = await db.ReportPeriods.FirstOrDefaultAsync(one => one.Shard == key.Shard && one.UnitId == key.Id && one.Period == packed, ct);
        var before = row is null ? "" : Told(row.OpensOn, row.DueOn, row.DueSource);
        if (row is null) db.ReportPeriods.Add(row = new() { Shard = key.Shard, UnitId = key.Id, Period = packed, DueSource = "", OpenedBy = note.Who, OpenedAt = clock.Instant() });
        (row.OpensOn, row.DueOn, row.DueSource, row.JumpPercent, row.RemindDays) = (terms.OpensOn, terms.DueOn, terms.DueSource.Trim(), terms.JumpPercent, terms.RemindDays);
        await db.SaveChangesAsync(ct);
        await journal.Append(key.Shard, new("reviews.open", $"{(before.Length == 0 ? "Mở" : "Sửa")} kỳ báo cáo {period.Spoken()}")
        {
            Unit = commune, Subject = $"period:{period}", From = before, To = Told(row.OpensOn, row.DueOn, row.DueSource), Why = note.Why,
        }, ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        return null;
    }

    private static string Told(DateOnly opens, DateOnly due, string source) =>
        $"mở {opens:dd/MM/yyyy}, hạn {due:dd/MM/yyyy}{(source.Length > 0 ? $" ({source})" : " (chưa xác minh)")}";
}
