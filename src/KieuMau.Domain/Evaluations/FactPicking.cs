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
        var facts = scene.Facts.Of(measure);
        for (var i = 0; i < facts.Length; i++)
        {
            if (scene.Counts(facts, i, split, form)) found.Add(facts[i]);
        }

        scene.TellCleared(facts, split, form, than: null, since: LatestYear(found));
        return found;
    }

    /// <summary>The one that counts: for a year asked, the latest of that year.</summary>
    public static Fact? Latest(this Scene scene, Measure measure, string split, ValueForm form, Period? period = null)
    {
        Fact? best = null;
        var facts = scene.Facts.Of(measure);
        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            if (period is { } one && fact.Period != one) continue;
            if (scene.Year is { } year && fact.Period.Year != year) continue;
            if (scene.Counts(facts, i, split, form) && (best is null || Speaks(fact, best) > 0)) best = fact;
        }

        if (best is not null) scene.Trail?.Read(scene.Unit.Code, best);
        scene.TellCleared(facts, split, form, than: best, period);
        return best;
    }

    /// <summary>Whoever cleared what would have spoken rather than another, or than nothing, chose what speaks.</summary>
    private static void TellCleared(this Scene scene, ReadOnlySpan<Fact> facts, string split, ValueForm form, Fact? than, Period? period = null, int? since = null)
    {
        if (scene.Trail is not { } trail) return;
        foreach (var fact in facts)
        {
            if (fact.Value is not ObservedValue.Nothing || (period is { } one && fact.Period != one) || (scene.Year is { } year && fact.Period.Year != year) || fact.Period.Year < since) continue;
            if (scene.Sees(fact, split, form) && (than is null || Speaks(fact, than) > 0)) trail.Read(scene.Unit.Code, fact);
        }
    }

    /// <summary>Whether a fact is the one that counts for its period: known by K, of a date not after D, not overtaken, not cleared, not too old.</summary>
    private static bool Counts(this Scene scene, ReadOnlySpan<Fact> facts, int index, string split, ValueForm form)
    {
        var fact = facts[index];
        if (!scene.Sees(fact, split, form) || fact.Value is ObservedValue.Nothing) return false;
        for (var i = 0; i < facts.Length; i++)
        {
            if (i != index && facts[i].Period == fact.Period && scene.Sees(facts[i], split, form) && Overtakes(facts[i], fact, later: i > index)) return false;
        }

        return !TooOld(scene, fact);
    }

    private static bool Sees(this Scene scene, Fact fact, string split, ValueForm form)
    {
        if (fact.Form != form && fact.Value is not ObservedValue.Nothing) return false;
        if (fact.Split != split || (scene.KnownBy is { } known && fact.SavedAt > known)) return false;
        if (fact.AsOf <= scene.At) return true;
        scene.Watch.Note(fact.AsOf);
        return false;
    }

    /// <summary>
    /// A flow of a year: the year's own value, else the sum of its parts. An incomplete sum is only a lower bound:
    /// enough to break "= 0", never to keep it.
    /// </summary>
    /// <param name="standing">Every period known.</param>
    public static (ValueRange Range, IReadOnlyList<Fact> Facts, bool Complete)? FlowOf(List<Fact> standing, int year)
    {
        if (standing is [{ Period.Kind: PeriodKind.Year, Value: ObservedValue.Number } only] && only.Period.Year == year) return (ValueRange.Point(Amount(only)), standing, true);
        var facts = standing.FindAll(fact => fact.Period.Year == year && fact.Value is ObservedValue.Number);
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

    /// <summary>The latest year for which a flow is known at all.</summary>
    public static int? LatestYear(List<Fact> standing)
    {
        int? latest = null;
        foreach (var fact in standing)
        {
            if (latest is null || fact.Period.Year > latest) latest = fact.Period.Year;
        }

        return latest;
    }

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

    /// <param name="later">Which came last, when nothing else parts them.</param>
    private static bool Overtakes(Fact fact, Fact other, bool later) =>
        fact.AsOf != other.AsOf ? fact.AsOf > other.AsOf
        : fact.SavedAt != other.SavedAt ? fact.SavedAt > other.SavedAt
        : fact.Revision != other.Revision ? fact.Revision > other.Revision : later;

    private static bool TooOld(Scene scene, Fact fact)
    {
        if (scene.MaxAgeMonths == 0 || scene.Year is not null) return false;
        var lastGoodDay = fact.AsOf.AddMonths(scene.MaxAgeMonths);
        scene.Watch.NoteAfter(lastGoodDay);
        return lastGoodDay < scene.At;
    }
}
