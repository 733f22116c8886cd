using System.Diagnostics;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Formats.Observations;
using KieuMau.Formats.Units;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Verbs;

/// <summary>What export writes stands alone: another program reads it and comes to the same verdicts.</summary>
public sealed class ExportedFilesTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Exported_files_are_read_back_whole_and_give_the_same_verdicts(On on)
    {
        await using var database = await TestDatabase.Create(on, migrate: false);
        var folder = Directory.CreateTempSubdirectory("kieumau_export").FullName;
        await Export(database, folder);

        var units = Open("units.csv", text => UnitsCsv.Read(text, "units.csv"));
        var tree = new UnitTree(units.OrRefuse());
        var library = CriteriaFiles.Load([Path.Combine(AppContext.BaseDirectory, "criteria")]).Library;
        var observations = Open("observations.csv", text => ObservationsCsv.Read(text, "observations.csv", library.Measures, tree)).OrRefuse();
        var knowledge = Knowledge.Of(tree, observations.Select(read => (read.Unit, read.Fact)), []);
        var set = library.Find("phu-tho-kdc-kieu-mau-2021-2025", new(2024, 12, 31))!;
        var counts = new Evaluator(library).Evaluate(set, "thanh-dinh.khu-1", knowledge, new(new(2024, 12, 31)), explain: false).Counts;

        Assert.Equal((33, 0, 2, 4), (counts.Met, counts.NotMet, counts.NoData, counts.NoThreshold));

        T Open<T>(string name, Func<TextReader, T> read)
        {
            using var text = File.OpenText(Path.Combine(folder, "out", name));
            return read(text);
        }
    }

    private static async Task Export(TestDatabase database, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "export", "--unit", "thanh-dinh", "--to", Path.Combine(folder, "out")]) { RedirectStandardOutput = true };
        start.Environment["KIEUMAU_DATA"] = database.Kind == On.Sqlite ? Path.GetDirectoryName(database.Connection)! : folder;
        if (database.Kind != On.Sqlite) start.Environment["KIEUMAU_DB"] = database.Connection;
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
