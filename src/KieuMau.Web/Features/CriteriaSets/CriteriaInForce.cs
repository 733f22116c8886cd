using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Luật đang áp dụng: one state of all texts, ready to judge.</summary>
/// <param name="Edition">The number standings judged by it carry.</param>
public sealed record CriteriaInForce(int Edition, CriteriaLibrary Library, ShortKeys Keys)
{
    public Evaluator Evaluator { get; } = new(Library);

    public IReadOnlyList<CriteriaText> Texts { get; init; } = [];

    /// <summary>What a careful reader of the texts should still look at.</summary>
    public IReadOnlyList<FileProblem> Remarks { get; init; } = [];

    /// <summary>Sets that judge units of a level.</summary>
    public IEnumerable<SetThroughTime> SetsFor(string level) =>
        Library.Sets.Where(set => set.Versions.Any(version => version.Set.Levels.Contains(level)));
}
