using System.Globalization;
using System.Numerics;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Kế hoạch thay đổi: grows, part by part, until the requirement holds under what is supposed.</summary>
internal sealed class GapPlan(Scene scene)
{
    private readonly List<Change> changes = [];
    private readonly List<string> words = [];
    private readonly List<Reason> needs = [];

    /// <summary>Some part still lacks data, so the changes alone do not suffice.</summary>
    public bool NeedsData => needs.Count > 0;

    /// <summary>The parts that lack it.</summary>
    public IReadOnlyList<Reason> Needs => needs;

    /// <summary>Some part cannot be met by any work here: years gone by, a missing level, a bound.</summary>
    private bool stuck;

    /// <summary>One lever moved from a value, an answer changed, or a number of units that must come to meet it.</summary>
    private sealed class Change
    {
        public required Measure Measure { get; init; }
        public required string Split { get; init; }
        public ObservedValue? Before { get; init; }
        public required ObservedValue After { get; set; }
        public GapLever? Lever { get; init; }
        public string UnitCount { get; init; } = "";
        public required double Whole { get; init; }
    }

    private Supposition Supposition() =>
        changes.Where(change => change.UnitCount.Length == 0).Aggregate(scene.Supposed ?? new Supposition(), (so, change) => so.With(change.Measure, change.Split, change.After));

    private Scene Supposing(Scene inside, Supposition? so = null) => inside with { Supposed = so ?? Supposition(), Done = Scene.Nothing(), Points = [] };

    private Verdict Now(Requirement requirement, Scene inside) => Supposing(inside).Judge(requirement).Verdict;

    /// <summary>Whether doing all of this gives "đạt", as far as it can be tried here.</summary>
    public bool Suffices(Requirement requirement) =>
        !stuck && (NeedsData || words.Count > 0 || changes.Exists(change => change.UnitCount.Length > 0) || Now(requirement, scene) == Verdict.Met);

    public void Reach(Requirement requirement) => Reach(requirement, scene);

    private void Reach(Requirement requirement, Scene inside)
    {
        var verdict = Now(requirement, inside);
        if (verdict is Verdict.Met or Verdict.NotApplicable) return;
        switch (requirement)
        {
            case Requirement.All(var parts): ReachAll(parts, inside); break;
            case Requirement.AtLeast(var count, var parts): ReachNearest(count, parts, inside); break;
            case Requirement.Ref(var target): ReachTarget(target, inside); break;
            case Requirement.BySplit(var inner, var splits): ReachAll([.. splits.Select(_ => inner)], inside, [.. splits.Select(split => inside with { Split = split })]); break;
            case Requirement.When(_, var inner): Reach(inner, inside with { MayBeInapplicable = true }); break;
            case Requirement.Window { EndsBeforeYear: false } window: Reach(window.Inner, PastJudging.InYear(inside, window, inside.At.Year)); break;
            default:
                if (verdict == Verdict.NoData) needs.Add((Supposing(inside) with { Explain = true }).Judge(requirement).Reason!);
                else ReachOrStick(requirement, inside);
                break;
        }
    }

    private void ReachOrStick(Requirement leaf, Scene inside)
    {
        var before = words.Count + Units();
        ReachLeaf(leaf, inside);
        stuck |= words.Count + Units() == before && Now(leaf, inside) != Verdict.Met;

        int Units() => changes.Count(change => change.UnitCount.Length > 0);
    }

    private void ReachLeaf(Requirement requirement, Scene inside)
    {
        switch (requirement)
        {
            case Requirement.Compare compare: ReachCompare(compare, inside); break;
            case Requirement.EachItem(var measure, var demand): ReachItems(measure, demand, inside); break;
            case Requirement.OfUnits units: ReachUnits(units, inside); break;
            case Requirement.EachUnit each: ReachEachUnit(each, inside); break;
            case Requirement.Points { Measure: { } measure }: Move(new Formula.Of(measure), requirement, inside); break;
            case Requirement.Points points: MoveAny([.. points.Steps.Select(step => step.When.Formula)], requirement, inside); break;
            case Requirement.Trend(var formula, _) when inside.Year is null || inside.Year == inside.At.Year: Move(formula, requirement, inside); break;
            case Requirement.HoldsTitle { Otherwise: { } answer } held when SetJudging.AnswerServes(inside, held): Answer(answer, inside.Split, true); break;
            case Requirement.HoldsTitle(var title, _): words.Add($"cần được công nhận “{title}”"); break;
            case Requirement.Recognition(var set): words.Add($"cần được công nhận {inside.Library.Find(set)?.Latest.ShortTitle ?? set}"); break;
            case Requirement.OtherSet(var set, _, _): words.Add($"cần đạt {inside.Library.Find(set)?.Latest.ShortTitle ?? set}"); break;
            case Requirement.Inherit(var set, _): words.Add($"cần đạt các chỉ tiêu của {inside.Library.Find(set)?.Latest.ShortTitle ?? set}"); break;
            default: break; // years gone by cannot be changed; a missing level is nobody's work here
        }
    }

