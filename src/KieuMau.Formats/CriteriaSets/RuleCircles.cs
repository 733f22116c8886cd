using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Vòng luẩn quẩn: a line or criterion whose rule leads, by codes, back to itself could never be judged.</summary>
internal static class RuleCircles
{
    public static IEnumerable<FileProblem> Of(CriteriaSet set, YamlNode.Map root)
    {
        var settled = new HashSet<object>();
        foreach (var line in set.Indicators)
        {
            if (Circle(set, line, [], settled) is { } path) yield return new(root.File, line.Line, 1, $"Quy tắc dựa vòng quanh chính nó: {string.Join(" → ", path)}.");
        }

        foreach (var criterion in set.Criteria)
        {
            if (Circle(set, criterion, [], settled) is { } path) yield return new(root.File, root.Line, 1, $"Quy tắc dựa vòng quanh chính nó: {string.Join(" → ", path)}.");
        }
    }

    private static List<string>? Circle(CriteriaSet set, object node, List<object> above, HashSet<object> settled)
    {
        if (above.Contains(node)) return [.. above.SkipWhile(one => one != node).Append(node).Select(CodeOf)];
        if (settled.Contains(node)) return null;
        foreach (var next in Next(set, node))
        {
            if (Circle(set, next, [.. above, node], settled) is not { } path) continue;
            settled.Add(node); // said once
            return path;
        }

        settled.Add(node);
        return null;
    }

    private static IEnumerable<object> Next(CriteriaSet set, object node) => node switch
    {
        Indicator line => Targets(line.Requirement).Select(code => Find(set, code, line)).OfType<object>(),
        Criterion { Requirement: { } rule } => Targets(rule).Select(code => Find(set, code, null)).OfType<object>(),
        Criterion criterion => criterion.Indicators,
        _ => [],
    };

    /// <summary>As the evaluator finds it: a criterion first, unless the rule stands on a line inside it.</summary>
    private static object? Find(CriteriaSet set, string code, Indicator? from)
    {
        var criterion = set.Criteria.FirstOrDefault(one => one.Code == code);
        return criterion is not null && !(from is not null && criterion.Indicators.Contains(from)) ? criterion : set.Find(code);
    }

    private static string CodeOf(object node) => node is Indicator line ? line.Code : ((Criterion)node).Code;

    private static IEnumerable<string> Targets(Requirement requirement) => requirement switch
    {
        Requirement.Ref(var target) => [target],
        Requirement.All(var parts) => parts.SelectMany(Targets),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(Targets),
        Requirement.BySplit(var inner, _) => Targets(inner),
        Requirement.Window(var inner, _, _) => Targets(inner),
        Requirement.WindowUnknown(var inner) => Targets(inner),
        Requirement.When(_, var inner) => Targets(inner),
        _ => [],
    };
}
