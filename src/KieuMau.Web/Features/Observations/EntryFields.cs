using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Web.Features.CriteriaSets;

namespace KieuMau.Web.Features.Observations;

/// <summary>Những số cần hỏi một cấp: every measure its sets need, in the order of the law, each once.</summary>
public static class EntryFields
{
    private const string Shared = "Số liệu dùng chung";

    public static IReadOnlyList<EntryField> For(CriteriaLibrary library, string level, DateOnly at)
    {
        var needs = Needs(library, level, at).GroupBy(need => need.Measure).ToList();
        var fields = needs.SelectMany(group => FieldsOf(group.Key, [.. group], library)).ToList();
        return [.. fields.Where(field => IsShared(field.Group, library)).OrderBy(field => field.Group != Shared), .. fields.Where(field => !IsShared(field.Group, library))];
    }

    private static bool IsShared(string group, CriteriaLibrary library) =>
        group == Shared || library.Measures.All.Any(measure => measure.Group.Length > 0 && measure.Group == group);

    private static IEnumerable<Need> Needs(CriteriaLibrary library, string level, DateOnly at)
    {
        var own = SetLadder.For(library, level, at);
        var above = library.Sets.Select(set => set.At(at)).Where(set => set.InForceAt(at) && !set.Levels.Contains(level));
        return from set in own.Concat(above)
               from criterion in set.Criteria
               from line in criterion.Indicators
               from need in RequirementWalk.Needs(line.Requirement)
               where need.Level == level || (need.Level.Length == 0 && set.Levels.Contains(level))
               where need.Measure.EnteredAt(level)
               select new Need(need.Measure, set, criterion, line);
    }

    private static IEnumerable<EntryField> FieldsOf(Measure measure, List<Need> needs, CriteriaLibrary library)
    {
        var group = GroupOf(measure, needs);
        IReadOnlyList<Indicator> lines = [.. needs.Select(need => need.Line).Distinct()];
        return SplitsOf(measure, needs).Select(split => new EntryField(measure, split, group, lines));
    }

    /// <summary>A number several criteria share stands apart; the rest under the criterion that needs it.</summary>
    private static string GroupOf(Measure measure, List<Need> needs)
    {
        var first = needs[0];
        var criteria = needs.Where(need => need.Set.Id == first.Set.Id).Select(need => need.Criterion.Code).Distinct().Count();
        if (criteria > 1 || measure.Group.Length > 0) return measure.Group.Length > 0 ? measure.Group : Shared;
        return $"{first.Criterion.Code}. {first.Criterion.Name}";
    }

    private static IEnumerable<string> SplitsOf(Measure measure, List<Need> needs)
    {
        if (measure.Kind == MeasureKind.Statement && measure.Facets.Count > 0) return measure.Facets;
        if (measure.Items.Count > 0) return measure.Coarser is Coarser.Lowest ? measure.Items.Append("") : measure.Items;
        return needs.SelectMany(need => BySplit(need.Line.Requirement)).Prepend("").Distinct().Where(split => split.Length == 0 || measure.Split?.Parts.Contains(split) == true);
    }

    private static IEnumerable<string> BySplit(Requirement requirement) => requirement switch
    {
        Requirement.BySplit(_, var splits) => splits,
        Requirement.All(var parts) => parts.SelectMany(BySplit),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(BySplit),
        Requirement.Window(var inner, _, _) => BySplit(inner),
        Requirement.When(_, var inner) => BySplit(inner),
        _ => [],
    };

    private sealed record Need(Measure Measure, CriteriaSet Set, Criterion Criterion, Indicator Line);
}
