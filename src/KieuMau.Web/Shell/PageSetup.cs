using System.Text.Encodings.Web;
using System.Text.Unicode;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Shell;

/// <summary>Everything pages need, said once for the table of contents that is Program.cs.</summary>
public static class PageSetup
{
    // styles, scripts and forms come from here only; no inline style or script anywhere
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // "ạ" is three bytes, "&#x1EA1;" eight
        services.AddResponseCompression();
        services.AddScoped<Standpoint>().AddScoped<FindStandpoint>();
        services.AddScoped<ReadCommune>().AddScoped<ShowBoard>().AddScoped<ShowUnit>().AddScoped<ShowFinding>();
        services.AddScoped<ShowCommune>().AddScoped<ShowMissing>();
        services.AddScoped<BrowseSets>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStatusCodePagesWithReExecute("/khong-tim-thay");
        app.Use((http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "same-origin";
            return next(http);
        });
        app.UseRouting();
        app.UseAntiforgery();
        app.UseStandpoint();
        app.MapStaticAssets();
        app.MapRazorComponents<App>();
    }
}
