using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Ghép: dictionaries first, then sets on their floors, then amendments in the order they take effect.</summary>
internal sealed class CriteriaComposer
{
    private readonly List<FileProblem> problems = [];
    private readonly List<FileProblem> remarks = [];
    private readonly List<(YamlNode.Map Root, CriteriaText Text)> sets = [];
    private readonly List<AmendmentText> amendments = [];
    private readonly List<Example> examples = [];
    private readonly List<ElsewhereNamed> elsewhere = [];

    public LoadedCriteria Compose(IReadOnlyList<CriteriaText> texts)
    {
        var measureReader = new MeasureReader(problems);
        foreach (var text in texts)
        {
            if (YamlText.Read(text.Text, text.Name, problems) is { } root) Sort(root, text, measureReader);
        }

        foreach (var (root, _) in sets) PointMeasures.Add(root, measureReader);
        var measures = DictionaryOf(measureReader);
        var formulas = new FormulaReader(measures);
        measureReader.Bind(formulas, measures);
        var library = LibraryOf(formulas, measures);
        if (problems.Count > 0) throw new FileRefusedException([.. problems.Distinct().OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
        remarks.AddRange(LibraryChecks.Of(library));
        return new(library, examples, remarks, texts) { Files = FilesById() };
    }

    private Dictionary<string, string> FilesById()
    {
        var files = sets.ToDictionary(set => set.Root.TextOf("mã") ?? "", set => set.Root.File);
        foreach (var amendment in amendments) files.TryAdd(amendment.Amendment.Id, amendment.Root.File);
        return files;
    }

    private void Sort(YamlNode.Map root, CriteriaText text, MeasureReader measureReader)
    {
        if (root.Find("bộ tiêu chí") is not null)
        {
            if (sets.Find(other => other.Root.TextOf("mã") == root.TextOf("mã")) is { Root: not null } twin) problems.Add(new(root.File, root.Line, root.Column, $"Mã bộ “{root.TextOf("mã")}” đã có ở {twin.Root.File}."));
            else sets.Add((root, text));
            measureReader.Read(root.Find("so-do"));
        }
        else if (root.Find("sửa đổi") is not null)
        {
            if (AmendmentText.Read(root, text, problems) is { } amendment) amendments.Add(amendment);
            measureReader.Read(root.Find("so-do"));
        }
        else if (root.Find("so-do") is { } dictionary)
        {
            measureReader.Read(dictionary);
            foreach (var (key, _) in root.Entries.Where(entry => entry.Key.Text != "so-do")) problems.Add(new(key.File, key.Line, key.Column, $"Tệp số đo chỉ có khóa “so-do”, không có “{key.Text}”."));
        }
        else problems.Add(new(root.File, root.Line, root.Column, "Tệp phải có “bộ tiêu chí:”, “so-do:” hoặc “sửa đổi:” ở đầu."));
    }

    private static MeasureDictionary DictionaryOf(MeasureReader reader)
    {
        var once = reader.Measures.DistinctBy(measure => measure.Code).DistinctBy(measure => VietnameseText.Fold(measure.Name));
        return new(once);
    }

    private CriteriaLibrary LibraryOf(FormulaReader formulas, MeasureDictionary measures)
    {
        foreach (var amendment in amendments.Where(one => sets.TrueForAll(set => set.Root.TextOf("mã") != one.Amendment.SetId)))
        {
            problems.Add(new(amendment.Root.File, amendment.Root.Line, 1, $"Sửa đổi cho bộ “{amendment.Amendment.SetId}” nhưng không có bộ này."));
        }

        var known = new List<SetThroughTime>();
        foreach (var (root, text) in sets)
        {
            var id = root.TextOf("mã") ?? "";
            var whole = OnItsFloor(root, []);
            var versions = new List<(DateOnly, CriteriaSet)> { (DateOnly.MinValue, ReadOne(whole, text.Hash[..12], [], formulas, measures, root.File)) };
            var laid = new List<AmendmentText>();
            foreach (var amendment in amendments.Where(one => one.Amendment.SetId == id).OrderBy(one => one.Amendment.From).ThenBy(one => one.Amendment.Illustration))
            {
                whole = amendment.LayOn(whole, problems);
                laid.Add(amendment);
                var revision = $"{text.Hash[..12]}+{string.Join('+', laid.Select(one => one.Amendment.Id))}";
                versions.Add((amendment.Amendment.From, ReadOne(whole, revision, [.. laid.Select(one => one.Amendment)], formulas, measures, amendment.Root.File)));
            }

            known.Add(new(id, versions));
        }

        var library = new CriteriaLibrary(measures, known.DistinctBy(set => set.Id));
        problems.AddRange(elsewhere.Select(named => NotThere(named, library)).OfType<FileProblem>());
        return library;
    }

    /// <summary>A set named by a rule may still be missing; a line or an outcome of a set that is here may not.</summary>
    private static FileProblem? NotThere(ElsewhereNamed named, CriteriaLibrary library)
    {
        if (library.Find(named.SetId) is not { } through) return null;
        var sets = through.Versions.Select(version => version.Set).ToList();
        string? problem = null;
        if (named.LineCode.Length > 0 && !sets.Exists(set => set.Find(named.LineCode) is not null))
        {
            var near = VietnameseText.Nearest(named.LineCode, through.Latest.Indicators.Select(line => line.Code));
            problem = $"Bộ “{named.SetId}” không có chỉ tiêu “{named.LineCode}”.{(near is null ? "" : $" Có phải “{near}”?")}";
        }
        else if (named.Outcome.Length > 0 && !sets.Exists(set => set.Outcomes.Any(outcome => outcome.Code == named.Outcome || VietnameseText.Same(outcome.Name, named.Outcome))))
        {
            problem = $"Bộ “{named.SetId}” không có kết quả “{named.Outcome}”; có: {string.Join(", ", through.Latest.Outcomes.Select(outcome => outcome.Name).DefaultIfEmpty("đạt"))}.";
        }

        return problem is null ? null : new(named.Node.File, named.Node.Line, named.Node.Column, problem);
    }

    private CriteriaSet ReadOne(YamlNode.Map root, string revision, IReadOnlyList<Amendment> laid, FormulaReader formulas, MeasureDictionary measures, string examplesOf)
    {
        var reader = new SetReader(formulas, measures, problems);
        var set = reader.Read(root) with { Revision = revision, Amendments = laid };
        examples.AddRange(reader.Examples.Where(example => example.Node.File == examplesOf).Select(example => example with { Amendments = laid.Count })); // those of lines below were heard with their own file
        elsewhere.AddRange(reader.Elsewhere);
        problems.AddRange(RuleCircles.Of(set, root));
        return set;
    }

    /// <summary>A province's set over a national one: every line of the floor, with the province's in place of those of the same code.</summary>
    private YamlNode.Map OnItsFloor(YamlNode.Map root, IReadOnlyList<string> around)
    {
        if (root.TextOf("trên nền") is not { Length: > 0 } floorId) return root;
        var floor = sets.Find(set => set.Root.TextOf("mã") == floorId).Root;
        if (floor is null || around.Contains(floorId))
        {
            problems.Add(new(root.File, root.Find("trên nền")!.Line, root.Find("trên nền")!.Column, $"Không có bộ “{floorId}” để làm nền."));
            return root;
        }

        var below = OnItsFloor(floor, [.. around, floorId]);
        return root.With(new(root.File, root.Line, root.Column, [(new YamlNode.Scalar(root.File, root.Line, root.Column, "tiêu chí"), Lines.Over(below, root))]));
    }
}
