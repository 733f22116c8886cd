using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Đọc một cách tính: the range a formula can still have, and every input it rested on.</summary>
internal sealed partial class FormulaReading
{
    private const int Deepest = 6; // "không quá" may lead from a part to its whole and on, never in circles

    private readonly Scene scene;
    private List<(Measure Measure, ValueRange Range)>? known;
    private List<(Measure Measure, decimal Percent)>? shares;
    private List<InputUsed>? inputs;
    private List<string>? notes;
    private Period? together;
    private int? togetherYear;

    private FormulaReading(Scene scene) => this.scene = scene;

    public ValueRange Range { get; private set; }

    public bool ZeroDenominator { get; private set; }

    /// <summary>An input says "không áp dụng", with this reason.</summary>
    public string? Inapplicable { get; private set; }

    public List<InputUsed> Inputs => inputs ??= [];
    public List<string> Notes => notes ??= [];

    /// <summary>What was read of one measure; none when it was not asked, or only a share of it is known.</summary>
    public ValueRange? ValueOf(Measure measure)
    {
        foreach (var (one, range) in known ?? [])
        {
            if (one == measure) return range;
        }

        return null;
    }

    /// <summary>The percentage used instead of a measure, where only that is known.</summary>
    public decimal? ShareOf(Measure measure)
    {
        foreach (var (one, percent) in shares ?? [])
        {
            if (one == measure) return percent;
        }

        return null;
    }

    public static FormulaReading Of(Formula formula, Scene scene)
    {
        var reading = new FormulaReading(scene);
        reading.FindCommonPeriod(formula);
        reading.Range = reading.Read(formula);
        return reading;
    }

    /// <summary>The inputs of one ratio come from one period where a period has them all, else the latest of each with a note.</summary>
    private void FindCommonPeriod(Formula formula)
    {
        if (scene.Year is not null || formula is Formula.Of or Formula.CountOf) return;
        if (SharesOnePeriod(formula)) return;
        var measures = formula.Measures().Where(measure => measure.IsNumber).ToList();
        if (measures.Count < 2) return;
        var facts = measures.ConvertAll(measure => scene.Standing(measure, scene.Split, ValueForm.Exact));
        if (facts.Any(list => list.Count == 0) || facts.TrueForAll(list => list.Count == 1 && list[0].Period == facts[0][0].Period))
        {
            if (facts.TrueForAll(list => list.Count > 0)) together = facts[0][0].Period;
            return;
        }

        if (measures.Exists(measure => measure.Time == MeasureTime.Flow))
        {
            togetherYear = Shared(facts, fact => fact.Period.Year, fact => fact.Period.Year);
        }
        else
        {
            var shared = facts[0].Where(fact => facts.TrueForAll(list => list.Exists(other => other.Period == fact.Period))).ToList();
            if (shared.Count > 0) together = shared.Aggregate((best, fact) => FactPicking.Speaks(fact, best) > 0 ? fact : best).Period;
        }

        if (together is null && togetherYear is null && scene.Explain)
        {
            var latest = measures.Select(measure => $"{measure.Name}: {scene.Latest(measure, scene.Split, ValueForm.Exact)!.Period.Spoken()}");
            Notes.Add($"Các số không cùng một kỳ ({string.Join("; ", latest)}).");
        }
    }

    /// <summary>The usual case, without lists: of every measure the latest value is of one and the same period.</summary>
    private bool SharesOnePeriod(Formula formula)
    {
        switch (formula)
        {
            case Formula.Of({ IsNumber: true } measure):
                if (measure.Time == MeasureTime.State && scene.Latest(measure, scene.Split, ValueForm.Exact) is { } latest && (together ?? latest.Period) == latest.Period)
                {
                    together = latest.Period;
                    return true;
                }

                together = null;
                return false;
            case Formula.Plus(var left, var right): return SharesOnePeriod(left) && SharesOnePeriod(right);
            case Formula.Minus(var left, var right): return SharesOnePeriod(left) && SharesOnePeriod(right);
            case Formula.Times(var left, var right): return SharesOnePeriod(left) && SharesOnePeriod(right);
            case Formula.Over(var left, var right): return SharesOnePeriod(left) && SharesOnePeriod(right);
            default: return true;
        }
    }

    private static int? Shared(List<List<Fact>> facts, Func<Fact, int> key, Func<Fact, int> order)
    {
        var shared = facts[0].Where(fact => facts.TrueForAll(list => list.Exists(other => key(other) == key(fact)))).ToList();
        return shared.Count == 0 ? null : shared.Max(order);
    }

