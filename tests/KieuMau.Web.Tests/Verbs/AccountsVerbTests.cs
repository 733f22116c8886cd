using System.Diagnostics;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Verbs;

/// <summary>Accounts at the command line: for the first ones, and for the day the only administrator has lost the telephone.</summary>
public sealed class AccountsVerbTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task An_account_is_opened_listed_and_given_a_new_link_without_a_page(On on)
    {
        await using var database = await TestDatabase.Create(on, migrate: false);
        var folder = Directory.CreateTempSubdirectory("kieumau_accounts").FullName;
        var (added, opened) = await Run(database, folder, "add", "--name", "Nguyễn Thị Quản", "--user", "quantri", "--role", "system-admin", "--address", "https://xa.example.vn/");
        var (_, list) = await Run(database, folder, "list");
        var (linked, link) = await Run(database, folder, "link", "--user", "quantri", "--reset-second-factor");
        var (refused, _) = await Run(database, folder, "link", "--user", "khong-co");
        var (wrong, _) = await Run(database, folder, "xoa");

        Assert.Equal((0, 0, 1, 2), (added, linked, refused, wrong));
        Assert.Contains("https://xa.example.vn/cap-lai?ai=1&ma=", opened, StringComparison.Ordinal);
        Assert.Contains("quantri\tNguyễn Thị Quản\tquản trị\tmột lớp\tđang mở\tQuản trị", list, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5180/cap-lai?ai=1&ma=", link, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(int Code, string Said)> Run(TestDatabase database, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "accounts", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = folder;
        start.Environment["KIEUMAU_DEMO"] = "0";
        if (database.Kind != On.Sqlite) start.Environment["KIEUMAU_DB"] = database.Connection;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }
}
