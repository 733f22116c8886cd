using System.Globalization;

namespace KieuMau.Benchmarks;

/// <param name="Communes">Of thirty khu each; 3,334 is the nation.</param>
/// <param name="Postgres">Connection to a private server, with the right to create databases.</param>
/// <param name="Out">Where the page of results goes; empty prints it only.</param>
internal sealed record BenchOptions(string Root, int Communes, string Postgres, string Out)
{
    /// <summary>"" is SQLite.</summary>
    public IReadOnlyList<string> Servers => Postgres.Length > 0 ? ["", Postgres] : [""];

    public string Program(string project) => Path.Combine(Root, "artifacts", "bin", project, "release", $"{project}.dll");

    public string Criteria => Path.Combine(Root, "criteria");

    public static BenchOptions Read(string[] args)
    {
        string Of(string name, string otherwise) => Array.LastIndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

        return new(
            Of("--root", Directory.GetCurrentDirectory()),
            int.Parse(Of("--communes", "100"), CultureInfo.InvariantCulture),
            Of("--postgres", ""),
            Of("--out", ""));
    }
}
