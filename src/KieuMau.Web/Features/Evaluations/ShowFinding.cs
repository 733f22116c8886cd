using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Xem một kết quả: the home of a line of a unit.</summary>
public sealed class ShowFinding(ReadCommune communes)
{
    private const int Days = 8;

    /// <summary>Another unit at the same line.</summary>
    public sealed record Neighbour(Unit Unit, Finding Finding, bool Here);

    /// <summary>The line as it stood on a day on which a number it reads changed.</summary>
    public sealed record Day(DateOnly Date, Verdict Verdict, bool Unverified, string Value, IReadOnlyList<Fact> Facts);

    public sealed record FindingView(
        Unit Commune,
        Unit Unit,
        bool Target,
        CriteriaSet Set,
        Criterion Criterion,
        Finding Finding,
        Indicator? Before,
        Indicator? After,
        IReadOnlyList<Neighbour> Neighbours,
        IReadOnlyList<Day> History);

    public async Task<FindingView?> Of(string unitCode, string setId, string line, Standpoint here)
    {
        if (await communes.Of(unitCode, here.At) is not { } reading) return null;
        if (reading.Find(unitCode) is not { } unit || reading.Library.Find(setId, here.At) is not { } set) return null;
        if (set.Find(line) is not { } indicator || set.CriterionOf(line) is not { } criterion) return null;

        if (reading.JudgeThen(setId, unit.Code, here.At, explain: true)?.Find(line) is not { } finding) return null;
        var lines = set.Indicators.ToList();
        var place = lines.IndexOf(indicator);
        return new(
            reading.Commune,
            unit,
            unit.IsTarget(here.At.Year),
            set,
            criterion,
            finding,
            place > 0 ? lines[place - 1] : null,
            place < lines.Count - 1 ? lines[place + 1] : null,
            Neighbours(reading, set, unit, line),
            History(reading, set, unit, finding));
    }

    private static List<Neighbour> Neighbours(CommuneReading reading, CriteriaSet set, Unit unit, string line)
    {
        var units = reading.JudgedBy(set);
        if (units.Count < 2) return [];
        return [.. units
            .Select(other => new Neighbour(other, reading.JudgeThen(set.Id, other.Code, reading.At, explain: true)!.Find(line)!, other.Code == unit.Code))
            .OrderBy(one => Rank(one.Finding))];
    }

    private static double Rank(Finding finding) => finding.Verdict switch
    {
        Verdict.Met => 0,
        Verdict.NotMet => 1 + (finding.Gap?.Effort ?? 1),
        Verdict.NoThreshold => 10,
        Verdict.NoData => 11,
        _ => 12,
    };

    private static List<Day> History(CommuneReading reading, CriteriaSet set, Unit unit, Finding finding)
    {
        var measures = finding.Reason?.AllInputs().Where(input => input.Unit == unit.Code).Select(input => input.Measure).Distinct().ToList() ?? [];
        var facts = measures.SelectMany(measure => Facts(reading, unit, measure)).Where(fact => fact.AsOf <= reading.At && fact.Value is not ObservedValue.Nothing);
        return [.. facts.GroupBy(fact => fact.AsOf).OrderByDescending(group => group.Key).Take(Days)
            .Select(group => DayOf(reading, set, unit, finding.Indicator.Code, group.Key, group))
            .OfType<Day>()];
    }

    private static Day? DayOf(CommuneReading reading, CriteriaSet set, Unit unit, string line, DateOnly day, IEnumerable<Fact> facts) =>
        reading.JudgeThen(set.Id, unit.Code, day, explain: true)?.Find(line) is { } then
            ? new Day(day, then.Verdict, then.Unverified, then.Reason?.Have() ?? "", [.. facts.OrderByDescending(fact => fact.SavedAt)])
            : null;

    private static Fact[] Facts(CommuneReading reading, Unit unit, Measure measure) =>
        reading.Knowledge.FactsOf(unit.Code).Of(measure).ToArray();
}
