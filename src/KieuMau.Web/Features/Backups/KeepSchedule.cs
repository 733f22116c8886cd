using KieuMau.Domain.Backups;
using KieuMau.Web.Data;
using KieuMau.Web.Hosting;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Lịch giữ gìn: a backup a day, old ones let go, and now and then a restore test. What fails is in the register and tried
/// again an hour later; it never takes the site down.
/// </summary>
public sealed class KeepSchedule(IServiceScopeFactory scopes, BackupSettings settings, TimeProvider clock, ILogger<KeepSchedule> log) : MachineRounds(scopes, "lịch", TimeSpan.FromMinutes(5), clock, log)
{
    private DateTime? triedBackup;
    private DateTime? triedTest;

    /// <summary>Does what is due now; called by the clock, and by tests.</summary>
    /// <returns>What was done.</returns>
    public async Task<IReadOnlyList<KeepingAct>> Look(CancellationToken ct) => settings.Scheduled ? await AsMachine(services => Look(services, ct)) : [];

    protected override bool IsWanted()
    {
        if (!settings.Scheduled) Log.LogWarning("Chưa đặt lịch sao lưu: cần KIEUMAU_BACKUP_DIR và KIEUMAU_BACKUP_KEY.");
        return settings.Scheduled;
    }

    public override Task Round(CancellationToken ct) => Look(ct);

    protected override void Tell(Exception failure) => Log.LogError("Việc giữ gìn theo lịch chưa xong: {Problem}", FailureWords.Of(failure));

    private async Task<IReadOnlyList<KeepingAct>> Look(IServiceProvider services, CancellationToken ct)
    {
        var done = new List<KeepingAct>();
        var register = services.GetRequiredService<BackupRegister>();
        var now = Clock.Instant().InVietNam();

        var last = await register.LastDone(KeepingAct.Backup, settings.Kept, ct);
        if (BackupTimes.IsDue(now, settings.At, last?.BegunAt.InVietNam(), triedBackup))
        {
            triedBackup = now;
            last = await services.GetRequiredService<MakeBackup>().Into(settings.Folder!, BackupKey.FromFile(settings.KeyFile!), "lịch", ct);
            if (last.Problem is null) BackupFolder.Expire(settings.Folder!, settings.Keep); // else an older one may be the last that has the file as it was
            done.Add(KeepingAct.Backup);
        }

        var lastTest = await register.LastDone(KeepingAct.RestoreTest, settings.Kept, ct);
        if (last is not null && BackupTimes.IsTestDue(now, settings.TestEvery, lastTest?.BegunAt.InVietNam(), triedTest))
        {
            triedTest = now;
            await services.GetRequiredService<TestRestore>().Of(last.File, BackupKey.FromFile(settings.KeyFile!), "lịch", ct);
            done.Add(KeepingAct.RestoreTest);
        }

        return done;
    }
}
