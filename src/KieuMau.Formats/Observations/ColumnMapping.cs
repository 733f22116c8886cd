using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KieuMau.Formats.Observations;

public enum ColumnUse
{
    /// <summary>Không nhập.</summary>
    Ignored,

    /// <summary>Names the unit of the row.</summary>
    Unit,

    Measure,

    /// <summary>Ghi chú, kept with every number of the row.</summary>
    Note,

    /// <summary>Holds something nobody has said the meaning of.</summary>
    Undecided,
}

/// <summary>Ô trống nghĩa là: by default nobody has looked, which is neither "không" nor zero.</summary>
public enum EmptyCell
{
    NoData,
    No,
    Zero,
}

/// <summary>How sure the proposal is.</summary>
public enum MatchQuality
{
    None,
    Near,
    Exact,
}

/// <summary>Một cột: what it is and how its cells are read.</summary>
/// <param name="Column">Its letters, or the row's number when measures stand in rows.</param>
/// <param name="Measure">Code of the measure when <paramref name="Use"/> says so.</param>
/// <param name="Words">What marks and abbreviations of the column mean, as one would type it: HTT is "Hoàn thành tốt nhiệm vụ".</param>
public sealed record MappedColumn(string Column, string Group, string Head, ColumnUse Use)
{
    public string? Measure { get; init; }
    public string Split { get; init; } = "";
    public EmptyCell Empty { get; init; }
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();
    public MatchQuality Match { get; init; }

    [JsonIgnore]
    public string FullHead => Group.Length == 0 ? Head : $"{Group} › {Head}";
}

/// <summary>Câu trả lời cho một ô: what a person said it means. It holds only while the cell still says the same.</summary>
/// <param name="Answer">As one would type it; empty for "chưa có số liệu".</param>
public sealed record CellAnswer(string Cell, string Raw, string Answer);

/// <summary>
/// Ghép cột: how an office's own workbook is read. Kept for next time under the fingerprint of its heads, and as a file for
/// the command line.
/// </summary>
public sealed record ColumnMapping(string Sheet, string Fingerprint, IReadOnlyList<MappedColumn> Columns)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Measures stand in rows and units in columns.</summary>
    public bool Transposed { get; init; }

    /// <summary>Tính đến, found in the title or said by a person.</summary>
    public DateOnly? AsOf { get; init; }

    public string? Period { get; init; }

    /// <summary>Unit codes of labels that are no unit's name; empty to leave the row out.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<CellAnswer> Answers { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="FileRefusedException">The text is no mapping.</exception>
    public static ColumnMapping FromJson(string text, string fileName)
    {
        try
        {
            return JsonSerializer.Deserialize<ColumnMapping>(text, Json) ?? throw new JsonException();
        }
        catch (JsonException wrong)
        {
            throw new FileRefusedException([new(fileName, (int)(wrong.LineNumber ?? 0) + 1, (int)(wrong.BytePositionInLine ?? 0) + 1, $"Tệp ghép cột không đọc được{(wrong.Path is { Length: > 1 } path ? $" ở “{path}”" : "")}. Ghép lại trên trang nhập Excel rồi tải tệp mới.")]);
        }
    }

    public MappedColumn? Find(string column) => Columns.FirstOrDefault(mapped => mapped.Column == column);

    public ColumnMapping WithColumn(MappedColumn changed) => this with { Columns = [.. Columns.Select(column => column.Column == changed.Column ? changed : column)] };

    /// <summary>Keeps what a person answered to a question of the trial run.</summary>
    public ColumnMapping Answered(OpenQuestion question, string answer) =>
        question.Measure is null
            ? this with { Units = new Dictionary<string, string>(Units) { [question.Raw] = answer } }
            : Answered(question.Cell, question.Raw, answer);

    /// <summary>Keeps what a person typed for a cell, doubtful or refused; empty for "chưa có số liệu".</summary>
    public ColumnMapping Answered(string cell, string raw, string answer) =>
        this with { Answers = [.. Answers.Where(given => given.Cell != cell), new(cell, raw, answer)] };
}
