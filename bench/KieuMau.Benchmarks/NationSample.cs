using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Benchmarks;

/// <summary>
/// Many communes of thirty khu with believable numbers for one set: most lines met, some not, a few without data. The
/// same seed gives the same nation.
/// </summary>
internal sealed class NationSample(CriteriaSet set, int communes)
{
    public const int KhuPerCommune = 30;
    public const int Year = 2024;

    private static readonly DateTime SavedAt = new(2024, 12, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly IReadOnlyDictionary<string, string> NoAttributes = new Dictionary<string, string>();

    /// <summary>With the set of the shipped law that has most lines at a khu.</summary>
    public static NationSample Of(CriteriaLibrary law, int communes) =>
        new(law.Find("phu-tho-kdc-kieu-mau-2021-2025", new DateOnly(Year, 12, 31))!, communes);

    public CriteriaSet Set { get; } = set;

    public int Communes { get; } = communes;

    public int Khu => Communes * KhuPerCommune;

    /// <summary>Measures the set reads at a khu, bounds before what they bound.</summary>
    public IReadOnlyList<Measure> Measures { get; } =
        [.. set.Indicators.SelectMany(line => RequirementWalk.MeasuresOf(line.Requirement)).SelectMany(WithBounds).Distinct()];

    public static string CommuneCode(int commune) => $"xa-{commune}";

    public static string KhuCode(int commune, int khu) => $"xa-{commune}-khu-{khu}";

    public static IEnumerable<Unit> Units(int commune)
    {
        yield return new(CommuneCode(commune), $"Xã số {commune}", "xã", null, new(2020, 1, 1), null, NoAttributes, []);
        for (var khu = 1; khu <= KhuPerCommune; khu++)
            yield return new(KhuCode(commune, khu), $"Khu {khu}", "khu", CommuneCode(commune), new(2020, 1, 1), null, NoAttributes, []);
    }

    /// <summary>What is known of one khu; a tenth of its measures are missing.</summary>
    public IEnumerable<Fact> Facts(int commune, int khu)
    {
        var random = new Random((commune * 1000) + khu);
        var numbers = new Dictionary<Measure, decimal>();
        foreach (var measure in Measures)
        {
            if (random.Next(10) == 0 && !IsBound(measure)) continue;
            foreach (var (split, value) in Values(measure, random, numbers))
                yield return new(measure, Period.OfYear(Year), split, value, new(Year, 11, 30), SavedAt);
        }
    }

    private bool IsBound(Measure measure) => Measures.Any(other => other.AtMost?.Measures().Contains(measure) == true);

    private static IEnumerable<(string Split, ObservedValue Value)> Values(Measure measure, Random random, Dictionary<Measure, decimal> numbers) => measure.Kind switch
    {
        MeasureKind.YesNo => [("", new ObservedValue.Answer(random.Next(20) > 0))],
        MeasureKind.Level when measure.Items.Count > 0 => measure.Items.Select(item => (item, (ObservedValue)Level(measure, random))),
        MeasureKind.Level => [("", Level(measure, random))],
        MeasureKind.Statement => measure.Facets.Select(facet => (facet, (ObservedValue)new ObservedValue.Answer(random.Next(20) > 0))),
        MeasureKind.Choices => [("", new ObservedValue.Chosen([.. measure.Options.Take(random.Next(measure.Options.Count + 1))]))],
        _ => [("", new ObservedValue.Number(numbers[measure] = Number(measure, random, numbers)))],
    };

    private static ObservedValue.Level Level(Measure measure, Random random) =>
        new(Math.Max(0, measure.Scale.Count - 1 - random.Next(2)));

    private static decimal Number(Measure measure, Random random, Dictionary<Measure, decimal> numbers)
    {
        if (measure.Kind == MeasureKind.Percentage) return 90 + (random.Next(101) / 10m);
        if (measure.AtMost is not null and not Formula.Of) return 0; // an exclusion: part of what was counted elsewhere
        if (measure.Wanted == GoodDirection.Down) return random.Next(20) == 0 ? 1 : 0;
        var whole = measure.AtMost is Formula.Of(var bound) && numbers.TryGetValue(bound, out var known) ? known : 150 + random.Next(150);
        return measure.AtMost is null ? whole : Math.Max(0, whole - (random.Next(3) == 0 ? random.Next(4) : 0));
    }

    private static IEnumerable<Measure> WithBounds(Measure measure) =>
        (measure.AtMost?.Measures().SelectMany(WithBounds) ?? []).Append(measure);
}
