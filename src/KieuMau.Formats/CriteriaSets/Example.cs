using KieuMau.Domain.Evaluations;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Ví dụ: written beside a line, runs as a test.</summary>
public sealed record Example(string SetId, string LineCode, YamlNode.Map Node)
{
    /// <summary>How many amendments lay on the set where it was written: it is held against that text, not against later ones.</summary>
    public int Amendments { get; init; }

    public required Verdict Expected { get; init; }
    public string? ExpectedGap { get; init; }
    public bool? ExpectedUnverified { get; init; }
    public IReadOnlyList<string> ExpectedMissing { get; init; } = [];
    public DateOnly? At { get; init; }
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    public required IReadOnlyList<Given> Givens { get; init; }
    public IReadOnlyList<IReadOnlyList<Given>> Children { get; init; } = [];
    public IReadOnlyList<(string Name, DateOnly From, DateOnly? To)> Titles { get; init; } = [];
}

/// <summary>One value of an example.</summary>
/// <param name="Key">"" for the plain value; a period or a split otherwise.</param>
public sealed record Given(string Measure, string Key, string Text, YamlNode Node);

internal static class ExampleReader
{
    private static readonly Dictionary<string, Verdict> Verdicts = Enum.GetValues<Verdict>().ToDictionary(verdict => verdict.Spoken().ToLowerInvariant());

    public static Example Read(KeyedMap map, string setId, string lineCode)
    {
        var example = new Example(setId, lineCode, map.Map)
        {
            Expected = map.Choice("kết quả", Verdict.NoData, Verdicts),
            ExpectedGap = map.Has("còn thiếu") ? map.Text("còn thiếu") : null,
            ExpectedUnverified = map.Has("chưa xác minh") ? map.Yes("chưa xác minh") : null,
            ExpectedMissing = map.Texts("thiếu"),
            At = map.Date("ngày xét"),
            Attributes = map.Inside("thuộc tính") is { } attributes ? attributes.Map.Entries.ToDictionary(entry => entry.Key.Text, entry => (entry.Value as YamlNode.Scalar)?.Text ?? "") : new Dictionary<string, string>(),
            Givens = ReadGivens(map),
            Children = map.Has("đơn vị con") ? [.. map.Maps("đơn vị con").Select(child => Finish(child, ReadGivens(child)))] : [],
            Titles = map.Has("danh hiệu") ? [.. map.Maps("danh hiệu").Select(ReadTitle)] : [],
        };
        if (!map.Has("kết quả")) map.Complain(map.Map, "Ví dụ thiếu “kết quả”.");
        map.Text("ghi chú");
        map.NothingElse();
        return example;
    }

    private static IReadOnlyList<Given> Finish(KeyedMap child, IReadOnlyList<Given> givens)
    {
        child.NothingElse();
        return givens;
    }

    private static (string, DateOnly, DateOnly?) ReadTitle(KeyedMap map)
    {
        var title = (map.Required("tên"), map.Date("từ") ?? DateOnly.MinValue, map.Date("đến"));
        map.NothingElse();
        return title;
    }

    private static List<Given> ReadGivens(KeyedMap map)
    {
        var givens = new List<Given>();
        if (map.Inside("biết") is not { } known) return givens;
        foreach (var (key, value) in known.Map.Entries)
        {
            switch (value)
            {
                case YamlNode.Scalar text:
                    givens.Add(new(key.Text, "", text.Text, key));
                    break;
                case YamlNode.List list:
                    givens.Add(new(key.Text, "", string.Join("; ", list.Items.OfType<YamlNode.Scalar>().Select(item => item.Text)), key));
                    break;
                case YamlNode.Map inner:
                    foreach (var (part, one) in inner.Entries) givens.Add(new(key.Text, part.Text, (one as YamlNode.Scalar)?.Text ?? "", key));
                    break;
            }
        }

        return givens;
    }
}
