using System.Collections.Concurrent;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Luật đang áp dụng: one state of all texts, ready to judge.</summary>
/// <param name="Edition">The number standings judged by it carry.</param>
public sealed record CriteriaInForce(int Edition, CriteriaLibrary Library, ShortKeys Keys)
{
    private readonly ConcurrentDictionary<Measure, IReadOnlyList<Measure>> touched = new(); // asked for every number of an import

    private readonly Lazy<Measure?[]> byId = new(() => ById(Library.Measures, Keys));

    public Evaluator Evaluator { get; } = new(Library);

    /// <summary>By its key in the database; nothing when the dictionary in force no longer has it.</summary>
    public Measure? MeasureOf(int id) => id < byId.Value.Length ? byId.Value[id] : null;

    /// <summary>A measure and those whose bounds name it: the ones to check again when it changes.</summary>
    public IEnumerable<Measure> TouchedBy(Measure changed) =>
        touched.GetOrAdd(changed, _ => [.. ObservationRelations.TouchedBy(changed, Library.Measures.All)]);

    public IReadOnlyList<CriteriaText> Texts { get; init; } = [];

    /// <summary>What a careful reader of the texts should still look at.</summary>
    public IReadOnlyList<FileProblem> Remarks { get; init; } = [];

    private static Measure?[] ById(MeasureDictionary dictionary, ShortKeys keys)
    {
        var byId = new Measure?[keys.MeasureIds.Values.DefaultIfEmpty(0).Max() + 1];
        foreach (var (code, id) in keys.MeasureIds) byId[id] = dictionary.Find(code);
        return byId;
    }

    /// <summary>Sets that judge units of a level.</summary>
    public IEnumerable<SetThroughTime> SetsFor(string level) =>
        Library.Sets.Where(set => set.Versions.Any(version => version.Set.Levels.Contains(level)));
}
