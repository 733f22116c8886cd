using KieuMau.Domain.Accounts;
using KieuMau.Formats.Assignments;
using KieuMau.Formats.Evaluations;
using KieuMau.Formats.Tables;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Tải bảng phân công: Word and Excel beside the page that shows the same.</summary>
public static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/xa/{commune}/phan-cong.docx", (string commune, string? bo, HttpContext http) => File(commune, bo, http, SelfAssessmentDocument.ContentType, ".docx", AssignmentDocument.Write)).Asks(Right.ReadPlans);
        routes.MapGet("/xa/{commune}/phan-cong.xlsx", (string commune, string? bo, HttpContext http) => File(commune, bo, http, TableWorkbook.ContentType, ".xlsx", AssignmentWorkbook.Write)).Asks(Right.ReadPlans);
    }

    private static async Task<IResult> File(string commune, string? setId, HttpContext http, string type, string ending, Action<Formats.Assignments.AssignmentTable, Stream> write)
    {
        var here = await http.StandAt(commune);
        if (await http.RequestServices.GetRequiredService<ShowAssignments>().Paper(commune, here, setId, http.RequestAborted) is not { } table) return Results.NotFound();
        return FileAnswer.Of(stream => write(table, stream), type, $"phan-cong-{commune}-{here.Period}{ending}");
    }
}
