using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Việc về báo cáo: what came back, what is due, what waits for verification.</summary>
public sealed class ReviewWork(RuralDb db, UnitReader units, ReviewProcedure procedure, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        if (here.Commune is not { } commune) return [];
        var around = await units.Around([commune.Code], ct);
        var key = around.Keys[commune.Code];
        var periods = await db.ReportPeriods.AsNoTracking().Where(one => one.Shard == key.Shard && one.UnitId == key.Id).ToListAsync(ct);
        var items = new List<WorkItem>();
        foreach (var terms in periods) items.AddRange(await Of(around, commune.Code, terms, here, ct));
        return items;
    }

    private async Task<IEnumerable<WorkItem>> Of(UnitSurroundings around, string commune, ReportPeriod terms, Standpoint here, CancellationToken ct)
    {
        var period = PackedPeriod.Read(terms.Period);
        var day = period.Last < clock.Today() ? period.Last : clock.Today();
        var asked = here.KhuOnly ? [here.Unit!.Code] : around.Tree.Children(commune, day).Select(unit => unit.Code).Append(commune).ToList();
        var ids = asked.Select(code => around.Keys[code].Id).ToList();
        var shards = asked.Select(code => around.Keys[code].Shard).Distinct().ToList();
        var reports = (await db.UnitReports.AsNoTracking().Where(report => shards.Contains(report.Shard) && ids.Contains(report.UnitId) && report.Period == terms.Period).ToListAsync(ct))
            .GroupBy(report => report.UnitId).ToDictionary(group => group.Key, group => group.MaxBy(report => report.Version)!);
        var returned = (await db.ReportLines.AsNoTracking().Where(line => shards.Contains(line.Shard) && ids.Contains(line.UnitId) && line.Period == terms.Period && line.State == LineState.Returned).ToListAsync(ct)).ToLookup(line => (line.UnitId, line.Version));
        return asked.SelectMany(code => Of(around, commune, code, period, terms, reports.GetValueOrDefault(around.Keys[code].Id), returned, here));
    }

    private IEnumerable<WorkItem> Of(UnitSurroundings around, string commune, string code, Period period, ReportPeriod terms, UnitReport? report, ILookup<(int, int), ReportLine> returned, Standpoint here)
    {
        var name = around.Tree.Rows(code)[^1].Name;
        var state = report?.State ?? ReportState.Entering;
        var sends = here.KhuOnly ? here.MayHere.Contains(Right.EnterKhu) : code == commune && (here.MayAtCommune.Contains(Right.Import) || here.MayAtCommune.Contains(Right.SubmitReports));
        if (sends && report is not null)
        {
            foreach (var line in returned[(report.UnitId, report.Version)]) yield return new(WorkKind.Returned, $"{name}, dòng {line.Line}: trả lại. {line.Reason}", ReviewPaths.Report(code, period), code);
        }

        if (sends && state is ReportState.Entering && clock.Today() >= terms.OpensOn)
        {
            var time = Timeliness.Of(terms.DueOn, null, clock.Today());
            yield return new(WorkKind.Due, $"{name}: gửi báo cáo {period.Spoken()}, {time.Spoken()}.", ReviewPaths.Report(code, period), code, terms.DueOn);
        }

        if (!here.KhuOnly && here.MayAtCommune.Contains(Right.Verify) && procedure.Find(ReportStep.Verify, state) is not null && state == ReportState.Submitted)
            yield return new(WorkKind.ToVerify, $"{name}: thẩm tra báo cáo {period.Spoken()}.", ReviewPaths.Review(commune, code, period), code);
    }
}
