using System.Globalization;
using System.Numerics;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Kế hoạch thay đổi: grows, step by step, until the requirement holds under what is supposed.</summary>
internal sealed class GapPlan(Scene scene)
{
    private readonly List<Change> changes = [];
    private readonly List<string> words = [];

    /// <summary>Some part still lacks data, so the changes alone do not suffice.</summary>
    public bool NeedsData { get; private set; }

    /// <summary>One lever moved from a value by whole steps, or an answer changed.</summary>
    private sealed class Change
    {
        public required Measure Measure { get; init; }
        public required string Split { get; init; }
        public ObservedValue? Before { get; init; }
        public required ObservedValue After { get; set; }
        public string UnitCount { get; init; } = "";
        public required double Whole { get; init; }
    }

    private Scene Supposing => scene with { Supposed = Supposition(), Done = [], Points = [] };

    private Supposition Supposition() =>
        changes.Where(change => change.UnitCount.Length == 0).Aggregate(scene.Supposed ?? new Supposition(), (so, change) => so.With(change.Measure, change.Split, change.After));

    private Verdict Now(Requirement requirement, Scene? inside = null) =>
        ((inside ?? scene) with { Supposed = Supposition(), Done = [], Points = [] }).Judge(requirement).Verdict;

    public void Reach(Requirement requirement) => Reach(requirement, scene);

    private void Reach(Requirement requirement, Scene inside)
    {
        var verdict = Now(requirement, inside);
        if (verdict is Verdict.Met or Verdict.NotApplicable) return;
        if (verdict == Verdict.NoData) NeedsData = true;
        switch (requirement)
        {
            case Requirement.Compare compare: ReachCompare(compare, inside); break;
            case Requirement.EachItem(var measure, var demand): ReachItems(measure, demand, inside); break;
            case Requirement.All(var parts): ReachAll(parts, inside); break;
            case Requirement.AtLeast(var count, var parts): ReachNearest(count, parts, inside); break;
            case Requirement.Ref(var target): ReachTarget(target, inside); break;
            case Requirement.BySplit(var inner, var splits):
                foreach (var split in splits) Reach(inner, inside with { Split = split });
                break;
            case Requirement.When(_, var inner): Reach(inner, inside); break;
            case Requirement.Window { EndsBeforeYear: false } window: Reach(window.Inner, inside.InYear(inside.At.Year)); break;
            case Requirement.OfUnits units: ReachUnits(units, inside); break;
            case Requirement.EachUnit each: ReachEachUnit(each, inside); break;
            case Requirement.Points { Measure: { } measure } points: Move([measure], points, inside); break;
            case Requirement.Trend(var formula, _) when inside.Year is null: Move(Levers(formula), requirement, inside); break;
            case Requirement.HoldsTitle { Otherwise: { } answer } held when inside.Knowledge.TitlesOf(inside.Unit.Code).Count == 0:
                Answer(answer, inside.Split, true);
                break;
            case Requirement.HoldsTitle(var title, _): words.Add($"cần được công nhận “{title}”"); break;
            case Requirement.Recognition(var set): words.Add($"cần được công nhận {inside.Library.Find(set)?.Latest.ShortTitle ?? set}"); break;
            case Requirement.OtherSet(var set, _, _): words.Add($"cần đạt {inside.Library.Find(set)?.Latest.ShortTitle ?? set}"); break;
            case Requirement.Inherit(var set, _): words.Add($"cần đạt các chỉ tiêu của {inside.Library.Find(set)?.Latest.ShortTitle ?? set}"); break;
            default: break; // years gone by cannot be changed; a missing level is nobody's work here
        }
    }

    private void ReachAll(IReadOnlyList<Requirement> parts, Scene inside)
    {
        for (var round = 0; round < 3; round++)
        {
            var before = changes.Count;
            foreach (var part in parts) Reach(part, inside);
            if (changes.Count == before) return; // a change for one part may undo another: go round until nothing is added
        }
    }