    private ValueRange Read(Formula formula)
    {
        switch (formula)
        {
            case Formula.Number(var value, _): return ValueRange.Point(value);
            case Formula.Of(var measure): return ReadMeasure(measure);
            case Formula.CountOf(var choices): return ReadCount(choices);
            case Formula.Plus(var left, var right): return Read(left) + Read(right);
            case Formula.Minus(var left, var right): return Read(left) - Read(right);
            case Formula.Times(var left, var right): return Read(left) * Read(right);
            case Formula.Over(Formula.Of(var part), Formula.Of(var whole)) when ReadCoarseShare(part, whole) is { } share: return share;
            case Formula.Over(var top, var bottom): return ReadOver(top, bottom);
            default: throw new InvalidOperationException($"{formula.GetType().Name} cannot be read.");
        }
    }

    private ValueRange ReadOver(Formula top, Formula bottom)
    {
        var divisor = Read(bottom);
        var dividend = Read(top);
        if (divisor.IsPoint && divisor.Low!.Value.IsZero)
        {
            ZeroDenominator = true;
            return ValueRange.Anything;
        }

        return divisor.Low is { Sign: > 0 } ? dividend / divisor : ValueRange.Anything;
    }

    private ValueRange ReadMeasure(Measure measure)
    {
        if (ValueOf(measure) is { } already) return already;
        var range = Pick(measure) ?? Unknown(measure);
        (known ??= new(2)).Add((measure, range));
        if (scene.Explain) WarnIfAnswerDiffers(measure, range);
        return range;
    }

    private ValueRange? Pick(Measure measure)
    {
        if (scene.Supposed?.Find(measure, scene.Split) is ObservedValue.Number or ObservedValue.Answer)
        {
            return FromValue(measure, scene.Supposed.Find(measure, scene.Split)!, null);
        }

        if (measure.Time == MeasureTime.Flow && measure.IsNumber && ReadFlow(measure) is { } flow) return flow;
        if (measure.Time == MeasureTime.State || !measure.IsNumber)
        {
            var period = togetherYear is null ? together : null;
            var asked = togetherYear is { } year ? scene with { Year = year } : scene;
            if (asked.Latest(measure, scene.Split, ValueForm.Exact, period) is { } fact) return FromValue(measure, fact.Value, fact);
        }

        return ReadSplitSum(measure) ?? ReadRolledUp(measure) ?? ReadCoarseAlone(measure);
    }

    private ValueRange? FromValue(Measure measure, ObservedValue value, Fact? fact)
    {
        if (value is ObservedValue.NotApplicable(var reason))
        {
            Inapplicable = reason;
            Use(measure, fact, value);
            return ValueRange.Anything;
        }

        if (measure.IsNumber && value is ObservedValue.Answer) return null;
        Use(measure, fact, value);
        return ValueRange.Point(FactPicking.AmountOf(measure, value));
    }

    private ValueRange? ReadFlow(Measure measure)
    {
        var standing = scene.Standing(measure, scene.Split, ValueForm.Exact);
        if ((scene.Year ?? togetherYear ?? FactPicking.LatestYear(standing)) is not { } year) return null;
        if (standing.Find(fact => fact.Period.Year == year && fact.Value is ObservedValue.NotApplicable) is { } refused)
        {
            scene.Trail?.Read(scene.Unit.Code, refused);
            return FromValue(measure, refused.Value, refused);
        }

        if (FactPicking.FlowOf(standing, year) is not { } flow) return null;
        foreach (var fact in flow.Facts) scene.Trail?.Read(scene.Unit.Code, fact);
        if (scene.Explain) SayFlow(measure, flow, year);
        return flow.Range;
    }

    private void SayFlow(Measure measure, (ValueRange Range, IReadOnlyList<Fact> Facts, bool Complete) flow, int year)
    {
        var note = flow.Facts.Count == 1 && flow.Complete ? "" : flow.Complete
            ? $"cộng từ {flow.Facts.Count} kỳ của năm {year}"
            : $"mới có {flow.Facts.Count} kỳ của năm {year}, chưa đủ cả năm";
        var text = new ObservedValue.Number(flow.Range.Low!.Value.Round(measure.Decimals)).Spoken(measure);
        Use(measure, flow.Facts.Count == 1 ? flow.Facts[0] : null, flow.Complete ? text : $"ít nhất {text}", note);
        if (!flow.Complete) AddMissing(measure, $"năm {year}");
    }

    /// <summary>The whole of a split that does not overlap is the sum of its parts.</summary>
    private ValueRange? ReadSplitSum(Measure measure)
    {
        if (measure.Split is not { Overlapping: false } split || scene.Split.Length > 0 || !measure.IsNumber) return null;
        var sum = Exact.Zero;
        foreach (var part in split.Parts)
        {
            if (scene.Latest(measure, part, ValueForm.Exact, together)?.Value is not ObservedValue.Number(var number)) return null;
            sum += Exact.From(number);
        }

        Use(measure, null, Said(measure, sum), $"cộng {string.Join(" và ", split.Parts)}");
        return ValueRange.Point(sum);
    }

