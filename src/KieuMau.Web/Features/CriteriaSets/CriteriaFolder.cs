using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Thư mục bộ tiêu chí that came with the product.</summary>
/// <param name="Illustrations">Lays invented levels on the sets, to show the product; every page then says so.</param>
public sealed record CriteriaFolder(string Path, bool Illustrations)
{
    public static CriteriaFolder Of(IConfiguration configuration) => new(
        configuration["KIEUMAU_CRITERIA"] ?? System.IO.Path.Combine(AppContext.BaseDirectory, "criteria"),
        configuration["KIEUMAU_MINH_HOA"] is "1" or "có" or "true");

    /// <summary>Named by their place in the folder, so that a text keeps its identity wherever the program is installed.</summary>
    public IReadOnlyList<CriteriaText> Texts() =>
    [
        .. CriteriaFiles.Gather([Path], Illustrations)
            .Select(text => new CriteriaText(System.IO.Path.GetRelativePath(Path, text.Name).Replace('\\', '/'), text.Text)),
    ];
}
