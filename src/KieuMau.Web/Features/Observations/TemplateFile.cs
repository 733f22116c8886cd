using KieuMau.Domain.Accounts;
using KieuMau.Formats.Observations;
using KieuMau.Formats.Tables;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Observations;

/// <summary>Mẫu Excel của một xã trong một kỳ, filled with what is known: brought back unchanged it changes nothing.</summary>
public static class TemplateFile
{
    public static void MapTemplate(this IEndpointRouteBuilder routes) => routes.MapGet("/xa/{commune}/excel/mau.xlsx", Write).Asks(Right.Import);

    private static async Task<IResult> Write(HttpContext http, string commune, OpenSheet sheets)
    {
        var here = await http.StandAt(commune);
        if (await sheets.OfCommune(commune, here, http.RequestAborted) is not { } sheet) return Results.NotFound();
        return FileAnswer.Of(stream => ObservationTemplate.Write(stream, Of(sheet)), TableWorkbook.ContentType, $"mau-{commune}-{here.Period}.xlsx");
    }

    private static ObservationSheet Of(Sheet sheet) => new(
        $"Phiếu số liệu {sheet.Units[0].Level}, {Wording.Lower(sheet.Commune.Name)}",
        sheet.Period,
        sheet.Cells.Values.Max(cell => cell.AsOf),
        sheet.Units,
        [.. sheet.Fields.Select(field => new TemplateMeasure(field.Group, field.Measure)).DistinctBy(field => field.Measure)],
        (unit, measure, split) => sheet.Cells.GetValueOrDefault(new(unit, measure.Code, split))?.Value);
}
