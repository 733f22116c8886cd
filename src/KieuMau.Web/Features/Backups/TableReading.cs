using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using KieuMau.Web.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Đọc một bảng thành từng dòng JSON: streamed, with the same bytes for the same row whichever database holds it, so that
/// rows can be hashed, kept and compared.
/// </summary>
public static class TableReading
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>Each row as UTF-8 JSON without a line end; the memory is used again for the next.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(DbConnection connection, DbTransaction? snapshot, StoredTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandTimeout = 0;
        command.CommandText = $"select {string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""))} from \"{table.Name}\"";
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        await using var json = new Utf8JsonWriter(buffer, Readable);
        var names = table.Columns.Select(column => JsonEncodedText.Encode(column.Name)).ToArray();
        while (await reader.ReadAsync(ct))
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                Write(json, reader, i, table.Columns[i].Kind);
            }

            json.WriteEndObject();
            json.Flush();
            yield return buffer.WrittenMemory;
        }
    }

    private static void Write(Utf8JsonWriter json, DbDataReader reader, int at, ColumnKind kind)
    {
        if (reader.IsDBNull(at))
        {
            json.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case ColumnKind.Integer: json.WriteNumberValue(Convert.ToInt64(reader.GetValue(at), CultureInfo.InvariantCulture)); break;
            case ColumnKind.Real: json.WriteNumberValue(reader.GetDouble(at)); break;
            case ColumnKind.Boolean: json.WriteBooleanValue(reader.GetBoolean(at)); break;
            case ColumnKind.Bytes: json.WriteBase64StringValue(reader.GetFieldValue<byte[]>(at)); break;
            case ColumnKind.Decimal: json.WriteStringValue(NumberText.Canonical(reader is SqliteDataReader ? CanonicalNumber.Read(reader.GetString(at)) : reader.GetDecimal(at))); break;
            case ColumnKind.Date: json.WriteStringValue(reader.GetFieldValue<DateOnly>(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case ColumnKind.Instant: json.WriteStringValue(Spelt(DateTime.SpecifyKind(reader.GetDateTime(at), DateTimeKind.Utc))); break;
            case ColumnKind.OffsetInstant: json.WriteStringValue(Spelt(reader is NpgsqlDataReader ? reader.GetDateTime(at) : reader.GetFieldValue<DateTimeOffset>(at).UtcDateTime)); break;
            case ColumnKind.Guid: json.WriteStringValue(reader.GetGuid(at)); break;
            default: json.WriteStringValue(reader.GetString(at)); break;
        }
    }

    /// <summary>To the microsecond: PostgreSQL keeps no more.</summary>
    private static string Spelt(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
