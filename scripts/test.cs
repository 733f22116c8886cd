#:property PublishAot=false
// Runs every test on both databases:  dotnet run scripts/test.cs [-- Web Domain] [--only KieuMau.Web.Tests.Endurance]
// Installs what the tests need where it is missing (as root, else prints the one line to run), checks licences, starts a
// private PostgreSQL 15 and always stops it. The last line reads "N passed, N failed".
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var root = Root();
var only = Array.IndexOf(args, "--only") is >= 0 and var at ? args[at + 1] : null;
var wanted = args.Where(word => word != "--only" && word != only).ToList();
var asRoot = Environment.UserName == "root";
(string Package, string[] Proof)[] needs =
[
    ("postgresql-15", ["/usr/lib/postgresql/15/bin/postgres"]),
    ("chromium", [Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium"]),
    ("libreoffice-writer-nogui", ["/usr/lib/libreoffice/program/libswlo.so"]),
    ("libreoffice-calc-nogui", ["/usr/lib/libreoffice/program/libsclo.so"]),
    ("poppler-utils", ["/usr/bin/pdftotext"]),
    ("fonts-liberation2", ["/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"]),
    ("fonts-noto-core", ["/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"]),
];

if (!Install()) return 1;
if (Run("dotnet", ["build", "KieuMau.slnx", "--nologo", "-v", "q"]) != 0) return Say("The build failed.", 1);
var strange = StrangeLicences();
foreach (var line in strange) Console.WriteLine(line);
Console.WriteLine($"Licences of all packages: {(strange.Count == 0 ? "1 passed, 0 failed" : "0 passed, 1 failed")}");

var postgres = new PrivatePostgres(asRoot);
AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.Dispose();
Console.CancelKeyPress += (_, _) => postgres.Dispose();
int passed = strange.Count == 0 ? 1 : 0, failed = strange.Count == 0 ? 0 : 1;
try
{
    postgres.Start();
    foreach (var project in Directory.GetFiles(Path.Combine(root, "tests"), "*.csproj", SearchOption.AllDirectories).Order())
    {
        var name = Path.GetFileNameWithoutExtension(project);
        if (wanted.Count > 0 && !wanted.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))) continue;
        var (good, bad) = Test(name);
        (passed, failed) = (passed + good, failed + bad);
    }
}
finally
{
    postgres.Dispose();
}

return Say($"{passed} passed, {failed} failed", failed == 0 ? 0 : 1);

bool Install()
{
    var missing = needs.Where(need => !need.Proof.All(File.Exists)).Select(need => need.Package).ToList();
    if (missing.Count == 0) return true;
    var packages = string.Join(' ', missing);
    if (!asRoot) return Say($"The tests need more programs. Run:  sudo apt-get install -y --no-install-recommends {packages}", false);
    Console.WriteLine($"Installing {packages}");
    Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
    return Run("apt-get", ["update", "-q"]) == 0 && Run("apt-get", ["install", "-y", "-q", "--no-install-recommends", .. missing]) == 0;
}

