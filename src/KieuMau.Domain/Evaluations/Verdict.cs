namespace KieuMau.Domain.Evaluations;

/// <summary>Kết quả của một chỉ tiêu. "Nobody has looked" is not "failed".</summary>
public enum Verdict
{
    /// <summary>Đạt.</summary>
    Met,

    /// <summary>Chưa đạt.</summary>
    NotMet,

    /// <summary>Chưa có số liệu.</summary>
    NoData,

    /// <summary>Chưa có ngưỡng: the rule itself lacks its number.</summary>
    NoThreshold,

    /// <summary>Không áp dụng.</summary>
    NotApplicable,
}

public static class VerdictWords
{
    public static string Spoken(this Verdict verdict) => verdict switch
    {
        Verdict.Met => "Đạt",
        Verdict.NotMet => "Chưa đạt",
        Verdict.NoData => "Chưa có số liệu",
        Verdict.NoThreshold => "Chưa có ngưỡng",
        Verdict.NotApplicable => "Không áp dụng",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>The stable word in files and on the command line.</summary>
    public static string Code(this Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.NotMet => "not-met",
        Verdict.NoData => "no-data",
        Verdict.NoThreshold => "no-threshold",
        Verdict.NotApplicable => "not-applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>"Đạt (chưa xác minh)": an unverified line is never a plain "đạt".</summary>
    public static string Spoken(this Verdict verdict, bool unverified) =>
        unverified ? $"{verdict.Spoken()} (chưa xác minh)" : verdict.Spoken();
}
