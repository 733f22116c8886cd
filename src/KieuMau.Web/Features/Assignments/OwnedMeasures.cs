using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Assignments;

/// <summary>
/// Số được giao: which numbers of a unit somebody may enter as owner of a line. They are those the line reads, in the unit
/// where they are entered: a line of the commune that counts khu is fed by its khu.
/// </summary>
public sealed class OwnedMeasures(ReadAssignments reader, OfficePeople people, UnitReader units, ActiveCriteria criteria, TimeProvider clock)
{
    private readonly Dictionary<(int Shard, int Year), IReadOnlySet<(string Unit, string Measure)>> known = [];
    private readonly Dictionary<(string Unit, int Year), IReadOnlySet<(string Unit, string Measure)>> ofUnits = [];
    private UnitSurroundings? around;

    /// <summary>Whether a number is one of theirs today.</summary>
    /// <param name="measure">Code.</param>
    public async Task<bool> Holds(Who who, string unit, string measure, Period period, CancellationToken ct = default) =>
        (await Of(who, unit, period, ct)).Contains((unit, measure));

    /// <summary>Whether a line of a unit is theirs today, as lead or as co-worker.</summary>
    public async Task<bool> HoldsLine(Who who, string unit, string set, string line, CancellationToken ct = default)
    {
        var offices = await people.OfficesOf(who.Account, clock.Today(), ct);
        return (await Over(unit, ct)).Any(assignments => assignments.HeldIn(unit, one => OfficePeople.IsMine(one, who.Account, offices), criteria.Current.Library, clock.Today()).Contains((set, line)));
    }

    /// <summary>Ai phụ trách những chỉ tiêu đọc số này: for the words of a refusal. Empty when nobody leads any.</summary>
    public async Task<IReadOnlyList<(string Line, string Lead)>> LeadsOf(string unit, Measure measure, Period period, CancellationToken ct = default)
    {
        var (at, today) = (DateOf(period), clock.Today());
        var found = new List<(string, string)>();
        foreach (var assignments in await Over(unit, ct))
        {
            foreach (var set in criteria.Current.Library.Sets.Select(set => set.At(at)).Where(set => set.InForceAt(at)))
            {
                foreach (var (criterion, line, judged) in from judged in assignments.JudgedBy(set, at) from criterion in set.Criteria from line in criterion.Indicators select (criterion, line, judged))
                {
                    if (NumbersOf(line, judged, assignments, at).Contains((unit, measure.Code)) && assignments.Book.LeadOf(set.Id, criterion.Code, line.Code, judged.Code, today) is { } lead)
                        found.Add((line.Code, lead.Who.OfficeOrPerson));
                }
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>All of theirs today in the communes of a unit.</summary>
    public async Task<IReadOnlySet<(string Unit, string Measure)>> Of(Who who, string unit, Period period, CancellationToken ct = default)
    {
        if (ofUnits.TryGetValue((unit, period.Year), out var read)) return read;
        var owned = new HashSet<(string, string)>();
        foreach (var assignments in await Over(unit, ct))
        {
            var key = (assignments.Shard, period.Year);
            if (!known.TryGetValue(key, out var ofCommune)) known[key] = ofCommune = await InCommune(who, assignments, period, ct);
            owned.UnionWith(ofCommune);
        }

        return ofUnits[(unit, period.Year)] = owned;
    }

    private async Task<IReadOnlySet<(string, string)>> InCommune(Who who, CommuneAssignments assignments, Period period, CancellationToken ct)
    {
        var (at, today) = (DateOf(period), clock.Today());
        var offices = await people.OfficesOf(who.Account, today, ct);
        var owned = new HashSet<(string, string)>();
        foreach (var set in criteria.Current.Library.At(assignments.Book.All.Select(one => one.Line.Set), at))
        {
            var judged = assignments.JudgedBy(set, at).ToDictionary(one => one.Code);
            foreach (var held in assignments.Book.HeldBy(one => OfficePeople.IsMine(one, who.Account, offices), set, judged.Keys, today))
            {
                owned.UnionWith(NumbersOf(held.Indicator, judged[held.Unit], assignments, at));
            }
        }

        return owned;
    }

    /// <summary>Numbers a line of a unit reads, where each is entered.</summary>
    private static IEnumerable<(string Unit, string Measure)> NumbersOf(Indicator line, Unit judged, CommuneAssignments assignments, DateOnly at)
    {
        foreach (var (measure, level) in RequirementWalk.Needs(line.Requirement))
        {
            var own = level.Length == 0 || level == judged.Level;
            if (own && measure.EnteredAt(judged.Level))
            {
                yield return (judged.Code, measure.Code);
                continue;
            }

            // read below, or rolled up from below
            var below = own ? assignments.Around.Tree.Children(judged.Code, at) : assignments.Around.Tree.Below(judged.Code, level, at);
            foreach (var unit in below.Where(unit => measure.EnteredAt(unit.Level))) yield return (unit.Code, measure.Code);
        }
    }

    /// <summary>Of every commune the unit belonged to: what is entered late still has its owner.</summary>
    private async Task<IReadOnlyList<CommuneAssignments>> Over(string unit, CancellationToken ct)
    {
        if (around?.Keys.ContainsKey(unit) != true) around = await units.Around([unit], ct);
        if (!around.Keys.ContainsKey(unit)) return [];
        var found = new List<CommuneAssignments>();
        foreach (var commune in around.CommunesOver(unit))
        {
            if (await reader.Of(commune, ct) is { } assignments) found.Add(assignments);
        }

        return found;
    }

    private DateOnly DateOf(Period period) => period.Last < clock.Today() ? period.Last : clock.Today();
}
