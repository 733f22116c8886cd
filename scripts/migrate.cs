// Adds one migration to both databases:  dotnet run scripts/migrate.cs -- AddSurveys
// Neither database is needed to run it; look at the two files it writes before you commit them.
using System.Diagnostics;
using System.Runtime.CompilerServices;

if (args is not [var name])
{
    Console.Error.WriteLine("dotnet run scripts/migrate.cs -- <Name>");
    return 2;
}

var web = Path.Combine(Root(), "src", "KieuMau.Web");
return Run("tool", "restore") is not 0 and var restore ? restore
    : Run("build", "--nologo", "-v", "q") is not 0 and var build ? build
    : Add("SqliteRuralDb", "Data/Sqlite/Migrations") is not 0 and var sqlite ? sqlite
    : Add("PostgresRuralDb", "Data/Postgres/Migrations");

int Add(string context, string folder) =>
    Run("ef", "migrations", "add", name, "--context", context, "--output-dir", folder, "--no-build");

int Run(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = web })!;
    process.WaitForExit();
    return process.ExitCode;
}

static string Root([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;
