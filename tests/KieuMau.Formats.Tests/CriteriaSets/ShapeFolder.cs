using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Tests.CriteriaSets;

/// <summary>The shapes of rule, each a small set of its own with its expectations written as examples.</summary>
internal static class ShapeFolder
{
    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "tests", "KieuMau.Formats.Tests", "CriteriaSets", "Shapes");

    public static IEnumerable<string> Numbers =>
        Directory.EnumerateFiles(Path, "*.yaml").Select(file => System.IO.Path.GetFileName(file)[..2]).Distinct().Order(StringComparer.Ordinal);

    public static LoadedCriteria Load(string number) =>
        CriteriaFiles.Load(Directory.EnumerateFiles(Path, $"{number}-*.yaml").Order(StringComparer.Ordinal));

    /// <summary>One unit with plain values of one year, judged at its end.</summary>
    public static Evaluation Judge(LoadedCriteria loaded, string setId, int year, params (string Measure, string Value)[] seen)
    {
        var at = new DateOnly(year, 12, 31);
        var library = loaded.Library;
        var set = library.Find(setId, at)!;
        var unit = new Unit("x", "Đơn vị", set.Levels[0], null, DateOnly.MinValue, null, new Dictionary<string, string>(), []);
        var facts = seen.Select(one =>
        {
            var measure = library.Measures[one.Measure];
            var value = Assert.IsType<TypedReading.One>(TypedValue.Read(one.Value, measure)).Value;
            return ("x", new Fact(measure, Period.OfYear(year), "", value, at, DateTime.UnixEpoch));
        });
        return new Evaluator(library).Evaluate(set, "x", Knowledge.Of(new UnitTree([unit]), facts, []), new Moment(at), explain: true);
    }
}

/// <summary>Where the repository stands on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "KieuMau.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The root of the repository was not found.");
    }
}
