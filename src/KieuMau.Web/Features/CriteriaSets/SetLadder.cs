using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Bậc thang các bộ: of the sets that judge a level of unit at a date, which one stands highest.</summary>
public static class SetLadder
{
    /// <summary>Sets in force for a level, the highest first: one that asks for another stands above it.</summary>
    public static IReadOnlyList<CriteriaSet> For(CriteriaLibrary library, string level, DateOnly at)
    {
        var sets = library.Sets.Select(set => set.At(at)).Where(set => set.Levels.Contains(level) && set.InForceAt(at)).ToList();
        return [.. sets.OrderByDescending(set => Height(set, sets, [])).ThenBy(set => set.StandsOn.Length == 0)];
    }

    /// <summary>The set asked for, or the highest in force; none where no set judges this level.</summary>
    public static CriteriaSet? Choose(CriteriaLibrary library, string level, DateOnly at, string? asked) =>
        (asked is { Length: > 0 } ? library.Find(asked, at) : null) ?? (For(library, level, at) is [var top, ..] ? top : null);

    private static int Height(CriteriaSet set, List<CriteriaSet> all, HashSet<string> seen)
    {
        if (!seen.Add(set.Id)) return 0; // two sets that ask for each other must not hang a page
        var below = Requirements(set).SelectMany(SetsAsked).Append(set.StandsOn)
            .Select(id => all.Find(other => other.Id == id))
            .OfType<CriteriaSet>()
            .Where(other => other.Id != set.Id);
        var height = below.Select(other => Height(other, all, seen) + 1).DefaultIfEmpty(0).Max();
        seen.Remove(set.Id);
        return height;
    }

    private static IEnumerable<Requirement> Requirements(CriteriaSet set) =>
        set.Indicators.Select(line => line.Requirement)
            .Concat(set.Criteria.Select(criterion => criterion.Requirement).OfType<Requirement>())
            .Concat(set.Requirement is null ? [] : [set.Requirement]);

    private static IEnumerable<string> SetsAsked(Requirement requirement) => requirement switch
    {
        Requirement.All(var parts) => parts.SelectMany(SetsAsked),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(SetsAsked),
        Requirement.When(_, var inner) => SetsAsked(inner),
        Requirement.Recognition(var id) => [id],
        Requirement.OtherSet(var id, _, var otherwise) => otherwise is null ? [id] : [id, otherwise],
        Requirement.Inherit(var id, _) => [id],
        _ => [],
    };
}
