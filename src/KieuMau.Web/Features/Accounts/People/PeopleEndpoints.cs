using System.Globalization;
using KieuMau.Domain.Accounts;
using KieuMau.Formats.Tables;
using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Bảng rà soát tài khoản as a workbook.</summary>
public static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes) => routes.MapGet("/nguoi-dung/ra-soat.xlsx", Review).Asks(Right.ManageAccounts);

    private static async Task<IResult> Review(ReviewAccess review, TimeProvider clock, HttpContext http)
    {
        var day = clock.Today();
        var stream = new MemoryStream();
        TableWorkbook.Write(stream, [ReviewAccess.Sheet(await review.Read(http.RequestAborted), day)]);
        stream.Position = 0;
        return Results.File(stream, TableWorkbook.ContentType, string.Create(CultureInfo.InvariantCulture, $"ra-soat-tai-khoan-{day:yyyy-MM-dd}.xlsx"));
    }
}
