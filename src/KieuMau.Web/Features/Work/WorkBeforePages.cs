using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.AspNetCore.Components.Endpoints;

namespace KieuMau.Web.Features.Work;

/// <summary>Counts the person's work before any page is drawn, for the bar: after the standpoint, which it is counted from.</summary>
public static class WorkBeforePages
{
    public static IApplicationBuilder UseWorkCount(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var services = http.RequestServices;
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && services.GetRequiredService<CurrentPerson>().Who is not null)
        {
            var here = services.GetRequiredService<Standpoint>();
            here.Work = await services.GetRequiredService<GatherWork>().Count(here, http.RequestAborted);
        }

        await next(http);
    });

    public static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<WorkMemory>()
        .AddScoped<GatherWork>()
        .AddScoped<KhuWork>()
        .AddScoped<IWorkSource>(provider => provider.GetRequiredService<KhuWork>());
}
