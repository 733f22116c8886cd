using System.Collections.Concurrent;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Một xã đã đọc: everything known of it at one stamp and under one state of the law. Never changed, only replaced.</summary>
public sealed class RememberedCommune(UnitSurroundings around, IReadOnlyList<int> shards, long stamp, CriteriaInForce law, Knowledge knowledge)
{
    /// <summary>People look at this year and the last few; whoever walks through all others does not fill the memory.</summary>
    private const int MostReadings = 8;

    private readonly ConcurrentDictionary<(string Commune, DateOnly At), CommuneReading> readings = [];
    private readonly Lazy<(IReadOnlyList<int> Years, IReadOnlyList<DateOnly> Days)> calendar = new(() => CalendarOf(around, knowledge));

    public UnitSurroundings Around => around;

    public IReadOnlyList<int> Shards => shards;

    /// <summary>Years with numbers.</summary>
    public IReadOnlyList<int> Years => calendar.Value.Years;

    public bool HoldsAt(long now, CriteriaInForce current) => now == stamp && ReferenceEquals(law, current);

    /// <summary>The latest date any number speaks for, not after a day.</summary>
    public DateOnly? DataDate(DateOnly until) => calendar.Value.Days.Where(day => day <= until).Cast<DateOnly?>().LastOrDefault();

    public CommuneReading ReadingAt(Unit commune, DateOnly at) =>
        readings.Count >= MostReadings && !readings.ContainsKey((commune.Code, at))
            ? new(commune, at, law.Library, knowledge)
            : readings.GetOrAdd((commune.Code, at), _ => new(commune, at, law.Library, knowledge));

    private static (IReadOnlyList<int>, IReadOnlyList<DateOnly>) CalendarOf(UnitSurroundings around, Knowledge knowledge)
    {
        var facts = around.Keys.Keys.SelectMany(code => knowledge.FactsOf(code).All).ToList();
        return ([.. facts.Select(fact => fact.Period.Year).Distinct()], [.. facts.Select(fact => fact.AsOf).Distinct().Order()]);
    }
}

/// <summary>
/// Bộ nhớ các xã đang xem: a page asks the database for one stamp, and reads the commune anew only when it has changed,
/// whichever program changed it.
/// </summary>
public sealed class CommuneMemory
{
    private const int Most = 24;

    private readonly ConcurrentDictionary<string, RememberedCommune> byUnit = [];
    private readonly Queue<RememberedCommune> order = [];
    private readonly Lock turn = new();

    public RememberedCommune? Find(string unit) => byUnit.GetValueOrDefault(unit);

    /// <summary>Remembers a commune for all its units; the one read longest ago makes room.</summary>
    public void Keep(RememberedCommune commune)
    {
        lock (turn)
        {
            foreach (var unit in UnitsOf(commune)) byUnit[unit] = commune;
            order.Enqueue(commune);
            while (order.Count > Most) Forget(order.Dequeue());
        }
    }

    private void Forget(RememberedCommune old)
    {
        foreach (var unit in UnitsOf(old)) byUnit.TryRemove(new(unit, old));
    }

    // a unit above communes sees many of them: what was read for one of its communes is not all that stands below it;
    // and of a khu that went from one commune to another both must have been read
    private static IEnumerable<string> UnitsOf(RememberedCommune commune)
    {
        var tree = commune.Around.Tree;
        return tree.All.GroupBy(unit => unit.Code)
            .Where(rows => rows.All(row => !UnitLevels.StandsAboveCommune(row.Level) && (row.Parent is null || tree.Rows(row.Parent).Count > 0)))
            .Select(rows => rows.Key);
    }
}
