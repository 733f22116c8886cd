using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    public long Rows => Tables.Sum(table => table.Rows);

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
