using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Evidence;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Evidence;

/// <summary>
/// Đạt mà chưa đủ minh chứng: a line found met whose set names papers that are not there. For the head of a khu one piece of
/// work for the whole khu, for whoever leads a line one for each line; a line not met has other work to do first.
/// </summary>
public sealed class EvidenceWork(KhuWork khu, ShowMyLines lines, ReadEvidence read) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct) =>
        here is { KhuOnly: true, Unit: { } unit } && here.MayHere.Contains(Right.EnterKhu) ? await OfKhu(unit, here, ct) : await OfLead(who, here, ct);

    private async Task<IReadOnlyList<WorkItem>> OfKhu(Unit unit, Standpoint here, CancellationToken ct)
    {
        var met = (await khu.Met(here, ct)).Where(one => one.Finding.Indicator.Evidence.Count > 0).ToList();
        if (met.Count == 0) return [];
        var there = (await read.PapersIn([unit.Code], ct))[unit.Code].ToList();
        var lacking = met.Where(one => !LineEvidence.HasEveryPaper(one.Finding.Indicator, one.Set.Id, here.Period, there)).Select(one => one.Finding.Indicator.Code).ToList();
        if (lacking.Count == 0) return [];
        var named = lacking.Count > 4 ? $"{string.Join(", ", lacking.Take(4))}…" : $"{Wording.List(lacking)}.";
        return [new(WorkKind.Missing, $"{lacking.Count} chỉ tiêu đạt mà chưa đủ minh chứng: {named}", $"/don-vi/{unit.Code}/minh-chung?bo={met[0].Set.Id}&xem=thieu", unit.Code)];
    }

    private async Task<IReadOnlyList<WorkItem>> OfLead(Who who, Standpoint here, CancellationToken ct)
    {
        var mine = (await lines.Of(who, here, ct)).Where(line => line.As == Domain.Assignments.AssignedAs.Lead && line.Line.Evidence.Count > 0).ToList();
        if (mine.Count == 0) return [];
        var there = await read.PapersIn([.. mine.SelectMany(line => line.Where(Verdict.Met)).Select(unit => unit.Code).Distinct()], ct);
        var work = new List<WorkItem>();
        foreach (var line in mine)
        {
            var lacking = line.Where(Verdict.Met).Where(unit => !LineEvidence.HasEveryPaper(line.Line, line.Set.Id, here.Period, there[unit.Code])).ToList();
            if (lacking.Count == 0) continue;
            var where = lacking.Count > 3 ? $"{lacking.Count} nơi" : Wording.List([.. lacking.Select(unit => Wording.Lower(unit.Name))]);
            work.Add(new(WorkKind.Missing, $"{line.Line.Code} {line.Line.ShortName}: {where} đạt mà chưa đủ minh chứng{(lacking.Count > 1 ? $"; bắt đầu ở {Wording.Lower(lacking[0].Name)}" : "")}.", $"/don-vi/{lacking[0].Code}/chi-tieu/{line.Set.Id}/{Uri.EscapeDataString(line.Line.Code)}#minh-chung", lacking.Count == 1 ? lacking[0].Code : here.Commune!.Code));
        }

        return work;
    }
}
