using KieuMau.Domain.Accounts;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Features.Accounts;
using System.Text;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Tải bộ tiêu chí và sửa đổi về thành tệp, as they were written.</summary>
public static class SetFiles
{
    public static void MapSetFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bo-tieu-chi/{set}.yaml", (string set, ActiveCriteria criteria) => FileOf(criteria.Current.Texts.FirstOrDefault(text => Declares(text, "bộ tiêu chí:", set)), set)).Asks(Right.ReadSets);
        routes.MapGet("/sua-doi/{amendment}.yaml", (string amendment, ActiveCriteria criteria) => FileOf(criteria.Current.Texts.FirstOrDefault(text => Declares(text, "sửa đổi:", amendment)), amendment)).Asks(Right.ReadSets);
    }

    private static IResult FileOf(CriteriaText? text, string name) => text is null
        ? Results.NotFound()
        : Results.File(Encoding.UTF8.GetBytes(text.Text), "application/yaml; charset=utf-8", $"{name}.yaml");

    /// <summary>Each text says at its top what it is and its code.</summary>
    private static bool Declares(CriteriaText text, string kind, string id)
    {
        var lines = text.Text.Split('\n').Select(line => line.TrimEnd()).ToList();
        return lines.Exists(line => line.StartsWith(kind, StringComparison.Ordinal)) && lines.Exists(line => line == $"mã: {id}" || line == $"mã: \"{id}\"");
    }
}
