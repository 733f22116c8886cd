namespace KieuMau.Domain.Backups;

/// <summary>
/// Giờ sao lưu: once a day at an hour. A machine that was off at that hour makes up for it when it is on again; one that
/// failed tries again an hour later.
/// </summary>
public static class BackupTimes
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>Product's own choice, not a law: older than this an administrator is told on every visit.</summary>
    public const int OldAfterDays = 7;

    /// <param name="now">On the clock of the place.</param>
    /// <param name="lastDone">When the last backup that came to its end began, on the same clock.</param>
    /// <param name="lastTry">When one was last tried, good or not.</param>
    public static bool IsDue(DateTime now, TimeOnly at, DateTime? lastDone, DateTime? lastTry)
    {
        var today = now.Date + at.ToTimeSpan();
        var latest = now >= today ? today : today.AddDays(-1);
        return (lastDone is not { } done || done < latest) && (lastTry is not { } tried || now - tried >= Again);
    }

    /// <param name="lastTest">When the last restore test began.</param>
    public static bool IsTestDue(DateTime now, int everyDays, DateTime? lastTest, DateTime? lastTry) =>
        (lastTest is not { } tested || now - tested >= TimeSpan.FromDays(everyDays)) && (lastTry is not { } tried || now - tried >= Again);

    /// <summary>No good backup at all is old too.</summary>
    public static bool IsOld(DateTime now, DateTime? lastGood) => lastGood is not { } good || now - good > TimeSpan.FromDays(OldAfterDays);
}
