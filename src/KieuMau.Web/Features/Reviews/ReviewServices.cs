using KieuMau.Domain.Reviews;
using KieuMau.Formats.Reviews;
using KieuMau.Web.Features.Comments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Kỳ báo cáo và thẩm tra: its use cases, and the procedure they follow.</summary>
public static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton(provider => Read(provider.GetRequiredService<CriteriaFolder>()))
        .AddScoped<ReportDesk>()
        .AddScoped<ReportLocks>()
        .AddScoped<Reviewers>()
        .AddScoped<EnteredBy>()
        .AddScoped<FreezeReport>()
        .AddScoped<OpenPeriod>()
        .AddScoped<SubmitReport>()
        .AddScoped<ReviewLines>()
        .AddScoped<CloseReport>()
        .AddScoped<ShowPeriods>()
        .AddScoped<ShowReport>()
        .AddScoped<ShowReview>()
        .AddScoped<LineReviews>()
        .AddScoped<WriteComment>()
        .AddScoped<RemindOfReports>()
        .AddScoped<IWorkSource, ReviewWork>();

    private static ReviewProcedure Read(CriteriaFolder folder)
    {
        var path = Path.Combine(folder.Path, ReviewProcedureYaml.FileName);
        if (!File.Exists(path)) path = Path.Combine(AppContext.BaseDirectory, "criteria", ReviewProcedureYaml.FileName); // a folder of sets alone brings no procedure
        return ReviewProcedureYaml.Read(File.ReadAllText(path), ReviewProcedureYaml.FileName);
    }
}
