using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Units;

/// <summary>Vùng lân cận của một đơn vị: the units a judgement of it may need, with their keys.</summary>
/// <param name="Keys">By code.</param>
/// <param name="Communes">Codes of the communes it belonged to at any date, itself included.</param>
public sealed record UnitSurroundings(UnitTree Tree, IReadOnlyDictionary<string, UnitKey> Keys, IReadOnlyList<string> Communes)
{
    private readonly Dictionary<int, string> codes = Keys.Values.ToDictionary(key => key.Id, key => key.Code);

    public string CodeOf(int id) => codes[id];

    /// <summary>Every commune above it at some date, and the commune's own shard: what a change of its numbers locks.</summary>
    public IEnumerable<int> ShardsOver(string code) =>
        CommunesOver(code).Append(code).Select(name => Keys[name].Shard).Distinct();

    /// <summary>The commune a unit belongs to on a day; none when it belongs to none then.</summary>
    public Unit? CommuneOver(string code, DateOnly at) =>
        CommunesOver(code).Select(one => Tree.Find(one, at)).OfType<Unit>().FirstOrDefault();

    public IReadOnlyList<string> CommunesOver(string code)
    {
        var found = new List<string>();
        Gather(code, found, depth: 0);
        return found;
    }

    private void Gather(string code, List<string> found, int depth)
    {
        foreach (var row in Tree.Rows(code))
        {
            if (Communes.Contains(code) && !found.Contains(code)) found.Add(code);
            if (row.Parent is not null && depth < 12) Gather(row.Parent, found, depth + 1);
        }
    }
}

/// <summary>Đọc cây đơn vị, as much of it as a question needs.</summary>
public sealed class UnitReader(RuralDb db)
{
    /// <summary>The whole tree: for one commune's installation, exports and small provinces.</summary>
    public async Task<UnitTree> All(CancellationToken ct = default)
    {
        var keys = await db.UnitKeys.AsNoTracking().ToDictionaryAsync(key => key.Id, key => key.Code, ct);
        var rows = await db.UnitRows.AsNoTracking().OrderBy(row => row.UnitId).ThenBy(row => row.ValidFrom).ToListAsync(ct);
        return new(rows.Select(row => UnitRows.Read(row, id => keys[id])));
    }

    /// <summary>These units alone, at any date: enough to name them.</summary>
    public async Task<UnitTree> Alone(IReadOnlyCollection<string> codes, CancellationToken ct = default)
    {
        var keys = await db.UnitKeys.AsNoTracking().Where(key => codes.Contains(key.Code)).ToDictionaryAsync(key => key.Id, ct);
        var ids = keys.Keys.ToList();
        var rows = await db.UnitRows.AsNoTracking().Where(row => ids.Contains(row.UnitId)).ToListAsync(ct);
        var parents = await Keys([.. rows.Select(row => row.ParentId).OfType<int>().Distinct()], ct);
        return new(rows.Select(row => UnitRows.Read(row, id => (keys.GetValueOrDefault(id) ?? parents[id]).Code)));
    }

    /// <summary>Communes of this installation valid at a date, in the order they were entered.</summary>
    public async Task<IReadOnlyList<Unit>> Communes(DateOnly at, CancellationToken ct = default)
    {
        var codes = await db.Shards.AsNoTracking().OrderBy(shard => shard.Shard).Select(shard => shard.Commune).ToListAsync(ct);
        var rows = await (from key in db.UnitKeys.AsNoTracking()
                          join row in db.UnitRows.AsNoTracking() on key.Id equals row.UnitId
                          where codes.Contains(key.Code) && row.ValidFrom <= at && (row.ValidTo == null || row.ValidTo >= at)
                          orderby key.Id
                          select new { key.Code, Row = row }).ToListAsync(ct);
        var parents = await Keys([.. rows.Select(found => found.Row.ParentId).OfType<int>()], ct);
        return [.. rows.Where(found => !UnitLevels.StandsAboveCommune(found.Row.Level))
            .Select(found => UnitRows.Read(found.Row, id => id == found.Row.UnitId ? found.Code : parents[id].Code))];
    }

    public Task<bool> IsDemonstration(string commune, CancellationToken ct = default) =>
        db.Shards.AnyAsync(shard => shard.Commune == commune && shard.Demonstration, ct);

    /// <summary>The units above each code at any date, and all units below their communes.</summary>
    public async Task<UnitSurroundings> Around(IReadOnlyCollection<string> codes, CancellationToken ct = default)
    {
        var start = await db.UnitKeys.AsNoTracking().Where(key => codes.Contains(key.Code)).Select(key => key.Id).ToListAsync(ct);
        var rows = new Dictionary<(int, DateOnly), UnitRow>();
        await ClimbUp(start, rows, ct);
        var communes = rows.Values.Where(row => !UnitLevels.StandsAboveCommune(row.Level) && IsTop(row, rows.Values)).Select(row => row.UnitId).ToHashSet();
        await ClimbDown(communes, rows, ct);

        var keys = await Keys([.. rows.Values.SelectMany(row => new[] { row.UnitId, row.ParentId ?? row.UnitId }).Distinct()], ct);
        var ordered = rows.Values.OrderBy(row => row.UnitId).ThenBy(row => row.ValidFrom);
        return new(
            new(ordered.Select(row => UnitRows.Read(row, id => keys[id].Code))),
            keys.Values.ToDictionary(key => key.Code),
            [.. communes.Order().Select(id => keys[id].Code)]);
    }

    // a commune is what stands right under a level above communes, or at the top
    private static bool IsTop(UnitRow row, IEnumerable<UnitRow> rows) =>
        row.ParentId is null || rows.Any(parent => parent.UnitId == row.ParentId && UnitLevels.StandsAboveCommune(parent.Level));

    private async Task ClimbUp(List<int> ids, Dictionary<(int, DateOnly), UnitRow> rows, CancellationToken ct)
    {
        while (ids.Count > 0)
        {
            var found = await db.UnitRows.AsNoTracking().Where(row => ids.Contains(row.UnitId)).ToListAsync(ct);
            foreach (var row in found) rows[(row.UnitId, row.ValidFrom)] = row;
            var known = rows.Keys.Select(key => key.Item1).ToHashSet();
            ids = [.. found.Select(row => row.ParentId).OfType<int>().Where(id => !known.Contains(id)).Distinct()];
        }
    }

    private async Task ClimbDown(HashSet<int> ids, Dictionary<(int, DateOnly), UnitRow> rows, CancellationToken ct)
    {
        var seen = new HashSet<int>(ids);
        while (ids.Count > 0)
        {
            var children = db.UnitRows.Where(row => row.ParentId != null && ids.Contains(row.ParentId.Value)).Select(row => row.UnitId);
            var found = await db.UnitRows.AsNoTracking().Where(row => children.Contains(row.UnitId)).ToListAsync(ct);
            foreach (var row in found) rows[(row.UnitId, row.ValidFrom)] = row;
            ids = [.. found.Select(row => row.UnitId).Distinct().Where(seen.Add)];
        }
    }

    private Task<Dictionary<int, UnitKey>> Keys(IReadOnlyCollection<int> ids, CancellationToken ct) =>
        db.UnitKeys.AsNoTracking().Where(key => ids.Contains(key.Id)).ToDictionaryAsync(key => key.Id, ct);
}
