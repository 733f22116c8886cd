using KieuMau.Domain.Accounts;
using KieuMau.Domain.Backups;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Retention;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Lịch giữ gìn: a backup a day, old ones let go, what is due under the retention table deleted, and now and then a restore
/// test. What fails is in the register and tried again an hour later; it never takes the site down.
/// </summary>
public sealed class KeepSchedule(IServiceScopeFactory scopes, BackupSettings settings, TimeProvider clock, ILogger<KeepSchedule> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private DateTime? triedBackup;
    private DateTime? triedTest;

    /// <summary>Does what is due now; called by the clock, and by tests.</summary>
    /// <returns>What was done.</returns>
    public async Task<IReadOnlyList<KeepingAct>> Look(CancellationToken ct)
    {
        var done = new List<KeepingAct>();
        if (!settings.Scheduled) return done;
        await using var scope = scopes.CreateAsyncScope();
        var person = scope.ServiceProvider.GetRequiredService<CurrentPerson>();
        (person.Who, person.Device) = (Who.Machine, "lịch");
        var register = scope.ServiceProvider.GetRequiredService<BackupRegister>();
        var now = clock.Instant().InVietNam();

        var lastGood = await register.LastGood(KeepingAct.Backup, ct);
        if (BackupTimes.IsDue(now, settings.At, lastGood?.BegunAt.InVietNam(), triedBackup))
        {
            triedBackup = now;
            lastGood = await scope.ServiceProvider.GetRequiredService<MakeBackup>().Into(settings.Folder!, BackupKey.FromFile(settings.KeyFile!), "lịch", ct);
            BackupFolder.Expire(settings.Folder!, settings.Keep);
            done.Add(KeepingAct.Backup);
            await scope.ServiceProvider.GetRequiredService<ApplyRetention>().Run(apply: true, ct);
        }

        var lastTest = await register.LastGood(KeepingAct.RestoreTest, ct);
        if (lastGood is not null && BackupTimes.IsTestDue(now, settings.TestEvery, lastTest?.BegunAt.InVietNam(), triedTest))
        {
            triedTest = now;
            await scope.ServiceProvider.GetRequiredService<TestRestore>().Of(lastGood.File, BackupKey.FromFile(settings.KeyFile!), "lịch", ct);
            done.Add(KeepingAct.RestoreTest);
        }

        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Scheduled)
        {
            log.LogWarning("Chưa đặt lịch sao lưu: cần KIEUMAU_BACKUP_DIR và KIEUMAU_BACKUP_KEY.");
            return;
        }

        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError("Việc giữ gìn theo lịch chưa xong: {Problem}", MakeBackup.Words(error));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
