using System.Diagnostics;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Backups;

namespace KieuMau.Web.Tests.Verbs;

/// <summary>What whoever backs up by night is told at the command line.</summary>
public sealed class BackupVerbsTests
{
    [Fact]
    public async Task Evidence_altered_before_the_backup_is_named_by_backup_and_by_verify_backup_and_the_archive_is_made()
    {
        await using var office = await BackedUpSite.Open(On.Sqlite);
        var altered = await office.Evidence("biên bản", onDisk: "biên bạn");
        var file = Path.Combine(office.Away, "dem.saoluu");

        var (code, errors) = await Run(office, "backup", "--to", file, "--key-file", office.KeyFile);
        Assert.Equal(1, code);
        Assert.Contains(altered, errors, StringComparison.Ordinal);
        (code, errors) = await Run(office, "verify-backup", "--from", file, "--key-file", office.KeyFile);
        Assert.Equal(1, code);
        Assert.Contains(altered, errors, StringComparison.Ordinal);

        await office.Evidence("biên bản", onDisk: "biên bản");
        var again = Path.Combine(office.Away, "dem-sau.saoluu");
        Assert.Equal((0, ""), await Run(office, "backup", "--to", again, "--key-file", office.KeyFile));
        Assert.Equal((0, ""), await Run(office, "verify-backup", "--from", again, "--key-file", office.KeyFile));
    }

    private static async Task<(int Code, string Errors)> Run(BackedUpSite office, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = office.Folder.Path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, errors);
    }
}
