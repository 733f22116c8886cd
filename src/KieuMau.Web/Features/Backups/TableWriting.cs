using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KieuMau.Web.Features.Backups;

/// <summary>Ghi các dòng JSON vào một bảng trống by the quickest way each database has: COPY, or one prepared statement.</summary>
public static class TableWriting
{
    public static Task Fill(DbConnection connection, StoredTable table, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken ct) => connection switch
    {
        NpgsqlConnection postgres => Copy(postgres, table, lines, ct),
        SqliteConnection sqlite => Insert(sqlite, table, lines, ct),
        _ => throw new NotSupportedException(connection.GetType().Name),
    };

    private static string Names(StoredTable table) => string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""));

    private static async Task Insert(SqliteConnection connection, StoredTable table, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken ct)
    {
        await using var transaction = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"insert into \"{table.Name}\" ({Names(table)}) values ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < table.Columns.Count; i++) command.Parameters.Add(new($"@p{i}", DBNull.Value));
        command.Prepare();
        await foreach (var line in lines.WithCancellation(ct))
        {
            using var row = JsonDocument.Parse(line);
            for (var i = 0; i < table.Columns.Count; i++) command.Parameters[i].Value = ForSqlite(row.RootElement.GetProperty(table.Columns[i].Name), table.Columns[i].Kind);
            await command.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static object ForSqlite(JsonElement value, ColumnKind kind) => value.ValueKind == JsonValueKind.Null ? DBNull.Value : kind switch
    {
        ColumnKind.Integer => value.GetInt64(),
        ColumnKind.Real => value.GetDouble(),
        ColumnKind.Boolean => value.GetBoolean(),
        ColumnKind.Bytes => value.GetBytesFromBase64(),
        ColumnKind.Instant => value.GetDateTime().ToUniversalTime(),
        ColumnKind.OffsetInstant => new DateTimeOffset(value.GetDateTime().ToUniversalTime()),
        ColumnKind.Guid => value.GetGuid(),
        _ => value.GetString()!,
    };

    // one COPY for a table: references within it are checked when the whole of it is there
    private static async Task Copy(NpgsqlConnection connection, StoredTable table, IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken ct)
    {
        await using var copy = await connection.BeginTextImportAsync($"copy \"{table.Name}\" ({Names(table)}) from stdin", ct);
        var text = new StringBuilder();
        await foreach (var line in lines.WithCancellation(ct))
        {
            using var row = JsonDocument.Parse(line);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (i > 0) text.Append('\t');
                ForCopy(text, row.RootElement.GetProperty(table.Columns[i].Name), table.Columns[i].Kind);
            }

            text.Append('\n');
            if (text.Length < 64 * 1024) continue;
            await copy.WriteAsync(text, ct);
            text.Clear();
        }

        await copy.WriteAsync(text, ct);
    }

    private static void ForCopy(StringBuilder text, JsonElement value, ColumnKind kind)
    {
        switch (value.ValueKind, kind)
        {
            case (JsonValueKind.Null, _): text.Append("\\N"); break;
            case (_, ColumnKind.Integer): text.Append(CultureInfo.InvariantCulture, $"{value.GetInt64()}"); break;
            case (_, ColumnKind.Real): text.Append(value.GetRawText()); break;
            case (_, ColumnKind.Boolean): text.Append(value.GetBoolean() ? 't' : 'f'); break;
            case (_, ColumnKind.Bytes): text.Append("\\\\x").Append(Convert.ToHexStringLower(value.GetBytesFromBase64())); break;
            default: Escaped(text, value.GetString()!); break;
        }
    }

    private static void Escaped(StringBuilder text, string value)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => text.Append("\\\\"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                _ => text.Append(letter),
            };
        }
    }
}
