namespace KieuMau.Benchmarks;

/// <summary>It is always the end of the sample's year: an office enters the numbers of the year it lives in.</summary>
internal sealed class BenchClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(NationSample.Year, 12, 20, 2, 0, 0, TimeSpan.Zero);
}
