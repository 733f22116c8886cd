namespace KieuMau.Domain.CriteriaSets;

/// <summary>Chỉ tiêu: one judged line of a criterion.</summary>
/// <param name="Code">The decision's own text: "MT.1", "1.b"; 1.10 is not 1.1.</param>
/// <param name="Local">A commune's own extra line: judged and shown, never counted in the law's total.</param>
public sealed record Indicator(
    string Code,
    string Name,
    Requirement Requirement,
    Source Source)
{
    public string ShortName { get; init; } = Name;

    /// <summary>Căn cứ of the level when it differs from that of the line.</summary>
    public Source? LevelSource { get; init; }

    public string Guidance { get; init; } = "";
    public IReadOnlyList<string> Evidence { get; init; } = [];
    public IReadOnlyList<string> Advisory { get; init; } = [];
    public string Note { get; init; } = "";
    public string DelegatedTo { get; init; } = "";

    /// <summary>Gợi ý: a half-remembered level, for comparing with the official text only; never judged.</summary>
    public string Hint { get; init; } = "";

    public string CounterpartOf { get; init; } = "";
    public bool Local { get; init; }

    /// <summary>Id of the amendment that wrote or changed it; empty for the set's own text.</summary>
    public string AmendedBy { get; init; } = "";

    /// <summary>Where it stands in its file, for the people who keep the law.</summary>
    public int Line { get; init; }

    /// <summary>A level confirmed against the decision settles even a line made from a task sentence.</summary>
    public bool Unverified => LevelSource is null
        ? Source.Unverified
        : LevelSource.Status != SourceStatus.Confirmed && (LevelSource.Unverified || Source.FromTaskSentence);
}

/// <summary>Tiêu chí: a numbered chapter of the set.</summary>
/// <param name="Requirement">Over codes of its lines; none means all of them.</param>
public sealed record Criterion(string Code, string Name, IReadOnlyList<Indicator> Indicators)
{
    public string ShortName { get; init; } = Name;
    public Requirement? Requirement { get; init; }
    public Source? Source { get; init; }
}

/// <summary>Kết quả của một bộ: "đạt", "cơ bản đạt"…, the first whose conditions hold.</summary>
public sealed record OutcomeRule(
    string Name,
    string Code,
    OutcomeCondition When);

/// <param name="EveryCriterionPoints">None with <paramref name="EveryCriterionMet"/> false: nothing is asked of criteria.</param>
public sealed record OutcomeCondition(
    bool EveryCriterionMet,
    Demand.Than? EveryCriterionPoints,
    bool EveryIndicatorMet,
    bool EveryIndicatorMinimum,
    Demand.Than? TotalPoints,
    Demand.Than? CriteriaMet,
    Demand.Than? IndicatorsMet,
    Requirement? Requirement);

public sealed record RecognisedBy(DateOnly? From, DateOnly? To, string Body);

/// <summary>A text shown above results and never judged: a precondition known with low confidence.</summary>
public sealed record Precondition(string Text, SourceStatus Status, string Confidence, string Note);

public sealed record SetSource(string Document, SourceStatus Status, string Covers);

/// <summary>Bộ tiêu chí: one version, as one decision issued it, with the amendments in force laid on it.</summary>
public sealed record CriteriaSet(string Id, string Title, IReadOnlyList<Criterion> Criteria)
{
    public string ShortTitle { get; init; } = Title;
    public string Decision { get; init; } = "";
    public string Issuer { get; init; } = "";
    public DateOnly InForceFrom { get; init; }
    public DateOnly? InForceTo { get; init; }

    /// <summary>Áp dụng cho: levels of unit.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>"phục dựng", "khung" or empty when whole; said above every result.</summary>
    public string Condition { get; init; } = "";

    public string ConditionNote { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>Id of the national set it stands on.</summary>
    public string StandsOn { get; init; } = "";

    public Requirement? Requirement { get; init; }
    public IReadOnlyList<OutcomeRule> Outcomes { get; init; } = [];
    public IReadOnlyList<RecognisedBy> RecognisedBy { get; init; } = [];
    public IReadOnlyList<Precondition> Preconditions { get; init; } = [];
    public IReadOnlyList<SetSource> Sources { get; init; } = [];
    public IReadOnlyList<string> Advisory { get; init; } = [];

    /// <summary>Revision: short hash of the text, with the ids of the amendments laid on it.</summary>
    public string Revision { get; init; } = "";

    public IReadOnlyList<Amendment> Amendments { get; init; } = [];

    /// <summary>Some amendment laid on it is an illustration: every page and paper says so.</summary>
    public bool Illustrated => Amendments.Any(amendment => amendment.Illustration);

    public IEnumerable<Indicator> Indicators => Criteria.SelectMany(criterion => criterion.Indicators);

    public bool InForceAt(DateOnly date) => InForceFrom <= date && (InForceTo is null || date <= InForceTo);

    public Indicator? Find(string code) => Indicators.FirstOrDefault(line => line.Code == code);

    public Criterion? CriterionOf(string indicatorCode) =>
        Criteria.FirstOrDefault(criterion => criterion.Indicators.Any(line => line.Code == indicatorCode));
}

/// <summary>Sửa đổi: a text laid on a set revision.</summary>
public sealed record Amendment(string Id, string SetId, string Title, string Decision, DateOnly From, string IssuedBy, bool Illustration, string Note);
