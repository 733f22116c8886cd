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
    public Refusal? Refuse(string setId, string unit, Knowledge knowledge, Moment moment) => throw new NotImplementedException();

    /// <param name="explain">Builds reasons, gaps and missing inputs as well; the verdicts are the same either way.</param>
    public Evaluation Evaluate(CriteriaSet set, string unit, Knowledge knowledge, Moment moment, bool explain) => throw new NotImplementedException();
}
