namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>
/// Luật đang dùng: held in memory, swapped as a whole. While standings of a new edition are being built, both are judged
/// by, so that no save is lost to either.
/// </summary>
public sealed class ActiveCriteria
{
    private volatile Editions editions = new(null, null);

    public CriteriaInForce Current => editions.Current ?? throw new InvalidOperationException("Chưa nạp bộ tiêu chí nào.");

    public bool Loaded => editions.Current is not null;

    /// <summary>Being built beside the current one; none most of the time.</summary>
    public CriteriaInForce? Coming => editions.Coming;

    public IEnumerable<CriteriaInForce> ToJudgeBy
    {
        get
        {
            var (current, coming) = editions;
            if (current is not null) yield return current;
            if (coming is not null) yield return coming;
        }
    }

    public void Announce(CriteriaInForce coming) => editions = editions with { Coming = coming };

    public void Switch(CriteriaInForce current) => editions = new(current, null);

    private sealed record Editions(CriteriaInForce? Current, CriteriaInForce? Coming);
}
