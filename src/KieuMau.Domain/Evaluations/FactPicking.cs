using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>
/// Chọn số liệu: among revisions known by K, the latest "tính đến" not after D; of one date, the shorter period.
/// </summary>
internal static class FactPicking
{
    /// <summary>One fact per period: the revision that counts there. Cleared ones are left out.</summary>
    public static List<Fact> Standing(this Scene scene, Measure measure, string split, ValueForm form)
    {
        var found = new List<Fact>(1);
        foreach (var fact in scene.Facts.Of(measure))
        {
            if (fact.Form != form && fact.Value is not ObservedValue.Nothing) continue;
            if (fact.Split != split || (scene.KnownBy is { } known && fact.SavedAt > known)) continue;
            if (fact.AsOf > scene.At)
            {
                scene.Watch.Note(fact.AsOf);
                continue;
            }

            var index = found.FindIndex(other => other.Period == fact.Period);
            if (index < 0) found.Add(fact);
            else if (Later(fact, found[index])) found[index] = fact;
        }

        found.RemoveAll(fact => fact.Value is ObservedValue.Nothing || TooOld(scene, fact));
        return found;
    }

    /// <summary>The one that counts: for a year asked, the latest of that year.</summary>
    public static Fact? Latest(this Scene scene, Measure measure, string split, ValueForm form, Period? period = null)
    {
        Fact? best = null;
        foreach (var fact in scene.Standing(measure, split, form))
        {
            if (period is { } one && fact.Period != one) continue;
            if (scene.Year is { } year && fact.Period.Year != year) continue;
            if (best is null || Speaks(fact, best) > 0) best = fact;
        }

        return best;
    }

    /// <summary>
    /// A flow of a year: the year's own value, else the sum of its parts. An incomplete sum is only a lower bound:
    /// enough to break "= 0", never to keep it.
    /// </summary>
    public static (ValueRange Range, IReadOnlyList<Fact> Facts, bool Complete)? FlowOf(this Scene scene, Measure measure, string split, int year)
    {
        var facts = scene.Standing(measure, split, ValueForm.Exact).FindAll(fact => fact.Period.Year == year && fact.Value is ObservedValue.Number);
        if (facts.Count == 0) return null;
        if (facts.Find(fact => fact.Period.Kind == PeriodKind.Year) is { } own) return (ValueRange.Point(Amount(own)), [own], true);

        var covered = new bool[12];
        var used = new List<Fact>();
        var sum = Exact.Zero;
        foreach (var fact in facts.OrderByDescending(fact => fact.Period.Kind).ThenBy(fact => fact.Period))
        {
            var first = fact.Period.First.Month - 1;
            var last = fact.Period.Last.Month - 1;
            if (Array.IndexOf(covered, true, first, last - first + 1) >= 0) continue;
            Array.Fill(covered, true, first, last - first + 1);
            used.Add(fact);
            sum += Amount(fact);
        }

        var complete = Array.TrueForAll(covered, month => month);
        return (complete ? ValueRange.Point(sum) : new(sum, null), used, complete);
    }

    /// <summary>The years for which a flow is known at all, latest first.</summary>
    public static IEnumerable<int> FlowYears(this Scene scene, Measure measure, string split) =>
        scene.Standing(measure, split, ValueForm.Exact).Select(fact => fact.Period.Year).Distinct().OrderDescending();

    public static Exact Amount(Fact fact) => AmountOf(fact.Measure, fact.Value);

    public static Exact AmountOf(Measure measure, ObservedValue value) => value switch
    {
        ObservedValue.Number(var number) when measure.Kind == MeasureKind.Percentage => Exact.Percent(number),
        ObservedValue.Number(var number) => Exact.From(number),
        ObservedValue.Answer(var yes) => yes ? Exact.One : Exact.Zero,
        _ => throw new InvalidOperationException($"{value} is not an amount of {measure}."),
    };

    /// <summary>Which of two periods' values speaks for the date: the later "tính đến"; of one date, the shorter period.</summary>
    public static int Speaks(Fact fact, Fact other)
    {
        var order = fact.AsOf.CompareTo(other.AsOf);
        if (order == 0) order = other.Period.Kind.CompareTo(fact.Period.Kind);
        return order != 0 ? order : fact.Period.CompareTo(other.Period);
    }

    private static bool Later(Fact fact, Fact other) =>
        fact.AsOf != other.AsOf ? fact.AsOf > other.AsOf
        : fact.SavedAt != other.SavedAt ? fact.SavedAt > other.SavedAt
        : fact.Revision >= other.Revision;

    private static bool TooOld(Scene scene, Fact fact)
    {
        if (scene.MaxAgeMonths == 0 || scene.Year is not null) return false;
        var lastGoodDay = fact.AsOf.AddMonths(scene.MaxAgeMonths);
        scene.Watch.NoteAfter(lastGoodDay);
        return lastGoodDay < scene.At;
    }
}
