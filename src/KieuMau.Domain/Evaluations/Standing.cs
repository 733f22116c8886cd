namespace KieuMau.Domain.Evaluations;

/// <summary>Kết quả của đơn vị: a unit held against a set in a year, short enough to store and to sum over a nation.</summary>
/// <param name="Letters">One letter a line, in the order of the set.</param>
/// <param name="JudgedAt">D.</param>
/// <param name="ChangesOn">First day on which time alone could change it.</param>
public sealed record Standing(
    string SetId,
    string Revision,
    int Year,
    string Letters,
    VerdictCounts Counts,
    string OutcomeCode,
    bool Unverified,
    DateOnly JudgedAt,
    DateOnly? ChangesOn)
{
    public static Standing Of(Evaluation evaluation, int year) => new(
        evaluation.Set.Id,
        evaluation.Set.Revision,
        year,
        string.Concat(evaluation.Findings.Select(finding => Letter(finding.Verdict, finding.Unverified))),
        evaluation.Counts,
        evaluation.OutcomeCode,
        evaluation.Unverified,
        evaluation.At,
        evaluation.ChangesOn);

    /// <summary>M met, U met but unverified, K not met, k not met by an unverified level, N no data, T no threshold, - not applicable.</summary>
    public static char Letter(Verdict verdict, bool unverified) => (verdict, unverified) switch
    {
        (Verdict.Met, false) => 'M',
        (Verdict.Met, true) => 'U',
        (Verdict.NotMet, false) => 'K',
        (Verdict.NotMet, true) => 'k',
        (Verdict.NoData, _) => 'N',
        (Verdict.NoThreshold, _) => 'T',
        _ => '-',
    };

    public static (Verdict Verdict, bool Unverified) Read(char letter) => letter switch
    {
        'M' => (Verdict.Met, false),
        'U' => (Verdict.Met, true),
        'K' => (Verdict.NotMet, false),
        'k' => (Verdict.NotMet, true),
        'N' => (Verdict.NoData, false),
        'T' => (Verdict.NoThreshold, false),
        '-' => (Verdict.NotApplicable, false),
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "Not a letter of a standing."),
    };

    /// <summary>The date a year is judged at: its last day, or today while it runs.</summary>
    public static DateOnly DateFor(int year, DateOnly today) => today.Year == year ? today : new(year, 12, 31);
}
