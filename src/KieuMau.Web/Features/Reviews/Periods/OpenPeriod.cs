using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Mở kỳ báo cáo: from when, due when and by what, a jump of how much is marked, and who must send; whoever sends is told.</summary>
public sealed class OpenPeriod(RuralDb db, CommuneLock communes, UnitReader units, ActiveCriteria criteria, RemindReport remind, Gate gate, JournalWriter journal, TimeProvider clock)
{
    /// <param name="Office">0 for the unit itself.</param>
    /// <param name="Lines">Codes of criteria or lines of an office; none for every line.</param>
    public sealed record Asked(string Unit, int Office, IReadOnlyList<string> Lines);

    public async Task<Refusal?> Open(string commune, ReportPeriod period, IReadOnlyList<Asked> asked, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManagePeriods, commune, ct) is { } refusal) return refusal;
        if (ReportPeriod.Check(period.OpensOn, period.DueOn) is { } wrong) return wrong;
        if (asked.Count == 0) return ReviewRefusals.NobodyAsked();
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key) || !around.Communes.Contains(commune)) return UnitRefusals.Unknown(commune);
        if (await Stray(asked, around, key, period.Period, ct) is { } stray) return stray;

        await using var held = await communes.Take([key.Shard], ct);
        var packed = PackedPeriod.Of(period.Period);
        if (await db.ReportPeriods.AnyAsync(one => one.Shard == key.Shard && one.Period == packed, ct)) return ReviewRefusals.PeriodOpenAlready(period.Period);
        db.ReportPeriods.Add(new()
        {
            Shard = key.Shard,
            Period = packed,
            UnitId = key.Id,
            OpensOn = period.OpensOn,
            DueOn = period.DueOn,
            DueDocument = period.DueSource.Document.Trim(),
            DueStatus = period.DueSource.Status,
            Jump = period.Jump,
            RemindDays = period.RemindDays,
            OpenedBy = gate.Sign().Who,
            OpenedAt = clock.Instant(),
        });
        var places = asked.DistinctBy(one => (one.Unit, one.Office)).ToList();
        foreach (var one in places) Add(key.Shard, packed, around, one);
        await db.SaveChangesAsync(ct);
        foreach (var one in places) await remind.TellOpened(new(one.Unit, one.Office, period.Period), ct);

        await journal.Append(key.Shard, new("reports.open", $"Mở kỳ báo cáo {period.Period.Spoken()}, hạn gửi {period.DueOn.Spoken()}, {asked.Count} nơi gửi")
        {
            Unit = commune,
            Subject = StandingSeals.PeriodSubject(period.Period),
            To = period.DueSource.Document.Trim(),
        }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Đổi hạn: another day, or the document that sets it; who was told of the old one sees the new one.</summary>
    public async Task<Refusal?> Redate(string commune, Period period, DateOnly due, Source source, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManagePeriods, commune, ct) is { } refusal) return refusal;
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return UnitRefusals.Unknown(commune);
        await using var held = await communes.Take([key.Shard], ct);
        var packed = PackedPeriod.Of(period);
        if (await db.ReportPeriods.FirstOrDefaultAsync(one => one.Shard == key.Shard && one.Period == packed && one.UnitId == key.Id, ct) is not { } row) return ReviewRefusals.NoPeriod(period);
        if (row.LockedAt is not null) return ReviewRefusals.PeriodLocked(period);
        if (ReportPeriod.Check(row.OpensOn, due) is { } wrong) return wrong;
        var before = $"{row.DueOn.Spoken()} {row.DueDocument}".Trim();
        (row.DueOn, row.DueDocument, row.DueStatus) = (due, source.Document.Trim(), source.Status);
        await db.SaveChangesAsync(ct);
        await journal.Append(key.Shard, new("reports.redate", $"Đổi hạn gửi báo cáo {period.Spoken()}") { Unit = commune, Subject = StandingSeals.PeriodSubject(period), From = before, To = $"{due.Spoken()} {row.DueDocument}".Trim() }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    /// <summary>Đổi nơi phải gửi while the period is open. A place that has sent stays, with the lines it was asked for: its report is kept.</summary>
    public async Task<Refusal?> ChangeAsked(string commune, Period period, IReadOnlyList<Asked> asked, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.ManagePeriods, commune, ct) is { } refusal) return refusal;
        if (asked.Count == 0) return ReviewRefusals.NobodyAsked();
        var around = await units.Around([commune], ct);
        if (!around.Keys.TryGetValue(commune, out var key)) return UnitRefusals.Unknown(commune);
        if (await Stray(asked, around, key, period, ct) is { } stray) return stray;
        await using var held = await communes.Take([key.Shard], ct);
        var packed = PackedPeriod.Of(period);
        if (await db.ReportPeriods.AsNoTracking().FirstOrDefaultAsync(one => one.Shard == key.Shard && one.Period == packed && one.UnitId == key.Id, ct) is not { } stored) return ReviewRefusals.NoPeriod(period);
        if (stored.LockedAt is not null) return ReviewRefusals.PeriodLocked(period);

        var sent = (await db.Submissions.AsNoTracking().Where(one => one.Shard == key.Shard && one.Period == packed).Select(one => new { one.UnitId, one.OfficeId }).Distinct().ToListAsync(ct)).ConvertAll(one => (one.UnitId, one.OfficeId));
        var wanted = asked.DistinctBy(one => (one.Unit, one.Office)).ToDictionary(one => (around.Keys[one.Unit].Id, one.Office));
        var rows = await db.Askings.Where(one => one.Shard == key.Shard && one.Period == packed).ToListAsync(ct);
        var (added, dropped) = (new List<ReportAddress>(), 0);
        foreach (var row in rows.Where(row => !sent.Contains((row.UnitId, row.OfficeId))))
        {
            if (wanted.TryGetValue((row.UnitId, row.OfficeId), out var one)) row.Lines = string.Join('\n', one.Lines);
            else db.Askings.Remove(row);
            if (one is null) dropped++;
        }

        foreach (var (place, one) in wanted.Where(pair => !rows.Exists(row => (row.UnitId, row.OfficeId) == pair.Key)))
        {
            Add(key.Shard, packed, around, one);
            added.Add(new(one.Unit, one.Office, period));
        }

        await db.SaveChangesAsync(ct);
        foreach (var address in added) await remind.TellOpened(address, ct);
        await journal.Append(key.Shard, new("reports.ask", $"Đổi nơi phải gửi báo cáo {period.Spoken()}: thêm {added.Count}, bỏ {dropped}") { Unit = commune, Subject = StandingSeals.PeriodSubject(period), From = $"{rows.Count} nơi", To = $"{rows.Count + added.Count - dropped} nơi" }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return null;
    }

    private void Add(int shard, int packed, UnitSurroundings around, Asked one) =>
        db.Askings.Add(new() { Shard = shard, Period = packed, UnitId = around.Keys[one.Unit].Id, OfficeId = one.Office, Lines = string.Join('\n', one.Lines) });

    private async Task<Refusal?> Stray(IReadOnlyList<Asked> asked, UnitSurroundings around, UnitKey commune, Period period, CancellationToken ct)
    {
        if (asked.FirstOrDefault(one => !around.Keys.ContainsKey(one.Unit) || (one.Unit != commune.Code && !around.CommunesOver(one.Unit).Contains(commune.Code))) is { } unit) return UnitRefusals.Unknown(unit.Unit);
        var known = await db.Offices.Where(office => office.UnitId == commune.Id).Select(office => office.Id).ToListAsync(ct);
        if (asked.FirstOrDefault(one => one.Office != 0 && !known.Contains(one.Office)) is { } office) return ReviewRefusals.NotReadable($"Xã không có cơ quan số {office.Office}. Mở lại trang rồi chọn trong danh sách.");
        var level = around.Tree.Rows(commune.Code) is [.., var row] ? row.Level : "";
        var codes = SetLadder.For(criteria.Current.Library, level, period.Last).SelectMany(set => set.Criteria).SelectMany(criterion => criterion.Indicators.Select(line => line.Code).Prepend(criterion.Code)).ToHashSet();
        return asked.SelectMany(one => one.Lines).FirstOrDefault(line => !codes.Contains(line)) is { } stray ? ReviewRefusals.UnknownCode(stray) : null;
    }
}
