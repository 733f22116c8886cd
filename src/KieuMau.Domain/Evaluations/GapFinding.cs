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
        foreach (var more in new[] { Missing(plan.Needs.SelectMany(Open)), Unclear(plan.Needs.Where(need => !Open(need).Any(IsMissing))) })
        {
            if (more.Length > 0) text = text.Length > 0 ? $"{text}; {more}" : more;
        }

        return text.Length == 0 ? null : new(text, plan.Changes(), plan.Effort());
    }

    private static Gap? ForNoData(Reason reason)
    {
        var text = Missing(Open(reason)) is { Length: > 0 } missing ? missing : Unclear([reason]);
        return text.Length == 0 ? null : new(text, [], 0);
    }

    private static bool IsMissing(InputUsed input) => input is { Missing: true, Deciding: true };

    private static string Missing(IEnumerable<InputUsed> inputs)
    {
        var names = inputs.Where(IsMissing).Select(NameOf).Distinct().ToList();
        return names.Count == 0 ? "" : $"cần nhập: {string.Join("; ", names)}";
    }

    /// <summary>Open for a reason other than a number not entered: it is the reason that must be settled.</summary>
    private static string Unclear(IEnumerable<Reason> reasons)
    {
        var leaves = reasons.SelectMany(reason => reason.Leaves()).Where(leaf => leaf.Verdict == Verdict.NoData);
        var notes = leaves.SelectMany(leaf => leaf.Notes.Count > 0 ? leaf.Notes : [leaf.Label]).Where(note => note.Length > 0).Distinct().ToList();
        return notes.Count == 0 ? "" : $"cần làm rõ: {string.Join(" ", notes).TrimEnd('.')}";
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
