using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Evaluations;

/// <summary>Xét một bộ: lines, criteria, and the outcome of the whole.</summary>
internal static class SetEvaluation
{
    public static Evaluation Judge(Scene scene)
    {
        var set = scene.Set;
        scene.Done.EnsureCapacity(set.Criteria.Sum(criterion => criterion.Indicators.Count + 1));
        scene.Watch.NoteAfter(set.InForceTo);
        scene.Watch.NoteAfter(scene.Unit.ValidTo);
        var criteria = new CriterionFinding[set.Criteria.Count];
        for (var i = 0; i < criteria.Length; i++) criteria[i] = FindingsOf(scene, set.Criteria[i]);
        var (verdict, unverified, code, name) = OutcomeOf(scene, criteria);
        return new(set, scene.Unit.Code, scene.At, verdict, unverified, code, name, criteria) { ChangesOn = scene.Watch.First };
    }

    private static CriterionFinding FindingsOf(Scene scene, Criterion criterion)
    {
        var findings = new Finding[criterion.Indicators.Count];
        for (var i = 0; i < findings.Length; i++) findings[i] = FindingOf(scene, criterion.Indicators[i]);
        var judged = scene.JudgeCriterion(criterion);
        return new(criterion, judged.Verdict, judged.Unverified, findings) { Points = PointsOf(scene, criterion) is { IsPoint: true } points ? points.Low : null };
    }

    private static Finding FindingOf(Scene scene, Indicator line)
    {
        var judged = scene.JudgeLine(line);
        Exact? points = scene.Points.TryGetValue(line.Code, out var range) && range.IsPoint ? range.Low : null;
        if (judged.Reason is not { } reason) return new(line, judged.Verdict, judged.Unverified) { Points = points };
        return new(line, judged.Verdict, judged.Unverified)
        {
            Points = points,
            Reason = reason,
            Because = Reasoning.Because(reason),
            Missing = [.. DecidingMissing(reason).Select(input => input.Measure).Distinct()],
            Gap = judged.Verdict is Verdict.NotMet or Verdict.NoData ? GapFinding.For(scene, line, judged.Verdict, reason) : null,
        };
    }

    public static Judged JudgeLine(this Scene scene, Indicator line)
    {
        if (scene.IsWhole && scene.Done.TryGetValue(line, out var done)) return done;
        var judged = scene.ForLine(line).Judge(line.Requirement);
        if (judged.Reason is { } reason && (reason.Label.Length == 0 || reason.Label is "Mọi nội dung" || reason.Label.StartsWith("Ít nhất ", StringComparison.Ordinal))) judged = judged with { Reason = reason with { Label = line.ShortName } };
        return scene.IsWhole ? scene.Done[line] = judged : judged;
    }

    public static Judged JudgeCriterion(this Scene scene, Criterion criterion)
    {
        if (scene.IsWhole && scene.Done.TryGetValue(criterion, out var done)) return done;
        var judged = criterion.Requirement is { } rule
            ? scene.ForLine(null).Judge(rule)
            : scene.JoinAll(null, JudgeLines(scene, criterion), criterion.Name);
        return scene.IsWhole ? scene.Done[criterion] = judged : judged;
    }

    private static List<Judged> JudgeLines(Scene scene, Criterion criterion)
    {
        var judged = new List<Judged>(criterion.Indicators.Count);
        foreach (var line in criterion.Indicators)
        {
            if (!line.Local) judged.Add(scene.JudgeLine(line));
        }

        return judged;
    }

    /// <summary>A code inside a rule: a criterion of this set, or a line.</summary>
    public static Judged JudgeTarget(this Scene scene, string code)
    {
        var criterion = scene.Set.Criteria.FirstOrDefault(criterion => criterion.Code == code);
        var inside = scene.Line is { } line && criterion?.Indicators.Contains(line) == true;
        if (criterion is not null && !inside) return Labelled(scene.JudgeCriterion(criterion), criterion.Name);
        return scene.Set.Find(code) is { } target
            ? Labelled(scene.JudgeLine(target), $"{target.Code} {target.ShortName}")
            : throw new InvalidOperationException($"“{code}” is not in {scene.Set.Id}; the reader should have refused it.");
    }

    private static Judged Labelled(Judged judged, string label) =>
        judged.Reason is { } reason ? judged with { Reason = reason with { Label = label } } : judged;

    /// <summary>A finding names only the missing inputs that can still change the answer.</summary>
    public static IEnumerable<InputUsed> DecidingMissing(Reason reason)
    {
        if (reason.Verdict != Verdict.NoData) return [];
        return reason.Inputs.Where(input => input is { Missing: true, Deciding: true }).Concat(reason.Parts.SelectMany(DecidingMissing));
    }

