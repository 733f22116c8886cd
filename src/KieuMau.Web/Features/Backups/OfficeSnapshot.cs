using System.Data;
using System.Data.Common;
using KieuMau.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Ảnh chụp cơ sở dữ liệu: one read transaction, so that everything read belongs to one moment while people go on working.
/// Nobody waits for it: SQLite reads beside the writer (WAL), PostgreSQL sees one snapshot.
/// </summary>
public sealed class OfficeSnapshot : IAsyncDisposable
{
    private readonly DbTransaction transaction;

    private OfficeSnapshot(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredTable> tables) =>
        (Connection, this.transaction, Tables) = (connection, transaction, tables);

    public DbConnection Connection { get; }
    public IReadOnlyList<StoredTable> Tables { get; }

    public static async Task<OfficeSnapshot> Take(RuralDb db, CancellationToken ct)
    {
        var tables = StoredTable.Of(db);
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var first = connection.CreateCommand();
        first.Transaction = transaction;
        first.CommandText = $"select count(*) from (select 1 from \"{tables[0].Name}\" limit 1) as one"; // the moment is that of the first read
        await first.ExecuteScalarAsync(ct);
        return new(connection, transaction, tables);
    }

    public IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(StoredTable table, CancellationToken ct) => TableReading.Lines(Connection, transaction, table, ct);

    public async Task<TableSum> SumOf(StoredTable table, CancellationToken ct)
    {
        var digest = new TableDigest();
        await foreach (var line in Lines(table, ct)) digest.Add(line.Span);
        return new(table.Name, digest.Rows, digest.Sum);
    }

    /// <summary>What stands in every table.</summary>
    public static async Task<IReadOnlyList<TableSum>> SumsOf(RuralDb db, IReadOnlyList<StoredTable> tables, CancellationToken ct)
    {
        await using var snapshot = await Take(db, ct);
        var sums = new List<TableSum>();
        foreach (var table in tables) sums.Add(await snapshot.SumOf(table, ct));
        return sums;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.CloseAsync();
    }
}
