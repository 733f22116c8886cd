using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Evaluations;

/// <summary>One input of a judgement: what was read, or that it is missing.</summary>
/// <param name="Fact">The value used; none when it is missing, rolled up or summed.</param>
/// <param name="Value">As people read it: "2 hộ".</param>
/// <param name="Deciding">Missing and able to change the answer.</param>
public sealed record InputUsed(Measure Measure, string Split, string Unit, Fact? Fact, string Value, bool Missing, bool Deciding, string Note);

/// <summary>Vì sao: one node of the tree of reasons, conclusion on top.</summary>
public sealed record Reason(string Label, Verdict Verdict, bool Unverified)
{
    public string Code { get; init; } = "";

    /// <summary>"≥ 60 %".</summary>
    public string Demand { get; init; } = "";

    /// <summary>"59,9 %".</summary>
    public string Value { get; init; } = "";

    /// <summary>"599 / 1.000".</summary>
    public string Arithmetic { get; init; } = "";

    /// <summary>The title it rests on, where one decides: told in the notes, and part of what was verified.</summary>
    public string Title { get; init; } = "";

    public IReadOnlyList<InputUsed> Inputs { get; init; } = [];
    public IReadOnlyList<string> Notes { get; init; } = [];
    public IReadOnlyList<Reason> Parts { get; init; } = [];
    public Source? LevelSource { get; init; }

    /// <summary>Of a choice: how many of its parts suffice; none where all are needed.</summary>
    public int? Suffices { get; init; }

    /// <summary>For a gauge, both in percent of a full bar; none where a bar would say nothing.</summary>
    public (double Value, double Level)? Gauge { get; init; }

    public IEnumerable<Reason> Leaves() => Parts.Count == 0 ? [this] : Parts.SelectMany(part => part.Leaves());

    public IEnumerable<InputUsed> AllInputs() => Inputs.Concat(Parts.SelectMany(part => part.AllInputs()));
}

/// <summary>One change of one lever.</summary>
/// <param name="By">Signed amount in the unit, or the word to reach; canonical text.</param>
/// <param name="Unit">"hộ", "điểm %", or empty for a word.</param>
public sealed record GapChange(Measure Measure, string Split, string By, string Unit);

/// <summary>Còn thiếu: the distance to "đạt" in units of work.</summary>
/// <param name="Effort">Share of the whole that must change, for ordering across units: 0 is nothing, 1 is all.</param>
public sealed record Gap(string Text, IReadOnlyList<GapChange> Changes, double Effort);

/// <summary>Kết quả một chỉ tiêu, with everything a reader needs to agree or object.</summary>
public sealed record Finding(Indicator Indicator, Verdict Verdict, bool Unverified)
{
    /// <summary>Built only when asked for.</summary>
    public Reason? Reason { get; init; }

    public Gap? Gap { get; init; }

    /// <summary>Codes of the missing measures that decide.</summary>
    public IReadOnlyList<Measure> Missing { get; init; } = [];

    public string Because { get; init; } = "";

    /// <summary>Score, where the set gives points.</summary>
    public Exact? Points { get; init; }
}

public sealed record CriterionFinding(Criterion Criterion, Verdict Verdict, bool Unverified, IReadOnlyList<Finding> Findings)
{
    public Exact? Points { get; init; }
}

/// <summary>Năm số đếm: they sum to the number of judged lines.</summary>
public readonly record struct VerdictCounts(int Met, int NotMet, int NoData, int NoThreshold, int NotApplicable, int MetUnverified)
{
    public int Total => Met + NotMet + NoData + NoThreshold + NotApplicable;

    public static VerdictCounts Of(IEnumerable<Finding> findings)
    {
        var counts = new int[5];
        var unverified = 0;
        foreach (var finding in findings.Where(finding => !finding.Indicator.Local))
        {
            counts[(int)finding.Verdict]++;
            if (finding is { Verdict: Verdict.Met, Unverified: true }) unverified++;
        }

        return new(counts[0], counts[1], counts[2], counts[3], counts[4], unverified);
    }
}

/// <summary>Đánh giá: a set held against what is known of a unit at a date.</summary>
/// <param name="OutcomeCode">"met", "not-met"… or the set's own outcome: "basically-met".</param>
public sealed record Evaluation(
    CriteriaSet Set,
    string Unit,
    DateOnly At,
    Verdict Verdict,
    bool Unverified,
    string OutcomeCode,
    string OutcomeName,
    IReadOnlyList<CriterionFinding> Criteria)
{
    public IEnumerable<Finding> Findings => Criteria.SelectMany(criterion => criterion.Findings);

    public VerdictCounts Counts { get; } = VerdictCounts.Of(Criteria.SelectMany(criterion => criterion.Findings));

    public Finding? Find(string code) => Findings.FirstOrDefault(finding => finding.Indicator.Code == code);

    /// <summary>First day on which time alone could change it; none when nothing known is pending.</summary>
    public DateOnly? ChangesOn { get; init; }
}
