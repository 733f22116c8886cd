using KieuMau.Domain.Backups;
using KieuMau.Domain.Journal;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>Sổ sao lưu: each backup, restore test and restore is a line here and an entry of the journal, good or not.</summary>
public sealed class BackupRegister(RuralDb db, CommuneLock turn, JournalWriter journal)
{
    /// <summary>For verbs and for an office that is being built beside the one in use.</summary>
    public static BackupRegister AtTheMachine(RuralDb db, TimeProvider clock)
    {
        var turn = new CommuneLock(db, new());
        return new(db, turn, new(db, turn, CurrentPerson.AtTheMachine("dòng lệnh"), clock));
    }

    public async Task<BackupRun> Record(BackupRun run, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var held = await turn.Take([], ct);
        db.Backups.Add(run);
        await journal.Append(JournalWriter.OfNoCommune, new(Act(run.Act), $"{Wording(run.Act)} {Path.GetFileName(run.File)}{(run.Problem is null ? "" : run.IsDone ? ": xong, có tệp không còn nguyên" : ": không xong")}")
        {
            Subject = run.Sha256.Length > 0 ? $"sha256:{run.Sha256}" : "",
            Why = run.Problem ?? "",
            Result = run.Problem is null || run.IsDone ? JournalResult.Done : JournalResult.Failed,
        }, ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return run;
    }

    /// <summary>Everything left as an open file: whoever reads the journal should know.</summary>
    public Task NoteExport(string file, string sha256, CancellationToken ct) =>
        journal.Record(JournalWriter.OfNoCommune, new("backups.export", $"Xuất toàn bộ ra tệp mở {Path.GetFileName(file)}") { Subject = $"sha256:{sha256}" }, ct);

    /// <param name="within">The folder of the schedule: one made by hand to a stick, with another key, is not what the schedule keeps. None where there is no schedule.</param>
    public Task<BackupRun?> LastGood(KeepingAct act, string? within, CancellationToken ct) => Last(db.Backups.Where(run => run.Act == act && run.Problem == null), within, ct);

    /// <summary>Good or with files that were not whole: what the schedule goes by, and what can be restored.</summary>
    public Task<BackupRun?> LastDone(KeepingAct act, string? within, CancellationToken ct) => Last(db.Backups.Where(run => run.Act == act && run.Tables > 0), within, ct);

    private static Task<BackupRun?> Last(IQueryable<BackupRun> runs, string? within, CancellationToken ct)
    {
        var last = runs.AsNoTracking().OrderByDescending(run => run.EndedAt);
        if (within is null) return last.FirstOrDefaultAsync(ct);
        var folder = Path.GetFullPath(within).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return last.Where(run => run.File.StartsWith(folder)).FirstOrDefaultAsync(ct);
    }

    /// <returns>What whoever keeps the installation is told on every page; nothing while the last good backup is young.</returns>
    public async Task<string> Old(DateTime now, string? within, CancellationToken ct)
    {
        var last = await LastGood(KeepingAct.Backup, within, ct);
        if (!BackupTimes.IsOld(now, last?.BegunAt)) return "";
        return last is null ? "Chưa có bản sao lưu tốt nào." : $"Bản sao lưu tốt gần nhất: {last.EndedAt.InVietNam():dd/MM/yyyy}, đã quá {BackupTimes.OldAfterDays} ngày.";
    }

    public static string Wording(KeepingAct act) => act switch
    {
        KeepingAct.Backup => "Sao lưu",
        KeepingAct.RestoreTest => "Thử khôi phục",
        _ => "Khôi phục",
    };

    private static string Act(KeepingAct act) => act switch
    {
        KeepingAct.Backup => "backups.make",
        KeepingAct.RestoreTest => "backups.test",
        _ => "backups.restore",
    };
}
