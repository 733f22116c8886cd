using KieuMau.Domain.Measures;

namespace KieuMau.Domain.Evaluations;

/// <summary>
/// Khoảng giá trị: what a number can still be. A known number is a point; an incomplete sum has only a lower end.
/// So a missing input that cannot change the answer does not make "chưa có số liệu".
/// </summary>
/// <param name="Low">None: no lower end.</param>
/// <param name="High">None: no upper end.</param>
/// <param name="HighOpen">The upper end itself is excluded: "not all" is below 100 %.</param>
public readonly record struct ValueRange(Exact? Low, Exact? High, bool HighOpen = false)
{
    public static readonly ValueRange Anything = new(null, null);
    public static readonly ValueRange NotNegative = new(Exact.Zero, null);

    public static ValueRange Point(Exact value) => new(value, value);

    public bool IsPoint => Low is { } low && High is { } high && low == high && !HighOpen;

    public static ValueRange operator +(ValueRange left, ValueRange right) =>
        new(left.Low + right.Low, left.High + right.High, left.HighOpen || right.HighOpen);

    public static ValueRange operator -(ValueRange left, ValueRange right) =>
        right.IsPoint
            ? new(left.Low - right.Low, left.High - right.Low, left.HighOpen)
            : new(left.Low - right.High, left.High - right.Low, left.HighOpen);

    public static ValueRange operator *(ValueRange left, ValueRange right)
    {
        if (left.IsPoint && right.IsPoint) return Point(left.Low!.Value * right.Low!.Value);
        if (left.Low is not { Sign: >= 0 } low || right.Low is not { Sign: >= 0 } other) return Anything;
        var high = left.High * right.High;
        return new(low * other, high, (left.HighOpen || right.HighOpen) && high is { Sign: > 0 }); // nothing times "not all" is still nothing
    }

    /// <summary>The caller has made sure that the right side is not zero.</summary>
    public static ValueRange operator /(ValueRange left, ValueRange right)
    {
        if (left.IsPoint && right.IsPoint) return Point(left.Low!.Value / right.Low!.Value);
        if (right.IsPoint && right.Low!.Value.Sign > 0) return new(left.Low / right.Low, left.High / right.Low, left.HighOpen);
        if (left.Low is not { Sign: >= 0 } low || right.Low is not { Sign: > 0 } least) return Anything;
        return new(right.High is { } most ? low / most : Exact.Zero, left.High / least, left.HighOpen);
    }

    /// <summary>Whether every value still possible meets the level, none does, or nobody can say yet.</summary>
    public bool? Meets(Comparison comparison, Exact level) => comparison switch
    {
        Comparison.AtLeast => Low >= level ? true : Below(level) ? false : null,
        Comparison.MoreThan => Low > level ? true : High <= level ? false : null,
        Comparison.AtMost => High <= level ? true : Low > level ? false : null,
        Comparison.LessThan => Below(level) ? true : Low >= level ? false : null,
        Comparison.Equal => IsPoint && Low == level ? true : Below(level) || Low > level ? false : null,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
    };

    private bool Below(Exact level) => High < level || (HighOpen && High == level);
}
