using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Observations;

/// <summary>Số liệu: one revision of what is known of a measure of a unit.</summary>
/// <param name="Split">"" for the whole; a sex, an item, a facet, "tự chấm"/"phúc tra".</param>
/// <param name="AsOf">Tính đến: the date it speaks for.</param>
/// <param name="SavedAt">When it became known, UTC.</param>
/// <param name="Who">Who entered it.</param>
/// <param name="Origin">From where: page, Excel, API.</param>
/// <param name="Revision">Its number in the journal of revisions; 0 outside a database.</param>
public sealed record Fact(
    Measure Measure,
    Period Period,
    string Split,
    ObservedValue Value,
    DateOnly AsOf,
    DateTime SavedAt,
    string Note = "",
    string Who = "",
    string Origin = "",
    long Revision = 0)
{
    public ValueForm Form { get; } = Value.FormFor(Measure);
}

/// <summary>All revisions known of one unit, by measure.</summary>
public sealed class UnitFacts
{
    public static readonly UnitFacts None = new([]);

    private readonly Fact[]?[] byOrdinal;

    public UnitFacts(IEnumerable<Fact> facts)
    {
        var groups = facts.GroupBy(fact => fact.Measure.Ordinal).ToList();
        byOrdinal = new Fact[groups.Count == 0 ? 0 : groups.Max(group => group.Key) + 1][];
        foreach (var group in groups) byOrdinal[group.Key] = [.. group];
    }

    public ReadOnlySpan<Fact> Of(Measure measure) => measure.Ordinal < byOrdinal.Length ? byOrdinal[measure.Ordinal] : [];

    /// <summary>What is known; not what stands cleared.</summary>
    public IEnumerable<Fact> All => byOrdinal.Where(facts => facts is not null).SelectMany(facts => facts!).Where(fact => fact.Value is not ObservedValue.Nothing);
}

/// <summary>Danh hiệu hoặc quyết định công nhận: given by another procedure, with its validity.</summary>
/// <param name="Name">The title's name, or the id of the criteria set for a recognition.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
public sealed record Title(string Unit, string Name, string Decision, DateOnly ValidFrom, DateOnly? ValidTo, DateOnly? RevokedOn)
{
    /// <summary>Accounts that recorded and revoked it.</summary>
    public IReadOnlyList<int> RecordedBy { get; init; } = [];

    public bool ValidAt(DateOnly date) =>
        ValidFrom <= date && (ValidTo is null || date <= ValidTo) && (RevokedOn is null || date < RevokedOn);
}
