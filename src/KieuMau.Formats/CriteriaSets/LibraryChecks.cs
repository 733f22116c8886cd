using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Nhắc: things that are allowed and that a careful law officer should still look at.</summary>
public static class LibraryChecks
{
    public static IEnumerable<FileProblem> Of(CriteriaLibrary library) =>
        library.Sets.SelectMany(set => ZeroDenominators(set.Latest)).Concat(LookAlikes(library.Measures));

    private static IEnumerable<FileProblem> ZeroDenominators(CriteriaSet set) =>
        from line in set.Indicators
        from compare in Compares(line.Requirement)
        where compare is { Formula: Formula.Over(_, not Formula.Number), WhenZero: WhenZero.Unsaid }
        let whole = compare.Formula.Measures().Last()
        where whole.Kind != MeasureKind.Percentage && !IsPopulation(whole)
        select new FileProblem(set.Id, line.Line, 1, $"{line.Code}: chưa nói “khi mẫu số bằng 0” thì sao (mẫu số: {whole.Name}); hiện tính là chưa có số liệu.");

    private static bool IsPopulation(Measure measure) => measure.Unit is "hộ" or "người" or "km" or "nhà";

    private static IEnumerable<Requirement.Compare> Compares(Requirement requirement) => requirement switch
    {
        Requirement.Compare compare => [compare],
        Requirement.All(var parts) => parts.SelectMany(Compares),
        Requirement.AtLeast(_, var parts) => parts.SelectMany(Compares),
        Requirement.BySplit(var inner, _) => Compares(inner),
        Requirement.Window(var inner, _, _) => Compares(inner),
        Requirement.When(_, var inner) => Compares(inner),
        _ => [],
    };

    /// <summary>Names one of which begins the other are easily taken for one another.</summary>
    private static IEnumerable<FileProblem> LookAlikes(MeasureDictionary measures)
    {
        var names = measures.All.Select(measure => (Measure: measure, Folded: VietnameseText.Fold(measure.Name))).OrderBy(pair => pair.Folded, StringComparer.Ordinal).ToList();
        for (var i = 1; i < names.Count; i++)
        {
            if (names[i].Folded.StartsWith(names[i - 1].Folded + ' ', StringComparison.Ordinal) || names[i].Folded.StartsWith(names[i - 1].Folded + ',', StringComparison.Ordinal))
            {
                yield return new("so-do", 0, 0, $"Hai tên dễ nhầm: “{names[i - 1].Measure.Name}” và “{names[i].Measure.Name}”.");
            }
        }
    }
}
