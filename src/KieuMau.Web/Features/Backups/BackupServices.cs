using KieuMau.Web.Data;
using KieuMau.Web.Features.Compliance;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Features.Retention;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Hosting;

namespace KieuMau.Web.Features.Backups;

/// <summary>Giữ gìn: backups, registers, retention and compliance, for the site and for verbs alike.</summary>
public static class BackupServices
{
    public static IServiceCollection AddKeeping(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(DatabasePlace.Of(configuration))
        .AddSingleton(BackupSettings.Of(configuration))
        .AddSingleton(_ => KeyProtection.Of(configuration))
        .AddScoped<BackupRegister>()
        .AddScoped<MakeBackup>()
        .AddScoped(provider => new RestoreOffice(
            provider.GetRequiredService<DatabasePlace>(), provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<BackupSettings>().Folder, provider.GetRequiredService<TimeProvider>()))
        .AddScoped<TestRestore>()
        .AddScoped<ShowBackups>()
        .AddScoped<AskForBackup>()
        .AddScoped<ApplyRetention>()
        .AddScoped<Privacy.ShowPrivacy>()
        .AddScoped<KeepRequests>()
        .AddScoped<KeepIncidents>()
        .AddScoped<IWorkSource, RegisterWork>()
        .AddScoped<LiveFigures>()
        .AddScoped<ShowCompliance>();
}
