using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Chấm điểm: a score people give, the verified one when present, or one found from a table.</summary>
internal static class PointJudging
{
    public const string SelfScored = "tự chấm";
    public const string Verified = "phúc tra";

    private static readonly string[] Scorings = [Verified, SelfScored, ""];

    /// <summary>The split whose score counts: the verified one when present.</summary>
    public static string SplitUsed(Scene scene, Measure measure)
    {
        foreach (var split in Scorings)
        {
            if ((scene.Supposed?.Find(measure, split) ?? scene.Latest(measure, split, ValueForm.Exact)?.Value) is ObservedValue.Number) return split;
        }

        return "";
    }

    public static Judged Judge(Scene scene, Requirement.Points points)
    {
        var (range, inputs, who) = points.Steps.Count > 0 ? FromSteps(scene, points) : FromPeople(scene, points);
        if (scene.Line is { } line && scene.IsWhole) scene.Points[line.Code] = range;
        var level = points.Minimum is null ? null : scene.LevelFor(points.Minimum);
        var verdict = level switch
        {
            null => range.IsPoint ? Verdict.Met : Verdict.NoData,
            Level.None => Verdict.NoThreshold,
            Level.Than than => Judging.FromRange(range, than),
            _ => Verdict.NoThreshold,
        };
        var unverified = Judging.Decides(verdict) && scene.Unverified(points.LevelSource);
        if (!scene.Explain) return new(verdict, unverified);
        var most = Reasoning.Amount(points.Most, "điểm", null);
        return new(verdict, unverified, new Reason(Reasoning.LabelOf(points, scene.Line?.ShortName ?? "Điểm"), verdict, unverified)
        {
            Code = points.Code,
            Demand = level?.Spoken() ?? "",
            Value = range.IsPoint ? $"{NumberText.Spoken(range.Low!.Value.Round(2))}/{most}{who}" : "",
            Inputs = [.. inputs.Select(input => verdict == Verdict.NoData ? input : input with { Deciding = false })],
            Notes = level is Level.None(var why) ? [$"Chưa có điểm tối thiểu: {why}."] : [],
            LevelSource = points.LevelSource,
            Gauge = range.IsPoint ? Reasoning.Gauge(range, level ?? new Level.Than(Comparison.AtLeast, points.Most, "", false)) : null,
        });
    }

    private static (ValueRange, List<InputUsed>, string) FromPeople(Scene scene, Requirement.Points points)
    {
        var measure = points.Measure!;
        var split = SplitUsed(scene, measure);
        var fact = scene.Latest(measure, split, ValueForm.Exact);
        if ((scene.Supposed?.Find(measure, split) ?? fact?.Value) is ObservedValue.Number(var score))
        {
            var note = split.Length > 0 ? $" ({split})" : "";
            return (ValueRange.Point(Exact.From(score)), [new(measure, split, scene.Unit.Code, fact, fact?.Value.Spoken(measure) ?? "", false, false, split)], note);
        }

        return (new(Exact.Zero, points.Most), [new(measure, "", scene.Unit.Code, null, "chưa có số liệu", true, true, "")], "");
    }

    private static (ValueRange, List<InputUsed>, string) FromSteps(Scene scene, Requirement.Points points)
    {
        var inputs = new List<InputUsed>();
        Exact? low = null;
        Exact? high = null;
        void May(Exact score)
        {
            low = low is { } least ? Exact.Min(least, score) : score;
            high = high is { } most ? Exact.Max(most, score) : score;
        }

        foreach (var (when, score) in points.Steps)
        {
            var reading = FormulaReading.Of(when.Formula, scene);
            inputs.AddRange(reading.Inputs);
            var holds = reading.Range.Meets(when.Comparison, when.Level);
            if (holds == false) continue;
            May(score);
            if (holds == true) return (new(low, high), [.. inputs.DistinctBy(input => input.Measure)], "");
        }

        May(points.Otherwise);
        return (new(low, high), [.. inputs.DistinctBy(input => input.Measure)], "");
    }
}
