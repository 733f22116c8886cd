using System.Data.Common;
using KieuMau.Web.Data;
using KieuMau.Web.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Ghi vào bảng by the quickest way each database has: prepared statements, and COPY on PostgreSQL once it pays. EF's own
/// saving is seven to fourteen times slower for an import.
/// </summary>
public sealed class ObservationWriter(RuralDb db)
{
    private const int CopyPays = 200;

    private static readonly string[] Place = ["shard", "unit_id", "measure_id", "period", "split", "form"];
    private static readonly string[] Seen = ["kind", "number", "text", "as_of", "note"];
    private static readonly string[] RevisionColumns = [.. Place, .. Seen, "id", "saving_id", "previous"];
    private static readonly string[] CurrentColumns = [.. Place, .. Seen, "revision"];

    private static readonly string OrReplace = $" on conflict ({string.Join(", ", Place)}) do update set " +
        string.Join(", ", Seen.Append("revision").Select(column => $"{column} = excluded.{column}"));

    private static readonly string TakeIn =
        $"insert into observations ({string.Join(", ", CurrentColumns)}) select {string.Join(", ", CurrentColumns)} from arriving{OrReplace}; drop table arriving;";

    public async Task Append(IReadOnlyList<ObservationRevision> rows, CancellationToken ct)
    {
        if (rows.Count >= CopyPays && db.Database.GetDbConnection() is NpgsqlConnection postgres)
            await Copy(postgres, "observation_revisions", RevisionColumns, rows.Select(Values), ct);
        else
            await Insert("observation_revisions", RevisionColumns, "", rows.Select(Values), ct);
    }

    public async Task Replace(IReadOnlyList<CurrentObservation> rows, CancellationToken ct)
    {
        if (rows.Count >= CopyPays && db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await db.Database.ExecuteSqlRawAsync("create temporary table arriving (like observations) on commit drop", ct);
            await Copy(postgres, "arriving", CurrentColumns, rows.Select(Values), ct);
            await db.Database.ExecuteSqlRawAsync(TakeIn, ct);
        }
        else
        {
            await Insert("observations", CurrentColumns, OrReplace, rows.Select(Values), ct);
        }
    }

    private static object?[] Values(ObservationRevision row) => [.. Common(row), row.Id, row.SavingId, row.Previous];

    private static object?[] Values(CurrentObservation row) => [.. Common(row), row.Revision];

    private static object?[] Common(ObservationRow row) =>
    [
        row.Shard, row.UnitId, row.MeasureId, row.Period, row.Split.Normalize(), (short)row.Form,
        (short)row.Kind, row.Number, row.Text?.Normalize(), row.AsOf, row.Note.Normalize(),
    ];

    private async Task Insert(string table, string[] columns, string tail, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => "@" + column))}){tail}";
        foreach (var column in columns) command.Parameters.Add(Parameter(command, column));

        var prepared = false;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = Stored(row[i]);
            if (!prepared) await command.PrepareAsync(ct);
            prepared = true;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static DbParameter Parameter(DbCommand command, string column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + column;
        if (parameter is NpgsqlParameter typed) typed.NpgsqlDbType = Type(column);
        return parameter;
    }

    private object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        decimal number when db is SqliteRuralDb => NumberText.Canonical(number),
        _ => value,
    };

    private static async Task Copy(NpgsqlConnection connection, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var types = Array.ConvertAll(columns, Type);
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is null) await copy.WriteNullAsync(ct);
                else await copy.WriteAsync(row[i], types[i], ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static NpgsqlDbType Type(string column) => column switch
    {
        "form" or "kind" => NpgsqlDbType.Smallint,
        "number" => NpgsqlDbType.Numeric,
        "split" or "text" or "note" => NpgsqlDbType.Text,
        "as_of" => NpgsqlDbType.Date,
        "id" or "saving_id" or "previous" or "revision" => NpgsqlDbType.Bigint,
        _ => NpgsqlDbType.Integer,
    };
}
