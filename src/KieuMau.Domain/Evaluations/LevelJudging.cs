using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>Xếp loại: places on a scale, of one thing or of each.</summary>
internal static class LevelJudging
{
    public static Judged JudgeLevel(Scene scene, Requirement.Compare compare, Measure measure)
    {
        if (measure.Items.Count > 0 || HasItems(scene, measure)) return JudgeItems(scene, compare, measure, compare.Demand);
        return One(scene, compare, measure, compare.Demand, scene.Split, measure.Name);
    }

    /// <summary>Every item must reach the level; where only the lowest is known, that one.</summary>
    public static Judged JudgeItems(Scene scene, Requirement requirement, Measure measure, Demand demand)
    {
        var items = ItemsOf(scene, measure);
        var known = items.Where(item => Value(scene, measure, item) is not null).ToList();
        var lumped = Value(scene, measure, "") is not null;
        if (known.Count == 0 || (lumped && known.Count < items.Count && measure.Coarser is not Coarser.Lowest))
        {
            return One(scene, requirement, measure, demand, "", measure.Coarser is Coarser.Lowest ? $"{measure.Name}, mức thấp nhất" : measure.Name);
        }

        // the lowest level known speaks for the items nobody entered, never for those somebody did
        var each = items.Where(item => !lumped || Value(scene, measure, item) is not null).Select(item => One(scene, requirement, measure, demand, item, item));
        if (lumped && known.Count < items.Count) each = each.Append(One(scene, requirement, measure, demand, "", "mức thấp nhất"));
        return scene.JoinAll(requirement, each, measure.Name);
    }

    /// <summary>The items asked, and those further ones of which a level is known at this date.</summary>
    public static List<string> ItemsOf(Scene scene, Measure measure)
    {
        var items = new List<string>(measure.Items);
        foreach (var fact in scene.Facts.Of(measure))
        {
            if (fact.Split.Length > 0 && !items.Contains(fact.Split) && scene.Latest(measure, fact.Split, ValueForm.Exact) is not null) items.Add(fact.Split);
        }

        return items;
    }

    private static bool HasItems(Scene scene, Measure measure) => scene.Split.Length == 0 && ItemsOf(scene, measure).Count > 0;

    private static ObservedValue? Value(Scene scene, Measure measure, string split) =>
        scene.Supposed?.Find(measure, split) ?? scene.Latest(measure, split, ValueForm.Exact)?.Value;

    private static Judged One(Scene scene, Requirement requirement, Measure measure, Demand demand, string split, string label)
    {
        var value = Value(scene, measure, split);
        var level = scene.LevelFor(demand);
        var verdict = (level, value) switch
        {
            (Level.None, _) => Verdict.NoThreshold,
            (_, ObservedValue.NotApplicable) => split.Length > 0 || scene.MayBeInapplicable ? Verdict.NotApplicable : Verdict.NoData,
            (Level.OnScale(var comparison, var word, _), ObservedValue.Level(var rank)) =>
                ValueRange.Point(Exact.From(rank)).Meets(comparison, Exact.From(RankOf(measure, word))) == true ? Verdict.Met : Verdict.NotMet,
            _ => Verdict.NoData,
        };
        var unverified = Judging.Decides(verdict) && scene.Unverified(requirement.LevelSource);
        if (!scene.Explain) return new(verdict, unverified);
        var fact = scene.Latest(measure, split, ValueForm.Exact);
        return new(verdict, unverified, new Reason(Reasoning.LabelOf(requirement, label), verdict, unverified)
        {
            Code = requirement.Code,
            Demand = level.Spoken(),
            Value = value?.Spoken(measure) ?? "",
            Inputs = [new(measure, split, scene.Unit.Code, fact, value?.Spoken(measure) ?? "chưa có số liệu", value is null, verdict == Verdict.NoData, split)],
            Notes = level is Level.None(var why) ? [$"Chưa có ngưỡng: {why}."] : [],
            LevelSource = requirement.LevelSource,
        });
    }

    public static int RankOf(Measure measure, string word)
    {
        for (var rank = 0; rank < measure.Scale.Count; rank++)
        {
            if (measure.Scale[rank] == word) return rank; // as the reader wrote it
        }

        for (var rank = 0; rank < measure.Scale.Count; rank++)
        {
            if (VietnameseText.Same(measure.Scale[rank], word)) return rank;
        }

        throw new InvalidOperationException($"“{word}” is not on the scale of {measure}; the reader should have refused it.");
    }
}
