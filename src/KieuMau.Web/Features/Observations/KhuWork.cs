using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Observations;

/// <summary>Việc của trưởng khu, Ban Phát triển khu: lines of the own khu that wait for numbers, then those of the commune that wait for this khu.</summary>
public sealed class KhuWork(ReadCommune communes, UnitReader units, ReportLocks locks) : IWorkSource
{
    private CommuneReading? read;

    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        if (!here.KhuOnly || here.Unit is not { } khu || !here.MayHere.Contains(Right.EnterKhu)) return [];
        List<(Finding Finding, List<Measure> Asked)> own = [.. from finding in await Findings(here, ct)
                                                               where finding.Verdict == Verdict.NoData
                                                               let asked = finding.Missing.Where(measure => measure.EnteredAt(khu.Level)).ToList()
                                                               where asked.Count > 0
                                                               select (finding, asked)];
        var known = own.SelectMany(one => one.Asked).ToHashSet();
        List<(Indicator Line, string Whose, List<Measure> Asked)> all = [.. own.Select(one => (one.Finding.Indicator, "", one.Asked)),
            .. (await AwaitedByCommune(here, ct)).Select(one => (one.Line, " của xã", one.Asked.Where(measure => !known.Contains(measure)).ToList()))];
        if (all.Count == 0) return [];
        var open = await locks.Open(await units.Around([khu.Code], ct), [.. all.SelectMany(one => one.Asked).Distinct().Select(measure => (khu.Code, measure))], here.Period, ct);
        return [.. all.Select(one => (one.Line, one.Whose, Asked: one.Asked.FindAll(measure => open(khu.Code, measure)))).Where(one => one.Asked.Count > 0).Select(one => Item(khu, one.Line, one.Whose, one.Asked))];
    }

    private static WorkItem Item(Unit khu, Indicator line, string whose, List<Measure> asked) =>
        new(WorkKind.Missing, $"{line.Code} {line.ShortName}{whose}: cần nhập {ToEnter(asked)}", $"/don-vi/{khu.Code}/nhap#{asked[0].Code}", khu.Code);

    /// <summary>Lines of the commune that wait for numbers of this khu.</summary>
    private async Task<IEnumerable<(Indicator Line, List<Measure> Asked)>> AwaitedByCommune(Standpoint here, CancellationToken ct)
    {
        if (await Reading(here, ct) is not { } reading || reading.ChooseSet(reading.Commune.Level, null) is not { } set) return [];
        return from finding in reading.Judge(set, reading.Commune.Code).Findings
               where finding.Verdict == Verdict.NoData
               let asked = (finding.Reason?.AllInputs() ?? []).Where(input => input.Missing && input.Unit == here.Unit!.Code && input.Measure.EnteredAt(here.Unit.Level)).Select(input => input.Measure).Distinct().ToList()
               where asked.Count > 0
               select (finding.Indicator, asked);
    }

    /// <summary>Names of numbers at the end of a sentence, the first few.</summary>
    public static string ToEnter(IReadOnlyList<Measure> measures) =>
        measures.Count > 3 ? $"{string.Join(", ", measures.Take(3).Select(measure => measure.Name))}…" : $"{Wording.List([.. measures.Select(measure => measure.Name)])}.";

    /// <summary>Còn thiếu để đạt: lines of the own khu that are not met, the nearest first.</summary>
    public async Task<IReadOnlyList<(CriteriaSet Set, Finding Finding)>> Gaps(Standpoint here, CancellationToken ct)
    {
        if (!here.KhuOnly || here.Unit is null || await SetOf(here, ct) is not { } set) return [];
        return [.. (await Findings(here, ct)).Where(finding => finding is { Verdict: Verdict.NotMet, Indicator.Local: false })
            .OrderBy(finding => finding.Gap?.Effort ?? double.MaxValue).Select(finding => (set, finding))];
    }

    /// <summary>Lines of the own khu found met.</summary>
    public async Task<IReadOnlyList<(CriteriaSet Set, Finding Finding)>> Met(Standpoint here, CancellationToken ct) =>
        here.KhuOnly && here.Unit is not null && await SetOf(here, ct) is { } set ? [.. (await Findings(here, ct)).Where(finding => finding.Verdict == Verdict.Met).Select(finding => (set, finding))] : [];

    private async Task<IEnumerable<Finding>> Findings(Standpoint here, CancellationToken ct) =>
        await SetOf(here, ct) is { } set ? (await Reading(here, ct))!.Judge(set, here.Unit!.Code).Findings : [];

    private async Task<CriteriaSet?> SetOf(Standpoint here, CancellationToken ct) =>
        await Reading(here, ct) is { } reading && reading.ChooseSet(here.Unit!.Level, null) is { } set && reading.Refuse(set, here.Unit.Code) is null ? set : null;

    /// <summary>Asked for once a request, whatever is asked of it.</summary>
    private async Task<CommuneReading?> Reading(Standpoint here, CancellationToken ct) => read ??= await communes.Of(here.Unit!.Code, here.At, ct);
}
