using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Khóa báo cáo đã thẩm tra; open a new version when what was closed must change, with the reason.</summary>
public sealed class CloseReport(RuralDb db, CommuneLock communes, ReportDesk desk, Reviewers reviewers, TellPeople tell, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Lock(string unit, Period period, ChangeNote note, CancellationToken ct = default)
    {
        if (await desk.Find(unit, period, ct) is not { } found) return UnitRefusals.Unknown(unit);
        if (await desk.Refuse(ReportStep.Lock, found.State, unit, note.Why, ct) is { } refusal) return refusal;
        await using var held = await communes.Take(found.Around.ShardsOver(unit), ct);
        var report = await Tracked(found, ct);
        if (desk.Procedure.Find(ReportStep.Lock, report.State) is null) return ReviewRefusals.NotFrom(desk.Procedure, ReportStep.Lock, report.State);
        (report.State, report.LockedAt) = (ReportState.Locked, clock.Instant());
        await Finish(found, report.Version, "khóa", "reviews.lock", $"Khóa báo cáo {period.Spoken()} của {found.Unit.Name}, bản {report.Version}", note, ct);
        await held.Commit(ct);
        return null;
    }

    /// <summary>The old version stays as it was; lines begin anew.</summary>
    public async Task<Refusal?> Amend(string unit, Period period, ChangeNote note, CancellationToken ct = default)
    {
        if (await desk.Find(unit, period, ct) is not { } found) return UnitRefusals.Unknown(unit);
        if (await desk.Refuse(ReportStep.Amend, found.State, unit, note.Why, ct) is { } refusal) return refusal;
        await using var held = await communes.Take(found.Around.ShardsOver(unit), ct);
        var report = await Tracked(found, ct);
        if (desk.Procedure.Find(ReportStep.Amend, report.State) is null) return ReviewRefusals.NotFrom(desk.Procedure, ReportStep.Amend, report.State);
        var version = report.Version + 1;
        db.UnitReports.Add(new() { Shard = report.Shard, Period = report.Period, UnitId = report.UnitId, Version = version, SentBy = "", Why = note.Why.Trim(), FirstSentAt = report.FirstSentAt });
        await Finish(found, version, "mở bản sửa đổi", "reviews.amend", $"Mở bản sửa đổi {version} của báo cáo {period.Spoken()}, {found.Unit.Name}", note, ct);
        await tell.Tell(await reviewers.Senders(unit, ct), "review.amended", $"{unit}:{period}:{version}", $"Báo cáo {period.Spoken()} của {found.Unit.Name} được mở bản sửa đổi: {note.Why.Trim()}", ReviewPaths.Report(unit, period), ct);
        await held.Commit(ct);
        return null;
    }

    private Task<UnitReport> Tracked(FoundReport found, CancellationToken ct) => db.UnitReports
        .Where(one => one.Shard == found.Key.Shard && one.Period == found.Period.Period && one.UnitId == found.Key.Id)
        .OrderByDescending(one => one.Version).FirstAsync(ct);

    private async Task Finish(FoundReport found, int version, string what, string act, string said, ChangeNote note, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await desk.Remember(found, version, "", "", what, note.Why.Trim(), note, ct);
        await journal.Append(found.Key.Shard, new(act, said) { Unit = found.Unit.Code, Subject = $"report:{found.Of}:{version}", Why = note.Why.Trim() }, ct);
        db.ChangeTracker.Clear();
    }
}
