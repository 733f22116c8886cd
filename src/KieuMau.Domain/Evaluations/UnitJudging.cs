using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Units;

namespace KieuMau.Domain.Evaluations;

/// <summary>Từ khu lên xã: rules over the units below. A unit without data is an open part, not a no.</summary>
internal static class UnitJudging
{
    public static Judged JudgeOfUnits(Scene scene, Requirement.OfUnits rule)
    {
        var units = scene.Knowledge.Units.Below(scene.Unit.Code, rule.Level, scene.At);
        var judged = units.Select(unit => (Unit: unit, Judged: JudgeIn(scene, unit, rule.Inner))).Where(pair => pair.Judged.Verdict != Verdict.NotApplicable).ToList();
        var noneApplies = units.Count > 0 && judged.Count == 0;
        var level = scene.LevelFor(rule.Demand);
        var range = RangeOf(rule, judged);
        var verdict = level switch
        {
            Level.None => Verdict.NoThreshold,
            _ when noneApplies => Verdict.NotApplicable,
            _ when range is null => Verdict.NoData,
            Level.Than than => Judging.FromRange(range.Value, than),
            _ => Verdict.NoThreshold,
        };
        if (verdict == Verdict.NoData && judged.Count > 0 && !judged.Exists(pair => pair.Judged.Verdict == Verdict.NoData)) verdict = Verdict.NoThreshold;
        var unverified = Judging.Decides(verdict) && (scene.Unverified(rule.LevelSource) || Leaning(verdict, level, rule, judged));
        if (!scene.Explain) return new(verdict, unverified);
        return new(verdict, unverified, Explain(scene, rule, judged, level, range, verdict, unverified));
    }

    private static ValueRange? RangeOf(Requirement.OfUnits rule, List<(Unit Unit, Judged Judged)> judged)
    {
        var met = Exact.From(judged.Count(pair => pair.Judged.Verdict == Verdict.Met));
        var open = Exact.From(judged.Count(pair => pair.Judged.Open));
        if (judged.Count == 0) return null; // a unit nobody has entered is not a zero
        if (!rule.AsShare) return new(met, met + open);
        var all = Exact.From(judged.Count);
        return new(met / all, (met + open) / all);
    }

    /// <summary>Whether the verdict would be open if unverified units were left open.</summary>
    private static bool Leaning(Verdict verdict, Level level, Requirement.OfUnits rule, List<(Unit Unit, Judged Judged)> judged)
    {
        var strict = judged.ConvertAll(pair => pair.Judged.Unverified ? (pair.Unit, new Judged(Verdict.NoData, false)) : pair);
        return level is Level.Than than && RangeOf(rule, strict) is { } range && Judging.FromRange(range, than) != verdict;
    }

    private static Reason Explain(Scene scene, Requirement.OfUnits rule, List<(Unit Unit, Judged Judged)> judged, Level level, ValueRange? range, Verdict verdict, bool unverified)
    {
        var met = judged.Count(pair => pair.Judged.Verdict == Verdict.Met);
        var notes = new List<string>();
        if (level is Level.None(var why)) notes.Add($"Chưa có ngưỡng: {why}.");
        if (judged.Count == 0) notes.Add(verdict == Verdict.NotApplicable ? $"Không {rule.Level} nào thuộc diện xét." : $"Chưa có {rule.Level} nào thuộc đơn vị này tại ngày xét.");
        AddNames(notes, "Chưa đạt", judged, pair => pair.Verdict == Verdict.NotMet);
        AddNames(notes, "Chưa có số liệu", judged, pair => pair.Verdict == Verdict.NoData);
        return new Reason(Reasoning.LabelOf(rule, Judging.LabelUnder(rule)), verdict, unverified)
        {
            Code = rule.Code,
            Demand = level.Spoken(),
            Value = range is { } known ? $"{met}/{judged.Count} {rule.Level}{(rule.AsShare && known.IsPoint ? $" ({Reasoning.Amount(known.Low!.Value, "%", null)})" : "")}" : "",
            Notes = notes,
            Inputs = verdict == Verdict.NoData
                ? [.. judged.Where(pair => pair.Judged.Verdict == Verdict.NoData).SelectMany(pair => pair.Judged.Reason?.AllInputs().Where(input => input.Missing) ?? [])]
                : [],
            LevelSource = rule.LevelSource,
            Gauge = range is { } shown ? Reasoning.Gauge(shown, level) : null,
        };
    }

    private static void AddNames(List<string> notes, string heading, List<(Unit Unit, Judged Judged)> judged, Func<Judged, bool> which)
    {
        var names = judged.Where(pair => which(pair.Judged)).Select(pair => pair.Unit.Name).ToList();
        if (names.Count > 0) notes.Add($"{heading}: {string.Join(", ", names)}.");
    }

    public static Judged JudgeEachUnit(Scene scene, Requirement.EachUnit rule)
    {
        var units = scene.Knowledge.Units.Below(scene.Unit.Code, rule.Level, scene.At);
        if (units.Count == 0)
        {
            return new(Verdict.NoData, false, !scene.Explain ? null : new Reason(Judging.LabelUnder(rule), Verdict.NoData, false) { Notes = [$"Chưa có {rule.Level} nào thuộc đơn vị này tại ngày xét."] });
        }

        var judged = units.Select(unit =>
        {
            var one = JudgeIn(scene, unit, rule.Inner);
            return one.Reason is null ? one : one with { Reason = one.Reason with { Label = $"{unit.Name}: {one.Reason.Label}" } };
        });
        return scene.JoinAll(rule, judged, Judging.LabelUnder(rule));
    }

    private static Judged JudgeIn(Scene scene, Unit unit, Requirement inner) => scene.ForUnit(unit).Judge(inner);
}
