using KieuMau.Domain.Accounts;
using KieuMau.Formats.Evaluations;
using KieuMau.Formats.Tables;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Reports;

/// <summary>Tải báo cáo và bảng: files beside the pages that show the same.</summary>
public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/don-vi/{unit}/bao-cao.docx", (string unit, string? bo, HttpContext http) => Report(unit, bo, http, SelfAssessmentDocument.ContentType, ".docx", SelfAssessmentDocument.Write)).Asks(Right.ReadUnit);
        routes.MapGet("/don-vi/{unit}/bao-cao.xlsx", (string unit, string? bo, HttpContext http) => Report(unit, bo, http, TableWorkbook.ContentType, ".xlsx", SelfAssessmentWorkbook.Write)).Asks(Right.ReadUnit);
        routes.MapGet("/xa/{commune}/con-thieu.xlsx", Missing).Asks(Right.ReadUnit);
    }

    private static async Task<IResult> Report(string unit, string? setId, HttpContext http, string type, string ending, Action<SelfAssessmentReport, Stream> write)
    {
        var here = await http.StandAt(unit);
        var (written, refusal) = await http.RequestServices.GetRequiredService<WriteReport>().Of(unit, here, setId);
        if (refusal is not null) return Results.Text(refusal.Text, "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
        if (written is null) return Results.NotFound();
        return FileAnswer.Of(stream => write(written.Report, stream), type, $"bao-cao-{unit}-{here.Period}{ending}");
    }

    private static async Task<IResult> Missing(string commune, string? bo, string? khu, HttpContext http, ShowMissing missing, ReadReviews reviews)
    {
        var here = await http.StandAt(commune);
        if (await missing.Of(commune, here, bo, targetsOnly: khu is "dich") is not { } view) return Results.NotFound();
        var said = await reviews.Of([.. view.Works.Select(work => work.Unit.Code).Distinct()], here.At.Year, http.RequestAborted);
        return FileAnswer.Of(stream => TableWorkbook.Write(stream, [MissingSheet.Of(view, here, said)]), TableWorkbook.ContentType, $"con-thieu-{commune}-{here.Period}.xlsx");
    }
}
