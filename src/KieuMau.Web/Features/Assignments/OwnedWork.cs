using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evaluations;
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
        var units = line.Where(Verdict.NoData);
        var missing = line.Missing;
        var names = units.Count == line.Found.Count && units.Count > 1 ? "các khu" : Wording.List([.. units.Select(unit => Wording.Lower(unit.Name))]);
        var what = missing.Count == 0 ? "chưa có số liệu" : $"cần nhập {Wording.List([.. missing.Take(3).Select(measure => measure.Name)])}{(missing.Count > 3 ? "…" : "")}";
        var first = units[0].Code;
        var mayEnter = here.MayAtCommune.Contains(Right.EnterOwn) || here.MayAtCommune.Contains(Right.Import);
        var href = !mayEnter ? $"/don-vi/{first}/chi-tieu/{line.Set.Id}/{line.Line.Code}"
            : units.Count == 1 ? $"/don-vi/{first}/nhap{Anchor(missing)}"
            : $"/xa/{here.Commune!.Code}/nhap{Anchor(missing)}";
        return new(WorkKind.Missing, $"{line.Line.Code} {line.Line.ShortName}: {names} {what}.", href, units.Count == 1 ? first : here.Commune!.Code);
    }

    private static string Anchor(IReadOnlyList<Domain.Measures.Measure> missing) => missing.Count == 0 ? "" : $"#{missing[0].Code}";
}
