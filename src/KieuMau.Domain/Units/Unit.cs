namespace KieuMau.Domain.Units;

/// <summary>Đơn vị: tỉnh, thành phố, xã, khu… Its level is data; the law changes levels and so do mergers.</summary>
/// <param name="Code">Belongs to one unit at any date.</param>
/// <param name="Level">Code of the level: "tỉnh", "xã", "khu"…</param>
/// <param name="ValidTo">Last day, inclusive; none while it lives.</param>
/// <param name="Attributes">Đặc điểm at these dates: vùng, nhóm xã…</param>
/// <param name="Successors">Codes of the units that followed it.</param>
public sealed record Unit(
    string Code,
    string Name,
    string Level,
    string? Parent,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Successors)
{
    public bool ValidAt(DateOnly date) => ValidFrom <= date && (ValidTo is null || date <= ValidTo);
}

/// <summary>The tree of units through time. One code may stand on several rows whose dates do not overlap.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<string, Unit[]> byCode;
    private readonly ILookup<string, Unit> byParent;

    public UnitTree(IEnumerable<Unit> units)
    {
        All = [.. units];
        byCode = All.GroupBy(unit => unit.Code).ToDictionary(group => group.Key, group => group.OrderBy(unit => unit.ValidFrom).ToArray());
        byParent = All.Where(unit => unit.Parent is not null).ToLookup(unit => unit.Parent!);
    }

    public IReadOnlyList<Unit> All { get; }

    public IReadOnlyList<Unit> Rows(string code) => byCode.GetValueOrDefault(code) ?? [];

    public Unit? Find(string code, DateOnly at) => Rows(code).FirstOrDefault(unit => unit.ValidAt(at));

    /// <summary>What it was called on a day; when it did not live then, its last name; the code of one that is not known.</summary>
    public string NameOf(string code, DateOnly at) => (Find(code, at) ?? (Rows(code) is [.., var last] ? last : null))?.Name ?? code;

    /// <summary>Units below, at any depth, of a level, valid at the date, in the order they were given.</summary>
    public IReadOnlyList<Unit> Below(string code, string level, DateOnly at)
    {
        var found = new List<Unit>();
        Gather(code, level, at, found, depth: 0);
        return found;
    }

    private void Gather(string code, string level, DateOnly at, List<Unit> found, int depth)
    {
        if (depth > 12) return; // a parent loop in the data must not hang a page
        foreach (var child in byParent[code].Where(child => child.ValidAt(at)))
        {
            if (child.Level == level) found.Add(child);
            else Gather(child.Code, level, at, found, depth + 1);
        }
    }

    public IEnumerable<Unit> Children(string code, DateOnly at) => byParent[code].Where(child => child.ValidAt(at));
}
