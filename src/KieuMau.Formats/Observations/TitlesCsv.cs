using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.Observations;

/// <summary>Danh hiệu, công nhận as CSV: unit,title,decision,valid_from,valid_to,revoked_on.</summary>
public static class TitlesCsv
{
    private static readonly string[] Needed = ["unit", "title", "valid_from"];
    private static readonly string[] Optional = ["decision", "valid_to", "revoked_on"];

    /// <param name="units">Units that may be named; none when any code will do.</param>
    public static FileReading<Title> Read(TextReader reader, string fileName, UnitTree? units = null)
    {
        var problems = new List<FileProblem>();
        var titles = new List<Title>();
        foreach (var row in CsvTable.Read(reader, fileName, Needed, Optional, problems))
        {
            if (ReadTitle(row, units, problems) is { } title) titles.Add(title);
        }

        return new(titles, problems);
    }

    public static void Write(TextWriter writer, IEnumerable<Title> titles) => CsvLines.Write(
        writer,
        ["unit", "title", "decision", "valid_from", "valid_to", "revoked_on"],
        titles.Select(title => new[] { title.Unit, title.Name, title.Decision, CsvLines.Date(title.ValidFrom), CsvLines.Date(title.ValidTo), CsvLines.Date(title.RevokedOn) }));

    private static Title? ReadTitle(CsvRow row, UnitTree? units, List<FileProblem> problems)
    {
        var before = problems.Count;
        if (UnitColumn.Problem(row, units) is { } stray) problems.Add(stray);
        if (row["title"].Length == 0) problems.Add(row.Problem("title", "Cột title để trống. Ghi tên danh hiệu hoặc mã bộ tiêu chí được công nhận."));
        if (row["valid_from"].Length == 0) problems.Add(row.Problem("valid_from", "Cột valid_from để trống. Ghi ngày có hiệu lực."));

        var from = row.Date("valid_from", problems) ?? DateOnly.MinValue;
        var to = row.Date("valid_to", problems);
        var revoked = row.Date("revoked_on", problems);
        if (to < from) problems.Add(row.Problem("valid_to", "Ngày cuối (valid_to) đứng trước ngày đầu (valid_from). Sửa một trong hai ngày."));
        return problems.Count == before ? new(row["unit"], row["title"], row["decision"], from, to, revoked) : null;
    }
}

/// <summary>Cột unit: the code of a known unit.</summary>
internal static class UnitColumn
{
    public static FileProblem? Problem(CsvRow row, UnitTree? units)
    {
        var code = row["unit"];
        if (code.Length == 0) return row.Problem("unit", "Cột unit để trống. Ghi mã đơn vị.");
        if (units is null || units.Rows(code).Count > 0) return null;
        var nearest = VietnameseText.Nearest(code, units.All.Select(unit => unit.Code)) is { } near ? $" Có phải “{near}”?" : "";
        return row.Problem("unit", $"Không có đơn vị “{code}”.{nearest}");
    }
}
