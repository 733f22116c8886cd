using KieuMau.Domain.Accounts;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Features.Units;

/// <summary>Những đơn vị một người được thấy: those of the posts held, and what stands above and below them.</summary>
public sealed class SeenUnits(Gate gate, UnitPaths paths)
{
    /// <returns>Codes among those given.</returns>
    public async Task<HashSet<string>> Within(IEnumerable<Unit> units, CancellationToken ct)
    {
        var rows = units.ToList();
        var own = gate.Who?.PostsOn(gate.Today).Where(post => post.Role.Holds(Right.ReadUnit) || post.Role.Holds(Right.ManageUnits)).Select(post => post.Unit).ToHashSet() ?? [];
        if (own.Contains("") || gate.Who is { Kind: AccountKind.Technical }) return [.. rows.Select(unit => unit.Code)];

        var seen = new HashSet<string>();
        foreach (var post in own)
        {
            if (await paths.Of(post, ct) is { } path) seen.UnionWith(path.Codes);
        }

        var below = rows.ToLookup(unit => unit.Parent ?? "");
        foreach (var post in own) Descend(post, below, seen, depth: 0);
        return seen;
    }

    private static void Descend(string code, ILookup<string, Unit> below, HashSet<string> seen, int depth)
    {
        seen.Add(code);
        if (depth > 12) return; // a loop in the data must not hang a page
        foreach (var child in below[code]) Descend(child.Code, below, seen, depth + 1);
    }
}
