using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Kết quả của một đơn vị, as stored or computed anew.</summary>
/// <param name="Row">None when the set does not judge the unit in that year.</param>
public sealed record UnitStanding(string Unit, StandingRow? Row);

/// <summary>Đọc kết quả đã lưu. What time alone may have changed since is computed anew, never shown stale.</summary>
public sealed class StandingReader(RuralDb db, UnitReader units, KnowledgeReader knowledge, ActiveCriteria active, JudgeStandings judge)
{
    public async Task<UnitStanding> Of(string unit, string setId, int year, CancellationToken ct = default) =>
        (await Of(await units.Around([unit], ct), [unit], setId, year, ct))[0];

    /// <summary>Standings of some units of one neighbourhood, in the order asked.</summary>
    public async Task<IReadOnlyList<UnitStanding>> Of(UnitSurroundings around, IReadOnlyList<string> codes, string setId, int year, CancellationToken ct = default)
    {
        var law = active.Current;
        var keys = codes.Select(code => around.Keys[code]).ToList();
        var stored = await Stored(law, keys, setId, year, ct);
        var stale = keys.Where(key => !stored.TryGetValue(key.Id, out var row) || row is null || row.ChangesOn <= judge.Today).ToList();
        if (stale.Count > 0 && law.Library.Find(setId) is { } set)
        {
            var known = await knowledge.Of(around, law, knownBy: null, ct);
            foreach (var key in stale) stored[key.Id] = judge.Judge(law, set, key, known, year);
        }

        return [.. keys.Select(key => new UnitStanding(key.Code, stored.GetValueOrDefault(key.Id)))];
    }

    /// <summary>Tỉnh, cả nước: how many units of a set have each outcome in a year, straight from the stored rows.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Outcomes(string setId, int year, CancellationToken ct = default)
    {
        var law = active.Current;
        var set = law.Keys.SetIds[setId];
        return await db.Standings
            .Where(row => row.Edition == law.Edition && row.SetId == set && row.Year == year)
            .GroupBy(row => row.Outcome)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
    }

    private async Task<Dictionary<int, StandingRow?>> Stored(CriteriaInForce law, List<UnitKey> keys, string setId, int year, CancellationToken ct)
    {
        var set = law.Keys.SetIds[setId];
        var shards = keys.Select(key => key.Shard).Distinct().ToList();
        var ids = keys.Select(key => key.Id).ToList();
        return await db.Standings.AsNoTracking()
            .Where(row => shards.Contains(row.Shard) && ids.Contains(row.UnitId) && row.Edition == law.Edition && row.SetId == set && row.Year == year)
            .ToDictionaryAsync(row => row.UnitId, StandingRow? (row) => row, ct);
    }
}
