using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Assignments;

/// <summary>Một dòng đang giữ: a line of a unit somebody has on a day.</summary>
public sealed record HeldLine(CriteriaSet Set, Criterion Criterion, Indicator Indicator, string Unit, AssignedAs As);

/// <summary>
/// Sổ phân công of a commune. On any day a line of a unit has at most one lead: that of the line before that of its
/// criterion, and for one khu before that for every khu.
/// </summary>
public sealed class AssignmentBook(IEnumerable<Assignment> all)
{
    private readonly ILookup<AssignedLine, Assignment> byLine = all.ToLookup(one => one.Line);

    public IEnumerable<Assignment> All => byLine.SelectMany(group => group);

    /// <summary>Người phụ trách một chỉ tiêu of a unit on a day; nothing when it has no owner.</summary>
    public Assignment? LeadOf(string set, string criterion, string indicator, string unit, DateOnly day) =>
        Narrowest(On(new(set, indicator), unit, day)) ?? Narrowest(On(new(set, criterion, OfCriterion: true), unit, day));

    /// <summary>Cùng làm: of the line and of its criterion, whoever leads it left out.</summary>
    public IReadOnlyList<Assignment> CoWorkersOf(string set, string criterion, string indicator, string unit, DateOnly day)
    {
        var lead = LeadOf(set, criterion, indicator, unit, day);
        return [.. On(new(set, indicator), unit, day).Concat(On(new(set, criterion, OfCriterion: true), unit, day))
            .Where(one => one.As == AssignedAs.CoWorker && lead?.Who.Same(one.Who) != true)
            .DistinctBy(one => (one.Who.Office, one.Who.Account, one.Who.Person))];
    }

    /// <summary>Lines somebody has, as lead or as co-worker.</summary>
    public IEnumerable<HeldLine> HeldBy(Func<Assignee, bool> mine, CriteriaSet set, IReadOnlyCollection<string> units, DateOnly day)
    {
        foreach (var criterion in set.Criteria)
        {
            foreach (var (line, unit) in criterion.Indicators.SelectMany(line => units.Select(unit => (line, unit))))
            {
                if (LeadOf(set.Id, criterion.Code, line.Code, unit, day) is { } lead && mine(lead.Who)) yield return new(set, criterion, line, unit, AssignedAs.Lead);
                else if (CoWorkersOf(set.Id, criterion.Code, line.Code, unit, day).Any(one => mine(one.Who))) yield return new(set, criterion, line, unit, AssignedAs.CoWorker);
            }
        }
    }

    /// <summary>Chưa có người phụ trách: lines that some of the units have no lead for.</summary>
    public IReadOnlyList<Indicator> Unowned(CriteriaSet set, IReadOnlyCollection<string> units, DateOnly day) =>
        [.. from criterion in set.Criteria
            from line in criterion.Indicators
            where units.Any(unit => LeadOf(set.Id, criterion.Code, line.Code, unit, day) is null)
            select line];

    /// <summary>A second lead of the same line and unit on any common day is refused, and so is the same person twice.</summary>
    public Refusal? Refuse(Assignment asked)
    {
        var beside = byLine[asked.Line].Where(one => one.Id != asked.Id && one.Unit == asked.Unit && one.Term.Overlaps(asked.Term)).ToList();
        if (asked.As == AssignedAs.Lead && beside.Find(one => one.As == AssignedAs.Lead) is { } other) return AssignmentRefusals.HasLead(asked, other);
        return beside.Find(one => one.Who.Same(asked.Who)) is { } twice ? AssignmentRefusals.Twice(asked, twice) : null;
    }

    /// <summary>What goes through a membership that ends: each as it then stands. It ends the same day; its history stays.</summary>
    public IReadOnlyList<Assignment> EndedWith(int membership, DateOnly lastDay) =>
        [.. All.Where(one => one.Who.Membership == membership && one.Term.EndedBy(lastDay) != one.Term)
            .Select(one => one with { Term = one.Term.EndedBy(lastDay) })];

    private IEnumerable<Assignment> On(AssignedLine line, string unit, DateOnly day) =>
        byLine[line].Where(one => one.CoversUnit(unit) && one.Term.HeldOn(day));

    private static Assignment? Narrowest(IEnumerable<Assignment> found) =>
        found.Where(one => one.As == AssignedAs.Lead).OrderByDescending(one => one.Unit.Length > 0).FirstOrDefault();
}
