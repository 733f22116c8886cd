using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Hosting;

/// <summary>
/// Sức khỏe: whether the process lives, and whether it can serve. Says which part is not ready and nothing else: no
/// versions, names, paths or numbers for strangers.
/// </summary>
public static class HealthChecks
{
    private const long LeastSpace = 200L * 1024 * 1024;

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/suc-khoe/song", () => Results.Json(new { song = true })).OpenToAll("for whoever watches the process; says nothing of the office");
        routes.MapGet("/suc-khoe/san-sang", Ready).OpenToAll("for whoever watches the process; says nothing of the office");
    }

    private static async Task<IResult> Ready(RuralDb db, ActiveCriteria law, DataFolder folder, CancellationToken ct)
    {
        var parts = new Dictionary<string, bool>
        {
            ["co_so_du_lieu"] = await Holds(() => db.Database.CanConnectAsync(ct)),
            ["luoc_do"] = await Holds(async () => !(await db.Database.GetPendingMigrationsAsync(ct)).Any()),
            ["bo_tieu_chi"] = await Holds(() => Task.FromResult(law.Current.Library.Sets.Any())),
            ["cho_trong"] = await Holds(() => Task.FromResult(new DriveInfo(folder.Path).AvailableFreeSpace >= LeastSpace)),
        };
        var ready = parts.Values.All(part => part);
        return Results.Json(new { san_sang = ready, phan = parts }, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> Holds(Func<Task<bool>> part)
    {
        try
        {
            return await part();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return false;
        }
    }
}
