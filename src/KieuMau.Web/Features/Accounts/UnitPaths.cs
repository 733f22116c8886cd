using System.Text.Json;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Đường lên của một đơn vị: itself, and every unit above it at any date, with those that followed them.</summary>
public sealed class UnitPaths(RuralDb db)
{
    /// <summary>What an officer of the commune of today may see of a commune that was merged into it.</summary>
    /// <returns>Codes, and the shard of the unit; nothing when there is no such unit.</returns>
    public async Task<UnitPath?> Of(string code, CancellationToken ct = default)
    {
        var steps = await db.Database.SqlQuery<Step>($"""
            with recursive up(id, depth) as (
                select id, 0 from units where code = {code}
                union
                select row.parent_id, up.depth + 1 from unit_rows row join up on row.unit_id = up.id where row.parent_id is not null and up.depth < 12)
            select unit.code as "Code", unit.shard as "Shard", row.successors as "Successors", up.depth as "Depth", row.valid_to as "LastDay"
            from up join units unit on unit.id = up.id join unit_rows row on row.unit_id = up.id
            """).ToListAsync(ct);
        if (steps.Find(step => step.Code == code) is not { } self) return null;
        var followed = steps.SelectMany(step => JsonSerializer.Deserialize<string[]>(step.Successors)!);
        var ended = steps.GroupBy(step => step.Code).Where(rows => rows.All(row => row.LastDay is not null)).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.LastDay)!.Value);
        return new(self.Shard, [.. steps.OrderBy(step => step.Depth).Select(step => step.Code).Concat(followed).Distinct()]) { Ended = ended };
    }

    /// <summary>Whether nothing stands beside a unit on a day: no other unit of its level, or under the same one, but those it goes up to or that followed it.</summary>
    public async Task<bool> IsAlone(string code, DateOnly day, CancellationToken ct = default)
    {
        if (await Of(code, ct) is not { } path) return false;
        var (units, codes) = (db.UnitKeys, path.Codes.ToList());
        var own = db.UnitRows.Where(row => units.Any(unit => unit.Id == row.UnitId && unit.Code == code));
        return !await db.UnitRows.AnyAsync(row => row.ValidFrom <= day && (row.ValidTo == null || row.ValidTo >= day)
            && !units.Any(unit => unit.Id == row.UnitId && codes.Contains(unit.Code))
            && own.Any(mine => mine.Level == row.Level || (mine.ParentId != null && mine.ParentId == row.ParentId)), ct);
    }

    private sealed record Step(string Code, int Shard, string Successors, int Depth, DateOnly? LastDay);
}

/// <param name="Codes">The unit first.</param>
public sealed record UnitPath(int Shard, IReadOnlyList<string> Codes)
{
    /// <summary>The last day of those that are no more: they are read from for good, and written from only of days until then.</summary>
    public IReadOnlyDictionary<string, DateOnly> Ended { get; init; } = new Dictionary<string, DateOnly>();

    public IReadOnlyList<string> StandingOn(DateOnly day) => [.. Codes.Where(code => !Ended.TryGetValue(code, out var last) || last >= day)];
}
