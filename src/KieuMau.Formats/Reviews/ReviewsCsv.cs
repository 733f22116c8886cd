using System.Globalization;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;

namespace KieuMau.Formats.Reviews;

/// <summary>One line of a report as it leaves the product.</summary>
public sealed record ReviewedRow(string Unit, Period Period, int Version, string Set, string Line, Verdict Verdict, string Value, LineState State, string Reason, string ReviewedBy);

/// <summary>reviews.csv: which lines were verified, returned, or neither, beside the numbers of the other files.</summary>
public static class ReviewsCsv
{
    private static readonly string[] Header = ["unit", "period", "version", "set", "line", "verdict", "value", "review", "reason", "reviewed_by"];

    public static void Write(TextWriter to, IEnumerable<ReviewedRow> rows) => CsvLines.Write(to, Header, rows.Select(row => new[]
    {
        row.Unit, row.Period.ToString(), row.Version.ToString(CultureInfo.InvariantCulture), row.Set, row.Line, row.Verdict.Code(), row.Value, Code(row.State), row.Reason, row.ReviewedBy,
    }));

    private static string Code(LineState state) => state switch { LineState.Verified => "verified", LineState.Returned => "returned", LineState.Answered => "answered", _ => "waiting" };
}
