using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Xem còn thiếu gì: the work across units, smallest first; the numbers and the levels that block most.</summary>
public sealed class ShowMissing(ReadCommune communes)
{
    private const double Small = 0.05;

    /// <param name="Then">What is won when this alone is done.</param>
    public sealed record Work(Unit Unit, bool Target, Finding Finding, string Then);

    /// <summary>A number nobody has entered.</summary>
    public sealed record Blocking(Measure Measure, IReadOnlyList<Unit> Units, int Lines);

    /// <summary>A level the law does not give.</summary>
    public sealed record Awaited(Indicator Line, int Units);

    public sealed record MissingView(
        Unit Commune,
        CriteriaSet Set,
        IReadOnlyList<Work> Works,
        IReadOnlyList<Blocking> Numbers,
        IReadOnlyList<Awaited> Levels,
        int AllUnits,
        Answer Answer);

    public async Task<MissingView?> Of(string commune, Standpoint here, string? setId, bool targetsOnly)
    {
        if (await communes.Of(commune, here.At) is not { } reading) return null;
        if (reading.ChooseSet(reading.LevelBelow, setId) is not { } set) return null;

        var judged = reading.JudgedBy(set)
            .Where(unit => !targetsOnly || unit.IsTarget(here.At.Year))
            .Select(unit => (Unit: unit, Now: reading.Judge(set, unit.Code)))
            .ToList();
        List<Work> works = [.. judged.SelectMany(one => WorksOf(one.Unit, one.Now, here.At.Year)).OrderBy(work => work.Finding.Gap?.Effort ?? double.MaxValue)];
        return new(reading.Commune, set, works, Numbers(judged), Levels(judged), judged.Count, AnswerOf(works, judged.Count));
    }

    private static IEnumerable<Work> WorksOf(Unit unit, Evaluation now, int year)
    {
        var target = unit.IsTarget(year);
        return now.Findings.Where(finding => finding is { Verdict: Verdict.NotMet, Indicator.Local: false })
            .Select(finding => new Work(unit, target, finding, ThenOf(unit, now, finding, target)));
    }

    private static string ThenOf(Unit unit, Evaluation now, Finding finding, bool target)
    {
        if (now.Counts.NotMet == 1) return $"{(target ? "Khu đích" : unit.Name)} không còn chỉ tiêu chưa đạt";
        var criterion = now.Criteria.First(one => one.Findings.Contains(finding));
        var open = criterion.Findings.Count(one => one.Verdict is not (Verdict.Met or Verdict.NotApplicable));
        return open == 1 ? $"{unit.Name} đạt tiêu chí {criterion.Criterion.Code}. {criterion.Criterion.ShortName}" : "";
    }

    private static List<Blocking> Numbers(List<(Unit Unit, Evaluation Now)> judged) =>
        [.. judged
            .SelectMany(one => one.Now.Findings.SelectMany(finding => finding.Missing.Select(measure => (measure, one.Unit, finding.Indicator.Code))))
            .GroupBy(row => row.measure)
            .Select(group => new Blocking(group.Key, [.. group.Select(row => row.Unit).Distinct()], group.Select(row => (row.Unit.Code, row.Code)).Distinct().Count()))
            .OrderByDescending(blocking => blocking.Lines)];

    private static List<Awaited> Levels(List<(Unit Unit, Evaluation Now)> judged) =>
        [.. judged
            .SelectMany(one => one.Now.Findings.Where(finding => finding.Verdict == Verdict.NoThreshold).Select(finding => finding.Indicator))
            .GroupBy(line => line.Code)
            .Select(group => new Awaited(group.First(), group.Count()))
            .OrderByDescending(awaited => awaited.Units)];

    private static Answer AnswerOf(List<Work> works, int units)
    {
        if (works.Count == 0) return new($"Không còn chỗ chưa đạt ở {Wording.Count(units)} khu.");
        var small = works.Count(work => work.Finding.Gap is { Effort: <= Small });
        return new(
            $"{works.Count} chỗ chưa đạt ở {works.Select(work => work.Unit.Code).Distinct().Count()} khu.",
            small == 0 ? "" : $"{small} chỗ đã gần: phần còn thiếu không quá 5\u00a0% của tổng số.");
    }
}
