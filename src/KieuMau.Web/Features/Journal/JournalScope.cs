using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Journal;

/// <summary>Phạm vi đọc nhật ký: whose entries somebody may read.</summary>
/// <param name="Whole">Every chain, and the one of no commune.</param>
/// <param name="Shards">Chains of communes.</param>
/// <param name="Units">Codes of units below a commune whose entries alone may be read.</param>
public sealed record JournalScope(bool Whole, IReadOnlyList<int> Shards, IReadOnlyList<string> Units)
{
    public static readonly JournalScope Nothing = new(false, [], []);

    public IQueryable<JournalRow> In(IQueryable<JournalRow> journal)
    {
        if (Whole) return journal;
        var (shards, units) = (Shards, Units);
        return journal.Where(row => shards.Contains(row.Shard) || (row.Shard != JournalWriter.OfNoCommune && units.Contains(row.Unit)));
    }

    /// <summary>Which chains a check may follow; none for all.</summary>
    public IReadOnlyCollection<int>? Chains => Whole ? null : Shards;
}

/// <summary>Tìm phạm vi: from the posts held today that may read the journal.</summary>
public sealed class FindJournalScope(RuralDb db, Gate gate)
{
    private const int MostSteps = 8;

    public async Task<JournalScope> Of(CancellationToken ct = default)
    {
        if (gate.Who is not { } who || !await gate.May(Right.ReadJournal, ct: ct)) return JournalScope.Nothing;
        var held = who.PostsOn(gate.Today).Where(post => post.Role.Holds(Right.ReadJournal)).Select(post => post.Unit).Distinct().ToList();
        if (who.Kind == AccountKind.Technical || held.Contains("")) return new(true, [], []);

        var (shards, units) = (new HashSet<int>(), new List<string>());
        foreach (var unit in held)
        {
            var reached = await Reached(unit, ct);
            if (reached.Count > 0) shards.UnionWith(reached);
            else units.Add(unit);
        }

        return new(false, [.. shards.Order()], units);
    }

    /// <summary>The unit's own chain and those of communes below it or merged into it; none for a unit below a commune.</summary>
    private async Task<IReadOnlyList<int>> Reached(string unit, CancellationToken ct)
    {
        var (found, ahead) = (new HashSet<int>(), new List<string> { unit });
        var seen = new HashSet<string>();
        for (var step = 0; step < MostSteps && ahead.Count > 0; step++)
        {
            var next = new List<string>();
            foreach (var code in ahead.Where(seen.Add))
            {
                if (await db.Shards.Where(shard => shard.Commune == code).Select(shard => (int?)shard.Shard).FirstOrDefaultAsync(ct) is not { } own) continue; // below a commune
                found.Add(own);
                next.AddRange(await StandsAbove(code, ct) ? await Below(code, ct) : await MergedInto(code, ct));
            }

            ahead = next;
        }

        return [.. found];
    }

    private Task<List<string>> MergedInto(string code, CancellationToken ct)
    {
        var quoted = $"\"{code}\"";
        return (from row in db.UnitRows join key in db.UnitKeys on row.UnitId equals key.Id where row.Successors.Contains(quoted) select key.Code).Distinct().ToListAsync(ct);
    }

    private async Task<bool> StandsAbove(string code, CancellationToken ct)
    {
        var levels = await (from row in db.UnitRows join key in db.UnitKeys on row.UnitId equals key.Id where key.Code == code select row.Level).ToListAsync(ct);
        return levels.Exists(UnitLevels.StandsAboveCommune);
    }

    private Task<List<string>> Below(string code, CancellationToken ct) =>
        (from row in db.UnitRows
         join parent in db.UnitKeys on row.ParentId equals parent.Id
         join key in db.UnitKeys on row.UnitId equals key.Id
         where parent.Code == code
         select key.Code).Distinct().ToListAsync(ct);
}
