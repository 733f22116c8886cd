#:property PublishAot=false
// Measures the budgets on SQLite and on a private PostgreSQL 15 and writes bench/results.md:
//   dotnet run scripts/bench.cs                       10,000 khu, some minutes
//   dotnet run scripts/bench.cs -- --communes 3334    the nation: 100,000 khu, some tens of minutes and 3 GB of disk
// Everything runs on this machine's loopback. PostgreSQL writes durably, because saving is measured.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

const string Programs = "/usr/lib/postgresql/15/bin";
var root = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;
var asRoot = Environment.UserName == "root";
if (!File.Exists(Path.Combine(Programs, "postgres")))
{
    Console.Error.WriteLine("PostgreSQL is missing. Run:  apt-get install -y --no-install-recommends postgresql-15");
    return 1;
}

foreach (var project in new[] { "src/KieuMau.Web", "bench/EmptyApp", "bench/KieuMau.Benchmarks" })
{
    if (Run("dotnet", ["build", project, "-c", "Release", "--nologo", "-v", "q"], root) != 0) return 1;
}

var folder = Directory.CreateTempSubdirectory("kieumau-pg-").FullName;
var data = Path.Combine(folder, "data");
var port = FreePort();
var running = false;
try
{
    if (asRoot) Run("chown", ["postgres", folder], "/");
    if (AsPostgres("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8") != 0) return 1;
    running = AsPostgres("pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=512MB -c max_wal_size=4GB", "start") == 0;
    if (!running) return 1;
    return Run(
        "dotnet",
        [
            Path.Combine(root, "artifacts", "bin", "KieuMau.Benchmarks", "release", "KieuMau.Benchmarks.dll"),
            "--root", root,
            "--postgres", $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres",
            "--out", Path.Combine(root, "bench", "results.md"),
            "--communes", "334",
            .. args,
        ],
        root);
}
finally
{
    if (running) AsPostgres("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
    Directory.Delete(folder, recursive: true);
}

// PostgreSQL refuses to run as root
int AsPostgres(string program, params string[] arguments) => asRoot
    ? Run("runuser", ["-u", "postgres", "--", Path.Combine(Programs, program), .. arguments], "/")
    : Run(Path.Combine(Programs, program), arguments, "/");

static int Run(string program, string[] arguments, string folder)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
    process.WaitForExit();
    return process.ExitCode;
}

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}

static string Here([CallerFilePath] string here = "") => here;
