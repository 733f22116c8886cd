using System.Diagnostics;
using System.Text.Json;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Verbs;

/// <summary>The journal of the demonstration, checked from the command line.</summary>
public sealed class VerifyJournalVerbTests
{
    [Fact]
    public async Task The_verb_says_whether_the_journal_is_whole_and_holds_it_against_heads_kept_elsewhere()
    {
        await using var database = await TestDatabase.Create(On.Sqlite, migrate: false);
        var data = Path.GetDirectoryName(database.Connection)!;

        Assert.Equal(1, (await Run(data, "--json")).Code); // nothing stands there: nothing is proved, and nothing begun
        Assert.Empty(Directory.EnumerateFiles(data, "kieumau.db"));
        Assert.Equal(0, (await RunVerb(data, "accounts", "list")).Code);

        var (code, output) = await Run(data, "--json");
        using var check = JsonDocument.Parse(output);
        var kept = Path.Combine(data, "moc.json");
        await File.WriteAllTextAsync(kept, output.Replace(check.RootElement.GetProperty("heads")[0].GetProperty("hash").GetString()!, "khác", StringComparison.Ordinal));

        Assert.Equal(0, code);
        Assert.True(check.RootElement.GetProperty("intact").GetBoolean());
        Assert.True(check.RootElement.GetProperty("savings").GetInt64() > 0);
        Assert.Equal(1, (await Run(data, "--heads", kept)).Code);
        Assert.Equal(0, (await Run(data, "--unit", "thanh-dinh.khu-1", "--json")).Code);
        Assert.Equal(1, (await Run(data, "--unit", "khong-co", "--json")).Code);
        Assert.Equal(2, (await Run(data, "--shard", "x")).Code);
    }

    private static Task<(int Code, string Output)> Run(string data, params string[] arguments) => RunVerb(data, ["verify-journal", .. arguments]);

    private static async Task<(int Code, string Output)> RunVerb(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIEUMAU_DATA"] = data;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, output);
    }
}
