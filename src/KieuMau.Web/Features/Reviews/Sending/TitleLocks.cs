using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>
/// Khóa danh hiệu sau báo cáo đã gửi: a title a line of the report asks for, of the unit or of one below it, is neither
/// recorded nor revoked within its period; of a returned report only for the lines that were returned.
/// </summary>
public sealed class TitleLocks(RuralDb db, KnowledgeReader knowledge, ActiveCriteria active, ReviewProcedure procedure)
{
    /// <summary>Asked within the turn of the communes over the unit.</summary>
    /// <param name="since">The first day on which it would change anything.</param>
    public async Task<Refusal?> Refuse(UnitSurroundings around, Title title, DateOnly since, CancellationToken ct)
    {
        var keys = around.CommunesOver(title.Unit).Append(title.Unit).Distinct().Select(code => around.Keys[code]).ToList();
        var (shards, ids) = (around.ShardsOver(title.Unit).ToList(), keys.ConvertAll(key => key.Id));
        var versions = await db.Submissions.AsNoTracking().Where(one => shards.Contains(one.Shard) && ids.Contains(one.UnitId)).ToListAsync(ct);
        Knowledge? known = null;
        foreach (var report in versions.GroupBy(one => (one.Shard, one.Period, one.UnitId, one.OfficeId)).OrderBy(report => report.Key))
        {
            var state = report.MaxBy(one => one.Version)!.State;
            if (state == ReportState.Entering || report.LastSent() is not { } sent || PackedPeriod.Read(sent.Period) is var period && since > period.Last) continue;
            known ??= await knowledge.Of(around, active.Current, ct: ct);
            if (await LineThatAsks(sent, state, around.CodeOf(sent.UnitId), known, title, ct) is { } line) return await Refusal(around, sent, state, line, ct);
        }

        return null;
    }

    private async Task<string?> LineThatAsks(Submission sent, ReportState state, string unit, Knowledge known, Title title, CancellationToken ct)
    {
        var (day, last) = (DateOnly.FromDateTime(sent.SentAt!.Value.InVietNam()), PackedPeriod.Read(sent.Period).Last);
        var at = day < last ? day : last;
        if (known.Units.Find(unit, at) is null) return null;
        foreach (var row in await db.ReviewedLines.Where(row => row.Line.Shard == sent.Shard && row.Line.SubmissionId == sent.Id).OrderBy(row => row.Line.Position).ToListAsync(ct))
        {
            if (state == ReportState.Returned && row.Review.Standing == ReviewStanding.Returned) continue;
            if (active.Current.Library.Find(row.Line.SetId, at) is not { } set || set.Find(row.Line.Line) is not { } line) continue;
            if (active.Current.Evaluator.WhatIsRead(set, line, unit, known, new(at)).Asks(title)) return row.Line.Line;
        }

        return null;
    }

    private async Task<Refusal> Refusal(UnitSurroundings around, Submission sent, ReportState state, string line, CancellationToken ct)
    {
        var office = sent.OfficeId == 0 ? null : await db.Offices.AsNoTracking().FirstOrDefaultAsync(one => one.Id == sent.OfficeId, ct);
        var unit = around.CodeOf(sent.UnitId);
        var name = office?.Name ?? (around.Tree.Rows(unit) is [.., var row] ? row.Name : unit);
        return ReviewRefusals.LockedTitle(
            ReportPlace.TitleOf(PackedPeriod.Read(sent.Period), name), Shell.Wording.Lower(procedure.NameOf(state)), line, ReviewRefusals.HowToOpen(state));
    }
}
