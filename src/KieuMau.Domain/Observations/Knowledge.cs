using KieuMau.Domain.Units;

namespace KieuMau.Domain.Observations;

/// <summary>Everything known that a judgement may need: the units, and of each its facts and titles.</summary>
public sealed class Knowledge(UnitTree units, Func<string, UnitFacts> factsOf, Func<string, IReadOnlyList<Title>> titlesOf)
{
    public UnitTree Units { get; } = units;

    /// <summary>From plain lists, for a few units at a time.</summary>
    public static Knowledge Of(UnitTree units, IEnumerable<(string Unit, Fact Fact)> facts, IEnumerable<Title> titles)
    {
        var factsByUnit = facts.GroupBy(pair => pair.Unit).ToDictionary(group => group.Key, group => new UnitFacts(group.Select(pair => pair.Fact)));
        var titlesByUnit = titles.GroupBy(title => title.Unit).ToDictionary(group => group.Key, IReadOnlyList<Title> (group) => [.. group]);
        return new(units, unit => factsByUnit.GetValueOrDefault(unit, UnitFacts.None), unit => titlesByUnit.GetValueOrDefault(unit, []));
    }

    public UnitFacts FactsOf(string unit) => factsOf(unit);

    public IReadOnlyList<Title> TitlesOf(string unit) => titlesOf(unit);
}
