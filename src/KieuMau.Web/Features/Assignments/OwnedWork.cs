using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Việc của người phụ trách: lines of theirs that wait for numbers.</summary>
public sealed class OwnedWork(ShowMyLines lines) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct) =>
        [.. (await lines.Of(who, here, ct)).Where(line => line.Where(Verdict.NoData).Count > 0).Select(line => Item(line, here))];

    private static WorkItem Item(ShowMyLines.MyLine line, Standpoint here)
    {
        var (units, missing, commune) = (line.Where(Verdict.NoData), line.Missing, here.Commune!.Code);
        // what a line of the commune lacks may be a number of its khu
        var below = units.Count > 1 || (missing.Count > 0 && missing.All(measure => !measure.EnteredAt(units[0].Level)));
        var names = below && (units.Count == line.Found.Count || units.Count == 1) ? "các khu" : Wording.List([.. units.Select(unit => Wording.Lower(unit.Name))]);
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
