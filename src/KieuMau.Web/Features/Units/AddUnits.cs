using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Units;

/// <summary>Thêm đơn vị: one khu, or a whole tree from a file. All or nothing.</summary>
public sealed class AddUnits(RuralDb db, CommuneLock turn, RejudgeAfterUnits rejudge, Gate gate, JournalWriter journal)
{
    public async Task<Refusal?> Add(Unit unit, CancellationToken ct = default) => await Add([unit], demonstration: false, ct) is [var refusal, ..] ? refusal : null;

    /// <param name="units">Parents before their children.</param>
    /// <param name="demonstration">The new communes' numbers are "số liệu minh họa".</param>
    public async Task<IReadOnlyList<Refusal>> Add(IReadOnlyList<Unit> units, bool demonstration, CancellationToken ct = default)
    {
        foreach (var above in units.Select(unit => unit.Parent).Except(units.Select(unit => unit.Code)).Distinct())
        {
            if (await gate.Refuse(Right.ManageUnits, above, ct) is { } refusal) return [refusal];
        }

        await using var held = await turn.TakeAll(ct);
        var keys = await db.UnitKeys.AsNoTracking().ToDictionaryAsync(key => key.Code, ct);
        var tree = await TreeOf(units, ct);
        var refusals = units.Select((unit, index) => Check(unit, tree, units.Take(index))).OfType<Refusal>().ToList();
        if (refusals.Count > 0) return refusals;

        var levels = tree.All.Concat(units).GroupBy(unit => unit.Code).ToDictionary(group => group.Key, group => group.Last().Level);
        var next = new Numbers(keys.Values.Select(key => key.Id).DefaultIfEmpty(0).Max(), keys.Values.Select(key => key.Shard).DefaultIfEmpty(0).Max());
        foreach (var unit in units)
        {
            if (!keys.TryGetValue(unit.Code, out var key)) keys[unit.Code] = key = NewKey(unit, keys, levels, next, demonstration);
            db.UnitRows.Add(UnitRows.Of(unit, key.Id, unit.Parent is null ? null : keys[unit.Parent].Id));
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await rejudge.After([.. units.Select(unit => unit.Code)], units.Min(unit => unit.ValidFrom), ct);
        await journal.Append(JournalWriter.OfNoCommune, new("units.add", $"Thêm {units.Count} đơn vị: {string.Join(", ", units.Select(unit => unit.Name))}") { Unit = units[0].Code }, ct);
        await held.Commit(ct);
        return [];
    }

    private async Task<UnitTree> TreeOf(IReadOnlyList<Unit> units, CancellationToken ct)
    {
        var codes = units.Select(unit => unit.Code).Concat(units.Select(unit => unit.Parent).OfType<string>()).Distinct().ToList();
        var rows = await (from row in db.UnitRows.AsNoTracking()
                          join key in db.UnitKeys on row.UnitId equals key.Id
                          where codes.Contains(key.Code)
                          select new { row, key.Code }).ToListAsync(ct);
        return new(rows.Select(found => UnitRows.Read(found.row, id => id == found.row.UnitId ? found.Code : "")));
    }

    private static Refusal? Check(Unit unit, UnitTree tree, IEnumerable<Unit> before)
    {
        if (!UnitCodes.MayBe(unit.Code)) return UnitRefusals.NoCode();
        if (string.IsNullOrWhiteSpace(unit.Name)) return UnitRefusals.NoName();
        if (unit.ValidTo is { } to && to < unit.ValidFrom) return UnitRefusals.EndsBeforeItBegins(unit.ValidFrom, to);
        var earlier = before.ToList();
        if (tree.Rows(unit.Code).Concat(earlier.Where(other => other.Code == unit.Code)).FirstOrDefault(unit.Overlaps) is { } other) return UnitRefusals.Overlaps(other);
        return unit.Parent is null || tree.Rows(unit.Parent).Concat(earlier.Where(other => other.Code == unit.Parent)).Any(parent => parent.ValidAt(unit.ValidFrom))
            ? null
            : UnitRefusals.ParentNotThen(unit.Parent, unit.ValidFrom);
    }

    private UnitKey NewKey(Unit unit, Dictionary<string, UnitKey> keys, Dictionary<string, string> levels, Numbers next, bool demonstration)
    {
        var inherits = unit.Parent is { } parent && !UnitLevels.StandsAboveCommune(levels[parent]);
        var shard = inherits ? keys[unit.Parent!].Shard : ++next.Shard;
        if (!inherits) db.Shards.Add(new() { Shard = shard, Commune = unit.Code, Demonstration = demonstration });
        var key = new UnitKey { Id = ++next.Unit, Shard = shard, Code = unit.Code };
        db.UnitKeys.Add(key);
        return key;
    }

    private sealed class Numbers(int unit, int shard)
    {
        public int Unit { get; set; } = unit;
        public int Shard { get; set; } = shard;
    }
}
