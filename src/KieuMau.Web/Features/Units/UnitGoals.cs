using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Units;

/// <summary>Khu đích: the units a commune has promised for a year, written among their dated attributes.</summary>
public static class UnitGoals
{
    private const string Attribute = "khu đích";

    /// <summary>The attribute names the years: "2024" or "2024;2025".</summary>
    public static bool IsTarget(this Unit unit, int year) =>
        unit.Attributes.TryGetValue(Attribute, out var years)
        && years.Split(';', StringSplitOptions.TrimEntries).Contains(year.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
