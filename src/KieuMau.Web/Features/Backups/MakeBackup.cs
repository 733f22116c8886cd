using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>Sao lưu while people work: one sealed archive of the database and the files, and a line that says how it went.</summary>
public sealed class MakeBackup(RuralDb db, DataFolder folder, BackupRegister register, TimeProvider clock)
{
    /// <param name="to">A folder, or the name of a file.</param>
    public async Task<BackupRun> Into(string to, BackupKey key, string who, CancellationToken ct)
    {
        using var turn = await OneAtATime.Enter(ct);
        var begun = clock.Instant();
        var file = BackupFolder.FileFor(to, begun);
        ArchiveManifest? manifest = null;
        try
        {
            var (bytes, hash) = await BackupFolder.Write(file, async stream =>
            {
                await using var seal = new SealingStream(stream, key);
                manifest = await new ArchiveWriting(db, folder, clock).Write(seal, open: false, Path.GetDirectoryName(file), ct);
                seal.Finish();
            });
            return await register.Record(new()
            {
                Act = KeepingAct.Backup, BegunAt = begun, EndedAt = clock.Instant(), File = file, Bytes = bytes, Sha256 = hash,
                Tables = manifest!.Tables.Count, Rows = manifest.Rows, Files = manifest.Files.Count, Who = who,
            }, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await register.Record(new() { Act = KeepingAct.Backup, BegunAt = begun, EndedAt = clock.Instant(), File = file, Sha256 = "", Problem = Words(error), Who = who }, ct);
            throw;
        }
    }

    /// <summary>For people and other programs: a plain zip of everything but what one signs in with.</summary>
    public async Task<(ArchiveManifest Manifest, long Bytes, string Sha256)> Open(string file, CancellationToken ct)
    {
        ArchiveManifest? manifest = null;
        var (bytes, hash) = await BackupFolder.Write(file, async stream => manifest = await new ArchiveWriting(db, folder, clock).Write(stream, open: true, Path.GetDirectoryName(file), ct));
        await register.NoteExport(file, hash, ct);
        return (manifest!, bytes, hash);
    }

    /// <summary>What a failure is called in the register: its sentence when it is one of ours, else only its kind.</summary>
    internal static string Words(Exception error) => error switch
    {
        FileRefusedException refused => refused.Message,
        UnauthorizedAccessException => "Chương trình không có quyền ghi vào thư mục này.",
        Npgsql.PostgresException postgres => $"PostgreSQL từ chối: {postgres.MessageText}",
        Npgsql.NpgsqlException => "Không kết nối được PostgreSQL. Kiểm tra máy chủ, tên, mật khẩu.",
        Microsoft.Data.Sqlite.SqliteException sqlite => $"SQLite từ chối (mã {sqlite.SqliteErrorCode}): kiểm tra tệp cơ sở dữ liệu và chỗ trống.",
        IOException io => $"Không đọc hoặc ghi được tệp ({io.GetType().Name}): kiểm tra chỗ trống và quyền của thư mục.",
        _ => $"Chương trình gặp trục trặc ({error.GetType().Name}); xem nhật ký của chương trình.",
    };
}
