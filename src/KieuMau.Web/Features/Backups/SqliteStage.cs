using KieuMau.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>A file of SQLite in a folder of its own; the folder is moved into place by <see cref="RestoreSwitch"/>.</summary>
public sealed class SqliteStage : StagedDatabase
{
    private readonly string file;

    public SqliteStage(string folder)
    {
        file = Path.Combine(Directory.CreateDirectory(folder).FullName, "kieumau.db");
        Db = new DatabasePlace(null, file).Open();
    }

    public override RuralDb Db { get; }

    /// <summary>One whole file on the disk, without a journal beside it.</summary>
    public override async Task PutInPlace(CancellationToken ct)
    {
        await Db.Database.OpenConnectionAsync(ct);
        await Do("pragma wal_checkpoint(truncate)", ct);
        await Db.DisposeAsync();
        SqliteConnection.ClearAllPools(); // no handle may stand in the way of moving the file
        DurableFile.Flush(file);
    }

    public override async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    protected override async Task Loosen(IReadOnlyList<StoredTable> tables, CancellationToken ct)
    {
        await Do("pragma foreign_keys=off; pragma synchronous=off; pragma journal_mode=off; pragma cache_size=-65536;", ct); // nobody sees it, and it is thrown away if anything fails
        await EmptySeeds(tables, ct);
    }

    protected override async Task Tighten(IReadOnlyList<StoredTable> tables, CancellationToken ct)
    {
        var loose = await Ask("pragma foreign_key_check", reader => reader.GetString(0), ct);
        await Do("pragma foreign_keys=on; pragma synchronous=full; pragma journal_mode=wal; pragma cache_size=-2000;", ct);
        if (loose.Count > 0) throw new FileRefusedException([.. loose.Distinct().Select(table => new FileProblem(table, 0, 0, "Có dòng trỏ tới dòng không tồn tại. Bản này không đưa vào dùng được."))]);
    }
}
