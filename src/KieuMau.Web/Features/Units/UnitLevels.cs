namespace KieuMau.Web.Features.Units;

/// <summary>Cấp: which levels stand above the commune. Everything else about levels is data.</summary>
public static class UnitLevels
{
    private static readonly HashSet<string> AboveCommune = ["quốc gia", "tỉnh", "thành phố", "huyện", "thị xã", "quận"];

    public static bool StandsAboveCommune(string level) => AboveCommune.Contains(VietnameseText.Fold(level));
}
