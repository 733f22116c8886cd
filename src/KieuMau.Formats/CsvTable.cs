using System.Globalization;
using System.Text;
using CsvHelper;

namespace KieuMau.Formats;

/// <summary>What a file gave and everything wrong with it, so that all errors of several files can be told at once.</summary>
public sealed record FileReading<T>(IReadOnlyList<T> Items, IReadOnlyList<FileProblem> Problems)
{
    /// <exception cref="FileRefusedException">Anything is wrong.</exception>
    public IReadOnlyList<T> OrRefuse() => Problems.Count == 0 ? Items : throw new FileRefusedException(Problems);
}

/// <summary>A line of a CSV; columns are asked by name, and one that is missing altogether reads as empty.</summary>
internal sealed class CsvRow(string file, int line, IReadOnlyDictionary<string, int> columns, string[] fields)
{
    public int Line { get; } = line;

    public string this[string column] =>
        columns.TryGetValue(column, out var index) && index < fields.Length ? fields[index].Normalize().Trim() : "";

    public FileProblem Problem(string column, string message) =>
        new(file, Line, columns.TryGetValue(column, out var index) ? index + 1 : 0, message);

    public DateOnly? Date(string column, List<FileProblem> problems)
    {
        var text = this[column];
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        problems.Add(Problem(column, $"Cột {column}: “{text}” không phải ngày. Viết năm-tháng-ngày, ví dụ 2024-11-30."));
        return null;
    }
}

/// <summary>
/// Tệp CSV: UTF-8, comma, a head line with columns in any order, RFC 4180. Line numbers are those of the file, columns
/// count fields from 1.
/// </summary>
internal static class CsvTable
{
    public static List<CsvRow> Read(TextReader reader, string file, string[] needed, string[] optional, List<FileProblem> problems)
    {
        var rows = new List<CsvRow>();
        string? malformed = null;
        using var csv = CsvReader.Create(reader, Options(reason => malformed = reason), leaveOpen: true);
        var line = 1L;
        try
        {
            if (!csv.Read())
            {
                problems.Add(new(file, 1, 0, $"Tệp trống. Dòng đầu phải là tên cột: {string.Join(",", needed.Concat(optional))}."));
                return rows;
            }

            var head = Fields(csv);
            var columns = ReadHead(head, file, needed, optional, problems);
            while (columns is not null && csv.Read())
            {
                line = csv.LineNumber;
                var fields = Fields(csv);
                if (malformed is not null) problems.Add(new(file, (int)line, 0, malformed));
                else if (fields.Length != head.Length) problems.Add(WrongWidth(file, (int)line, fields.Length, head.Length));
                else if (fields.Any(field => !string.IsNullOrWhiteSpace(field))) rows.Add(new(file, (int)line, columns, fields));
                malformed = null;
            }
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(file, (int)line, 0, "Tệp không phải văn bản UTF-8. Lưu lại tệp theo bảng mã UTF-8."));
        }
        catch (Exception refused) when (refused is CsvFormatException or InvalidDataException)
        {
            problems.Add(new(file, (int)line, 0, "Sau dòng này có ô không đọc được theo dạng CSV, có thể thiếu dấu nháy đóng. Xem lại dấu nháy và dấu phẩy."));
        }

        return rows;
    }

    private static CsvReaderOptions Options(Action<string> onMalformed) => new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = 1_000_000,
        OnMalformedRecord = record => onMalformed(record.Reason == CsvMalformedReason.UnterminatedQuote
            ? "Dấu nháy kép mở ở dòng này không được đóng. Thêm dấu nháy đóng."
            : "Dấu nháy kép đặt sai chỗ. Ô có dấu nháy thì cả ô nằm trong dấu nháy, dấu nháy bên trong viết hai lần."),
    };

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static FileProblem WrongWidth(string file, int line, int here, int head) =>
        new(file, line, Math.Min(here, head) + 1, $"Dòng này có {here} ô, dòng tên cột có {head}. Xem lại dấu phẩy và dấu nháy.");

    private static Dictionary<string, int>? ReadHead(string[] names, string file, string[] needed, string[] optional, List<FileProblem> problems)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i].Trim('\uFEFF').Trim().ToLowerInvariant();
            if (!needed.Contains(name) && !optional.Contains(name))
                problems.Add(new(file, 1, i + 1, $"Không có cột “{name}”. Các cột dùng được: {string.Join(", ", needed.Concat(optional))}."));
            else if (!columns.TryAdd(name, i))
                problems.Add(new(file, 1, i + 1, $"Cột “{name}” có hai lần. Bỏ bớt một cột."));
        }

        var missing = needed.Where(name => !columns.ContainsKey(name)).ToList();
        if (missing.Count > 0) problems.Add(new(file, 1, 0, $"Thiếu cột {string.Join(", ", missing)}."));
        return missing.Count == 0 ? columns : null;
    }
}

/// <summary>Writes what <see cref="CsvTable"/> reads back the same.</summary>
internal static class CsvLines
{
    public static void Write(TextWriter writer, IEnumerable<string> head, IEnumerable<IEnumerable<string>> lines)
    {
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { Separator = ',' }, leaveOpen: true);
        foreach (var line in lines.Prepend(head))
        {
            foreach (var field in line) csv.WriteField(field);
            csv.EndRecord();
        }
    }

    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Opens text as strict UTF-8: bytes of another encoding are told, not turned into question marks.</summary>
public static class Utf8Text
{
    public static StreamReader Open(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
}
