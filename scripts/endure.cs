#:property PublishAot=false
// Kills the program again and again while people save, upload and back up, and lets a hundred people enter at once, on
// SQLite and on a private PostgreSQL 15; writes what came of it to bench/endurance.md:
//   dotnet run scripts/endure.cs                       200 rounds and ten minutes: about two hours
//   dotnet run scripts/endure.cs -- 20 60              20 rounds and 60 seconds
// Everything runs on this machine's loopback. The same tests run in the suite with fewer rounds.
using System.Diagnostics;
using System.Runtime.CompilerServices;

var root = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;
var rounds = args.ElementAtOrDefault(0) ?? "200";
var seconds = args.ElementAtOrDefault(1) ?? "600";
var lines = Path.GetTempFileName();
var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(root, "scripts", "test.cs"), "--", "Web", "--only", "KieuMau.Web.Tests.Endurance"]) { WorkingDirectory = root };
start.Environment["KIEUMAU_ENDURE_ROUNDS"] = rounds;
start.Environment["KIEUMAU_ENDURE_SECONDS"] = seconds;
start.Environment["KIEUMAU_ENDURE_OUT"] = lines;
using var process = Process.Start(start)!;
process.WaitForExit();
File.WriteAllText(Path.Combine(root, "bench", "endurance.md"), $"""
    # Endurance

    `dotnet run scripts/endure.cs -- {rounds} {seconds}`, {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores: {(process.ExitCode == 0 ? "every round passed" : "SOMETHING FAILED, see the output of the run")}.

    {File.ReadAllText(lines).TrimEnd()}

    """);
File.Delete(lines);
return process.ExitCode;

static string Here([CallerFilePath] string here = "") => here;
