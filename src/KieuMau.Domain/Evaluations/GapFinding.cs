using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Evaluations;

/// <summary>
/// Tìm phần còn thiếu: which change of which lever suffices. Applying it gives "đạt", one unit less does not:
/// every plan is tried on the evaluator itself before it is shown.
/// </summary>
internal static class GapFinding
{
    public static Gap? For(Scene scene, Indicator line, Verdict verdict, Reason reason)
    {
        if (verdict == Verdict.NoData) return ForNoData(reason);
        var quiet = scene with { Explain = false, Line = line, Done = Scene.Nothing(), Points = [] };
        var plan = new GapPlan(quiet);
        plan.Reach(line.Requirement);
        plan.Trim(line.Requirement);
        if (!plan.Suffices(line.Requirement)) return null;
        var text = plan.Spoken();
        var missing = Missing(reason);
        if (missing.Length > 0 && plan.NeedsData) text = text.Length > 0 ? $"{text}; {missing}" : missing;
        return text.Length == 0 ? null : new(text, plan.Changes(), plan.Effort());
    }

    private static Gap? ForNoData(Reason reason)
    {
        if (Missing(reason) is { Length: > 0 } text) return new(text, [], 0);
        var notes = reason.Leaves().Where(leaf => leaf.Verdict == Verdict.NoData).SelectMany(leaf => leaf.Notes).Distinct().ToList();
        return notes.Count == 0 ? null : new($"cần làm rõ: {string.Join(" ", notes).TrimEnd('.')}", [], 0);
    }

    private static string Missing(Reason reason)
    {
        var inputs = Open(reason).Where(input => input is { Missing: true, Deciding: true })
            .Select(input => NameOf(input)).Distinct().ToList();
        return inputs.Count == 0 ? "" : $"cần nhập: {string.Join("; ", inputs)}";
    }

    private static string NameOf(InputUsed input)
    {
        var name = input.Split.Length > 0 && input.Measure.Kind is MeasureKind.Statement or MeasureKind.Level ? $"{input.Measure.Name}: {input.Split}"
            : input.Split.Length > 0 ? $"{input.Measure.Name} ({input.Split})" : input.Measure.Name;
        return input.Note.StartsWith("năm ", StringComparison.Ordinal) || input.Note.StartsWith("của ", StringComparison.Ordinal) ? $"{name} {input.Note}" : name;
    }

    /// <summary>Of a choice the branches that lack least are named, not all of them.</summary>
    private static IEnumerable<InputUsed> Open(Reason reason) =>
        reason.Suffices is { } enough
            ? reason.Parts.Where(part => part.Verdict == Verdict.NoData).Select(part => Open(part).ToList()).Where(inputs => inputs.Count > 0)
                .OrderBy(inputs => inputs.Count).Take(Math.Max(1, enough - reason.Parts.Count(part => part.Verdict == Verdict.Met))).SelectMany(inputs => inputs)
        : reason.Parts.Count == 0
            ? reason.Verdict == Verdict.NoData ? reason.Inputs : []
            : reason.Parts.SelectMany(Open).Concat(reason.Verdict == Verdict.NoData ? reason.Inputs : []);
}
