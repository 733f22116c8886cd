using KieuMau.Domain.Evaluations;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Hạt: how a verdict is drawn. One letter names both the grain and the sign.</summary>
public static class GrainShapes
{
    /// <summary>d solid, u half, k hollow, s dot, n ring, o dash.</summary>
    public static string Letter(this Verdict verdict, bool unverified) => verdict switch
    {
        Verdict.Met when unverified => "u",
        Verdict.Met => "d",
        Verdict.NotMet => "k",
        Verdict.NoData => "s",
        Verdict.NoThreshold => "n",
        Verdict.NotApplicable => "o",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static string Letter(this Finding finding) => finding.Verdict.Letter(finding.Unverified);

    public static string Letters(this IEnumerable<Finding> findings) => string.Concat(findings.Select(Letter));
}
