namespace KieuMau.Domain.Notices;

/// <summary>Chờ gửi lại: longer after every try that failed, never longer than four hours.</summary>
public static class MailWaits
{
    private static readonly int[] Minutes = [1, 5, 15, 30, 60, 120, 240];

    /// <param name="tries">How many have failed, this one included.</param>
    public static TimeSpan After(int tries) => TimeSpan.FromMinutes(Minutes[Math.Clamp(tries, 1, Minutes.Length) - 1]);
}
