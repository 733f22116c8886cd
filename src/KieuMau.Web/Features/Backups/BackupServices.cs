using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>Giữ gìn: what backups need, for the site and for verbs alike.</summary>
public static class BackupServices
{
    public static IServiceCollection AddKeeping(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(DatabasePlace.Of(configuration))
        .AddSingleton(BackupSettings.Of(configuration))
        .AddScoped<BackupRegister>()
        .AddScoped<MakeBackup>()
        .AddScoped(provider => new RestoreOffice(
            provider.GetRequiredService<DatabasePlace>(), provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<BackupSettings>().Folder, provider.GetRequiredService<TimeProvider>()));
}
