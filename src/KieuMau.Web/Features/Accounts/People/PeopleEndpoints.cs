using System.Globalization;
using KieuMau.Domain.Accounts;
using KieuMau.Formats.Tables;
using KieuMau.Web.Data;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Bảng rà soát tài khoản as a workbook.</summary>
public static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes) => routes.MapGet("/nguoi-dung/ra-soat.xlsx", Review).Asks(Right.ManageAccounts);

    private static async Task<IResult> Review(ReviewAccess review, TimeProvider clock, HttpContext http)
    {
        var day = clock.Today();
        var sheet = ReviewAccess.Sheet(await review.Read(http.RequestAborted), day);
        return FileAnswer.Of(stream => TableWorkbook.Write(stream, [sheet]), TableWorkbook.ContentType, string.Create(CultureInfo.InvariantCulture, $"ra-soat-tai-khoan-{day:yyyy-MM-dd}.xlsx"));
    }
}
