using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Xem bảng: units × criteria of a commune, and what changed since a day.</summary>
public sealed class ShowBoard(ReadCommune communes)
{
    /// <param name="Changes">How many more lines are met than on the day compared with, a criterion each.</param>
    /// <param name="Need">What a card on a phone says in one line.</param>
    public sealed record Row(Unit Unit, bool Target, Evaluation Now, IReadOnlyList<int> Changes, string Need)
    {
        public int Change => Changes.Sum();
    }

    public sealed record Board(
        Unit Commune,
        CriteriaSet Set,
        bool SetIsDefault,
        IReadOnlyList<Row> Targets,
        IReadOnlyList<Row> Others,
        DateOnly? Since,
        Answer Answer)
    {
        public int Units => Targets.Count + Others.Count;
    }

    public async Task<Board?> Of(string commune, Standpoint here, string? setId, DateOnly? since)
    {
        if (await communes.Of(commune, here.At) is not { } reading) return null;
        var top = reading.ChooseSet(reading.LevelBelow, null);
        if (reading.ChooseSet(reading.LevelBelow, setId) is not { } set) return null;

        var rows = reading.JudgedBy(set).Select(unit => RowOf(reading, set, unit, since)).ToList();
        List<Row> targets = [.. rows.Where(row => row.Target)];
        List<Row> others = [.. rows.Where(row => !row.Target).OrderByDescending(row => row.Now.Counts.Met).ThenBy(row => row.Now.Counts.NotMet)];
        return new(reading.Commune, set, set.Id == top?.Id, targets, others, since, BoardAnswer.Of(targets, rows));
    }

    private static Row RowOf(CommuneReading reading, CriteriaSet set, Unit unit, DateOnly? since)
    {
        var now = reading.Judge(set, unit.Code);
        var then = since is { } day ? reading.JudgeThen(set.Id, unit.Code, day) : null;
        if (then is { Counts: { Met: 0, NotMet: 0 } }) then = null; // nothing was known then: there is nothing to compare with
        return new(unit, unit.IsTarget(reading.At.Year), now, [.. now.Criteria.Select(criterion => ChangeOf(criterion, then))], NeedOf(now));
    }

    private static int ChangeOf(CriterionFinding now, Evaluation? then)
    {
        if (then is null) return 0;
        var before = then.Criteria.FirstOrDefault(criterion => criterion.Criterion.Code == now.Criterion.Code);
        return now.Findings.Count(Met) - (before?.Findings.Count(Met) ?? 0);

        static bool Met(Finding finding) => finding is { Verdict: Verdict.Met, Indicator.Local: false };
    }

    private static string NeedOf(Evaluation now)
    {
        var unmet = now.Findings.Where(finding => finding is { Verdict: Verdict.NotMet, Indicator.Local: false }).ToList();
        if (unmet.Count == 0) return "Không còn chỉ tiêu chưa đạt.";
        var nearest = unmet.Where(finding => finding.Gap is not null).OrderBy(finding => finding.Gap!.Effort).FirstOrDefault();
        var first = nearest is null ? "" : $" Gần nhất: {nearest.Indicator.Code} {nearest.Gap!.Text}.";
        return $"Còn {unmet.Count} chỉ tiêu chưa đạt.{first}";
    }
}
