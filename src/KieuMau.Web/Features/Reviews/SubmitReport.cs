using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Gửi báo cáo, and answer what came back. What is sent is frozen: findings with reasons, as known at that moment.</summary>
public sealed class SubmitReport(RuralDb db, CommuneLock communes, ReportDesk desk, FreezeReport freeze, Reviewers reviewers, TellPeople tell, JournalWriter journal, TimeProvider clock)
{
    public async Task<Refusal?> Submit(string unit, Period period, ChangeNote note, CancellationToken ct = default)
    {
        if (await desk.Find(unit, period, ct) is not { } found) return UnitRefusals.Unknown(unit);
        if (await desk.Refuse(ReportStep.Submit, found.State, unit, note.Why, ct) is { } refusal) return refusal;
        if (clock.Today() < found.Period.OpensOn) return ReviewRefusals.NotYetOpen(found.Period.OpensOn);

        await using var held = await communes.Take(found.Around.ShardsOver(unit), ct);
        found = found with { Report = await desk.Latest(found.Key, found.Period.Period, ct) };
        if (desk.Procedure.Find(ReportStep.Submit, found.State) is null) return ReviewRefusals.NotFrom(desk.Procedure, ReportStep.Submit, found.State);
        var version = found.Report?.Version ?? 1;
        var before = await LinesOf(found, version).ToDictionaryAsync(line => (line.SetId, line.Line), ct);
        var unanswered = before.Values.Where(line => line.State == LineState.Returned).Select(line => line.Line).ToList();
        if (unanswered.Count > 0) return ReviewRefusals.Unanswered(unanswered);

        var (now, report) = (clock.Instant(), await Report(found, version, ct));
        await Write(found, report, before, await freeze.Freeze(found.Around, found.Unit, found.Commune, desk.DayOf(period), ct), ct);
        report.FirstSentAt ??= now;
        (report.SentAt, report.SentBy, report.SentByAccount, report.State) = (now, note.Who, note.Account, ReportState.Submitted);
        await db.SaveChangesAsync(ct);
        await desk.Remember(found, version, "", "", "gửi", note.Why, note, ct);
        await journal.Append(found.Key.Shard, new("reviews.submit", $"{found.Unit.Name} gửi báo cáo {period.Spoken()}, bản {version}") { Unit = unit, Subject = $"report:{period}:{version}", Why = note.Why }, ct);
        await tell.Tell(await reviewers.Of(found, ct), "review.submitted", $"{unit}:{period}:{version}:{now:O}", $"{found.Unit.Name} đã gửi báo cáo {period.Spoken()}, chờ thẩm tra.", ReviewPaths.Review(found.Commune.Code, unit, period), ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        return null;
    }

    /// <summary>Trả lời một dòng bị trả lại; the number itself is changed where numbers are entered.</summary>
    public async Task<Refusal?> Answer(string unit, Period period, string set, string line, string answer, ChangeNote note, CancellationToken ct = default)
    {
        if (await desk.Find(unit, period, ct) is not { Report: not null } found) return UnitRefusals.Unknown(unit);
        if (await desk.Refuse(ReportStep.Submit, found.State, unit, note.Why, ct) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(answer)) return ReviewRefusals.NoAnswer();

        await using var held = await communes.Take(found.Around.ShardsOver(unit), ct);
        var row = await LinesOf(found, found.Report.Version).FirstOrDefaultAsync(one => one.SetId == set && one.Line == line && (one.State == LineState.Returned || one.State == LineState.Answered), ct);
        if (row is null) return ReviewRefusals.NoLine(line);
        (row.Answer, row.State, row.Revision) = (answer.Trim(), LineState.Answered, row.Revision + 1);
        await db.SaveChangesAsync(ct);
        await desk.Remember(found, found.Report.Version, set, line, "trả lời", answer.Trim(), note, ct);
        await journal.Append(found.Key.Shard, new("reviews.answer", $"{found.Unit.Name} trả lời dòng {line}, báo cáo {period.Spoken()}") { Unit = unit, Subject = $"report:{period}:{found.Report.Version}:{set}/{line}", To = answer.Trim() }, ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        return null;
    }

    private IQueryable<ReportLine> LinesOf(FoundReport found, int version) =>
        db.ReportLines.Where(line => line.Shard == found.Key.Shard && line.Period == found.Period.Period && line.UnitId == found.Key.Id && line.Version == version);

    private async Task<UnitReport> Report(FoundReport found, int version, CancellationToken ct)
    {
        var (shard, period, unit) = (found.Key.Shard, found.Period.Period, found.Key.Id);
        if (await db.UnitReports.FirstOrDefaultAsync(one => one.Shard == shard && one.Period == period && one.UnitId == unit && one.Version == version, ct) is { } known) return known;
        var report = new UnitReport { Shard = shard, Period = period, UnitId = unit, Version = version, SentBy = "", Why = "" };
        db.UnitReports.Add(report);
        return report;
    }

    private async Task Write(FoundReport found, UnitReport report, Dictionary<(string, string), ReportLine> before, IReadOnlyList<FreezeReport.FrozenLine> lines, CancellationToken ct)
    {
        foreach (var line in lines)
        {
            if (!before.Remove((line.Set, line.Line), out var row))
            {
                db.ReportLines.Add(row = new()
                {
                    Shard = report.Shard, Period = report.Period, UnitId = report.UnitId, Version = report.Version, SetId = line.Set, Line = line.Line,
                    Value = "", Because = "", SetRevision = "", Hash = line.Hash, Reason = "", Answer = "", ReviewedBy = "",
                });
            }

            row.State = LineStates.SentAgain(row.State, changed: row.Hash != line.Hash);
            (row.Verdict, row.LevelUnverified, row.Value, row.Because, row.SetRevision, row.Hash, row.Revision) =
                (line.Verdict, line.LevelUnverified, line.Value, line.Because, line.SetRevision, line.Hash, row.Revision + 1);
        }

        db.ReportLines.RemoveRange(before.Values); // lines the law no longer has
        await db.SaveChangesAsync(ct);
    }
}
