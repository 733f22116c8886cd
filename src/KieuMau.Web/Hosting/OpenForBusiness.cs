using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Demonstration;
using KieuMau.Web.Features.Evaluations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Hosting;

/// <summary>Mở cửa: before the first page is served the database is there, the law is read and an empty place has its demonstration.</summary>
public sealed class OpenForBusiness(IServiceScopeFactory scopes, IConfiguration configuration, DataFolder folder, KeyProtection keys, ILogger<OpenForBusiness> log) : IHostedService, IDisposable
{
    private IDisposable? held;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await HoldFolder(cancellationToken);
        if (!keys.IsSealed) log.LogWarning("Khóa của trang (thư mục khoa) chưa mã hóa: đặt KIEUMAU_KEY_FILE.");
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentPerson>().Who = Who.Machine;
        await RefuseNewerSchema(services.GetRequiredService<RuralDb>(), cancellationToken);
        await services.GetRequiredService<RuralDb>().Database.MigrateAsync(cancellationToken);
        var problems = await services.GetRequiredService<PutInForce>().Open(cancellationToken);
        foreach (var problem in problems) log.LogError("Bộ tiêu chí chưa thay bằng bản mới: {Problem}", problem);

        if (configuration["KIEUMAU_DEMO"] is "0" or "không") return;
        await services.GetRequiredService<BuildStandings>().Building.WaitAsync(cancellationToken);
        await services.GetRequiredService<LoadDemonstration>().IfEmpty(cancellationToken);
    }

    /// <summary>An older program would write into tables it does not know.</summary>
    private static async Task RefuseNewerSchema(RuralDb db, CancellationToken ct)
    {
        if (!await db.Database.CanConnectAsync(ct)) return; // made by the migration
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0) throw new FileRefusedException([new("KIEUMAU_DATA", 0, 0, $"Cơ sở dữ liệu thuộc bản chương trình mới hơn (có {unknown[^1]}). Chạy bản mới, hoặc khôi phục bản sao lưu làm trước khi nâng cấp.")]);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => held?.Dispose();

    /// <summary>Nobody restores under a running site; a restore that was cut off is finished or undone before anything is opened.</summary>
    private async Task HoldFolder(CancellationToken ct)
    {
        if (RestoreSwitch.WasInterrupted(folder))
        {
            using var alone = OfficeLock.Alone(folder);
            if (alone is not null) await RestoreSwitch.FinishIfInterrupted(folder, DatabasePlace.Of(configuration), BackupSettings.Of(configuration).Folder, ct);
        }

        held = OfficeLock.Shared(folder) ?? throw new FileRefusedException([new(folder.Path, 0, 0, "Đang khôi phục vào thư mục dữ liệu này. Chờ xong rồi chạy lại.")]);
    }
}
