using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Cơ sở dữ liệu dựng bên cạnh: filled and proved where nobody sees it, then put in place in one step or thrown away. A
/// process killed while filling it leaves the office as it was.
/// </summary>
public abstract class StagedDatabase : IAsyncDisposable
{
    public abstract RuralDb Db { get; }

    /// <param name="schema">Under which the rows were written; the newest is put on afterwards.</param>
    /// <exception cref="FileRefusedException">What was read back is not what was written.</exception>
    public async Task<IReadOnlyList<TableSum>> Fill(string schema, IReadOnlyList<StoredTable> tables, Func<StoredTable, IAsyncEnumerable<ReadOnlyMemory<byte>>> lines, IReadOnlyList<TableSum>? expected, CancellationToken ct)
    {
        var migration = SchemaNames.Find(Db, schema) ?? throw new FileRefusedException([new("", 0, 0, $"Bản sao lưu ở lược đồ “{schema}” mà chương trình này không có: bản sao lưu mới hơn chương trình. Cài bản mới của Kiểu Mẫu rồi làm lại.")]);
        await Db.GetService<IMigrator>().MigrateAsync(migration, ct);
        await Db.Database.OpenConnectionAsync(ct);
        await Loosen(tables, ct);
        foreach (var table in tables) await TableWriting.Fill(Db.Database.GetDbConnection(), table, lines(table), ct);
        await Tighten(tables, ct);
        await Db.Database.CloseConnectionAsync();

        var found = await OfficeSnapshot.SumsOf(Db, tables, ct);
        if (expected is not null) Compare(expected, found);
        await Db.Database.MigrateAsync(ct);
        return found;
    }

    public static void Compare(IReadOnlyList<TableSum> expected, IReadOnlyList<TableSum> found)
    {
        var problems = expected.Zip(found).Where(pair => pair.First != pair.Second)
            .Select(pair => new FileProblem(pair.First.Table, 0, 0, $"Chép xong đọc lại thì khác: nguồn {pair.First.Rows} dòng, mã {pair.First.Sum[..12]}…; nơi nhận {pair.Second.Rows} dòng, mã {pair.Second.Sum[..12]}…. Chưa đưa vào dùng."))
            .ToList();
        if (problems.Count > 0) throw new FileRefusedException(problems);
    }

    /// <summary>Puts it where the office looks for its database.</summary>
    public abstract Task PutInPlace(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>No references are held, and nothing stands in the tables, while they are filled one by one.</summary>
    protected abstract Task Loosen(IReadOnlyList<StoredTable> tables, CancellationToken ct);

    protected abstract Task Tighten(IReadOnlyList<StoredTable> tables, CancellationToken ct);

    /// <summary>What migrations put in by themselves; a table without any is not touched, since some refuse to have rows taken out.</summary>
    protected async Task EmptySeeds(IReadOnlyList<StoredTable> tables, CancellationToken ct)
    {
        foreach (var table in tables)
        {
            if ((await Ask($"select 1 from \"{table.Name}\" limit 1", _ => true, ct)).Count > 0) await Do($"delete from \"{table.Name}\"", ct);
        }
    }

    protected async Task Do(string statement, CancellationToken ct)
    {
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(ct);
    }

    protected async Task<List<T>> Ask<T>(string question, Func<System.Data.Common.DbDataReader, T> read, CancellationToken ct)
    {
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await reader.ReadAsync(ct)) found.Add(read(reader));
        return found;
    }
}
