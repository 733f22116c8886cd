using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Tests.Evaluations;

/// <summary>What a number can still be: every small range against every value in it.</summary>
public sealed class ValueRangeTests
{
    private const int Far = 12; // stands for "no end"

    private static readonly Comparison[] Comparisons = Enum.GetValues<Comparison>();

    /// <summary>Ranges from 0 to 3, some without an end, some whose upper end is excluded; with the quarters that lie in them.</summary>
    private static IEnumerable<(ValueRange Range, decimal[] Values)> Ranges()
    {
        for (var low = 0; low <= 3; low++)
        {
            for (var high = low; high <= 4; high++)
            {
                foreach (var open in new[] { false, true })
                {
                    if (open && (high == low || high == 4)) continue;
                    var (first, last) = ((decimal)low, high == 4 ? Far : high);
                    var values = Enumerable.Range(0, (4 * Far) + 1).Select(quarter => quarter / 4m).Where(value => value >= first && (open ? value < last : value <= last)).ToArray();
                    yield return (new(Exact.From(low), high == 4 ? null : Exact.From(high), open), values);
                }
            }
        }
    }

    private static bool Holds(decimal value, Comparison comparison, decimal level) => comparison switch
    {
        Comparison.AtLeast => value >= level,
        Comparison.MoreThan => value > level,
        Comparison.AtMost => value <= level,
        Comparison.LessThan => value < level,
        _ => value == level,
    };

    [Fact]
    public void A_level_is_met_when_every_value_still_possible_meets_it_and_missed_when_none_does()
    {
        foreach (var (range, values) in Ranges())
        {
            foreach (var comparison in Comparisons)
            {
                foreach (var level in new[] { -1m, 0m, 0.5m, 1m, 1.5m, 2m, 3m, 4m })
                {
                    var answers = values.Select(value => Holds(value, comparison, level)).Distinct().ToList();
                    bool? expected = answers.Count == 1 ? answers[0] : null;
                    Assert.True(expected == range.Meets(comparison, Exact.From(level)), $"{range} {comparison} {level}: {expected}");
                }
            }
        }
    }

    [Fact]
    public void Arithmetic_never_leaves_out_a_value_that_is_possible()
    {
        foreach (var (left, lefts) in Ranges())
        {
            foreach (var (right, rights) in Ranges())
            {
                foreach (var a in lefts.Where((_, index) => index % 3 == 0).Take(8))
                {
                    foreach (var b in rights.Where((_, index) => index % 3 == 0).Take(8))
                    {
                        Holds(left + right, a + b);
                        Holds(left - right, a - b);
                        Holds(left * right, a * b);
                        if (right.Low!.Value.Sign > 0) HoldsExact(left / right, Exact.From(a) / Exact.From(b));
                    }
                }
            }
        }

        static void Holds(ValueRange range, decimal value) => HoldsExact(range, Exact.From(value));

        static void HoldsExact(ValueRange range, Exact value)
        {
            Assert.False(value < range.Low);
            Assert.False(range.HighOpen ? value >= range.High : value > range.High);
        }
    }
}
