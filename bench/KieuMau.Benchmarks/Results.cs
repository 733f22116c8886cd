using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace KieuMau.Benchmarks;

/// <summary>One budget and what was measured against it.</summary>
/// <param name="Figure">What was measured: "1,21×", "14,3 ms".</param>
/// <param name="Detail">The parts of the ratio, so that anyone can check it.</param>
internal sealed record Result(string Budget, string Limit, string Database, string Figure, bool Met, string Detail);

/// <summary>The page of results, in Markdown.</summary>
internal sealed class Results
{
    private readonly List<Result> results = [];
    private readonly List<string> notes = [];

    public void Add(Result result)
    {
        results.Add(result);
        Console.WriteLine($"{result.Budget} [{result.Database}]: {result.Figure} (limit {result.Limit}) {(result.Met ? "met" : "MISSED")} — {result.Detail}");
    }

    public void Note(string text) => notes.Add(text);

    public string Page(string size, DateTimeOffset when)
    {
        var page = new StringBuilder();
        page.AppendLine("# Benchmarks").AppendLine();
        page.AppendLine("Run by `dotnet run scripts/bench.cs`. Every budget is a ratio of two things measured in the same run on the same machine, or a time; single figures on a shared machine move by a third between runs.").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{when:yyyy-MM-dd HH:mm} UTC · {RuntimeInformation.FrameworkDescription} · {RuntimeInformation.OSDescription} · {Environment.ProcessorCount} cores · size: {size}").AppendLine();
        page.AppendLine("| Budget | Limit | Database | Measured | | Parts |").AppendLine("|---|---|---|---|---|---|");
        foreach (var result in results)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {result.Budget} | {result.Limit} | {result.Database} | {result.Figure} | {(result.Met ? "met" : "**missed**")} | {result.Detail} |");
        if (notes.Count > 0) page.AppendLine().AppendLine("## Notes").AppendLine();
        foreach (var note in notes) page.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        return page.ToString();
    }

    public static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture) + "×";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms";

    public static string Rate(double perSecond) => perSecond.ToString("#,##0", CultureInfo.InvariantCulture) + "/s";
}
