using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Đọc một cách tính: the range a formula can still have, and every input it rested on.</summary>
internal sealed class FormulaReading
{
    private const int Deepest = 6; // "không quá" may lead from a part to its whole and on, never in circles

    private readonly Scene scene;
    private readonly Dictionary<Measure, ValueRange> known = [];
    private readonly Dictionary<Measure, decimal> shares = [];
    private readonly HashSet<Measure> missing = [];
    private Period? together;
    private int? togetherYear;

    private FormulaReading(Scene scene) => this.scene = scene;

    public ValueRange Range { get; private set; }

    public bool ZeroDenominator { get; private set; }

    /// <summary>An input says "không áp dụng", with this reason.</summary>
    public string? Inapplicable { get; private set; }

    public List<InputUsed> Inputs { get; } = [];
    public List<string> Notes { get; } = [];

    /// <summary>Codes of inputs without an exact value.</summary>
    public IReadOnlyCollection<Measure> Missing => missing;

    /// <summary>What was read of one measure; none when it was not asked, or only a share of it is known.</summary>
    public ValueRange? ValueOf(Measure measure) => known.TryGetValue(measure, out var range) ? range : null;

    /// <summary>The percentage used instead of a measure, where only that is known.</summary>
    public decimal? ShareOf(Measure measure) => shares.TryGetValue(measure, out var share) ? share : null;

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
        if (known.TryGetValue(measure, out var range)) return range;
        range = Pick(measure) ?? Unknown(measure);
        return known[measure] = range;
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
            Use(measure, fact, value.Spoken(measure));
            return ValueRange.Anything;
        }

        if (measure.IsNumber && value is ObservedValue.Answer) return null;
        Use(measure, fact, value.Spoken(measure));
        return ValueRange.Point(FactPicking.AmountOf(measure, value));
    }

    private ValueRange? ReadFlow(Measure measure)
    {
        var year = scene.Year ?? togetherYear ?? scene.FlowYears(measure, scene.Split).Cast<int?>().FirstOrDefault();
        if (year is null) return null;
        if (scene.Standing(measure, scene.Split, ValueForm.Exact).Find(fact => fact.Period.Year == year && fact.Value is ObservedValue.NotApplicable) is { } refused)
        {
            return FromValue(measure, refused.Value, refused);
        }

        if (scene.FlowOf(measure, scene.Split, year.Value) is not { } flow) return null;
        var note = flow.Facts.Count == 1 && flow.Complete ? "" : flow.Complete
            ? $"cộng từ {flow.Facts.Count} kỳ của năm {year}"
            : $"mới có {flow.Facts.Count} kỳ của năm {year}, chưa đủ cả năm";
        var text = new ObservedValue.Number(flow.Range.Low!.Value.Round(measure.Decimals)).Spoken(measure);
        Use(measure, flow.Facts.Count == 1 ? flow.Facts[0] : null, flow.Complete ? text : $"ít nhất {text}", note);
        if (!flow.Complete) AddMissing(measure, $"năm {year}");
        return flow.Range;
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
                Use(choices, fact, fact.Value.Spoken(choices));
                return Supposed(choices) ?? ValueRange.Point(Exact.From(options.Count));
            }
        }

        if (Supposed(choices) is { } supposed) return supposed;
        AddMissing(choices, "");
        return new(Exact.Zero, choices.OptionsOpen || choices.Options.Count == 0 ? null : Exact.From(choices.Options.Count));
    }

    private ValueRange? Supposed(Measure choices) =>
        scene.Supposed?.Find(choices, scene.Split) is ObservedValue.Number(var number) ? ValueRange.Point(Exact.From(number)) : null;

    /// <summary>A part known only as a share of this whole, or only as "all" or "not all" of it.</summary>
    private ValueRange? ReadCoarseShare(Measure part, Measure whole)
    {
        if (scene.Supposed?.Find(part, scene.Split) is ObservedValue.Number) return null;
        var coarse = part.Coarser switch
        {
            Coarser.ShareOf(var name) when VietnameseText.Same(name, whole.Name) => ValueForm.Share,
            Coarser.AllOrNot when part.AtMost is Formula.Of(var all) && all == whole => ValueForm.Answer,
            _ => ValueForm.Exact,
        };
        if (coarse == ValueForm.Exact) return null;

        var supposed = scene.Supposed?.Find(part, scene.Split);
        var fact = scene.Latest(part, scene.Split, coarse);
        var value = supposed ?? fact?.Value;
        if (value is null or ObservedValue.Nothing or ObservedValue.NotApplicable) return null;
        if (supposed is null && HasExact(part) && HasExact(whole))
        {
            WarnIfFar(part, whole, value);
            return null;
        }

        Use(part, fact, value.Spoken(part), value is ObservedValue.Share ? $"chỉ có tỷ lệ trên {whole.Name}" : ((Coarser.AllOrNot)part.Coarser!).Question);
        if (value is ObservedValue.Share(var percent))
        {
            shares[part] = percent;
            return ValueRange.Point(Exact.Percent(percent));
        }

        if (value is ObservedValue.Answer(true)) return ValueRange.Point(Exact.One);
        AddMissing(part, "");
        return new(Exact.Zero, Exact.One, HighOpen: true);
    }

    private bool HasExact(Measure measure) =>
        scene.Standing(measure, scene.Split, ValueForm.Exact).Exists(fact => scene.Year is null || fact.Period.Year == scene.Year)
        || (measure.RollUp is not RollUp.EnteredApart && ReadRolledUp(measure) is { IsPoint: true });

    private void WarnIfFar(Measure part, Measure whole, ObservedValue value)
    {
        if (!scene.Explain || value is not ObservedValue.Share(var percent)) return;
        var counted = ReadOver(new Formula.Of(part), new Formula.Of(whole));
        if (!counted.IsPoint) return;
        var decimals = (decimal.GetBits(percent)[3] >> 16) & 0xFF;
        if (Math.Abs((counted.Low!.Value * Exact.From(100)).Round(decimals) - percent) > new decimal(1, 0, 0, false, (byte)decimals))
        {
            Notes.Add($"Tỷ lệ đã ghi là {NumberText.Spoken(percent)}\u00a0%, khác với số tính từ {part.Name} và {whole.Name}; dùng số đếm.");
        }
    }

    /// <summary>A count outside a ratio of its own whole, known only coarsely.</summary>
    private ValueRange? ReadCoarseAlone(Measure measure)
    {
        var fact = scene.Latest(measure, scene.Split, ValueForm.Answer);
        switch (measure.Coarser, fact?.Value)
        {
            case (Coarser.AtLeastOrNone(var question, var least), ObservedValue.Answer(var yes)):
                Use(measure, fact, fact!.Value.Spoken(measure), question);
                if (yes || least > 1) AddMissing(measure, "");
                return yes ? new(Exact.From(least), Ceiling(measure)) : new(Exact.Zero, Exact.From(least) - measure.Step);
            case (Coarser.AllOrNot(var question), ObservedValue.Answer(var yes)) when Ceiling(measure) is { } whole:
                Use(measure, fact, fact!.Value.Spoken(measure), question);
                if (!yes) AddMissing(measure, "");
                return yes ? ValueRange.Point(whole) : new(Exact.Zero, whole, HighOpen: true);
            case (Coarser.ShareOf(var name), _) when scene.Latest(measure, scene.Split, ValueForm.Share) is { Value: ObservedValue.Share(var percent) } share
                && scene.Library.Measures.Find(name) is { } part && ReadMeasure(part) is { IsPoint: true } total:
                Use(measure, share, share.Value.Spoken(measure), $"ước tính từ tỷ lệ trên {name}");
                shares[measure] = percent;
                return ValueRange.Point(Exact.Percent(percent) * total.Low!.Value);
            default:
                return null;
        }
    }

    /// <summary>What an input not yet entered can still be: never negative, never more than its whole.</summary>
    private ValueRange Unknown(Measure measure)
    {
        AddMissing(measure, scene.Year is { } year ? $"năm {year}" : "");
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
        missing.Add(measure);
        if (scene.Explain) Inputs.Add(new(measure, scene.Split, scene.Unit.Code, null, "chưa có số liệu", true, true, note));
    }

    private void Use(Measure measure, Fact? fact, string value, string note = "")
    {
        if (scene.Explain) Inputs.Add(new(measure, scene.Split, scene.Unit.Code, fact, value, false, false, note));
    }

    private static string Said(Measure measure, Exact value) => new ObservedValue.Number(value.Round(Math.Max(measure.Decimals, 2))).Spoken(measure);
}
