using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.AspNetCore.Antiforgery;

namespace KieuMau.Web.Features.Observations;

/// <summary>Ghi từng ô khi rời ô: the same form, a few cells at a time, answered in a form a script reads.</summary>
public static class SheetEndpoint
{
    public sealed record CellReply(string Place, string Name, string State, string Text, string Message, long Theirs, IReadOnlyList<CellChoice> Choices);

    public sealed record SheetReply(IReadOnlyList<CellReply> Cells, IReadOnlyList<string> Advice);

    public static void MapSheetCells(this IEndpointRouteBuilder routes) => routes.MapPost("/xa/{commune}/nhap/o", Save).Asks(Right.Import, Right.EnterOwn);

    private static async Task<IResult> Save(HttpContext http, string commune, IAntiforgery antiforgery, SaveTyped typed, Gate gate)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest("Trang đã mở quá lâu. Tải lại trang rồi ghi lại.");
        var here = await http.StandAt(commune);
        var posted = PostedSheet.Read(await http.Request.ReadFormAsync(http.RequestAborted));
        var result = await typed.Save(posted.Cells, here.Period, posted.AsOf, gate.Sign(posted.Why), http.RequestAborted);
        var untouched = posted.Cells.Where(cell => !result.News.ContainsKey(cell.Place))
            .Select(cell => new CellReply(cell.Place.Key, cell.Place.FieldName(cell.Revision), "idle", cell.Text, "", 0, []));
        return Results.Json(new SheetReply([.. result.News.Select(ReplyOf), .. untouched], result.Advice));
    }

    private static CellReply ReplyOf(KeyValuePair<CellPlace, CellNews> one) => new(
        one.Key.Key,
        one.Key.FieldName(one.Value.Revision),
        one.Value.State switch
        {
            CellState.Saved => "saved",
            CellState.Clash => "clash",
            CellState.Refused or CellState.Doubtful => "bad",
            _ => "idle",
        },
        one.Value.Typed,
        one.Value.Message,
        one.Value.Theirs,
        one.Value.Choices);
}
