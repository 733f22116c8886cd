using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Việc của người phụ trách: lines of theirs that wait for numbers.</summary>
public sealed class OwnedWork(ShowMyLines lines, UnitReader units, ReportLocks locks) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        var waiting = (await lines.Of(who, here, ct)).Where(line => line.Where(Verdict.NoData).Count > 0).ToList();
        var asked = waiting.SelectMany(line => line.Found).SelectMany(one => one.Finding.Missing.Select(measure => (one.Unit.Code, measure))).Distinct().ToList();
        if (asked.Count == 0) return [.. waiting.Select(line => Item(line, line.Found.Count, here))];
        var open = await locks.Open(await units.Around([.. asked.Select(one => one.Code).Distinct()], ct), asked, here.Period, ct);
        return [.. waiting.Select(line => (Line: line with { Found = [.. line.Found.Where(one => one.Finding.Missing.Count == 0 || one.Finding.Missing.Any(measure => !measure.EnteredAt(one.Unit.Level) || open(one.Unit.Code, measure)))] }, line.Found.Count))
            .Where(one => one.Line.Where(Verdict.NoData).Count > 0).Select(one => Item(one.Line, one.Count, here))];
    }

    /// <param name="line">With those units only where something can be done.</param>
    /// <param name="held">For how many units it is held.</param>
    private static WorkItem Item(ShowMyLines.MyLine line, int held, Standpoint here)
    {
        var (units, missing, commune) = (line.Where(Verdict.NoData), line.Missing, here.Commune!.Code);
        // what a line of the commune lacks may be a number of its khu
        var below = units.Count > 1 || (missing.Count > 0 && missing.All(measure => !measure.EnteredAt(units[0].Level)));
        var names = below && (units.Count == held || units.Count == 1) ? "các khu" : Wording.List([.. units.Select(unit => Wording.Lower(unit.Name))]);
        var what = missing.Count == 0 ? "chưa có số liệu." : $"cần nhập {KhuWork.ToEnter(missing)}";
        return new(WorkKind.Missing, $"{line.Line.Code} {line.Line.ShortName}: {names} {what}", HrefOf(line, units[0].Code, below, here), units.Count == 1 ? units[0].Code : commune);
    }

    private static string HrefOf(ShowMyLines.MyLine line, string unit, bool below, Standpoint here)
    {
        if (!here.MayAtCommune.Contains(Right.EnterOwn) && !here.MayAtCommune.Contains(Right.Import)) return $"/don-vi/{unit}/chi-tieu/{line.Set.Id}/{line.Line.Code}";
        var anchor = line.Missing.Count == 0 ? "" : $"#{line.Missing[0].Code}";
        return below ? $"/xa/{here.Commune!.Code}/nhap{anchor}" : $"/don-vi/{unit}/nhap{anchor}";
    }
}