    /// <summary>Any-of: the branches that need least.</summary>
    private void ReachNearest(int count, IReadOnlyList<Requirement> parts, Scene inside)
    {
        var met = parts.Count(part => Now(part, inside) == Verdict.Met);
        var nearest = parts
            .Where(part => Now(part, inside) is Verdict.NotMet or Verdict.NoData)
            .Select(part => (Part: part, Plan: Tried(part, inside)))
            .Where(pair => pair.Plan.changes.Count + pair.Plan.words.Count > 0 || pair.Plan.NeedsData)
            .OrderBy(pair => pair.Plan.NeedsData)
            .ThenBy(pair => pair.Plan.words.Count > 0)
            .ThenBy(pair => pair.Plan.Effort())
            .Take(Math.Max(0, count - met));
        foreach (var (part, _) in nearest.ToList()) Reach(part, inside);
    }

    private GapPlan Tried(Requirement part, Scene inside)
    {
        var plan = new GapPlan(inside with { Supposed = Supposition() });
        plan.Reach(part);
        return plan;
    }

    private void ReachTarget(string target, Scene inside)
    {
        if (inside.Set.Criteria.FirstOrDefault(criterion => criterion.Code == target) is { } criterion && !(inside.Line is { } line && criterion.Indicators.Contains(line)))
        {
            foreach (var one in criterion.Indicators) Reach(one.Requirement, inside with { Line = one });
            return;
        }

        if (inside.Set.Find(target) is { } found) Reach(found.Requirement, inside with { Line = found });
    }

    private void ReachCompare(Requirement.Compare compare, Scene inside)
    {
        switch (compare.Formula, inside.LevelFor(compare.Demand))
        {
            case (Formula.Of({ Kind: MeasureKind.YesNo } measure), Level.Yes(var wanted)):
                Answer(measure, inside.Split, wanted);
                break;
            case (Formula.Of({ Kind: MeasureKind.Statement } measure), Level.Yes(var wanted)):
                ReachFacets(measure, wanted, inside);
                break;
            case (Formula.Of({ Kind: MeasureKind.Level } measure), Level.OnScale):
                ReachItems(measure, compare.Demand, inside);
                break;
            case (_, Level.Than or Level.OneOf):
                if (!CoarseAnswer(compare, inside)) Move(Levers(compare.Formula), compare, inside);
                break;
        }
    }

    /// <summary>"Not all of them" is all that is known: the work is to have them all.</summary>
    private bool CoarseAnswer(Requirement.Compare compare, Scene inside)
    {
        var coarse = compare.Formula.Measures().FirstOrDefault(measure =>
            measure.IsLever && inside.Latest(measure, inside.Split, ValueForm.Exact) is null
            && inside.Latest(measure, inside.Split, ValueForm.Answer)?.Value is ObservedValue.Answer(false));
        if (coarse is null) return false;
        if (coarse.Coarser is Coarser.AtLeastOrNone(_, var least))
        {
            Add(coarse, inside.Split, new ObservedValue.Number(0), new ObservedValue.Number(least), (double)least);
            return true;
        }

        Add(coarse, inside.Split, new ObservedValue.Answer(false), new ObservedValue.Answer(true), 1);
        return true;
    }

    private void ReachFacets(Measure measure, bool wanted, Scene inside)
    {
        var lacking = measure.Facets.Where(facet => inside.Latest(measure, facet, ValueForm.Exact)?.Value is ObservedValue.Answer(var yes) && yes != wanted).ToList();
        if (lacking.Count == 0) Answer(measure, "", wanted);
        foreach (var facet in lacking) Answer(measure, facet, wanted);
    }

    private void ReachItems(Measure measure, Demand demand, Scene inside)
    {
        if (inside.LevelFor(demand) is not Level.OnScale(_, var word, _)) return;
        var rank = LevelJudging.RankOf(measure, word);
        var splits = inside.Facts.Of(measure).ToArray().Select(fact => fact.Split).Distinct().ToList();
        foreach (var split in splits)
        {
            if (inside.Latest(measure, split, ValueForm.Exact)?.Value is not ObservedValue.Level(var at) || at >= rank) continue;
            if (split.Length == 0 && splits.Count > 1) continue;
            Add(measure, split, new ObservedValue.Level(at), new ObservedValue.Level(rank), 1);
        }
    }

