namespace KieuMau.Web.Data;

/// <summary>Ngày giờ: the day in Việt Nam, and instants as every database keeps them.</summary>
public static class ClockDates
{
    private static readonly TimeSpan VietNam = TimeSpan.FromHours(7);

    extension(TimeProvider clock)
    {
        public DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(VietNam).DateTime);

        /// <summary>UTC, to the microsecond: PostgreSQL keeps no more.</summary>
        public DateTime Instant()
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        }
    }

    /// <summary>The instant at which a day begins in Việt Nam.</summary>
    public static DateTime BeginsAt(this DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - VietNam, DateTimeKind.Utc);

    /// <summary>An instant as people here read a clock.</summary>
    public static DateTime InVietNam(this DateTime instant) => instant + VietNam;

    /// <summary>What somebody here read off a clock, as an instant.</summary>
    public static DateTime FromVietNam(this DateTime local) => DateTime.SpecifyKind(local - VietNam, DateTimeKind.Utc);
}
