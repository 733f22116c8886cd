using System.Numerics;
using CsCheck;

namespace KieuMau.Domain.Tests;

/// <summary>Exact numbers: nothing is rounded before it is compared, however large it grows.</summary>
public sealed class ExactTests
{
    private static readonly Gen<(BigInteger Top, BigInteger Bottom)> Fractions =
        from top in Gen.OneOf(Gen.Long, Gen.Long[-1000, 1000])
        from bottom in Gen.OneOf(Gen.Long[1, long.MaxValue], Gen.Long[1, 1000])
        select ((BigInteger)top, (BigInteger)bottom);

    private static Exact Of((BigInteger Top, BigInteger Bottom) fraction) => Whole(fraction.Top) / Whole(fraction.Bottom);

    private static Exact Whole(BigInteger number) => Exact.From((long)number);

    [Fact]
    public void Arithmetic_agrees_with_big_integers() =>
        Gen.Select(Fractions, Fractions).Sample((left, right) =>
        {
            var (a, b) = (Of(left), Of(right));
            var (c, d) = (left.Bottom, right.Bottom);
            Agrees(a + b, (left.Top * d) + (right.Top * c), c * d);
            Agrees(a - b, (left.Top * d) - (right.Top * c), c * d);
            Agrees(a * b, left.Top * right.Top, c * d);
            if (!right.Top.IsZero) Agrees(a / b, left.Top * d, c * right.Top);
            Assert.Equal((left.Top * d).CompareTo(right.Top * c), a.CompareTo(b));
        }, iter: 5000);

    private static void Agrees(Exact value, BigInteger top, BigInteger bottom)
    {
        if (bottom.Sign < 0) (top, bottom) = (-top, -bottom);
        Assert.Equal(top * value.Denominator, value.Numerator * bottom);
        Assert.True(value.Denominator.Sign > 0);
    }

    [Fact]
    public void Equal_numbers_written_differently_are_equal_and_hash_alike()
    {
        Assert.Equal(Exact.From(0.5m), Exact.From(1) / Exact.From(2));
        Assert.Equal(Exact.From(0.50m).GetHashCode(), (Exact.From(3) / Exact.From(6)).GetHashCode());
        Assert.Equal(Exact.Zero, default);
        Assert.True(default(Exact).IsZero);
        Assert.Equal(0, (Exact.From(5) - Exact.From(5.0m)).Sign);
    }

    [Theory]
    [InlineData("2999/3000", "1", -1)]
    [InlineData("66.0/1", "66", 0)]
    [InlineData("65.9/1", "66", -1)]
    public void Nearly_is_not_enough(string ratio, string level, int expected)
    {
        var parts = ratio.Split('/').Select(part => decimal.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(expected, (Exact.From(parts[0]) / Exact.From(parts[1])).CompareTo(Exact.From(decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void One_hundred_and_ten_percent_of_sixty_is_exactly_sixty_six() => Assert.Equal(Exact.From(66.0m), Exact.From(60.0m) * Exact.Percent(110));

    [Fact]
    public void Every_decimal_is_read_as_it_is()
    {
        Assert.Equal(decimal.MaxValue, Exact.From(decimal.MaxValue).Round(0));
        Assert.Equal(decimal.MinValue, Exact.From(decimal.MinValue).Round(0));
        Assert.Equal(0.0000000000000000000000000001m, Exact.From(0.0000000000000000000000000001m).Round(28));
        Assert.Equal(-1234.5678m, Exact.From(-1234.5678m).Round(4));
        Assert.Equal(long.MinValue, (long)Exact.From(long.MinValue).Numerator);
    }

    [Theory]
    [InlineData("0.25", 1, "0.3")]
    [InlineData("-0.25", 1, "-0.3")]
    [InlineData("0.249", 1, "0.2")]
    [InlineData("99.96", 1, "100.0")]
    public void Rounding_for_show_goes_halves_away_from_zero(string value, int places, string shown) =>
        Assert.Equal(decimal.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), Exact.From(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).Round(places));

    [Fact]
    public void Nothing_is_divided_by_zero() => Assert.Throws<DivideByZeroException>(() => Exact.One / Exact.Zero);
}
