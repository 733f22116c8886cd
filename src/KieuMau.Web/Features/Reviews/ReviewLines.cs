using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <param name="Revision">What the reviewer's page had shown.</param>
public sealed record ReviewedLine(string Set, string Line, int Revision);

/// <summary>Thẩm tra từng dòng: verified, or returned with a reason. Whoever entered a number does not verify it.</summary>
public sealed class ReviewLines(RuralDb db, CommuneLock communes, ReportDesk desk, EnteredBy entered, ActiveCriteria active, Reviewers reviewers, TellPeople tell, JournalWriter journal, TimeProvider clock)
{
    /// <returns>What could not be verified, a sentence each; the others are.</returns>
    public async Task<IReadOnlyList<Refusal>> Verify(string unit, Period period, IReadOnlyList<ReviewedLine> lines, ChangeNote note, CancellationToken ct = default)
    {
        if (await desk.Find(unit, period, ct) is not { Report: not null } found) return [UnitRefusals.Unknown(unit)];
        if (await desk.Refuse(ReportStep.Verify, found.State, unit, note.Why, ct) is { } refusal) return [refusal];
        return await Change(found, lines, note, (row, refused) => Verified(found, row, note, refused), ct);
    }

    public async Task<Refusal?> Return(string unit, Period period, ReviewedLine line, string reason, ChangeNote note, CancellationToken ct = default)
    {
        if (await desk.Find(unit, period, ct) is not { Report: not null } found) return UnitRefusals.Unknown(unit);
        if (await desk.Refuse(ReportStep.Return, found.State, unit, reason, ct) is { } refusal) return refusal;
        var refused = await Change(found, [line], note with { Why = reason.Trim() }, (row, _) =>
        {
            (row.State, row.Reason, row.Answer) = (LineState.Returned, reason.Trim(), "");
            return Task.CompletedTask;
        }, ct);
        return refused.Count > 0 ? refused[0] : null;
    }

    private async Task Verified(FoundReport found, ReportLine row, ChangeNote note, List<Refusal> refused)
    {
        var own = await entered.Measures(note.Account, found, default);
        if (active.Current.Library.Find(row.SetId, desk.DayOf(found.Of))?.Find(row.Line) is { } indicator && EnteredBy.Reads(indicator, own)) refused.Add(ReviewRefusals.OwnNumber(row.Line));
        else (row.State, row.Reason) = (LineState.Verified, "");
    }

    private async Task<IReadOnlyList<Refusal>> Change(FoundReport found, IReadOnlyList<ReviewedLine> lines, ChangeNote note, Func<ReportLine, List<Refusal>, Task> change, CancellationToken ct)
    {
        await using var held = await communes.Take(found.Around.ShardsOver(found.Unit.Code), ct);
        var (shard, period, id, version) = (found.Key.Shard, found.Period.Period, found.Key.Id, found.Report!.Version);
        var rows = await db.ReportLines.Where(line => line.Shard == shard && line.Period == period && line.UnitId == id && line.Version == version).ToListAsync(ct);
        var report = await db.UnitReports.SingleAsync(one => one.Shard == shard && one.Period == period && one.UnitId == id && one.Version == version, ct);
        var refused = new List<Refusal>();
        var changed = new List<ReportLine>();
        foreach (var asked in lines)
        {
            var row = rows.Find(one => one.SetId == asked.Set && one.Line == asked.Line);
            if (row is null) refused.Add(ReviewRefusals.NoLine(asked.Line));
            else if (row.Revision != asked.Revision) refused.Add(ReviewRefusals.Meanwhile(row.Line, row.ReviewedBy.Length > 0 ? row.ReviewedBy : report.SentBy, row.State, row.ReviewedAt ?? report.SentAt ?? clock.Instant()));
            else await Take(row, change, refused, changed, note);
        }

        if (changed.Count == 0) return refused;
        report.State = LineStates.Together([.. rows.Select(row => row.State)]);
        report.VerifiedAt = report.State == ReportState.Verified ? clock.Instant() : null;
        await db.SaveChangesAsync(ct);
        await Tell(found, report, changed, note, ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        return refused;
    }

    private async Task Take(ReportLine row, Func<ReportLine, List<Refusal>, Task> change, List<Refusal> refused, List<ReportLine> changed, ChangeNote note)
    {
        var before = refused.Count;
        await change(row, refused);
        if (refused.Count > before) return;
        (row.ReviewedBy, row.ReviewedByAccount, row.ReviewedAt, row.Revision) = (note.Who, note.Account, clock.Instant(), row.Revision + 1);
        changed.Add(row);
    }

    private async Task Tell(FoundReport found, UnitReport report, List<ReportLine> changed, ChangeNote note, CancellationToken ct)
    {
        var (unit, period) = (found.Unit.Code, found.Of);
        foreach (var row in changed) await desk.Remember(found, report.Version, row.SetId, row.Line, row.State.Spoken(), row.Reason, note, ct);
        var codes = string.Join(", ", changed.Select(row => row.Line));
        var returned = changed[0].State == LineState.Returned;
        await journal.Append(found.Key.Shard, new(returned ? "reviews.return" : "reviews.verify", $"{(returned ? "Trả lại" : "Thẩm tra")} {changed.Count} dòng báo cáo {period.Spoken()} của {found.Unit.Name}: {codes}")
        {
            Unit = unit, Subject = $"report:{period}:{report.Version}", To = codes, Why = returned ? note.Why : "",
        }, ct);
        var senders = (await reviewers.Senders(unit, ct)).Append(report.SentByAccount).ToList();
        if (returned) await tell.Tell(senders, "review.returned", $"{unit}:{period}:{report.Version}:{changed[0].SetId}/{codes}:{changed[0].Revision}", $"{found.Unit.Name}, dòng {codes}: trả lại. {note.Why}", ReviewPaths.Report(unit, period), ct);
        else if (report.State == ReportState.Verified) await tell.Tell(senders, "review.verified", $"{unit}:{period}:{report.Version}", $"Báo cáo {period.Spoken()} của {found.Unit.Name} đã thẩm tra đủ các dòng.", ReviewPaths.Report(unit, period), ct);
    }
}
