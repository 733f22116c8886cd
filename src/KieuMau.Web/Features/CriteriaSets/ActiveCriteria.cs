namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Tiến độ: how many communes are judged by a new edition of the law.</summary>
public sealed record BuildingProgress(int Done, int Of);

/// <summary>
/// Luật đang dùng: held in memory, swapped as a whole. While standings of a new edition are being built, both are judged
/// by, so that no save is lost to either.
/// </summary>
public sealed class ActiveCriteria
{
    private readonly Lock turn = new(); // two laws may come at once, and one be reported on meanwhile
    private volatile Editions editions = new(null, null, null);

    /// <exception cref="InvalidOperationException">Nothing is loaded yet.</exception>
    public CriteriaInForce Current => editions.Current ?? throw new InvalidOperationException("Chưa nạp bộ tiêu chí nào.");

    public bool Loaded => editions.Current is not null;

    /// <summary>None while nothing is being built.</summary>
    public BuildingProgress? Progress => editions.Progress;

    public IEnumerable<CriteriaInForce> ToJudgeBy
    {
        get
        {
            var (current, coming, _) = editions;
            if (current is not null) yield return current;
            if (coming is not null) yield return coming;
        }
    }

    public bool IsComing(CriteriaInForce law) => ReferenceEquals(editions.Coming, law);

    /// <summary>From now on every save judges by it too. The first law ever loaded is in force at once.</summary>
    /// <returns>False when a newer one was announced first: it has all that this one has.</returns>
    public bool Announce(CriteriaInForce coming)
    {
        lock (turn)
        {
            if (ToJudgeBy.Any(law => law.Edition > coming.Edition)) return false;
            editions = editions.Current is null ? new(coming, coming, new(0, 0)) : editions with { Coming = coming, Progress = new(0, 0) };
            return true;
        }
    }

    public void Report(CriteriaInForce law, BuildingProgress progress)
    {
        lock (turn)
        {
            if (IsComing(law)) editions = editions with { Progress = progress };
        }
    }

    /// <summary>Judged by from now on; what came after it goes on being built.</summary>
    public void Switch(CriteriaInForce current)
    {
        lock (turn)
        {
            var (before, coming, progress) = editions;
            if (before?.Edition > current.Edition) return;
            editions = coming?.Edition > current.Edition ? new(current, coming, progress) : new(current, null, null);
        }
    }

    private sealed record Editions(CriteriaInForce? Current, CriteriaInForce? Coming, BuildingProgress? Progress);
}
