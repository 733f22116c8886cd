using KieuMau.Domain.Units;

namespace KieuMau.Formats.Units;

/// <summary>Danh sách đơn vị as CSV: code,name,level,parent,valid_from,valid_to,attributes,successors.</summary>
public static class UnitsCsv
{
    private static readonly string[] Needed = ["code", "level"];
    private static readonly string[] Optional = ["name", "parent", "valid_from", "valid_to", "attributes", "successors"];

    /// <summary>One code may stand on several rows whose dates do not overlap; valid_to is the last day.</summary>
    public static FileReading<Unit> Read(TextReader reader, string fileName)
    {
        var problems = new List<FileProblem>();
        var read = new List<(Unit Unit, CsvRow Row)>();
        foreach (var row in CsvTable.Read(reader, fileName, Needed, Optional, problems))
        {
            if (ReadUnit(row, problems) is { } unit) read.Add((unit, row));
        }

        RefuseOverlaps(read, problems);
        RefuseStrayParents(read, problems);
        return new([.. read.Select(pair => pair.Unit)], [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    /// <summary>The same columns, in the order of the handbook.</summary>
    public static void Write(TextWriter writer, IEnumerable<Unit> units) => CsvLines.Write(
        writer,
        ["code", "name", "level", "parent", "valid_from", "valid_to", "attributes", "successors"],
        units.Select(unit => new[]
        {
            unit.Code,
            unit.Name,
            unit.Level,
            unit.Parent ?? "",
            unit.ValidFrom == DateOnly.MinValue ? "" : CsvLines.Date(unit.ValidFrom),
            CsvLines.Date(unit.ValidTo),
            string.Join(';', unit.Attributes.Select(pair => $"{pair.Key}={pair.Value}")),
            string.Join(';', unit.Successors),
        }));

    private static Unit? ReadUnit(CsvRow row, List<FileProblem> problems)
    {
        var before = problems.Count;
        foreach (var column in Needed.Where(column => row[column].Length == 0)) problems.Add(row.Problem(column, $"Cột {column} để trống. Ghi {(column == "code" ? "mã đơn vị" : "cấp của đơn vị, ví dụ khu, xã")}."));

        var from = row.Date("valid_from", problems) ?? DateOnly.MinValue;
        var to = row.Date("valid_to", problems);
        if (to < from) problems.Add(row.Problem("valid_to", "Ngày cuối (valid_to) đứng trước ngày đầu (valid_from). Sửa một trong hai ngày."));

        var attributes = ReadAttributes(row, problems);
        var successors = Listed(row["successors"]);
        var unit = new Unit(row["code"], row["name"] is { Length: > 0 } name ? name : row["code"], row["level"], row["parent"] is { Length: > 0 } parent ? parent : null, from, to, attributes, successors);
        return problems.Count == before ? unit : null;
    }

    private static Dictionary<string, string> ReadAttributes(CsvRow row, List<FileProblem> problems)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var pair in Listed(row["attributes"]))
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                problems.Add(row.Problem("attributes", $"Đặc điểm “{pair}” phải viết tên=giá trị, cách nhau bằng dấu chấm phẩy, ví dụ vùng=TDMNPB;nhóm xã=2."));
            else if (!attributes.TryAdd(pair[..sign].Trim(), pair[(sign + 1)..].Trim()))
                problems.Add(row.Problem("attributes", $"Đặc điểm “{pair[..sign].Trim()}” ghi hai lần. Giữ một giá trị."));
        }

        return attributes;
    }

    private static string[] Listed(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void RefuseOverlaps(List<(Unit Unit, CsvRow Row)> read, List<FileProblem> problems)
    {
        foreach (var rows in read.GroupBy(pair => pair.Unit.Code).Where(rows => rows.Count() > 1))
        {
            var ordered = rows.OrderBy(pair => pair.Unit.ValidFrom).ToList();
            foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
            {
                if (earlier.Unit.ValidTo is { } end && end < later.Unit.ValidFrom) continue;
                problems.Add(later.Row.Problem("code", $"Mã “{rows.Key}” đã dùng ở dòng {earlier.Row.Line} cho những ngày trùng nhau. Một mã chỉ thuộc một đơn vị tại một ngày; sửa valid_from hoặc valid_to."));
            }
        }
    }

    private static void RefuseStrayParents(List<(Unit Unit, CsvRow Row)> read, List<FileProblem> problems)
    {
        var rowsOf = read.ToLookup(pair => pair.Unit.Code, pair => pair.Unit);
        foreach (var (unit, row) in read.Where(pair => pair.Unit.Parent is not null))
        {
            if (!rowsOf.Contains(unit.Parent!))
            {
                var nearest = VietnameseText.Nearest(unit.Parent!, rowsOf.Select(rows => rows.Key)) is { } near ? $" Có phải “{near}”?" : "";
                problems.Add(row.Problem("parent", $"Không có đơn vị cấp trên “{unit.Parent}” trong tệp.{nearest}"));
            }
            else if (ReturnsToItself(unit, rowsOf))
            {
                problems.Add(row.Problem("parent", $"Đơn vị “{unit.Code}” là cấp trên của chính nó qua “{unit.Parent}”. Sửa cột parent."));
            }
        }
    }

    private static bool ReturnsToItself(Unit start, ILookup<string, Unit> rowsOf)
    {
        var seen = new HashSet<Unit>(ReferenceEqualityComparer.Instance);
        var ahead = new Stack<(Unit Unit, DateOnly From, DateOnly To)>();
        ahead.Push((start, start.ValidFrom, start.ValidTo ?? DateOnly.MaxValue));
        while (ahead.TryPop(out var here))
        {
            if (here.Unit.Parent is not { } parent) continue;
            foreach (var above in rowsOf[parent])
            {
                var from = above.ValidFrom > here.From ? above.ValidFrom : here.From;
                var to = (above.ValidTo ?? DateOnly.MaxValue) < here.To ? above.ValidTo!.Value : here.To;
                if (from > to) continue; // never at the same time
                if (above.Code == start.Code) return true;
                if (seen.Add(above)) ahead.Push((above, from, to));
            }
        }

        return false;
    }
}
