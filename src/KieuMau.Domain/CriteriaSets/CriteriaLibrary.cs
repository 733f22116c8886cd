using KieuMau.Domain.Measures;

namespace KieuMau.Domain.CriteriaSets;

/// <summary>A set through time: each time an amendment takes effect there is a further text, complete in itself.</summary>
/// <param name="Versions">In order of the date from which each holds.</param>
public sealed record SetThroughTime(string Id, IReadOnlyList<(DateOnly From, CriteriaSet Set)> Versions)
{
    public CriteriaSet At(DateOnly date)
    {
        var found = Versions[0].Set;
        foreach (var (from, set) in Versions)
        {
            if (from <= date) found = set;
        }

        return found;
    }

    public CriteriaSet Latest => Versions[^1].Set;
}

/// <summary>Every set known, over one dictionary of measures.</summary>
public sealed class CriteriaLibrary(MeasureDictionary measures, IEnumerable<SetThroughTime> sets)
{
    private readonly Dictionary<string, SetThroughTime> byId = sets.ToDictionary(set => set.Id);

    public MeasureDictionary Measures { get; } = measures;

    public IEnumerable<SetThroughTime> Sets => byId.Values;

    public SetThroughTime? Find(string id) => byId.GetValueOrDefault(id);

    public CriteriaSet? Find(string id, DateOnly at) => Find(id)?.At(at);

    /// <summary>Those of the named sets that are known, each once, as they stood on a day.</summary>
    public IEnumerable<CriteriaSet> At(IEnumerable<string> ids, DateOnly at) => ids.Distinct().Select(id => Find(id, at)).OfType<CriteriaSet>();
}
