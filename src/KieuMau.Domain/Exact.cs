using System.Globalization;
using System.Numerics;

namespace KieuMau.Domain;

/// <summary>
/// Số chính xác: a rational number. Verdicts compare values of this type, so 2.999/3.000 is never 100 % and
/// 66,0 is exactly 110 % of 60,0. Rounding happens only when a number is shown.
/// </summary>
/// <remarks>Nearly every number fits two longs; one that does not is carried by big integers, and nobody outside can tell.</remarks>
public readonly struct Exact : IComparable<Exact>, IEquatable<Exact>
{
    private readonly long top;
    private readonly long bottomLessOne; // so that default(Exact) is zero and not 0/0
    private readonly Wide? wide;

    private sealed record Wide(BigInteger Numerator, BigInteger Denominator);

    private Exact(long top, long bottom)
    {
        this.top = top;
        bottomLessOne = bottom - 1;
    }

    private Exact(Wide wide) => this.wide = wide;

    public static Exact Zero => default;
    public static Exact One => new(1, 1);

    public BigInteger Numerator => wide?.Numerator ?? top;
    public BigInteger Denominator => wide?.Denominator ?? Bottom;
    public bool IsZero => wide is null ? top == 0 : wide.Numerator.IsZero;
    public int Sign => wide?.Numerator.Sign ?? Math.Sign(top);

    private long Bottom => bottomLessOne + 1;

    public static Exact From(long whole) => whole == long.MinValue ? Of(whole, BigInteger.One) : new(whole, 1);

    public static Exact From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        if (bits[2] == 0 && bits[1] >= 0 && scale <= 18)
        {
            var mantissa = ((long)bits[1] << 32) | (uint)bits[0];
            return new(bits[3] < 0 ? -mantissa : mantissa, Tens[scale]);
        }

        var whole = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return Of(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, scale));
    }

    private static readonly long[] Tens = [.. Enumerable.Range(0, 19).Select(power => (long)BigInteger.Pow(10, power))];

    /// <summary>Reads a share written in percent: 95,5 is 955/1000.</summary>
    public static Exact Percent(decimal percent) => From(percent) / From(100);

    /// <param name="denominator">Positive.</param>
    private static Exact Of(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        var (top, bottom) = (numerator / divisor, denominator / divisor);
        return BigInteger.Abs(top) <= long.MaxValue && bottom <= long.MaxValue ? new((long)top, (long)bottom) : new(new Wide(top, bottom));
    }

    /// <param name="bottom">Positive.</param>
    private static Exact Of(Int128 top, Int128 bottom) =>
        top <= long.MaxValue && top >= -long.MaxValue && bottom <= long.MaxValue ? new((long)top, (long)bottom) : Of((BigInteger)top, (BigInteger)bottom);

    public static Exact operator +(Exact left, Exact right)
    {
        if (left.wide is not null || right.wide is not null) return Of((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);
        return left.bottomLessOne == right.bottomLessOne
            ? Of((Int128)left.top + right.top, left.Bottom)
            : Of(((Int128)left.top * right.Bottom) + ((Int128)right.top * left.Bottom), (Int128)left.Bottom * right.Bottom);
    }

    public static Exact operator -(Exact left, Exact right) => left + -right;

    public static Exact operator -(Exact value) => value.wide is { } wide ? new(wide with { Numerator = -wide.Numerator }) : new(-value.top, value.Bottom);

    public static Exact operator *(Exact left, Exact right) => left.wide is null && right.wide is null
        ? Of((Int128)left.top * right.top, (Int128)left.Bottom * right.Bottom)
        : Of(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <exception cref="DivideByZeroException">The right side is zero.</exception>
    public static Exact operator /(Exact left, Exact right)
    {
        if (right.IsZero) throw new DivideByZeroException();
        if (left.wide is null && right.wide is null)
        {
            var (top, bottom) = ((Int128)left.top * right.Bottom, (Int128)left.Bottom * right.top);
            return bottom < 0 ? Of(-top, -bottom) : Of(top, bottom);
        }

        var (above, below) = (left.Numerator * right.Denominator, left.Denominator * right.Numerator);
        return below.Sign < 0 ? Of(-above, -below) : Of(above, below);
    }

    public static bool operator <(Exact left, Exact right) => left.CompareTo(right) < 0;
    public static bool operator >(Exact left, Exact right) => left.CompareTo(right) > 0;
    public static bool operator <=(Exact left, Exact right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Exact left, Exact right) => left.CompareTo(right) >= 0;
    public static bool operator ==(Exact left, Exact right) => left.CompareTo(right) == 0;
    public static bool operator !=(Exact left, Exact right) => left.CompareTo(right) != 0;

    public static Exact Min(Exact left, Exact right) => left <= right ? left : right;
    public static Exact Max(Exact left, Exact right) => left >= right ? left : right;

    public int CompareTo(Exact other)
    {
        if (wide is not null || other.wide is not null) return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
        return bottomLessOne == other.bottomLessOne
            ? top.CompareTo(other.top)
            : ((Int128)top * other.Bottom).CompareTo((Int128)other.top * Bottom);
    }

    public bool Equals(Exact other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode()
    {
        var divisor = BigInteger.GreatestCommonDivisor(Numerator, Denominator);
        return HashCode.Combine(Numerator / divisor, Denominator / divisor);
    }

    /// <summary>The nearest decimal with so many places, halves away from zero. For showing, never for comparing.</summary>
    public decimal Round(int places)
    {
        var scaled = Numerator * BigInteger.Pow(10, places) * 2;
        var twice = Denominator * 2;
        var rounded = BigInteger.Divide(scaled + (Denominator * (Sign < 0 ? -1 : 1)), twice);
        return (decimal)rounded / (decimal)BigInteger.Pow(10, places);
    }

    /// <summary>Whole steps of a size needed to cover this amount: never fewer than asked.</summary>
    public BigInteger CeilingSteps(Exact step)
    {
        var count = this / step;
        var quotient = BigInteger.DivRem(count.Numerator, count.Denominator, out var rest);
        return rest.Sign > 0 ? quotient + 1 : quotient;
    }

    public override string ToString() => Round(6).ToString("0.######", CultureInfo.InvariantCulture);
}
