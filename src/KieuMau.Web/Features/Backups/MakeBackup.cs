using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;

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
                Tables = manifest!.Tables.Count, Rows = manifest.Rows, Files = manifest.Files.Count, Problem = await Problem(manifest, ct), Who = who,
            }, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await register.Record(new() { Act = KeepingAct.Backup, BegunAt = begun, EndedAt = clock.Instant(), File = file, Sha256 = "", Problem = FailureWords.Of(error), Who = who }, ct);
            throw;
        }
    }

    /// <summary>Evidence altered on the disk, or no longer there though the database speaks of it.</summary>
    private async Task<string?> Problem(ArchiveManifest manifest, CancellationToken ct)
    {
        var archived = manifest.Files.Select(one => FileStore.HashIn(one.Name[OfficeArchive.FilesFolder.Length..])).ToHashSet();
        var store = new FileStore(folder);
        var missing = (await CheckEvidence.Spoken(db, ct)).Where(hash => !archived.Contains(hash) && store.Find(hash) is null).Order(StringComparer.Ordinal).ToList(); // one that came meanwhile is there
        return string.Join(' ', new[] { manifest.AlteredSpoken, ArchiveManifest.MissingSpoken(missing) }.OfType<string>()) is { Length: > 0 } said ? said : null;
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
