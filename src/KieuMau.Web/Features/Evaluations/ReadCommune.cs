using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Đọc một xã cho một trang: one stamp when nothing has changed, else a handful of queries, whatever the page then asks.</summary>
public sealed class ReadCommune(RuralDb db, UnitReader units, KnowledgeReader knowledge, ActiveCriteria criteria, CommuneMemory memory)
{
    /// <param name="unit">The commune, or any unit of it.</param>
    /// <returns>Nothing when there is no such unit, or no commune over it that day.</returns>
    public async Task<CommuneReading?> Of(string unit, DateOnly at, CancellationToken ct = default)
    {
        if (await Remembered(unit, ct) is not { } commune || commune.Around.CommuneOver(unit, at) is not { } over) return null;
        return commune.ReadingAt(over, at);
    }

    /// <returns>Nothing when there is no such unit.</returns>
    public async Task<RememberedCommune?> Remembered(string unit, CancellationToken ct = default)
    {
        var law = criteria.Current;
        if (memory.Find(unit) is { } known && known.HoldsAt(await StampOf(known.Shards, ct), law)) return known;

        var around = await units.Around([unit], ct);
        if (!around.Keys.ContainsKey(unit)) return null;
        int[] shards = [.. around.Tree.All.Where(one => !UnitLevels.StandsAboveCommune(one.Level)).Select(one => around.Keys[one.Code].Shard).Distinct()];
        var stamp = await StampOf(shards, ct); // before the numbers: what changes in between is read again next time
        var read = new RememberedCommune(around, shards, stamp, law, await knowledge.Of(around, law, ct: ct));
        memory.Keep(read);
        return read;
    }

    private Task<long> StampOf(IReadOnlyList<int> shards, CancellationToken ct) =>
        db.Shards.Where(shard => shards.Contains(shard.Shard)).SumAsync(shard => shard.Stamp, ct);
}
