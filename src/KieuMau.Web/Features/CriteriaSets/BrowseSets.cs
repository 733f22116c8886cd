using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Xem các bộ tiêu chí: what each asks, from where, and how well that is known.</summary>
public sealed class BrowseSets(ActiveCriteria criteria)
{
    public sealed record SetLine(CriteriaSet Set, int Lines, int Unverified, int WithoutLevel);

    /// <summary>A line as it stood from a date on.</summary>
    public sealed record Stage(DateOnly From, CriteriaSet Set, Indicator Line);

    public sealed record LineView(CriteriaSet Set, Criterion Criterion, Indicator Line, IReadOnlyList<Stage> Stages, Indicator? Before, Indicator? After);

    public IReadOnlyList<SetLine> All(DateOnly at) =>
        [.. criteria.Current.Library.Sets.Select(set => Summary(set.At(at))).OrderByDescending(line => line.Set.InForceAt(at)).ThenBy(line => line.Set.Levels is [var level, ..] ? level : "").ThenByDescending(line => line.Set.InForceFrom)];

    public CriteriaSet? Find(string id, DateOnly at) => criteria.Current.Library.Find(id, at);

    public LineView? Find(string id, string code, DateOnly at)
    {
        if (criteria.Current.Library.Find(id) is not { } set || set.At(at) is not { } now) return null;
        if (now.Find(code) is not { } line || now.CriterionOf(code) is not { } criterion) return null;
        var lines = now.Indicators.ToList();
        var place = lines.IndexOf(line);
        return new(now, criterion, line, Stages(set, code), place > 0 ? lines[place - 1] : null, place < lines.Count - 1 ? lines[place + 1] : null);
    }

    /// <summary>Whether some level of the line is not known at all.</summary>
    public static bool LacksLevel(Indicator line) => line.Requirement.DemandsOf().Any(demand => demand is Demand.Missing);

    private static List<Stage> Stages(SetThroughTime set, string code)
    {
        var stages = new List<Stage>();
        foreach (var (from, text) in set.Versions)
        {
            if (text.Find(code) is { } line && (stages.Count == 0 || stages[^1].Line.AmendedBy != line.AmendedBy)) stages.Add(new(from < text.InForceFrom ? text.InForceFrom : from, text, line));
        }

        return stages;
    }

    private static SetLine Summary(CriteriaSet set) =>
        new(set, set.Indicators.Count(line => !line.Local), set.Indicators.Count(line => line.Unverified), set.Indicators.Count(LacksLevel));
}
