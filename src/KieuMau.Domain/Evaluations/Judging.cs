using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Xét: judges one requirement. Reading the switch is reading the list of shapes a rule may have.</summary>
internal static class Judging
{
    public static Judged Judge(this Scene scene, Requirement requirement) => requirement switch
    {
        Requirement.Compare compare => JudgeCompare(scene, compare),
        Requirement.EachItem each => JudgeEachItem(scene, each),
        Requirement.All(var parts) => JudgeAll(scene, requirement, parts),
        Requirement.AtLeast(var count, var parts) => JudgeSome(scene, requirement, count, parts),
        Requirement.Ref(var target) => scene.JudgeTarget(target),
        Requirement.BySplit(var inner, var splits) => JudgeSplits(scene, requirement, inner, splits),
        Requirement.Window window => PastJudging.JudgeWindow(scene, window),
        Requirement.WindowUnknown unknown => NoThreshold(scene, unknown, LabelUnder(unknown.Inner), "chưa xác định tính trong những năm nào"),
        Requirement.Trend trend => PastJudging.JudgeTrend(scene, trend),
        Requirement.OfUnits units => UnitJudging.JudgeOfUnits(scene, units),
        Requirement.EachUnit each => UnitJudging.JudgeEachUnit(scene, each),
        Requirement.Points points => PointJudging.Judge(scene, points),
        Requirement.Recognition recognition => SetJudging.JudgeRecognition(scene, recognition),
        Requirement.HoldsTitle title => SetJudging.JudgeTitle(scene, title),
        Requirement.OtherSet other => SetJudging.JudgeOtherSet(scene, other),
        Requirement.Inherit inherit => SetJudging.JudgeInherit(scene, inherit),
        Requirement.When conditional => JudgeWhen(scene, conditional),
        _ => throw new InvalidOperationException($"{requirement.GetType().Name} cannot be judged."),
    };

    // apart from the switch above, so that judging a plain line makes no closure
    private static Judged JudgeAll(Scene scene, Requirement requirement, IReadOnlyList<Requirement> parts) =>
        scene.JoinAll(requirement, parts.Select(scene.Judge));

    private static Judged JudgeSome(Scene scene, Requirement requirement, int count, IReadOnlyList<Requirement> parts) =>
        scene.JoinSome(requirement, count, parts.Select(scene.Judge));

    private static Judged JudgeSplits(Scene scene, Requirement requirement, Requirement inner, IReadOnlyList<string> splits) =>
        scene.JoinAll(requirement, splits.Select(split => JudgeSplit(scene, inner, split)));

    public static string LabelUnder(Requirement requirement) =>
        Reasoning.LabelOf(requirement, requirement switch
        {
            Requirement.Compare(var formula, _, _, _, _) => formula.Spoken(),
            Requirement.Trend(var formula, _) => formula.Spoken(),
            Requirement.EachItem(var measure, _) => measure.Name,
            Requirement.Window(var inner, _, _) => LabelUnder(inner),
            Requirement.WindowUnknown(var inner) => LabelUnder(inner),
            Requirement.BySplit(var inner, _) => LabelUnder(inner),
            Requirement.When(_, var inner) => LabelUnder(inner),
            Requirement.OfUnits(var level, var inner, _, _) => $"{level}: {LabelUnder(inner)}",
            Requirement.EachUnit(var level, var inner) => $"mỗi {level}: {LabelUnder(inner)}",
            Requirement.AtLeast(var count, var parts) => $"ít nhất {count} trong {parts.Count}",
            Requirement.HoldsTitle(var title, _) => $"danh hiệu “{title}”",
            Requirement.Points { Measure: { } measure } => measure.Name,
            _ => "",
        });

    private static Judged JudgeSplit(Scene scene, Requirement inner, string split)
    {
        var judged = (scene with { Split = split }).Judge(inner);
        return judged.Reason is null || split.Length == 0 ? judged : judged with { Reason = judged.Reason with { Label = $"{judged.Reason.Label} ({split})" } };
    }

    private static Judged JudgeCompare(Scene scene, Requirement.Compare compare)
    {
        if (compare.MaxAgeMonths > 0) scene = scene with { MaxAgeMonths = compare.MaxAgeMonths };
        return compare.Formula switch
        {
            Formula.Of({ Kind: MeasureKind.Level } measure) => LevelJudging.JudgeLevel(scene, compare, measure),
            Formula.Of({ Kind: MeasureKind.YesNo } measure) => AnswerJudging.JudgeYesNo(scene, compare, measure),
            Formula.Of({ Kind: MeasureKind.Statement } measure) => AnswerJudging.JudgeStatement(scene, compare, measure),
            _ => JudgeNumber(scene, compare),
        };
    }