    private void Answer(Measure measure, string split, bool wanted) =>
        Add(measure, split, new ObservedValue.Answer(!wanted), new ObservedValue.Answer(wanted), 1);

    private void ReachUnits(Requirement.OfUnits rule, Scene inside)
    {
        if (inside.LevelFor(rule.Demand) is not Level.Than than) return;
        var units = inside.Knowledge.Units.Below(inside.Unit.Code, rule.Level, inside.At);
        var verdicts = units.Select(unit => inside.ForUnit(unit).Judge(rule.Inner).Verdict).Where(verdict => verdict != Verdict.NotApplicable).ToList();
        var met = verdicts.Count(verdict => verdict == Verdict.Met);
        for (var more = 1; met + more <= verdicts.Count; more++)
        {
            var value = rule.AsShare ? Exact.From(met + more) / Exact.From(verdicts.Count) : Exact.From(met + more);
            if (ValueRange.Point(value).Meets(than.Comparison, than.Value) != true) continue;
            var measure = RequirementWalk.MeasuresOf(rule.Inner).FirstOrDefault();
            var text = string.Create(CultureInfo.InvariantCulture, $"{more}");
            if (measure is null) words.Add($"thêm {text}\u00a0{rule.Level}");
            else changes.Add(new() { Measure = measure, Split = "", After = new ObservedValue.Number(more), UnitCount = rule.Level, Whole = verdicts.Count });
            return;
        }
    }

    private void ReachEachUnit(Requirement.EachUnit rule, Scene inside)
    {
        var lacking = inside.Knowledge.Units.Below(inside.Unit.Code, rule.Level, inside.At)
            .Where(unit => inside.ForUnit(unit).Judge(rule.Inner).Verdict == Verdict.NotMet).Select(unit => unit.Name).ToList();
        if (lacking.Count > 0) words.Add($"còn {rule.Level} chưa đạt: {string.Join(", ", lacking)}");
    }

    /// <summary>Levers of a formula: never what stands below the line.</summary>
    private static List<Measure> Levers(Formula formula)
    {
        var below = Below(formula).ToHashSet();
        return [.. formula.Measures().Where(measure => measure.IsLever && !below.Contains(measure))];
    }

    private static IEnumerable<Measure> Below(Formula formula) => formula switch
    {
        Formula.Over(var top, var bottom) => Below(top).Concat(bottom.Measures()),
        Formula.Plus(var left, var right) => Below(left).Concat(Below(right)),
        Formula.Minus(var left, var right) => Below(left).Concat(Below(right)),
        Formula.Times(var left, var right) => Below(left).Concat(Below(right)),
        _ => [],
    };

    /// <summary>The single lever that needs least; where none alone suffices, one after the other to its bound.</summary>
    private void Move(IReadOnlyList<Measure> levers, Requirement requirement, Scene inside)
    {
        var alone = levers.Select(lever => (Lever: lever, Steps: StepsFor(lever, requirement, inside)))
            .Where(pair => pair.Steps is not null)
            .OrderBy(pair => Effort(pair.Lever, inside, pair.Steps!.Value))
            .ToList();
        if (alone.Count > 0)
        {
            Shift(alone[0].Lever, inside, alone[0].Steps!.Value);
            return;
        }

        var start = changes.Count;
        foreach (var lever in levers)
        {
            if (StepsFor(lever, requirement, inside) is { } enough)
            {
                Shift(lever, inside, enough);
                return;
            }

            if (Bound(lever, inside) is { } most && most > 0) Shift(lever, inside, most);
        }

        if (Now(requirement, inside) != Verdict.Met) changes.RemoveRange(start, changes.Count - start);
    }

