using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Có/không và nhận định: answers people give, facet by facet.</summary>
internal static class AnswerJudging
{
    public static Judged JudgeYesNo(Scene scene, Requirement.Compare compare, Measure measure) =>
        One(scene, compare, measure, scene.Split, measure.Name);

    /// <summary>A statement holds when every facet does; "có" for the whole answers them all.</summary>
    public static Judged JudgeStatement(Scene scene, Requirement.Compare compare, Measure measure)
    {
        if (measure.Facets.Count == 0 || (Value(scene, measure, "") is not null && WholeSpeaks(scene, measure))) return One(scene, compare, measure, "", measure.Name);

        return scene.JoinAll(compare, measure.Facets.Select(facet => One(scene, compare, measure, facet, facet)), measure.Name);
    }

    /// <summary>An answer for the whole stands in for facets nobody answered, never for one answered "không".</summary>
    private static bool WholeSpeaks(Scene scene, Measure measure)
    {
        var unanswered = false;
        foreach (var facet in measure.Facets)
        {
            switch (Value(scene, measure, facet))
            {
                case null: unanswered = true; break;
                case ObservedValue.Answer(false): return false;
            }
        }

        return unanswered;
    }

    private static ObservedValue? Value(Scene scene, Measure measure, string split) =>
        scene.Supposed?.Find(measure, split) ?? scene.Latest(measure, split, ValueForm.Exact)?.Value;

    private static Judged One(Scene scene, Requirement.Compare compare, Measure measure, string split, string label)
    {
        var value = Value(scene, measure, split);
        var level = scene.LevelFor(compare.Demand);
        var verdict = (level, value) switch
        {
            (Level.None, _) => Verdict.NoThreshold,
            (_, ObservedValue.NotApplicable) => scene.MayBeInapplicable ? Verdict.NotApplicable : Verdict.NoData,
            (Level.Yes(var wanted), ObservedValue.Answer(var yes)) => yes == wanted ? Verdict.Met : Verdict.NotMet,
            _ => Verdict.NoData,
        };
        var unverified = Judging.Decides(verdict) && scene.Unverified(compare.LevelSource);
        if (!scene.Explain) return new(verdict, unverified);
        return new(verdict, unverified, new Reason(split.Length > 0 ? label : Reasoning.LabelOf(compare, label), verdict, unverified)
        {
            Code = split.Length > 0 ? "" : compare.Code,
            Demand = level.Spoken(),
            Value = value?.Spoken(measure) ?? "",
            Inputs = [new(measure, split, scene.Unit.Code, scene.Latest(measure, split, ValueForm.Exact), value?.Spoken(measure) ?? "chưa có số liệu", value is null, verdict == Verdict.NoData, split)],
            Notes = NotesFor(level, value, verdict),
            LevelSource = compare.LevelSource,
        });
    }

    private static string[] NotesFor(Level level, ObservedValue? value, Verdict verdict) => (level, value) switch
    {
        (Level.None(var why), _) => [$"Chưa có ngưỡng: {why}."],
        (_, ObservedValue.NotApplicable(var reason)) when verdict == Verdict.NotApplicable => [$"Không áp dụng: {reason}."],
        (_, ObservedValue.NotApplicable) => ["“Không áp dụng” chỉ được nhận ở chỉ tiêu ghi “nếu có”."],
        _ => [],
    };
}
