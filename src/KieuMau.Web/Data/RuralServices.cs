using KieuMau.Web.Data.Postgres;
using KieuMau.Web.Data.Sqlite;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Data;

/// <summary>Kho số liệu và những việc làm với nó, for the site and for the verbs alike.</summary>
public static class RuralServices
{
    public static IServiceCollection AddRural(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = DataFolder.Of(configuration);
        if (DatabasePlace.Of(configuration).Connection is { } connection)
            services.AddDbContext<RuralDb, PostgresRuralDb>(options => PostgresRuralDb.Use(options, connection));
        else
            services.AddDbContext<RuralDb, SqliteRuralDb>(options => SqliteRuralDb.Use(options, folder.Database));

        return services
            .AddSingleton(folder)
            .AddSingleton(CriteriaFolder.Of(configuration))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<WriterGate>()
            .AddSingleton<ActiveCriteria>()
            .AddSingleton<BuildStandings>()
            .AddScoped<CommuneLock>()
            .AddScoped<JournalWriter>()
            .AddScoped<VerifyJournal>()
            .AddPeople(configuration)
            .AddScoped<TellPeople>()
            .AddEvidence(configuration)
            .AddKeeping(configuration)
            .AddReviews()
            .AddAssignments()
            .AddUseCases();
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddScoped<UnitReader>()
        .AddScoped<SeenUnits>()
        .AddScoped<AddUnits>()
        .AddScoped<ChangeUnits>()
        .AddScoped<RejudgeAfterUnits>()
        .AddScoped<RevisionReader>()
        .AddScoped<KnowledgeReader>()
        .AddScoped<ObservationWriter>()
        .AddScoped<EntryRules>()
        .AddScoped<SaveObservations>()
        .AddScoped<ImportDrafts>()
        .AddScoped<ImportWorkbook>()
        .AddScoped<JudgeStandings>()
        .AddScoped<StandingReader>()
        .AddScoped<KeepTexts>()
        .AddScoped<PutInForce>()
        .AddScoped<ReadProposals>()
        .AddScoped<ProposeLevel>()
        .AddScoped<DecideLevel>()
        .AddScoped<RecordTitle>();
}
