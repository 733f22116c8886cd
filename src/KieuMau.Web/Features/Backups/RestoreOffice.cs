using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Mail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Khôi phục: the archive is proved whole, a new office is built beside the old, read back and compared, and only then put
/// in its place. The old one is kept under another name, never overwritten.
/// </summary>
public sealed class RestoreOffice(DatabasePlace place, DataFolder folder, string? backups, TimeProvider clock)
{
    private const string Temporary = "kieumau-thu-khoi-phuc-";

    public sealed record Restored(ArchiveManifest Manifest, IReadOnlyList<TableSum> Sums, string? Aside);

    /// <param name="replace">Puts an office that stands there aside; without it only an empty place is filled.</param>
    public async Task<Restored> From(string file, BackupKey? key, bool replace, string who, CancellationToken ct)
    {
        var begun = clock.Instant();
        using var alone = OfficeLock.Alone(folder) ?? throw Refused(folder.Path, "Trang Kiểu Mẫu đang chạy trên thư mục dữ liệu này. Dừng trang rồi khôi phục.");
        await RestoreSwitch.FinishIfInterrupted(folder, place, backups, ct);
        using var archive = OfficeArchive.Open(file, key);
        await archive.Verify(ct);
        var empty = await place.IsEmpty(ct) && !OfficeFiles.Of(folder, backups).Any();
        if (!empty && !replace) throw Refused(place.Spoken, "Ở đây đã có số liệu. Khôi phục vào thư mục và cơ sở dữ liệu trống, hoặc thêm --replace để cất bản đang có sang tên khác rồi thay.");

        var aside = RestoreSwitch.AsideName(begun);
        var building = folder.Inside(RestoreSwitch.Building);
        Directory.CreateDirectory(building);
        IReadOnlyList<TableSum> sums;
        await using (StagedDatabase stage = place.Connection is null ? new SqliteStage(building) : await PostgresStage.Begin(place.Connection, "khoi_phuc_dang_lam", RestoreSwitch.SchemaOf(aside), ct))
        {
            sums = await Fill(stage, archive, ct);
            await KeepMailSilent(stage.Db, ct);
            await BackupRegister.AtTheMachine(stage.Db, clock).Record(Run(KeepingAct.Restore, begun, file, archive.Manifest, who), ct);
            await CopyFiles(archive, building, ct);
            await File.WriteAllTextAsync(Path.Combine(building, RestoreSwitch.AsideNote), aside, ct);
            DurableFile.Flush(Path.Combine(building, RestoreSwitch.AsideNote));
            await stage.PutInPlace(ct);
        }

        SqliteConnection.ClearAllPools(); // the stage is shut: Windows moves nothing that is open
        RestoreSwitch.Commit(folder, backups);
        if (place.Connection is not null && empty) await PostgresStage.ForgetEmptyAside(place.Connection, RestoreSwitch.SchemaOf(aside), ct); // last: until the commit it says that the switch was made
        return new(archive.Manifest, sums, empty ? null : aside);
    }

    /// <summary>Thư không gửi hai lần: what waited at the time of the backup may have gone out since, and so may today's daily message.</summary>
    private async Task KeepMailSilent(RuralDb db, CancellationToken ct)
    {
        var (now, today) = (clock.Instant(), clock.Today());
        await db.MailOutbox.Where(mail => mail.State == MailState.Waiting || mail.State == MailState.Claimed || mail.State == MailState.Handed)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, MailState.Doubtful).SetProperty(mail => mail.Holder, (string?)null).SetProperty(mail => mail.LastError, "Chờ gửi lúc sao lưu; khôi phục rồi thì không tự gửi lại."), ct);
        await db.MailChoices.ExecuteUpdateAsync(set => set.SetProperty(choice => choice.Since, now).SetProperty(choice => choice.LastDigestOn, today), ct);
    }

    /// <summary>Thử khôi phục: builds the whole office in a temporary place, compares, and takes it away.</summary>
    public async Task<BackupRun> Try(string file, BackupKey key, string who, CancellationToken ct)
    {
        var begun = clock.Instant();
        using var turn = await OneAtATime.Enter(ct);
        using var archive = OfficeArchive.Open(file, key);
        await archive.Verify(ct);
        SweepTemporary();
        var temporary = Directory.CreateTempSubdirectory(Temporary);
        try
        {
            await using StagedDatabase stage = place.Connection is null ? new SqliteStage(temporary.FullName) : await PostgresStage.Begin(place.Connection, "thu_khoi_phuc", "", ct);
            await Fill(stage, archive, ct);
            return Run(KeepingAct.RestoreTest, begun, file, archive.Manifest, who);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>What a test that was killed has left lies there in the open: gone with the next test, once nobody can be at work on it.</summary>
    private void SweepTemporary()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Temporary}*"))
        {
            try
            {
                if (Directory.GetLastWriteTimeUtc(left) < clock.Instant().AddHours(-6)) Directory.Delete(left, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // somebody else's: theirs to take away
            }
        }
    }

    private static Task<IReadOnlyList<TableSum>> Fill(StagedDatabase stage, OfficeArchive archive, CancellationToken ct)
    {
        var archived = archive.Manifest.Tables.ToDictionary(table => table.Name);
        return stage.Fill(archive.Manifest.Schema, [.. archive.Manifest.Tables.Select(table => table.Table)], table => archive.Lines(archived[table.Name], ct),
            [.. archive.Manifest.Tables.Select(table => new TableSum(table.Name, table.Rows, table.Sum))], ct);
    }

    private static async Task CopyFiles(OfficeArchive archive, string into, CancellationToken ct)
    {
        foreach (var file in archive.Manifest.Files)
        {
            var path = Path.GetFullPath(Path.Combine(into, file.Name[OfficeArchive.FilesFolder.Length..]));
            if (!path.StartsWith(Path.GetFullPath(into) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw Refused(file.Name, "Tên tệp trong bản sao lưu trỏ ra ngoài thư mục dữ liệu. Không dùng bản này.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await archive.Copy(file, to, ct);
            to.Flush(flushToDisk: true);
        }
    }

    private BackupRun Run(KeepingAct act, DateTime begun, string file, ArchiveManifest manifest, string who) => new()
    {
        Act = act, BegunAt = begun, EndedAt = clock.Instant(), File = Path.GetFullPath(file), Bytes = new FileInfo(file).Length, Sha256 = "",
        Tables = manifest.Tables.Count, Rows = manifest.Rows, Files = manifest.Files.Count, Problem = manifest.AlteredSpoken, Who = who,
    };

    private static FileRefusedException Refused(string where, string message) => new([new(where, 0, 0, message)]);
}
