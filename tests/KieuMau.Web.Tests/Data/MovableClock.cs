namespace KieuMau.Web.Tests.Data;

/// <summary>A clock that goes only when told.</summary>
public sealed class MovableClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public void Pass(TimeSpan span) => now += span;
}
