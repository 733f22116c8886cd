using System.Globalization;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Evaluations;

/// <summary>Mức áp dụng: a demand brought down to one level for this unit and date, or why there is none.</summary>
internal abstract record Level
{
    private Level() { }

    public sealed record Than(Comparison Comparison, Exact Value, string Text, bool Unverified) : Level;

    public sealed record OnScale(Comparison Comparison, string Word, string Text) : Level;

    public sealed record Yes(bool Wanted) : Level;

    public sealed record None(string Why) : Level;

    /// <summary>What the level depends on is not known: any of these may be it.</summary>
    public sealed record OneOf(IReadOnlyList<Level> Levels, IReadOnlyList<InputUsed> Inputs, string Why) : Level;

    public string Spoken() => this switch
    {
        Than than => than.Text,
        OnScale scale => scale.Text,
        Yes(var wanted) => wanted ? "có" : "không",
        _ => "",
    };
}

internal static class DemandReading
{
    public static Level LevelFor(this Scene scene, Demand demand)
    {
        switch (demand)
        {
            case Demand.Than(var comparison, var value, var text): return new Level.Than(comparison, value, text, false);
            case Demand.OnScale(var comparison, var word, var text): return new Level.OnScale(comparison, word, text);
            case Demand.Yes(var wanted): return new Level.Yes(wanted);
            case Demand.Missing(var why): return new Level.None(why.Length > 0 ? why : "bộ tiêu chí chưa có mức");
            case Demand.ByYear(var years, var otherwise): return ByYear(scene, years, otherwise);
            case Demand.ByAttribute(var attribute, var values, var otherwise): return ByAttribute(scene, attribute, values, otherwise);
            case Demand.Depending(var cases, var otherwise): return Depending(scene, cases, otherwise);
            case Demand.OfOtherSet other: return OfOtherSet(scene, other);
            case Demand.OfOwnHistory history: return OfOwnHistory(scene, history);
            default: throw new InvalidOperationException($"{demand.GetType().Name} has no level.");
        }
    }

    private static Level ByYear(Scene scene, IReadOnlyDictionary<int, Demand> years, Demand otherwise)
    {
        scene.Watch.Note(new DateOnly(scene.LevelYear + 1, 1, 1));
        if (years.TryGetValue(scene.LevelYear, out var demand)) return scene.LevelFor(demand);
        return otherwise is Demand.Missing
            ? new Level.None(string.Create(CultureInfo.InvariantCulture, $"chưa có mức của năm {scene.LevelYear}"))
            : scene.LevelFor(otherwise);
    }

    private static Level ByAttribute(Scene scene, string attribute, IReadOnlyDictionary<string, Demand> values, Demand otherwise)
    {
        var value = AttributeOf(scene, attribute);
        if (value is null) return new Level.None($"chưa biết {attribute} của đơn vị");
        if (values.FirstOrDefault(pair => VietnameseText.Same(pair.Key, value)).Value is { } demand) return scene.LevelFor(demand);
        return otherwise is Demand.Missing ? new Level.None($"chưa có mức cho {attribute} {value}") : scene.LevelFor(otherwise);
    }

    /// <summary>The unit's own attribute, else that of the nearest unit above which has it.</summary>
    private static string? AttributeOf(Scene scene, string attribute)
    {
        var unit = scene.Unit;
        for (var step = 0; unit is not null && step < 12; step++)
        {
            if (unit.Attributes.FirstOrDefault(pair => VietnameseText.Same(pair.Key, attribute)).Value is { } value) return value;
            unit = unit.Parent is { } parent ? scene.Knowledge.Units.Find(parent, scene.At) : null;
        }

        return null;
    }

    private static Level Depending(Scene scene, IReadOnlyList<(Condition When, Demand Demand)> cases, Demand otherwise)
    {
        var possible = new List<Level>();
        var inputs = new List<InputUsed>();
        foreach (var (when, demand) in cases)
        {
            var reading = FormulaReading.Of(when.Formula, scene);
            var holds = reading.Range.Meets(when.Comparison, when.Level);
            if (holds == true && possible.Count == 0) return scene.LevelFor(demand);
            if (holds == false) continue;
            possible.Add(scene.LevelFor(demand));
            inputs.AddRange(reading.Inputs);
            if (holds == true) return new Level.OneOf(possible, inputs, $"chưa biết {cases[0].When.Text}");
        }

        if (possible.Count == 0) return scene.LevelFor(otherwise);
        possible.Add(scene.LevelFor(otherwise));
        return new Level.OneOf(possible, inputs, $"chưa biết {cases[0].When.Text}");
    }

    private static Level OfOtherSet(Scene scene, Demand.OfOtherSet other)
    {
        var set = scene.Library.Find(other.SetId, scene.At);
        if (set?.Find(other.LineCode) is not { } line) return new Level.None($"chưa có chỉ tiêu {other.LineCode} của bộ {other.SetId}");
        if (!set.InForceAt(scene.At)) return new Level.None($"bộ “{set.ShortTitle}” không có hiệu lực tại ngày xét");
        var place = $"{other.SetId}/{other.LineCode}";
        if (scene.Around.Contains(place)) return new Level.None($"mức của {place} dựa vòng quanh chính nó");
        if (line.Requirement is not Requirement.Compare compare) return new Level.None($"chỉ tiêu {other.LineCode} của bộ {other.SetId} không có mức bằng số");
        return (scene with { Around = [.. scene.Around, place] }).LevelFor(compare.Demand) switch
        {
            Level.Than than => new Level.Than(other.Comparison, than.Value * other.Factor,
                $"{other.Text} {Shown(than.Value * other.Factor)}", than.Unverified || line.Unverified),
            Level.None none => new Level.None($"{none.Why} (chỉ tiêu {line.Code} “{line.ShortName}”, {set.ShortTitle})"),
            _ => new Level.None($"mức của chỉ tiêu {other.LineCode} chưa xác định được"),
        };
    }

    private static Level OfOwnHistory(Scene scene, Demand.OfOwnHistory history)
    {
        bool Named(Observations.Title title) => SetJudging.IsRecognitionOf(title, history.RecognisedSetId, scene.Library);
        var recognised = scene.Knowledge.TitlesOf(scene.Unit.Code).Where(title => Named(title) && title.ValidFrom <= scene.At).MinBy(title => title.ValidFrom);
        scene.Trail?.Ask(scene.Unit.Code, Named, recognised is null ? [] : [recognised]);
        if (recognised is null) return new Level.OneOf([], [], $"chưa ghi ngày đơn vị được công nhận ({history.RecognisedSetId})");
        var then = FormulaReading.Of(new Formula.Of(history.Measure), scene with { At = recognised.ValidFrom, Year = null, Supposed = null });
        if (!then.Range.IsPoint) return new Level.OneOf([], then.Inputs, $"chưa có {history.Measure.Name} tại ngày {recognised.ValidFrom:dd/MM/yyyy}");
        var level = then.Range.Low!.Value * history.Factor;
        return new Level.Than(history.Comparison, level, $"{history.Text} {Shown(level)}", false);
    }

    private static string Shown(Exact value) => $"= {NumberText.Spoken(value.Round(2))}";
}
