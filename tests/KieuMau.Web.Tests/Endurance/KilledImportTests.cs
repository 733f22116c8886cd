using System.Diagnostics;
using KieuMau.Domain.Observations;
using KieuMau.Formats.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>The program is killed, as a power cut would, while it brings in a workbook.</summary>
public sealed class KilledImportTests
{
    private const int Tries = 10;

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_killed_import_leaves_all_of_it_or_nothing(On on)
    {
        await using var database = await TestDatabase.Create(on, migrate: false);
        var folder = on == On.Sqlite ? Path.GetDirectoryName(database.Connection)! : Directory.CreateTempSubdirectory("kieumau_killed").FullName;
        await Finish(Start(database, folder, "export", "--unit", "thanh-dinh", "--to", Path.Combine(folder, "out")));
        var mapping = Path.Combine(folder, "m.json");
        await Finish(Start(database, folder, Import(mapping, "2022")));
        File.WriteAllText(mapping, Answered(mapping));
        var (before, _) = await Count(database);

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var import = Start(database, folder, Import(mapping, $"{2025 + attempt}"));
            await UntilItWrites(database, import, before);
            import.Kill(entireProcessTree: true);
            await import.WaitForExitAsync();

            var (revisions, current) = await Count(database);
            Assert.Contains(revisions - before, new[] { 0, 484 });
            Assert.Equal(revisions, current);
            before = revisions;
        }
    }

    private static string[] Import(string mapping, string period) =>
        ["import", "--workbook", Path.Combine(AppContext.BaseDirectory, "demo", "tong-hop-kdc-2024.xlsx"), "--mapping", mapping, "--period", period, "--as-of", $"{period}-12-31", "--unit", period.CompareTo("2025", StringComparison.Ordinal) < 0 ? "thanh-dinh" : "hy-cuong", "--json"];

    private static string Answered(string mapping) =>
        ColumnMapping.FromJson(File.ReadAllText(mapping), mapping).Answered("AJ19", "12.8%", "12,8 %").ToJson();

    private static Process Start(TestDatabase database, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = folder;
        if (database.Kind != On.Sqlite) start.Environment["KIEUMAU_DB"] = database.Connection;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task Finish(Process process)
    {
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // as near the writing as can be told from outside: the journal of SQLite grows, PostgreSQL has a transaction open
    private static async Task UntilItWrites(TestDatabase database, Process import, int before)
    {
        var journal = new FileInfo(database.Connection + "-wal");
        var deadline = Stopwatch.StartNew();
        while (!import.HasExited && deadline.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (database.Kind == On.Sqlite)
            {
                journal.Refresh();
                if (journal is { Exists: true, Length: > 30_000 }) return;
                await Task.Delay(1);
                continue;
            }

            await using var db = database.Open();
            var writing = await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_xid is not null""").SingleAsync();
            if (writing > 0 || await db.ObservationRevisions.CountAsync() > before) return;
        }
    }

    private static async Task<(int Revisions, int Current)> Count(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.ObservationRevisions.CountAsync(), await db.Observations.CountAsync());
    }
}
