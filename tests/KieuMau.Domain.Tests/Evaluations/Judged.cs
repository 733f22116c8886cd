using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>Words for writing a rule, what is known and what comes of it on one screen.</summary>
internal sealed class Case
{
    public const string Here = "xã";

    public static readonly Source Confirmed = new("quyết định", Status: SourceStatus.Confirmed);
    public static readonly Source Recalled = new("quyết định", Status: SourceStatus.Recalled);
    public static readonly Source TaskSentence = new("kế hoạch", Status: SourceStatus.StatedInPlan, FromTaskSentence: true);

    private readonly List<Measure> measures = [];
    private readonly List<(string Unit, Fact Fact)> facts = [];
    private readonly List<Title> titles = [];
    private readonly List<Unit> units = [UnitOf(Here, "xã", null)];
    private readonly List<SetThroughTime> sets = [];
    private DateTime clock = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Unit UnitOf(string code, string level, string? parent) => new(code, code, level, parent, new(2000, 1, 1), null, new Dictionary<string, string>(), []);

    public static Measure Count(string name, GoodDirection wanted = GoodDirection.Up, MeasureTime time = MeasureTime.State) =>
        new() { Code = name, Name = name, Kind = MeasureKind.Count, Unit = "hộ", Wanted = wanted, Time = time };

    public static Measure Events(string name) => Count(name, GoodDirection.Down, MeasureTime.Flow);

    public static Measure YesNo(string name) => new() { Code = name, Name = name, Kind = MeasureKind.YesNo };

    public static Measure Quantity(string name, int decimals = 1) => new() { Code = name, Name = name, Kind = MeasureKind.Quantity, Unit = "triệu đồng", Wanted = GoodDirection.Up, Decimals = decimals };

    public static Formula Of(Measure measure) => new Formula.Of(measure);

    public static Formula Ratio(Measure part, Measure whole) => new Formula.Over(Of(part), Of(whole));

    public static Requirement AtLeast(Formula formula, decimal level, WhenZero zero = WhenZero.Unsaid, int months = 0) => Compare(formula, Comparison.AtLeast, Exact.From(level), zero, months);

    public static Requirement IsZero(Measure measure) => Compare(Of(measure), Comparison.Equal, Exact.Zero);

    public static Requirement Compare(Formula formula, Comparison comparison, Exact level, WhenZero zero = WhenZero.Unsaid, int months = 0) =>
        new Requirement.Compare(formula, new Demand.Than(comparison, level, $"{comparison} {level}"), "", zero, months);

    public static Requirement Has(Measure measure) => new Requirement.Compare(Of(measure), new Demand.Yes(true), "", WhenZero.Unsaid, 0);

    public static Requirement All(params Requirement[] parts) => new Requirement.All(parts);

    public static Requirement Some(int count, params Requirement[] parts) => new Requirement.AtLeast(count, parts);

    public static Requirement NoLevel(Measure measure) => new Requirement.Compare(Of(measure), new Demand.Missing(""), "", WhenZero.Unsaid, 0);

    public static Indicator Line(string code, Requirement requirement, Source? source = null, Source? level = null) => new(code, code, requirement, source ?? Confirmed) { LevelSource = level };

    public static CriteriaSet SetOf(string id, params Indicator[] lines) => new(id, id, [new("T", "T", lines)]) { InForceFrom = new(2021, 1, 1), InForceTo = new(2025, 12, 31), Levels = ["xã"], Revision = id };

    /// <summary>A part is never larger than its whole.</summary>
    public static Measure Within(Measure part, Measure whole)
    {
        part.Bound(Of(whole), []);
        return part;
    }

    public Case Knows(Measure measure, string period, decimal value, string? asOf = null, string unit = Here, string split = "", DateTime? saved = null) =>
        Knows(measure, period, new ObservedValue.Number(value), asOf, unit, split, saved);

    public Case Knows(Measure measure, string period, bool answer, string? asOf = null, string unit = Here) => Knows(measure, period, new ObservedValue.Answer(answer), asOf, unit);

    public Case Knows(Measure measure, string period, ObservedValue value, string? asOf = null, string unit = Here, string split = "", DateTime? saved = null)
    {
        if (!measures.Contains(measure)) measures.Add(measure);
        Number(); // a fact is found by its measure's place
        var parsed = Period.Parse(period);
        clock = clock.AddMinutes(1);
        facts.Add((unit, new Fact(measure, parsed, split, value, asOf is null ? parsed.Last : Day(asOf), saved ?? clock)));
        return this;
    }

    public Case With(params Measure[] more)
    {
        measures.AddRange(more.Except(measures));
        return this;
    }

    public Case With(Title title)
    {
        titles.Add(title);
        return this;
    }

    public Case With(params Unit[] more)
    {
        units.AddRange(more);
        return this;
    }

    public Case With(params CriteriaSet[] more)
    {
        sets.AddRange(more.Select(set => new SetThroughTime(set.Id, [(DateOnly.MinValue, set)])));
        return this;
    }

    public Case With(SetThroughTime set)
    {
        sets.Add(set);
        return this;
    }

    private MeasureDictionary Number() => new(measures);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public CriteriaLibrary Library => new(Number(), sets);

    public Knowledge Knowledge => Knowledge.Of(new UnitTree(units), facts, titles);

    public Evaluation Judge(CriteriaSet set, string at = "2024-12-31", DateTime? known = null, string unit = Here)
    {
        With([.. set.Indicators.SelectMany(line => RequirementWalk.MeasuresOf(line.Requirement))]);
        var library = Library;
        var counted = Knowledge.Of(new UnitTree(units), facts.Select(pair => (pair.Unit, pair.Fact)), titles);
        return new Evaluator(library).Evaluate(set, unit, counted, new Moment(Day(at), known), explain: true);
    }

    public Finding Judge(Requirement requirement, string at = "2024-12-31", DateTime? known = null, Source? source = null) =>
        Judge(SetOf("bộ", Line("1", requirement, source)), at, known).Findings.Single();

    public Verdict Verdict(Requirement requirement, string at = "2024-12-31", DateTime? known = null) => Judge(requirement, at, known).Verdict;
}