    private void ReachAll(IReadOnlyList<Requirement> parts, Scene inside, IReadOnlyList<Scene>? each = null)
    {
        for (var round = 0; round < 3; round++)
        {
            var before = changes.Count;
            for (var i = 0; i < parts.Count; i++) Reach(parts[i], each is null ? inside : each[i]);
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
            .Where(pair => pair.Plan.Suffices(pair.Part))
            .OrderBy(pair => pair.Plan.NeedsData)
            .ThenBy(pair => pair.Plan.words.Count > 0)
            .ThenBy(pair => pair.Plan.Effort())
            .Take(Math.Max(0, count - met))
            .ToList();
        stuck |= nearest.Count < count - met;
        foreach (var (part, _) in nearest) Reach(part, inside);
    }

    private GapPlan Tried(Requirement part, Scene inside)
    {
        var plan = new GapPlan(Supposing(inside));
        plan.Reach(part);
        plan.Trim(part);
        return plan;
    }

    private void ReachTarget(string target, Scene inside)
    {
        if (inside.Set.Criteria.FirstOrDefault(criterion => criterion.Code == target) is { } criterion && !(inside.Line is { } line && criterion.Indicators.Contains(line)))
        {
            if (criterion.Requirement is { } rule)
            {
                Reach(rule, inside with { Line = null });
                return;
            }

            var lines = criterion.Indicators.Where(one => !one.Local).ToList();
            ReachAll([.. lines.Select(one => one.Requirement)], inside, [.. lines.Select(one => inside with { Line = one })]);
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
                if (!CoarseAnswer(compare, inside)) Move(compare.Formula, compare, inside);
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
        ObservedValue after = coarse.Coarser is Coarser.AtLeastOrNone(_, var least) ? new ObservedValue.Number(least) : new ObservedValue.Answer(true);
        ObservedValue before = after is ObservedValue.Number ? new ObservedValue.Number(0) : new ObservedValue.Answer(false);
        if (Supposing(inside, Supposition().With(coarse, inside.Split, after)).Judge(compare).Verdict != Verdict.Met) return false;
        Add(coarse, inside.Split, before, after, (double)GapLever.NumberIn(after).Round(6) is > 0 and var size ? size : 1);
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
        if (inside.LevelFor(demand) is not Level.OnScale(var comparison, var word, _)) return;
        var rank = LevelJudging.RankOf(measure, word) + (comparison == Comparison.MoreThan ? 1 : 0);
        if (rank >= measure.Scale.Count || comparison is Comparison.AtMost or Comparison.LessThan) return;
        var items = LevelJudging.ItemsOf(inside, measure);
        foreach (var split in items.Count == 0 ? [inside.Split] : items.Append(""))
        {
            if (inside.Latest(measure, split, ValueForm.Exact)?.Value is not ObservedValue.Level(var at) || at >= rank) continue;
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

    private void Move(Formula formula, Requirement requirement, Scene inside) => MoveAny([formula], requirement, inside);

    /// <summary>The single lever that needs least; where none alone suffices, one after the other to its bound.</summary>
    private void MoveAny(IReadOnlyList<Formula> formulas, Requirement requirement, Scene inside)
    {
        var measures = formulas.SelectMany(formula => Levers(formula).Select(measure => (Measure: measure, Formula: formula))).DistinctBy(pair => pair.Measure).ToList();
        GapLever? Lever((Measure Measure, Formula Formula) one) => GapLever.Find(one.Measure, requirement, one.Formula, Supposing(inside));
        var alone = measures.Select(Lever).OfType<GapLever>()
            .Select(lever => (Lever: lever, Steps: StepsFor(lever, requirement, inside)))
            .Where(pair => pair.Steps is not null)
            .OrderBy(pair => pair.Lever.Effort(pair.Steps!.Value))
            .ToList();
        if (alone.Count > 0)
        {
            Shift(alone[0].Lever, alone[0].Steps!.Value);
            return;
        }

        var kept = changes.ToList();
        foreach (var one in measures)
        {
            if (Lever(one) is not { } lever) continue;
            if (StepsFor(lever, requirement, inside) is { } enough)
            {
                Shift(lever, enough);
                return;
            }

            if (lever.Room() is { Sign: > 0 } room) Shift(lever, room);
        }

        if (Now(requirement, inside) == Verdict.Met) return;
        changes.Clear();
        changes.AddRange(kept);
    }

    private BigInteger? StepsFor(GapLever lever, Requirement requirement, Scene inside) =>
        lever.StepsTo(value => Supposing(inside, Clamped(Supposition().With(lever.Measure, lever.Split, value), inside)).Judge(requirement).Verdict == Verdict.Met);

    /// <summary>When a whole shrinks, its parts shrink with it: a child who finishes school no longer counts as still studying.</summary>
    private static Supposition Clamped(Supposition so, Scene inside)
    {
        var line = inside.Line is null ? [] : RequirementWalk.MeasuresOf(inside.Line.Requirement);
        foreach (var part in line.Where(measure => measure is { AtMost: not null, IsNumber: true, Kind: not MeasureKind.Percentage }))
        {
            var there = inside with { Supposed = so };
            if (so.Find(part, inside.Split) is not ObservedValue.Number && there.Latest(part, inside.Split, ValueForm.Exact)?.Value is not ObservedValue.Number) continue;
            if (FormulaReading.Of(new Formula.Of(part), there).Range is not { IsPoint: true } value) continue;
            if (FormulaReading.CeilingOf(part, there) is { } most && value.Low!.Value > most) so = so.With(part, inside.Split, new ObservedValue.Number(most.Round(10)));
        }

        return so;
    }

    private void Shift(GapLever lever, BigInteger steps)
    {
        var first = changes.Find(change => change.Measure == lever.Measure && change.Split == lever.Split);
        Add(lever.Measure, lever.Split, first?.Before ?? lever.Current, lever.Moved(steps), lever.WholeSize(), lever);
        foreach (var (measure, split, value) in Clamped(Supposition(), lever.Inside).All)
        {
            if (changes.Exists(change => change.Measure == measure && change.Split == split && change.After.Equals(value))) continue;
            if (scene.Supposed?.Find(measure, split) is { } given && given.Equals(value)) continue;
            Add(measure, split, lever.Inside.Latest(measure, split, ValueForm.Exact)?.Value, value, 0);
        }
    }

    private void Add(Measure measure, string split, ObservedValue? before, ObservedValue after, double whole, GapLever? lever = null)
    {
        if (changes.Find(change => change.Measure == measure && change.Split == split) is { } already) already.After = after;
        else changes.Add(new() { Measure = measure, Split = split, Before = before, After = after, Whole = whole, Lever = lever });
    }

    /// <summary>Takes back every step that turns out not to be needed once all changes stand together.</summary>
    public void Trim(Requirement requirement)
    {
        if (changes.Count == 0 || Now(requirement, scene) != Verdict.Met) return;
        for (var round = 0; round < 3; round++)
        {
            var before = (changes.Count, Effort());
            TrimOnce(requirement);
            if ((changes.Count, Effort()) == before) return; // taking one back may free another
        }
    }

    private void TrimOnce(Requirement requirement)
    {
        foreach (var change in changes.ToList())
        {
            var after = change.After;
            var place = changes.IndexOf(change);
            changes.RemoveAt(place);
            if (Now(requirement, scene) == Verdict.Met) continue;
            changes.Insert(place, change);
            if (change.Lever is not { } lever) continue;
            bool Holds(ObservedValue value)
            {
                change.After = value;
                return Now(requirement, scene) == Verdict.Met;
            }

            var start = lever with { Current = change.Before ?? lever.Current };
            change.After = start.StepsTo(Holds, after) is { } steps ? start.Moved(steps) : after;
            if (!Holds(change.After)) change.After = after;
        }
    }

    public IReadOnlyList<GapChange> Changes() => [.. changes.Select(change => new GapChange(change.Measure, change.Split, GapWords.By(change.Measure, change.Before, change.After, change.UnitCount), GapWords.UnitOf(change.Measure, change.After, change.UnitCount)))];

    public string Spoken()
    {
        var several = changes.Count > 1;
        var texts = changes.Select(change => GapWords.Spoken(change.Measure, change.Split, change.Before, change.After, change.UnitCount, several)).Concat(words);
        return string.Join("; ", texts.Distinct());
    }

    public double Effort() => changes.Sum(change => change.After is ObservedValue.Number or ObservedValue.Share
        ? change.Whole > 0 ? Math.Abs((double)(GapLever.NumberIn(change.After) - GapLever.NumberIn(change.Before)).Round(6)) / change.Whole : 0
        : change.Whole > 0 ? 1 : 0) + words.Count;
}
