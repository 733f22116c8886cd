using System.Globalization;
using System.Numerics;

namespace KieuMau.Domain;

/// <summary>
/// Số chính xác: a rational number. Verdicts compare values of this type, so 2.999/3.000 is never 100 % and
/// 66,0 is exactly 110 % of 60,0. Rounding happens only when a number is shown.
/// </summary>
public readonly struct Exact : IComparable<Exact>, IEquatable<Exact>
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominatorLessOne; // so that default(Exact) is zero and not 0/0

    private Exact(BigInteger numerator, BigInteger denominator)
    {
        this.numerator = numerator;
        denominatorLessOne = denominator - BigInteger.One;
    }

    public static Exact Zero => default;
    public static Exact One => new(BigInteger.One, BigInteger.One);

    public BigInteger Numerator => numerator;
    public BigInteger Denominator => denominatorLessOne + BigInteger.One;
    public bool IsZero => numerator.IsZero;
    public int Sign => numerator.Sign;

    public static Exact From(long whole) => new(whole, BigInteger.One);

    public static Exact From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        if (scale == 0 && bits[1] == 0 && bits[2] == 0)
        {
            var small = (long)(uint)bits[0];
            return new(bits[3] < 0 ? -small : small, BigInteger.One);
        }

        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new(bits[3] < 0 ? -mantissa : mantissa, BigInteger.Pow(10, scale));
    }

    /// <summary>Reads a share written in percent: 95,5 is 955/1000.</summary>
    public static Exact Percent(decimal percent) => From(percent) / From(100);

    public static Exact operator +(Exact left, Exact right) =>
        left.denominatorLessOne == right.denominatorLessOne
            ? new(left.numerator + right.numerator, left.Denominator)
            : new((left.numerator * right.Denominator) + (right.numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Exact operator -(Exact left, Exact right) => left + -right;

    public static Exact operator -(Exact value) => new(-value.numerator, value.Denominator);

    public static Exact operator *(Exact left, Exact right) => new(left.numerator * right.numerator, left.Denominator * right.Denominator);

    /// <exception cref="DivideByZeroException">The right side is zero.</exception>
    public static Exact operator /(Exact left, Exact right)
    {
        if (right.IsZero) throw new DivideByZeroException();
        var denominator = left.Denominator * right.numerator;
        var top = left.numerator * right.Denominator;
        return denominator.Sign < 0 ? new(-top, -denominator) : new(top, denominator);
    }

    public static bool operator <(Exact left, Exact right) => left.CompareTo(right) < 0;
    public static bool operator >(Exact left, Exact right) => left.CompareTo(right) > 0;
    public static bool operator <=(Exact left, Exact right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Exact left, Exact right) => left.CompareTo(right) >= 0;
    public static bool operator ==(Exact left, Exact right) => left.CompareTo(right) == 0;
    public static bool operator !=(Exact left, Exact right) => left.CompareTo(right) != 0;

    public static Exact Min(Exact left, Exact right) => left <= right ? left : right;
    public static Exact Max(Exact left, Exact right) => left >= right ? left : right;

    public int CompareTo(Exact other) =>
        denominatorLessOne == other.denominatorLessOne
            ? numerator.CompareTo(other.numerator)
            : (numerator * other.Denominator).CompareTo(other.numerator * Denominator);

    public bool Equals(Exact other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode()
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, Denominator);
        return HashCode.Combine(numerator / divisor, Denominator / divisor);
    }

    /// <summary>The nearest decimal with so many places, halves away from zero. For showing, never for comparing.</summary>
    public decimal Round(int places)
    {
        var scaled = numerator * BigInteger.Pow(10, places) * 2;
        var twice = Denominator * 2;
        var rounded = BigInteger.Divide(scaled + (Denominator * (numerator.Sign < 0 ? -1 : 1)), twice);
        return (decimal)rounded / (decimal)BigInteger.Pow(10, places);
    }

    /// <summary>Whole steps of a size needed to cover this amount: never fewer than asked.</summary>
    public BigInteger CeilingSteps(Exact step)
    {
        var count = this / step;
        var quotient = BigInteger.DivRem(count.numerator, count.Denominator, out var rest);
        return rest.Sign > 0 ? quotient + 1 : quotient;
    }

    public override string ToString() => Round(6).ToString("0.######", CultureInfo.InvariantCulture);
}
