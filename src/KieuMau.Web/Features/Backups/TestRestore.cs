using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>Thử khôi phục một bản sao lưu ở chỗ tạm, and writes down how it went: a backup nobody has restored is a hope.</summary>
public sealed class TestRestore(RestoreOffice restore, BackupRegister register, TimeProvider clock)
{
    public async Task<BackupRun> Of(string file, BackupKey key, string who, CancellationToken ct)
    {
        var begun = clock.Instant();
        try
        {
            return await register.Record(await restore.Try(file, key, who, ct), ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await register.Record(new() { Act = KeepingAct.RestoreTest, BegunAt = begun, EndedAt = clock.Instant(), File = file, Sha256 = "", Problem = FailureWords.Of(error), Who = who }, ct);
            throw;
        }
    }
}
