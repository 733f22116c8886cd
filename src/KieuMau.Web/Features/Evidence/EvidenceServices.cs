using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Minh chứng: its store, its use cases, what its pages ask.</summary>
public static class EvidenceServices
{
    /// <summary>For the site and for the verbs alike.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<FileStore>()
        .AddSingleton<PictureShelf>()
        .AddSingleton<PdfPages>()
        .AddSingleton(CommandScanner.Of(configuration))
        .AddSingleton<ExamineFile>()
        .AddScoped<EvidencePlaces>()
        .AddScoped<ReadEvidence>()
        .AddScoped<EvidenceLocks>()
        .AddScoped<EvidenceRules>()
        .AddScoped<AttachEvidence>()
        .AddScoped<ReplaceEvidence>()
        .AddScoped<LinkEvidence>()
        .AddScoped<RemoveEvidence>()
        .AddScoped<CheckEvidence>();

    /// <summary>For the site alone.</summary>
    public static IServiceCollection AddEvidencePages(this IServiceCollection services) => services
        .AddHostedService<SweepArrivals>()
        .AddSingleton<EvidencePost>()
        .AddScoped<ShowEvidence>()
        .AddScoped<IWorkSource, EvidenceWork>();
}
