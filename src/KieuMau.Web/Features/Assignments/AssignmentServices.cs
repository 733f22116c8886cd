using KieuMau.Domain.Assignments;
using KieuMau.Formats.Assignments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Work;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Ban và phân công: for the site and for the verbs alike, and what only pages need.</summary>
public static class AssignmentServices
{
    public static IServiceCollection AddAssignments(this IServiceCollection services) => services
        .AddSingleton(provider => ReadBook(provider.GetRequiredService<CriteriaFolder>()))
        .AddScoped<ReadAssignments>()
        .AddScoped<OfficePeople>()
        .AddScoped<OwnedMeasures>()
        .AddScoped<TellAssigned>()
        .AddScoped<EndAssignment>()
        .AddScoped<AssignLines>()
        .AddScoped<SetUpBoard>()
        .AddScoped<ChangeMembers>()
        .AddScoped<KeepOffices>()
        .AddScoped<Demonstration.LoadAssignments>();

    public static IServiceCollection AddAssignmentPages(this IServiceCollection services) => services
        .AddScoped<ShowAssignments>()
        .AddScoped<ShowMyLines>()
        .AddScoped<IWorkSource, OwnedWork>()
        .AddScoped<IWorkSource, UnownedWork>();

    private static BoardBook ReadBook(CriteriaFolder folder) => BoardsYaml.Read(ProcedureFolder.Text(folder, BoardsYaml.FileName), BoardsYaml.FileName);
}