    private static Judged JudgeNumber(Scene scene, Requirement.Compare compare)
    {
        var reading = FormulaReading.Of(compare.Formula, scene);
        var level = scene.LevelFor(compare.Demand);
        var (verdict, why) = VerdictOf(scene, compare, reading, level);
        var unverified = Decides(verdict) && (scene.Unverified(compare.LevelSource) || level is Level.Than { Unverified: true });
        if (!scene.Explain) return new(verdict, unverified);

        var unit = compare.Unit.Length > 0 ? compare.Unit : compare.Formula.Unit();
        return new(verdict, unverified, new Reason(Reasoning.LabelOf(compare, compare.Formula.Spoken()), verdict, unverified)
        {
            Code = compare.Code,
            Demand = level.Spoken(),
            Value = Reasoning.Said(reading.Range, unit, (level as Level.Than)?.Value),
            Arithmetic = reading.Range.IsPoint ? Reasoning.Arithmetic(compare.Formula, reading.Inputs) : "",
            Inputs = Inputs(reading, level, verdict),
            Notes = why.Length > 0 ? [why, .. reading.Notes] : reading.Notes,
            LevelSource = compare.LevelSource,
            Gauge = Reasoning.Gauge(reading.Range, level),
        });
    }

    private static List<InputUsed> Inputs(FormulaReading reading, Level level, Verdict verdict)
    {
        var all = level is Level.OneOf(_, var more, _) ? reading.Inputs.Concat(more) : reading.Inputs;
        return [.. all.DistinctBy(input => (input.Measure, input.Split, input.Unit, input.Missing))
            .Select(input => verdict == Verdict.NoData ? input : input with { Deciding = false })];
    }

    private static (Verdict Verdict, string Why) VerdictOf(Scene scene, Requirement.Compare compare, FormulaReading reading, Level level)
    {
        if (reading.Inapplicable is { } reason)
        {
            return scene.MayBeInapplicable
                ? (Verdict.NotApplicable, $"Không áp dụng: {reason}.")
                : (Verdict.NoData, "“Không áp dụng” chỉ được nhận ở chỉ tiêu ghi “nếu có”.");
        }

        if (level is Level.None(var none)) return (Verdict.NoThreshold, $"Chưa có ngưỡng: {none}.");
        if (reading.ZeroDenominator) return WhenZeroSays(compare);
        if (level is Level.OneOf(var levels, _, var open)) return Agreed(levels, reading.Range, open);
        return level is Level.Than than ? (FromRange(reading.Range, than), "") : (Verdict.NoThreshold, "Mức không so được với số.");
    }

    private static (Verdict, string) WhenZeroSays(Requirement.Compare compare)
    {
        var denominator = compare.Formula is Formula.Over(_, var bottom) ? bottom.Spoken() : "mẫu số";
        return compare.WhenZero switch
        {
            WhenZero.Met => (Verdict.Met, $"{denominator} bằng 0 nên tính là đạt."),
            WhenZero.NotApplicable => (Verdict.NotApplicable, $"{denominator} bằng 0 nên không áp dụng."),
            WhenZero.MustExplain => (Verdict.NoData, $"{denominator} bằng 0: phải giải trình."),
            _ => (Verdict.NoData, $"{denominator} bằng 0, bộ tiêu chí không nói tính thế nào."),
        };
    }

    /// <summary>The level depends on something unknown; when every level it could be gives one verdict, that is the verdict.</summary>
    private static (Verdict, string) Agreed(IReadOnlyList<Level> levels, ValueRange range, string why)
    {
        var verdicts = levels.Select(level => level is Level.Than than ? FromRange(range, than) : level is Level.None ? Verdict.NoThreshold : Verdict.NoData).Distinct().ToList();
        return verdicts is [Verdict.Met or Verdict.NotMet] ? (verdicts[0], "") : (Verdict.NoData, $"Chưa xác định được mức: {why}.");
    }

    public static Verdict FromRange(ValueRange range, Level.Than than) => range.Meets(than.Comparison, than.Value) switch
    {
        true => Verdict.Met,
        false => Verdict.NotMet,
        null => Verdict.NoData,
    };

    private static Judged JudgeEachItem(Scene scene, Requirement.EachItem each) =>
        LevelJudging.JudgeItems(scene, each, each.Measure, each.Demand);

    private static Judged JudgeWhen(Scene scene, Requirement.When when)
    {
        var reading = FormulaReading.Of(when.Condition.Formula, scene);
        var holds = reading.Range.Meets(when.Condition.Comparison, when.Condition.Level);
        var inner = (scene with { MayBeInapplicable = true }).Judge(when.Inner);
        if (holds == true || inner.Verdict == Verdict.NotApplicable) return inner;
        if (holds == false)
        {
            return new(Verdict.NotApplicable, false, !scene.Explain ? null : new Reason(LabelUnder(when.Inner), Verdict.NotApplicable, false)
            {
                Inputs = reading.Inputs,
                Notes = [$"Không áp dụng: {when.Condition.Text} — không."],
            });
        }

        // not yet known whether it applies: met stays open too, because "không áp dụng" is another answer than "đạt"
        return new(Verdict.NoData, false, !scene.Explain ? null : new Reason(LabelUnder(when.Inner), Verdict.NoData, false)
        {
            Inputs = reading.Inputs,
            Notes = [$"Chưa biết có áp dụng hay không: {when.Condition.Text}."],
        });
    }

    public static Judged NoThreshold(Scene scene, Requirement requirement, string label, string why) =>
        new(Verdict.NoThreshold, false, !scene.Explain ? null : new Reason(Reasoning.LabelOf(requirement, label), Verdict.NoThreshold, false)
        {
            Code = requirement.Code,
            Notes = [$"Chưa có ngưỡng: {why}."],
        });

    public static bool Decides(Verdict verdict) => verdict is Verdict.Met or Verdict.NotMet;
}
