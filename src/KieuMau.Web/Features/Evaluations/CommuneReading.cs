using System.Collections.Concurrent;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Một xã, đọc một lần cho một trang: its units, everything known of them, the law, and the date judged.</summary>
public sealed class CommuneReading(Unit commune, DateOnly at, CriteriaLibrary library, Knowledge knowledge)
{
    private readonly Evaluator evaluator = new(library);
    private readonly ConcurrentDictionary<(string Revision, string Unit, Moment Moment, bool Explain), Evaluation> judged = [];

    public Unit Commune { get; } = commune;
    public DateOnly At { get; } = at;
    public CriteriaLibrary Library { get; } = library;
    public Knowledge Knowledge { get; } = knowledge;

    public Unit? Find(string code) => Knowledge.Units.Find(code, At);

    /// <summary>Units below the commune that a set judges, in their order.</summary>
    public IReadOnlyList<Unit> JudgedBy(CriteriaSet set) =>
        [.. set.Levels.SelectMany(level => level == Commune.Level ? [Commune] : Knowledge.Units.Below(Commune.Code, level, At))];

    /// <summary>The level of the units of the board: the first below the commune that some set judges.</summary>
    public string LevelBelow =>
        Knowledge.Units.Children(Commune.Code, At).Select(unit => unit.Level).FirstOrDefault() ?? "khu";

    public Evaluation Judge(CriteriaSet set, string unit, bool explain = true, DateOnly? at = null) =>
        JudgeOnce(set, unit, new Moment(at ?? At), explain);

    /// <summary>
    /// The set as it stood on another day, as if in force: nothing when the unit was not there yet. A later level is
    /// never held against an earlier day.
    /// </summary>
    public Evaluation? JudgeThen(string setId, string unit, DateOnly day, bool explain = false) =>
        Knowledge.Units.Find(unit, day) is null || Library.Find(setId, day) is not { } set
            ? null
            : evaluator.Evaluate(set, unit, Knowledge, new Moment(day, AsIfInForce: true), explain);

    /// <summary>Nothing known here ever changes, so neither does a judgement.</summary>
    private Evaluation JudgeOnce(CriteriaSet set, string unit, Moment moment, bool explain) =>
        judged.GetOrAdd((set.Id + set.Revision, unit, moment, explain), _ => evaluator.Evaluate(set, unit, Knowledge, moment, explain));

    /// <summary>"1.788 hộ": entered, or rolled up from the units below; empty when not known.</summary>
    public string Amount(Measure measure, string unit) => evaluator.Say(measure, unit, Knowledge, new Moment(At));

    public Refusal? Refuse(CriteriaSet set, string unit) => evaluator.Refuse(set.Id, unit, Knowledge, new Moment(At));

    public CriteriaSet? ChooseSet(string level, string? asked) => SetLadder.Choose(Library, level, At, asked);
}
