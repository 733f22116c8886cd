using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KieuMau.Web.Features.Evidence.Files;

namespace KieuMau.Web.Features.Backups;

/// <summary>Bản kê của một bản sao lưu: what is in it, how much, and by which hashes it can be proved. Its last entry.</summary>
/// <param name="Schema">Name of the last migration, the same for both databases.</param>
public sealed record ArchiveManifest(
    int Format,
    DateTime MadeAt,
    string Program,
    string Database,
    string Schema,
    IReadOnlyList<ArchivedTable> Tables,
    IReadOnlyList<ArchivedFile> Files)
{
    public const int Newest = 1;
    public const string Entry = "ban-ke.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<ColumnKind>(JsonNamingPolicy.SnakeCaseLower) },
    };

    private const int MostNamed = 10;

    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>Tệp minh chứng không còn nguyên: archived as it lay on the disk, and that is not what its name says.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Altered => [.. Files.Select(file => (Path: file.Name[OfficeArchive.FilesFolder.Length..], file.Sha256)).Where(file => FileStore.HashIn(file.Path) is { } hash && hash != file.Sha256).Select(file => file.Path)];

    /// <summary>Nothing when every file of the evidence is what its name says.</summary>
    [JsonIgnore]
    public string? AlteredSpoken => Altered is not { Count: > 0 } altered ? null
        : $"{NumberText.Spoken(altered.Count)} tệp minh chứng trong bản sao lưu này đã khác lúc nhận từ trước khi sao lưu: {string.Join(", ", altered.Take(MostNamed))}{(altered.Count > MostNamed ? $" và {NumberText.Spoken(altered.Count - MostNamed)} tệp khác" : "")}. Lấy tệp nguyên từ bản sao lưu trước đó chép vào thư mục dữ liệu, hoặc gắn lại đúng tệp gốc ở trang minh chứng; chạy check-evidence rồi sao lưu lại.";

    /// <param name="missing">Hashes of evidence the database speaks of.</param>
    public static string? MissingSpoken(IReadOnlyList<string> missing) => missing.Count == 0 ? null
        : $"{NumberText.Spoken(missing.Count)} tệp minh chứng không còn trong thư mục dữ liệu nên không có trong bản sao lưu này: {string.Join(", ", missing.Take(MostNamed))}{(missing.Count > MostNamed ? $" và {NumberText.Spoken(missing.Count - MostNamed)} tệp khác" : "")}. Lấy tệp từ bản sao lưu trước đó chép vào thư mục dữ liệu; chạy check-evidence rồi sao lưu lại.";

    public void WriteTo(Stream stream) => JsonSerializer.Serialize(stream, this, Options);

    public static ArchiveManifest Read(Stream stream) => JsonSerializer.Deserialize<ArchiveManifest>(stream, Options) ?? throw new JsonException();
}

/// <param name="Sum">See <see cref="TableDigest"/>.</param>
/// <param name="Columns">In the order of each line.</param>
public sealed record ArchivedTable(string Name, long Rows, string Sum, IReadOnlyList<StoredColumn> Columns, IReadOnlyList<ArchivedFile> Parts)
{
    public StoredTable Table => new(Name, Columns);
}

/// <param name="Name">The path of the entry, with "/".</param>
public sealed record ArchivedFile(string Name, long Bytes, string Sha256);
