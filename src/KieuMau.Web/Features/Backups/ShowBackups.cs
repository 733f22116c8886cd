using KieuMau.Domain.Backups;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>Xem việc sao lưu: the last good backup, the last restore test, and what was not good.</summary>
public sealed class ShowBackups(RuralDb db, BackupRegister register, BackupSettings settings, TimeProvider clock)
{
    private const int Shown = 30;

    public sealed record View(BackupRun? LastGood, BackupRun? LastTest, bool Old, bool FileIsThere, BackupSettings Settings, IReadOnlyList<BackupRun> Runs);

    public async Task<View> Now(CancellationToken ct)
    {
        var lastGood = await register.LastGood(KeepingAct.Backup, settings.Kept, ct);
        var runs = await db.Backups.AsNoTracking().OrderByDescending(run => run.Id).Take(Shown).ToListAsync(ct);
        return new(lastGood, await register.LastGood(KeepingAct.RestoreTest, settings.Kept, ct), BackupTimes.IsOld(clock.Instant(), lastGood?.BegunAt), lastGood is not null && File.Exists(lastGood.File), settings, runs);
    }
}