    private ObservedValue? Current(Measure lever, Scene inside)
    {
        if (changes.Find(change => change.Measure == lever && change.Split == SplitOf(lever, inside)) is { } already) return already.After;
        var split = SplitOf(lever, inside);
        if (inside.Supposed?.Find(lever, split) is { } supposed) return supposed;
        if (lever.Kind == MeasureKind.Choices)
        {
            return inside.Latest(lever, split, ValueForm.Exact)?.Value is ObservedValue.Chosen(var options) ? new ObservedValue.Number(options.Count) : null;
        }

        var exact = FormulaReading.Of(new Formula.Of(lever), inside);
        if (inside.Latest(lever, split, ValueForm.Exact) is null && inside.Latest(lever, split, ValueForm.Share) is { } share) return share.Value;
        if (!exact.Range.IsPoint) return null;
        var value = exact.Range.Low!.Value * (lever.Kind == MeasureKind.Percentage ? Exact.From(100) : Exact.One);
        return new ObservedValue.Number(value.Round(10));
    }

    private static string SplitOf(Measure lever, Scene inside)
    {
        if (inside.Line?.Requirement is not Requirement.Points points || points.Measure != lever) return inside.Split;
        return new[] { PointJudging.Verified, PointJudging.SelfScored }.FirstOrDefault(split => inside.Latest(lever, split, ValueForm.Exact) is not null) ?? "";
    }

    private static Exact StepOf(Measure lever, ObservedValue current) =>
        current is ObservedValue.Share ? Exact.From(0.1m) : lever.Kind == MeasureKind.Choices ? Exact.One : lever.Step;

    private static bool Rises(Measure lever) => lever.Wanted == GoodDirection.Up;

    /// <summary>How many steps the lever can be moved before a bound forbids it; none when nothing bounds it.</summary>
    private BigInteger? Bound(Measure lever, Scene inside)
    {
        if (Current(lever, inside) is not { } current) return BigInteger.Zero;
        var step = StepOf(lever, current);
        var value = Number(current);
        if (!Rises(lever)) return (value / step) is var steps && steps.Sign <= 0 ? BigInteger.Zero : BigInteger.Divide(steps.Numerator, steps.Denominator);
        Exact? top = current is ObservedValue.Share || lever.Kind == MeasureKind.Percentage ? Exact.From(100)
            : lever.Kind == MeasureKind.Choices ? (lever.OptionsOpen || lever.Options.Count == 0 ? null : Exact.From(lever.Options.Count))
            : FormulaReading.CeilingOf(lever, inside with { Supposed = Supposition() });
        if (inside.Line?.Requirement is Requirement.Points points && points.Measure == lever) top = points.Most;
        if (top is null) return null;
        var room = (top.Value - value) / step;
        return room.Sign <= 0 ? BigInteger.Zero : BigInteger.Divide(room.Numerator, room.Denominator);
    }

    private static Exact Number(ObservedValue value) => value switch
    {
        ObservedValue.Number(var number) => Exact.From(number),
        ObservedValue.Share(var percent) => Exact.From(percent),
        _ => Exact.Zero,
    };

