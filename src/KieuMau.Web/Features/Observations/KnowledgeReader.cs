using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>Đọc những gì đã biết: the units, numbers and titles a judgement may need, in a handful of queries.</summary>
public sealed class KnowledgeReader(RuralDb db, UnitReader units, RevisionReader revisions)
{
    /// <summary>Of one commune, or of the commune a unit belongs to, with all its khu.</summary>
    /// <param name="knownBy">K: only what was saved by then.</param>
    public async Task<Knowledge> Of(string unit, CriteriaInForce law, DateTime? knownBy = null, CancellationToken ct = default) =>
        await Of(await units.Around([unit], ct), law, knownBy, ct);

    public async Task<Knowledge> Of(UnitSurroundings around, CriteriaInForce law, DateTime? knownBy = null, CancellationToken ct = default)
    {
        var facts = await Facts(around, law, knownBy, ct);
        var titles = await Titles(around, knownBy, ct);
        return new(
            around.Tree,
            unit => facts.GetValueOrDefault(unit, UnitFacts.None),
            unit => titles.GetValueOrDefault(unit, []));
    }

    private async Task<Dictionary<string, UnitFacts>> Facts(UnitSurroundings around, CriteriaInForce law, DateTime? knownBy, CancellationToken ct)
    {
        var (shards, ids) = Keys(around);
        var facts = await revisions.Read(shards, [.. ids], law, ct);
        return facts.ToDictionary(
            pair => around.CodeOf(pair.Key),
            pair => new UnitFacts(Standing(knownBy is { } known ? pair.Value.FindAll(fact => fact.SavedAt <= known) : pair.Value)));
    }

    private async Task<Dictionary<string, IReadOnlyList<Title>>> Titles(UnitSurroundings around, DateTime? knownBy, CancellationToken ct)
    {
        var (shards, ids) = Keys(around);
        var rows = await db.Titles.AsNoTracking()
            .Where(title => shards.Contains(title.Shard) && ids.Contains(title.UnitId) && (knownBy == null || title.RecordedAt <= knownBy))
            .OrderBy(title => title.Id)
            .ToListAsync(ct);
        return rows.Select(row => row.ToTitle(around.CodeOf(row.UnitId)))
            .GroupBy(title => title.Unit)
            .ToDictionary(group => group.Key, IReadOnlyList<Title> (group) => [.. group]);
    }

    private static (int[] Shards, int[] Ids) Keys(UnitSurroundings around)
    {
        var keys = around.Tree.All.Where(unit => !UnitLevels.StandsAboveCommune(unit.Level)).Select(unit => around.Keys[unit.Code]).Distinct().ToList();
        return ([.. keys.Select(key => key.Shard).Distinct()], [.. keys.Select(key => key.Id)]);
    }

    /// <summary>
    /// What was cleared takes with it all that stood in the same place before, whatever date it spoke for; what is typed
    /// afterwards counts again. A place that stays cleared is known as such: whoever cleared it let another number speak.
    /// </summary>
    private static List<Fact> Standing(List<Fact> facts)
    {
        if (!facts.Exists(fact => fact.Value is ObservedValue.Nothing)) return facts;
        return
        [
            .. from place in facts.GroupBy(Place)
               let cleared = place.Where(fact => fact.Value is ObservedValue.Nothing).Max(fact => (long?)fact.Revision) ?? -1
               let after = place.Where(fact => fact.Revision > cleared).ToList()
               from fact in after.Count > 0 ? after : place.Where(fact => fact.Revision == cleared)
               select fact,
        ];
    }

    private static (int, Period, string) Place(Fact fact) => (fact.Measure.Ordinal, fact.Period, fact.Split);
}
