using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Domain.Evaluations;

/// <summary>Hoàn cảnh: what one judgement looks at. Copied with changes for a year, a split or another unit.</summary>
internal sealed record Scene(CriteriaLibrary Library, Knowledge Knowledge, CriteriaSet Set, Unit Unit, DateOnly At, DateTime? KnownBy)
{
    private readonly UnitFacts? facts;

    public UnitFacts Facts { get => facts ?? Knowledge.FactsOf(Unit.Code); init => facts = value; }

    /// <summary>Reasons and missing inputs are built only when asked for.</summary>
    public bool Explain { get; init; }

    /// <summary>A year of a window; none asks for the latest values.</summary>
    public int? Year { get; init; }

    /// <summary>First and last year of the window around a year.</summary>
    public (int First, int Last)? Window { get; init; }

    public string Split { get; init; } = "";
    public int MaxAgeMonths { get; init; }

    /// <summary>The line says "nếu có": a value "không áp dụng" is accepted.</summary>
    public bool MayBeInapplicable { get; init; }

    /// <summary>The line judged, for the standing of its source.</summary>
    public Indicator? Line { get; init; }

    /// <summary>Values supposed instead of those known, while looking for a gap.</summary>
    public Supposition? Supposed { get; init; }

    /// <summary>Criteria and lines of this set already judged.</summary>
    public Dictionary<object, Judged> Done { get; init; } = Nothing();

    /// <summary>A line and its criterion may share one code, so they are kept as what they are.</summary>
    public static Dictionary<object, Judged> Nothing() => new(ReferenceEqualityComparer.Instance);

    /// <summary>Scores of lines, where the set gives points.</summary>
    public Dictionary<string, ValueRange> Points { get; init; } = [];

    /// <summary>Sets being judged around this one: a circle among sets must end.</summary>
    public IReadOnlyList<string> Around { get; init; } = [];

    /// <summary>Told what is read; none where nobody asks.</summary>
    public ReadTrail? Trail { get; init; }

    public TimeWatch Watch { get; init; } = new(DateOnly.MaxValue);

    /// <summary>The year a level by year is taken from: that of the date judged.</summary>
    public int LevelYear => At.Year;

    /// <summary>The same unit in one year. What is supposed is supposed of now, never of years gone by.</summary>
    public Scene InYear(int year) => this with { Year = year, Supposed = year == At.Year ? Supposed : null };

    public Scene ForUnit(Unit unit) => this with { Unit = unit, Facts = Knowledge.FactsOf(unit.Code), Supposed = null, Done = Nothing(), Points = [] };

    /// <summary>Another set for the same unit and date. What one line allows is not carried into its lines.</summary>
    public Scene ForSet(CriteriaSet set) => this with
    {
        Set = set, Line = null, Year = null, Window = null, Split = "", MaxAgeMonths = 0, MayBeInapplicable = false, Done = Nothing(), Points = [], Around = [.. Around, Set.Id],
    };

    /// <summary>Another line or criterion of this set, named by a code: it is judged as it stands, in the same year of a window.</summary>
    public Scene ForLine(Indicator? line) => this with { Line = line, MayBeInapplicable = false, MaxAgeMonths = 0 };

    /// <summary>Whether a result may be kept under the code of its line: not when it is asked of one year or one sex only.</summary>
    public bool IsWhole => Year is null && Split.Length == 0;

    /// <summary>Whether a verdict resting on this level is unverified.</summary>
    public bool Unverified(Source? partLevel) =>
        Line is not null && (partLevel is null ? Line.Unverified : (Line with { LevelSource = partLevel }).Unverified);
}

/// <summary>Giả sử: values put in place of those known.</summary>
internal sealed class Supposition
{
    private readonly Dictionary<(Measure Measure, string Split), ObservedValue> values;

    public Supposition() => values = [];

    private Supposition(Supposition other) => values = new(other.values);

    public ObservedValue? Find(Measure measure, string split) => values.GetValueOrDefault((measure, split));

    public Supposition With(Measure measure, string split, ObservedValue value)
    {
        var copy = new Supposition(this);
        copy.values[(measure, split)] = value;
        return copy;
    }

    public IEnumerable<(Measure Measure, string Split, ObservedValue Value)> All =>
        values.Select(pair => (pair.Key.Measure, pair.Key.Split, pair.Value));
}

/// <summary>Remembers the first day on which time alone could change a result.</summary>
internal sealed class TimeWatch(DateOnly after)
{
    public DateOnly? First { get; private set; }

    public void Note(DateOnly day)
    {
        if (day > after && (First is null || day < First)) First = day;
    }

    public void NoteAfter(DateOnly? lastDay)
    {
        if (lastDay is { } last && last < DateOnly.MaxValue) Note(last.AddDays(1));
    }
}

/// <summary>One node judged.</summary>
internal readonly record struct Judged(Verdict Verdict, bool Unverified, Reason? Reason = null)
{
    public bool Open => Verdict is Verdict.NoData or Verdict.NoThreshold;
}