    private BigInteger? StepsFor(Measure lever, Requirement requirement, Scene inside)
    {
        if (Current(lever, inside) is not { } current || Bound(lever, inside) is var bound && bound == BigInteger.Zero) return null;
        bool Enough(BigInteger steps)
        {
            var so = Supposition().With(lever, SplitOf(lever, inside), Shifted(lever, current, steps));
            return (inside with { Supposed = Clamped(so, inside), Done = [], Points = [] }).Judge(requirement).Verdict == Verdict.Met;
        }

        BigInteger high = 1;
        var limit = bound ?? BigInteger.Pow(10, 15);
        while (high < limit && !Enough(high)) high *= 2;
        if (high > limit) high = limit;
        if (!Enough(high)) return null;
        BigInteger low = 0;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Enough(middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    private static ObservedValue Shifted(Measure lever, ObservedValue current, BigInteger steps)
    {
        var amount = Number(current) + (StepOf(lever, current) * Exact.From((long)steps) * Exact.From(Rises(lever) ? 1 : -1));
        return current is ObservedValue.Share ? new ObservedValue.Share(amount.Round(10)) : new ObservedValue.Number(amount.Round(10));
    }

    /// <summary>When a whole shrinks, its parts shrink with it: a child who finishes school no longer counts as still studying.</summary>
    private static Supposition Clamped(Supposition so, Scene inside)
    {
        var line = inside.Line is null ? [] : RequirementWalk.MeasuresOf(inside.Line.Requirement);
        foreach (var part in line.Where(measure => measure is { AtMost: not null, IsNumber: true }))
        {
            var there = inside with { Supposed = so };
            if (there.Latest(part, inside.Split, ValueForm.Exact)?.Value is not ObservedValue.Number(var number)) continue;
            var value = so.Find(part, inside.Split) is ObservedValue.Number(var supposed) ? supposed : number;
            if (FormulaReading.CeilingOf(part, there) is { } most && part.Kind != MeasureKind.Percentage && Exact.From(value) > most)
            {
                so = so.With(part, inside.Split, new ObservedValue.Number(most.Round(10)));
            }
        }

        return so;
    }

    private void Shift(Measure lever, Scene inside, BigInteger steps)
    {
        var current = Current(lever, inside)!;
        Add(lever, SplitOf(lever, inside), current, Shifted(lever, current, steps), WholeOf(lever, inside, current));
        foreach (var (measure, split, value) in Clamped(Supposition(), inside).All)
        {
            if (changes.Exists(change => change.Measure == measure && change.Split == split && change.After.Equals(value))) continue;
            Add(measure, split, inside.Latest(measure, split, ValueForm.Exact)?.Value, value, 0);
        }
    }

    private static double WholeOf(Measure lever, Scene inside, ObservedValue current)
    {
        if (current is ObservedValue.Share || lever.Kind == MeasureKind.Percentage) return 100;
        var whole = FormulaReading.CeilingOf(lever, inside) ?? Number(current);
        return whole.Sign > 0 ? (double)whole.Round(6) : 1;
    }

    private double Effort(Measure lever, Scene inside, BigInteger steps)
    {
        var current = Current(lever, inside)!;
        return (double)(StepOf(lever, current) * Exact.From((long)steps)).Round(6) / WholeOf(lever, inside, current);
    }

    private void Add(Measure measure, string split, ObservedValue? before, ObservedValue after, double whole)
    {
        if (changes.Find(change => change.Measure == measure && change.Split == split) is { } already) already.After = after;
        else changes.Add(new() { Measure = measure, Split = split, Before = before, After = after, Whole = whole });
    }

    /// <summary>Takes back every step that turns out not to be needed once all changes stand together.</summary>
    public void Trim(Requirement requirement)
    {
        if (changes.Count < 2 || Now(requirement) != Verdict.Met) return;
        foreach (var change in changes.Where(change => change is { UnitCount.Length: 0, Before: ObservedValue.Number or ObservedValue.Share }).ToList())
        {
            var after = change.After;
            change.After = change.Before!;
            if (Now(requirement) == Verdict.Met)
            {
                changes.Remove(change);
                continue;
            }

            change.After = after;
        }
    }

    public IReadOnlyList<GapChange> Changes() => [.. changes.Select(change => new GapChange(change.Measure, change.Split, GapWords.By(change.Measure, change.Before, change.After, change.UnitCount), GapWords.UnitOf(change.Measure, change.After, change.UnitCount)))];

    public string Spoken()
    {
        var several = changes.Count > 1;
        var texts = changes.Select(change => GapWords.Spoken(change.Measure, change.Split, change.Before, change.After, change.UnitCount, several)).Concat(words);
        return string.Join("; ", texts.Distinct());
    }

    public double Effort() => changes.Sum(change => change.After is ObservedValue.Number or ObservedValue.Share && change.Whole > 0
        ? Math.Abs((double)(Number(change.After) - Number(change.Before ?? new ObservedValue.Number(0))).Round(6)) / change.Whole
        : change.Whole > 0 ? 1 : 0) + words.Count;
}
