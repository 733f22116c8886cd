using System.Text.RegularExpressions;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Units;

/// <summary>Mã đơn vị stands in addresses and files.</summary>
public static partial class UnitCodes
{
    public static bool MayBe(string code) => Shape().IsMatch(code);

    /// <summary>A code proposed from a name: "Khu 1" below thanh-dinh is thanh-dinh.khu-1.</summary>
    public static string Propose(string name, string? parent)
    {
        var own = NotCode().Replace(VietnameseText.Search(name), "-").Trim('-');
        return parent is null ? own : $"{parent}.{own}";
    }

    public static bool Overlaps(this Unit unit, Unit other) =>
        unit.ValidFrom <= (other.ValidTo ?? DateOnly.MaxValue) && other.ValidFrom <= (unit.ValidTo ?? DateOnly.MaxValue);

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$")]
    private static partial Regex Shape();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotCode();
}