    /// <param name="sureOnly">Leaves the points of unverified lines open, to see what rests on them.</param>
    private static ValueRange? PointsOf(Scene scene, Criterion criterion, bool sureOnly = false)
    {
        ValueRange? sum = null;
        foreach (var line in criterion.Indicators)
        {
            if (!scene.Points.TryGetValue(line.Code, out var points)) continue;
            if (sureOnly && line.Unverified) points = ValueRange.NotNegative;
            sum = sum is { } so ? so + points : points;
        }

        return sum;
    }

    private static (Verdict, bool, string, string) OutcomeOf(Scene scene, CriterionFinding[] criteria)
    {
        var set = scene.Set;
        if (set.Outcomes.Count == 0)
        {
            var judged = set.Requirement is { } rule
                ? (scene with { Line = null }).Judge(rule)
                : scene.JoinAll(null, criteria.Select(finding => new Judged(finding.Verdict, finding.Unverified, scene.Explain ? new Reason(finding.Criterion.Name, finding.Verdict, finding.Unverified) : null)).ToList(), set.Title);
            return (judged.Verdict, judged.Unverified, judged.Verdict.Code(), judged.Verdict.Spoken());
        }

        var doubted = false; // a better outcome that fails only by an unverified line leaves its mark on the next
        foreach (var outcome in set.Outcomes)
        {
            var judged = Holds(scene, outcome.When, criteria);
            doubted |= judged.Unverified;
            if (judged.Verdict == Verdict.Met) return (outcome.Code == "met" ? Verdict.Met : Verdict.NotMet, doubted, outcome.Code, outcome.Name);
            if (judged.Open) return (judged.Verdict, false, judged.Verdict.Code(), judged.Verdict.Spoken());
        }

        return (Verdict.NotMet, doubted, Verdict.NotMet.Code(), Verdict.NotMet.Spoken());
    }

    private static Judged Holds(Scene scene, OutcomeCondition when, CriterionFinding[] criteria)
    {
        var quiet = scene with { Explain = false, Line = null };
        var parts = new List<Judged>();
        var lines = criteria.SelectMany(criterion => criterion.Findings).Where(finding => !finding.Indicator.Local).ToList();
        if (when.EveryCriterionMet) parts.AddRange(criteria.Select(criterion => new Judged(criterion.Verdict, criterion.Unverified)));
        if (when.EveryIndicatorMet) parts.AddRange(lines.Select(finding => new Judged(finding.Verdict, finding.Unverified)));
        if (when.EveryIndicatorMinimum) parts.AddRange(lines.Where(finding => scene.Points.ContainsKey(finding.Indicator.Code)).Select(finding => new Judged(finding.Verdict, finding.Unverified)));
        if (when.EveryCriterionPoints is { } each)
        {
            parts.AddRange(criteria.Where(criterion => criterion.Verdict != Verdict.NotApplicable)
                .Select(criterion => Against(sureOnly => PointsOf(scene, criterion.Criterion, sureOnly) ?? ValueRange.NotNegative, each)));
        }

        if (when.TotalPoints is { } total) parts.Add(Against(sureOnly => criteria.Select(criterion => PointsOf(scene, criterion.Criterion, sureOnly)).Aggregate(ValueRange.Point(Exact.Zero), (sum, points) => points is { } more ? sum + more : sum), total));
        if (when.CriteriaMet is { } some) parts.Add(Against(sureOnly => Counted(criteria.Select(criterion => (criterion.Verdict, criterion.Unverified)), sureOnly), some));
        if (when.IndicatorsMet is { } many) parts.Add(Against(sureOnly => Counted(lines.Select(finding => (finding.Verdict, finding.Unverified)), sureOnly), many));
        if (when.Requirement is { } rule) parts.Add(quiet.Judge(rule));
        return quiet.JoinAll(null, parts);
    }

    /// <summary>Unverified when the verdict would not stand without what is unverified.</summary>
    private static Judged Against(Func<bool, ValueRange> range, Demand.Than demand)
    {
        var level = new Level.Than(demand.Comparison, demand.Value, demand.Text, false);
        var verdict = Judging.FromRange(range(false), level);
        return new(verdict, Judging.Decides(verdict) && Judging.FromRange(range(true), level) != verdict);
    }

    private static ValueRange Counted(IEnumerable<(Verdict Verdict, bool Unverified)> verdicts, bool sureOnly)
    {
        var all = verdicts.Select(one => sureOnly && one.Unverified ? Verdict.NoData : one.Verdict).ToList();
        var met = all.Count(verdict => verdict == Verdict.Met);
        return new(Exact.From(met), Exact.From(met + all.Count(verdict => verdict is Verdict.NoData or Verdict.NoThreshold)));
    }
}
