using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>Sao lưu while people work: one sealed archive of the database and the files, and a line that says how it went.</summary>
public sealed class MakeBackup(RuralDb db, DataFolder folder, BackupRegister register, TimeProvider clock)
{
    /// <summary>Evidence that was altered on the disk goes in as it lies there, and the line says so: all the rest is worth keeping.</summary>
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
                Tables = manifest!.Tables.Count, Rows = manifest.Rows, Files = manifest.Files.Count, Problem = manifest.AlteredSpoken, Who = who,
            }, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await register.Record(new() { Act = KeepingAct.Backup, BegunAt = begun, EndedAt = clock.Instant(), File = file, Sha256 = "", Problem = FailureWords.Of(error), Who = who }, ct);
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
}