(int Passed, int Failed) Test(string name)
{
    var clock = Stopwatch.StartNew();
    var start = new ProcessStartInfo("dotnet", [Path.Combine(root, "artifacts", "bin", name, "debug", name + ".dll"), "-noColor", .. only is null ? Array.Empty<string>() : ["-namespace", only]])
    {
        WorkingDirectory = root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    start.Environment["KIEUMAU_TEST_PG"] = postgres.ConnectionString;
    start.Environment["CHROMIUM_PATH"] = needs[1].Proof[0];
    using var process = Process.Start(start)!;
    var errors = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd() + errors.Result;
    process.WaitForExit();

    var summary = Regex.Match(output, @"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)");
    int Count(string group) => summary.Success ? int.Parse(summary.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
    var bad = Count("errors") + Count("failed");
    if (bad == 0 && (process.ExitCode != 0 || !summary.Success)) bad = 1; // it fell over before it could count
    var good = Math.Max(0, Count("total") - Count("errors") - Count("failed") - Count("skipped"));
    if (bad > 0) Console.WriteLine(output);
    Console.WriteLine($"{name}: {good} passed, {bad} failed, {Count("skipped")} skipped in {clock.Elapsed.TotalSeconds:0} s");
    return (good, bad);
}

List<string> StrangeLicences()
{
    string[] shipped = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL", "PostgreSQL"];
    string[] testsToo = [.. shipped, "MPL-2.0", "Microsoft"];
    var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    return
    [
        .. from file in Directory.GetFiles(root, "packages.lock.json", SearchOption.AllDirectories)
           let allowed = file.Contains($"{Path.DirectorySeparatorChar}src{Path.DirectorySeparatorChar}") ? shipped : testsToo
           from framework in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
           from package in framework.Value.EnumerateObject()
           where package.Value.TryGetProperty("resolved", out _)
           let id = package.Name.ToLowerInvariant()
           let licence = LicenceOf(Path.Combine(packages, id, package.Value.GetProperty("resolved").GetString()!, id + ".nuspec"))
           where !licence.Split(" OR ").Any(allowed.Contains)
           select $"Licence not allowed: {package.Name}, “{licence}”, asked for by {Path.GetRelativePath(root, file)}",
    ];
}

string LicenceOf(string nuspec)
{
    if (!File.Exists(nuspec)) return "not restored";
    var metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    string Text(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";
    var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
    if (licence?.Attribute("type")?.Value == "expression") return licence.Value.Trim();
    var terms = licence is null ? Text("licenseUrl") : File.ReadAllText(Path.Combine(Path.GetDirectoryName(nuspec)!, licence.Value.Trim()));
    return terms switch
    {
        _ when terms.Contains("MIT License", StringComparison.OrdinalIgnoreCase) => "MIT",
        _ when terms.Contains("Apache", StringComparison.OrdinalIgnoreCase) => "Apache-2.0",
        _ when terms.Contains("MICROSOFT SOFTWARE LICENSE", StringComparison.OrdinalIgnoreCase) || terms.Contains("go.microsoft.com") => "Microsoft",
        _ => terms.Length > 80 ? terms[..80] : terms,
    };
}

int Run(string program, string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = root })!;
    process.WaitForExit();
    return process.ExitCode;
}

static T Say<T>(string text, T result)
{
    Console.WriteLine(text);
    return result;
}

static string Root([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;

/// <summary>A PostgreSQL of our own: own data, own socket, a free port, no fsync, gone afterwards.</summary>
sealed class PrivatePostgres(bool asRoot) : IDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";

    private readonly string folder = Directory.CreateTempSubdirectory("kieumau-pg-").FullName;
    private readonly int port = FreePort();
    private bool running;

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=50";

    private string Data => Path.Combine(folder, "data");

    public void Start()
    {
        if (asRoot) Must("chown", ["postgres", folder]);
        Must(Path.Combine(Programs, "initdb"), ["-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], owned: true);
        running = true;
        Must(Path.Combine(Programs, "pg_ctl"),
            ["-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200", "start"], owned: true);
    }

    public void Dispose()
    {
        if (running) Try(Path.Combine(Programs, "pg_ctl"), ["-D", Data, "-w", "-m", "immediate", "stop"], owned: true);
        running = false;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private void Must(string program, string[] arguments, bool owned = false)
    {
        if (Try(program, arguments, owned) is not 0 and var code) throw new InvalidOperationException($"{program} ended with {code}. See {folder}/log.");
    }

    // PostgreSQL refuses to run as root
    private int Try(string program, string[] arguments, bool owned)
    {
        var start = owned && asRoot ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = program.EndsWith("initdb");
        using var process = Process.Start(start)!;
        if (start.RedirectStandardOutput) process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