    private ValueRange? ReadRolledUp(Measure measure)
    {
        if (measure.RollUp is RollUp.EnteredApart) return null;
        var level = measure.Levels.FirstOrDefault(level => level != scene.Unit.Level && scene.Knowledge.Units.Below(scene.Unit.Code, level, scene.At).Count > 0);
        if (level is null) return null;
        var children = scene.Knowledge.Units.Below(scene.Unit.Code, level, scene.At);
        var (sum, without) = Gather(measure, children);
        if (without.Count == children.Count) return null;
        if (measure.RollUp is RollUp.AverageBy && without.Count > 0) return null;

        var note = $"cộng từ {children.Count - without.Count}/{children.Count} {level}";
        if (without.Count > 0)
        {
            AddMissing(measure, $"của {string.Join(", ", without)}");
            Use(measure, null, $"ít nhất {Said(measure, sum)}", note);
            return new(sum, null);
        }

        Use(measure, null, Said(measure, sum), measure.RollUp is RollUp.AverageBy ? $"bình quân của {children.Count} {level}" : note);
        return ValueRange.Point(sum);
    }

    private (Exact Sum, List<string> Without) Gather(Measure measure, IReadOnlyList<Units.Unit> children)
    {
        var sum = Exact.Zero;
        var weights = Exact.Zero;
        var without = new List<string>();
        var weight = measure.RollUp is RollUp.AverageBy(var name) ? scene.Library.Measures.Find(name) : null;
        foreach (var child in children)
        {
            var inner = scene.ForUnit(child) with { Explain = false };
            var value = Of(new Formula.Of(measure), inner).Range;
            var share = weight is null ? ValueRange.Point(Exact.One) : Of(new Formula.Of(weight), inner).Range;
            if (!value.IsPoint || !share.IsPoint)
            {
                without.Add(child.Name);
                sum += value.Low ?? Exact.Zero;
                continue;
            }

            sum += value.Low!.Value * share.Low!.Value;
            weights += share.Low!.Value;
        }

        return (weight is null || weights.IsZero ? sum : sum / weights, without);
    }

    private ValueRange ReadCount(Measure choices)
    {
        if (scene.Latest(choices, scene.Split, ValueForm.Exact) is { } fact)
        {
            if (fact.Value is ObservedValue.NotApplicable) return FromValue(choices, fact.Value, fact) ?? ValueRange.Anything;
            if (fact.Value is ObservedValue.Chosen(var options))
            {
                Use(choices, fact, fact.Value);
                return Supposed(choices) ?? ValueRange.Point(Exact.From(options.Count));
            }
        }

        if (Supposed(choices) is { } supposed) return supposed;
        AddMissing(choices, "");
        return new(Exact.Zero, choices.OptionsOpen || choices.Options.Count == 0 ? null : Exact.From(choices.Options.Count));
    }

    private ValueRange? Supposed(Measure choices) =>
        scene.Supposed?.Find(choices, scene.Split) is ObservedValue.Number(var number) ? ValueRange.Point(Exact.From(number)) : null;

    /// <summary>What an input not yet entered can still be: never negative, never more than its whole.</summary>
    private ValueRange Unknown(Measure measure)
    {
        AddMissing(measure, scene is { Explain: true, Year: { } year } ? $"năm {year}" : "");
        if (measure.Kind == MeasureKind.Percentage) return new(Exact.Zero, Exact.One);
        return measure.IsNumber || measure.Kind == MeasureKind.YesNo ? new(Exact.Zero, measure.Kind == MeasureKind.YesNo ? Exact.One : Ceiling(measure)) : ValueRange.Anything;
    }

    private Exact? Ceiling(Measure measure) => CeilingOf(measure, scene);

    /// <summary>The most a part can be: the value of its whole, where known.</summary>
    public static Exact? CeilingOf(Measure measure, Scene scene)
    {
        if (measure.Kind == MeasureKind.Percentage) return Exact.One;
        if (measure.AtMost is null || scene.Around.Count > Deepest) return null;
        return Of(measure.AtMost, scene with { Explain = false, Around = [.. scene.Around, measure.Code] }).Range.High;
    }

    private void AddMissing(Measure measure, string note)
    {
        if (scene.Explain) Inputs.Add(new(measure, scene.Split, scene.Unit.Code, null, "chưa có số liệu", true, true, note));
    }

    private void Use(Measure measure, Fact? fact, ObservedValue value)
    {
        if (scene.Explain) Use(measure, fact, value.Spoken(measure));
    }

    private void Use(Measure measure, Fact? fact, string value, string note = "")
    {
        if (scene.Explain) Inputs.Add(new(measure, scene.Split, scene.Unit.Code, fact, value, false, false, note));
    }

    private static string Said(Measure measure, Exact value) => new ObservedValue.Number(value.Round(Math.Max(measure.Decimals, 2))).Spoken(measure);
}
