using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>When a judgement is made.</summary>
/// <param name="At">D: the date judged.</param>
/// <param name="KnownBy">K: only what was saved by then counts; none means everything.</param>
/// <param name="AsIfInForce">Holds the numbers against a set outside its dates.</param>
public sealed record Moment(DateOnly At, DateTime? KnownBy = null, bool AsIfInForce = false);

/// <summary>Đánh giá: holds a set against what is known. Values in, values out; one evaluator for one unit and for a hundred thousand.</summary>
public sealed class Evaluator(CriteriaLibrary library)
{
    public CriteriaLibrary Library { get; } = library;

    /// <summary>Why this set cannot judge this unit at this date; nothing when it can.</summary>
    public Refusal? Refuse(string setId, string unit, Knowledge knowledge, Moment moment)
    {
        if (Library.Find(setId, moment.At) is not { } set)
        {
            return new("evaluation.no-set", $"Không có bộ tiêu chí “{setId}”. Các bộ đang có: {string.Join(", ", Library.Sets.Select(one => one.Id))}.");
        }

        var rows = knowledge.Units.Rows(unit);
        if (rows.Count == 0) return new("evaluation.no-unit", $"Không có đơn vị mã “{unit}”.");
        if (knowledge.Units.Find(unit, moment.At) is not { } found) return Expired(rows, knowledge, moment.At);
        if (!moment.AsIfInForce && !set.InForceAt(moment.At))
        {
            var until = set.InForceTo is { } to ? $" đến {to:dd/MM/yyyy}" : "";
            return new("evaluation.not-in-force", $"Bộ “{set.Title}” có hiệu lực từ {set.InForceFrom:dd/MM/yyyy}{until}, không áp dụng tại ngày {moment.At:dd/MM/yyyy}.");
        }

        return set.Levels.Count > 0 && !set.Levels.Contains(found.Level)
            ? new("evaluation.wrong-level", $"Bộ “{set.Title}” áp dụng cho {string.Join(", ", set.Levels)}; {found.Name} là {found.Level}.")
            : null;
    }

    private static Refusal Expired(IReadOnlyList<Units.Unit> rows, Knowledge knowledge, DateOnly at)
    {
        var last = rows[^1];
        var successors = last.Successors.Select(code => knowledge.Units.Rows(code) is [.., var row] ? row.Name : code).ToList();
        var followed = successors.Count > 0 ? $" Đơn vị kế tiếp: {string.Join(", ", successors)}." : "";
        return at < rows[0].ValidFrom
            ? new("evaluation.unit-not-valid", $"{rows[0].Name} chỉ có từ ngày {rows[0].ValidFrom:dd/MM/yyyy}, không xét được tại ngày {at:dd/MM/yyyy}.")
            : new("evaluation.unit-not-valid", $"{last.Name} không còn tại ngày {at:dd/MM/yyyy}{(last.ValidTo is { } to ? $" (có đến {to:dd/MM/yyyy})" : "")}.{followed}");
    }

    /// <param name="explain">Builds reasons, gaps and missing inputs as well; the verdicts are the same either way.</param>
    /// <exception cref="ArgumentException">The unit is not valid at the date: ask <see cref="Refuse"/> first.</exception>
    public Evaluation Evaluate(CriteriaSet set, string unit, Knowledge knowledge, Moment moment, bool explain) =>
        SetEvaluation.Judge(SceneOf(set, unit, knowledge, moment, explain));

    /// <summary>What the judgement of one line rests on.</summary>
    public ReadTrail WhatIsRead(CriteriaSet set, Indicator line, string unit, Knowledge knowledge, Moment moment)
    {
        var trail = new ReadTrail();
        (SceneOf(set, unit, knowledge, moment, explain: true) with { Trail = trail }).JudgeLine(line);
        return trail;
    }

    /// <summary>One measure of a unit as people read it: entered, summed from its parts or rolled up. Empty when it is not known.</summary>
    public string Say(Measures.Measure measure, string unit, Knowledge knowledge, Moment moment)
    {
        if (knowledge.Units.Find(unit, moment.At) is not { } found) return "";
        var set = new CriteriaSet("", "", []);
        var scene = new Scene(Library, knowledge, set, found, moment.At, moment.KnownBy) { Facts = knowledge.FactsOf(unit) };
        return Reasoning.Said(FormulaReading.Of(new Measures.Formula.Of(measure), scene).Range, measure.Unit, null);
    }

    private Scene SceneOf(CriteriaSet set, string unit, Knowledge knowledge, Moment moment, bool explain)
    {
        var found = knowledge.Units.Find(unit, moment.At) ?? throw new ArgumentException($"Unit {unit} is not valid at {moment.At:O}.", nameof(unit));
        return new Scene(Library, knowledge, set, found, moment.At, moment.KnownBy)
        {
            Explain = explain,
            Facts = knowledge.FactsOf(unit),
            Watch = new TimeWatch(moment.At),
        };
    }
}
