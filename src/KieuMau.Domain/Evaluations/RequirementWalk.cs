using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Evaluations;

/// <summary>Walks a requirement to say which measures it needs, and where.</summary>
public static class RequirementWalk
{
    /// <summary>Every measure a requirement may read, of this unit or of units below.</summary>
    public static IEnumerable<Measure> MeasuresOf(Requirement requirement) => Needs(requirement).Select(need => need.Measure).Distinct();

    /// <summary>Measures with the level of unit they are read at; "" is the unit judged itself.</summary>
    public static IEnumerable<(Measure Measure, string Level)> Needs(Requirement requirement, string level = "") => requirement switch
    {
        Requirement.Compare(var formula, var demand, _, _, _) => At(formula.Measures().Concat(OfDemand(demand)), level),
        Requirement.EachItem(var measure, var demand) => At(OfDemand(demand).Prepend(measure), level),
        Requirement.All(var parts) => parts.SelectMany(part => Needs(part, level)),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(part => Needs(part, level)),
        Requirement.BySplit(var inner, _) => Needs(inner, level),
        Requirement.Window(var inner, _, _) => Needs(inner, level),
        Requirement.WindowUnknown(var inner) => Needs(inner, level),
        Requirement.Trend(var formula, _) => At(formula.Measures(), level),
        Requirement.OfUnits(var below, var inner, var demand, _) => Needs(inner, below).Concat(At(OfDemand(demand), level)),
        Requirement.EachUnit(var below, var inner) => Needs(inner, below),
        Requirement.Points points => At((points.Measure is { } measure ? [measure] : Enumerable.Empty<Measure>()).Concat(points.Steps.SelectMany(step => step.When.Formula.Measures())), level),
        Requirement.HoldsTitle(_, { } otherwise) => [(otherwise, level)],
        Requirement.When(var condition, var inner) => At(condition.Formula.Measures(), level).Concat(Needs(inner, level)),
        _ => [],
    };

    /// <summary>Whether the line may answer "không áp dụng" for a measure: only where it says "nếu có".</summary>
    public static bool MayBeInapplicable(Requirement requirement) => requirement switch
    {
        Requirement.When => true,
        Requirement.All(var parts) => parts.Any(MayBeInapplicable),
        Requirement.AtLeast(_, var parts) => parts.Any(MayBeInapplicable),
        Requirement.BySplit(var inner, _) => MayBeInapplicable(inner),
        Requirement.Window(var inner, _, _) => MayBeInapplicable(inner),
        Requirement.EachItem => true, // an organisation a khu does not have is left out
        _ => false,
    };

    private static IEnumerable<(Measure, string)> At(IEnumerable<Measure> measures, string level) => measures.Select(measure => (measure, level));

    private static IEnumerable<Measure> OfDemand(Demand demand) => demand switch
    {
        Demand.ByYear(var years, var otherwise) => years.Values.Append(otherwise).SelectMany(OfDemand),
        Demand.ByAttribute(_, var values, var otherwise) => values.Values.Append(otherwise).SelectMany(OfDemand),
        Demand.Depending(var cases, var otherwise) => cases.SelectMany(one => one.When.Formula.Measures().Concat(OfDemand(one.Demand))).Concat(OfDemand(otherwise)),
        Demand.OfOwnHistory history => [history.Measure],
        _ => [],
    };
}
