using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Features.Backups;

/// <summary>Sao lưu hoặc thử khôi phục ngay, asked for on the page by an administrator.</summary>
public sealed class AskForBackup(Gate gate, BackupSettings settings, BackupRegister register, MakeBackup backups, TestRestore tests)
{
    public async Task<Refusal?> Now(KeepingAct act, CancellationToken ct)
    {
        if (await gate.Refuse(Right.ManageSystem, ct: ct) is { } refusal) return refusal;
        if (!settings.Scheduled) return new("backups.not-configured", "Chưa đặt nơi sao lưu. Đặt KIEUMAU_BACKUP_DIR (thư mục ở ổ đĩa khác) và KIEUMAU_BACKUP_KEY (tệp khóa), rồi chạy lại chương trình.");
        try
        {
            var who = gate.Sign().Who;
            var key = BackupKey.FromFile(settings.KeyFile!);
            if (act == KeepingAct.Backup) await backups.Into(settings.Folder!, key, who, ct);
            else if (await register.LastDone(KeepingAct.Backup, settings.Kept, ct) is { } last) await tests.Of(last.File, key, who, ct);
            else return new("backups.none", "Chưa có bản sao lưu nào để thử. Bấm “Sao lưu ngay” trước.");
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new("backups.failed", FailureWords.Of(error));
        }
    }
}
