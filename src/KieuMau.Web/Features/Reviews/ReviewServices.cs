using KieuMau.Domain.Reviews;
using KieuMau.Formats.Reviews;
using KieuMau.Web.Features.Comments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Kỳ báo cáo và thẩm tra: what the site and the verbs need of it.</summary>
public static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton(provider => ReadProcedure(provider.GetRequiredService<CriteriaFolder>()))
        .AddScoped<ReportPlaces>()
        .AddScoped<ReportBook>()
        .AddScoped<ReadReviews>()
        .AddScoped<ShowReview>()
        .AddScoped<ReportLocks>()
        .AddScoped<TitleLocks>()
        .AddScoped<ReportActs>()
        .AddScoped<TellReporters>()
        .AddScoped<AskedLines>()
        .AddScoped<FreezeReport>()
        .AddScoped<OpenPeriod>()
        .AddScoped<SubmitReport>()
        .AddScoped<ReviewFields>()
        .AddScoped<ReviewLine>()
        .AddScoped<AnswerReturn>()
        .AddScoped<AmendReport>()
        .AddScoped<LockPeriod>()
        .AddScoped<ListOffices>()
        .AddScoped<RemindReport>()
        .AddScoped<ReadCompleteness>()
        .AddScoped<ListPeriods>()
        .AddScoped<ShowLineReview>()
        .AddScoped<IWorkSource, ReviewWork>()
        .AddScoped<Mentionable>()
        .AddScoped<CommentOnLine>()
        .AddScoped<ShowComments>()
        .AddScoped<IWorkSource, MentionedWork>();

    private static ReviewProcedure ReadProcedure(CriteriaFolder folder) => ReviewProcedureYaml.Read(ProcedureFolder.Text(folder, ReviewProcedureYaml.FileName), ReviewProcedureYaml.FileName);
}
