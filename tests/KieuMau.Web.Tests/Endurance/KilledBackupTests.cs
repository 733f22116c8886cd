using System.Diagnostics;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Backups;
using KieuMau.Web.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>The program is killed, as a power cut would, while it backs up or restores.</summary>
public sealed class KilledBackupTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_killed_backup_leaves_no_file_that_looks_good_and_loses_nothing(On on)
    {
        await using var office = await BackedUpSite.Open(on);
        var before = await office.Sums();
        var killed = 0;
        for (var attempt = 0; attempt < LongRun.Rounds; attempt++)
        {
            using var backup = Start(office, "backup", "--to", office.Away, "--key-file", office.KeyFile);
            await Until(backup, () => Directory.EnumerateFiles(office.Away, "*.dang-ghi").Any(file => new FileInfo(file).Length > attempt % 10 * 100_000));
            backup.Kill(entireProcessTree: true);
            await backup.WaitForExitAsync();
            if (backup.ExitCode != 0) killed++;

            Assert.Equal(before, await office.Sums());
            foreach (var file in Directory.EnumerateFiles(office.Away, "*" + BackupFolder.Ending))
            {
                using var archive = OfficeArchive.Open(file, office.Key); // what bears the name is whole
                await archive.Verify(default);
            }
        }

        Assert.True(killed > 0);
        var run = await office.Backup();
        Assert.Empty(Directory.EnumerateFiles(office.Away, "*.dang-ghi"));
        using var whole = OfficeArchive.Open(run.File, office.Key);
        await whole.Verify(default);
        LongRun.Line($"{on}: backup started {LongRun.Rounds} times and killed {killed} times before its end; the office was unchanged, every file that bore the name of a backup was whole.");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_killed_restore_leaves_the_old_office_or_the_new_one(On on)
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        await using var place = await KeptOffice.Empty(on);
        var run = await office.Backup();
        await place.Restore.From(run.File, office.Key, replace: false, "thử", default);
        await File.WriteAllTextAsync(place.Folder.Inside("minh-chung/ban-cu.txt"), "cũ");
        await using (var db = place.Place.Open()) await db.ObservationRevisions.ExecuteDeleteAsync();
        var (old, made) = (await place.Sums(), await office.Sums());

        var (asBefore, restored) = (0, 0);
        for (var attempt = 0; attempt < LongRun.Rounds; attempt++)
        {
            using var restore = Start(place, "restore", "--from", run.File, "--key-file", office.KeyFile, "--replace");
            var moment = attempt % 5;
            await Until(restore, () => moment switch
            {
                0 => Directory.Exists(place.Folder.Inside(RestoreSwitch.Building)),
                1 => File.Exists(Path.Combine(place.Folder.Path, RestoreSwitch.Building, "minh-chung", "ab", "cd.pdf")),
                2 => File.Exists(Path.Combine(place.Folder.Path, RestoreSwitch.Building, RestoreSwitch.AsideNote)),
                3 => Directory.Exists(Path.Combine(place.Folder.Path, RestoreSwitch.Built)),
                _ => Directory.EnumerateDirectories(place.Folder.Path, RestoreSwitch.Aside + "*").Any(),
            });
            restore.Kill(entireProcessTree: true);
            await restore.WaitForExitAsync();
            SqliteConnection.ClearAllPools(); // ours still look into the file that was put aside
            await RestoreSwitch.FinishIfInterrupted(place.Folder, place.Place, null, default); // as the next start does

            Assert.False(RestoreSwitch.WasInterrupted(place.Folder));
            var isNew = !File.Exists(place.Folder.Inside("minh-chung/ban-cu.txt"));
            Assert.Equal(isNew ? made : old, await place.Sums());
            Assert.True(File.Exists(place.Folder.Inside("minh-chung/ab/cd.pdf")));
            (asBefore, restored) = isNew ? (asBefore, restored + 1) : (asBefore + 1, restored);
            if (!isNew) continue;
            await File.WriteAllTextAsync(place.Folder.Inside("minh-chung/ban-cu.txt"), "cũ");
            await using var again = place.Place.Open();
            await again.ObservationRevisions.ExecuteDeleteAsync();
        }

        LongRun.Line($"{on}: restore killed {LongRun.Rounds} times; {asBefore} times the old office stood whole, {restored} times the new one, never a mixture.");
    }

    private static Process Start(BackedUpSite office, params string[] arguments) => Start(office.Folder, office.Site.Connection, arguments);

    private static Process Start(KeptOffice place, params string[] arguments) => Start(place.Folder, place.Place.Connection, arguments);

    private static Process Start(DataFolder folder, string? connection, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = folder.Path;
        if (connection is not null) start.Environment["KIEUMAU_DB"] = connection;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // as near the moment as can be told from outside
    private static async Task Until(Process process, Func<bool> reached)
    {
        var deadline = Stopwatch.StartNew();
        while (!process.HasExited && deadline.Elapsed < TimeSpan.FromSeconds(60) && !reached()) await Task.Delay(1);
    }
}
