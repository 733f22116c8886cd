using System.Globalization;
using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.Notices;
using Microsoft.AspNetCore.Components.Endpoints;

namespace KieuMau.Web.Features.Units;

/// <summary>
/// Finds the standpoint before any page is drawn: layout and page are drawn side by side and may not both use the
/// database at once.
/// </summary>
public static class StandpointBeforePages
{
    private const string Cookie = "kieumau-ky";

    public static IApplicationBuilder UseStandpoint(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var here = await http.StandAt(GateBeforePages.UnitOf(http));
            here.Unread = await http.RequestServices.GetRequiredService<ReadInbox>().Unread(http.RequestAborted);
            if (here.MayAtCommune.Contains(Right.ManageSystem)) here.OldBackup = await http.RequestServices.GetRequiredService<BackupRegister>().Old(http.RequestServices.GetRequiredService<TimeProvider>().Instant(), http.RequestServices.GetRequiredService<BackupSettings>().Kept, http.RequestAborted);
        }

        await next(http);
    });

    /// <summary>For a file or a save without a page: the standpoint of this request, looking at a unit in the year that was chosen.</summary>
    public static async Task<Standpoint> StandAt(this HttpContext http, string? unit)
    {
        var here = http.RequestServices.GetRequiredService<Standpoint>();
        await http.RequestServices.GetRequiredService<FindStandpoint>().Fill(here, unit, ChosenYear(http), http.RequestAborted);
        return here;
    }

    /// <summary>A link of the switch says the year; afterwards this machine remembers it.</summary>
    private static int? ChosenYear(HttpContext http)
    {
        if (Period.TryParse(http.Request.Query["ky"], out var asked))
        {
            http.Response.Cookies.Append(Cookie, asked.Year.ToString(CultureInfo.InvariantCulture), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(180) });
            return asked.Year;
        }

        return Period.TryParse(http.Request.Cookies[Cookie], out var kept) ? kept.Year : null;
    }
}
