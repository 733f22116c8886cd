using KieuMau.Web.Data;
using KieuMau.Web.Data.Postgres;
using KieuMau.Web.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieuMau.Web.Tests.Data;

public enum On
{
    Sqlite,
    Postgres,

    /// <summary>PostgreSQL with its large tables in pieces by shard: what DDL alone can do to our schema.</summary>
    PostgresInPieces,
}

/// <summary>A fresh, migrated database of one kind for one test. Without a PostgreSQL to run on, its half fails rather than hides.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>For <c>[Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]</c>.</summary>
    public static TheoryData<On> Both => [On.Sqlite, On.Postgres];

    /// <summary>For tests of storage itself.</summary>
    public static TheoryData<On> Every => [On.Sqlite, On.Postgres, On.PostgresInPieces];

    private static readonly string[] LargeTables = ["observations", "observation_revisions", "observation_savings", "standings", "evidence", "evidence_versions", "evidence_links"];

    private static int count;
    private readonly string name;

    private TestDatabase(On on, string name, string connection)
    {
        Kind = on;
        this.name = name;
        Connection = connection;
    }

    public On Kind { get; }

    /// <summary>A file of SQLite, or a connection string of PostgreSQL.</summary>
    public string Connection { get; }

    public static async Task<TestDatabase> Create(On on, bool migrate = true)
    {
        var name = $"kieumau_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        var database = on == On.Sqlite
            ? new TestDatabase(on, name, Path.Combine(Directory.CreateTempSubdirectory(name).FullName, "kieumau.db"))
            : new TestDatabase(on, name, await CreateOnServer(name));
        if (migrate)
        {
            await using var db = database.Open();
            if (on == On.PostgresInPieces) await db.Database.ExecuteSqlRawAsync(InPieces(db.Database.GenerateCreateScript()));
            else await db.Database.MigrateAsync();
        }

        return database;
    }

    /// <summary>The schema as it is, with the large tables hash-partitioned by their shard.</summary>
    private static string InPieces(string schema)
    {
        foreach (var table in LargeTables)
        {
            var start = schema.IndexOf($"CREATE TABLE {table} (", StringComparison.Ordinal);
            var end = schema.IndexOf(");", start, StringComparison.Ordinal);
            var pieces = Enumerable.Range(0, 4).Select(piece => $"CREATE TABLE {table}_{piece} PARTITION OF {table} FOR VALUES WITH (MODULUS 4, REMAINDER {piece});");
            schema = schema[..end] + ") PARTITION BY HASH (shard);" + string.Concat(pieces) + schema[(end + 2)..];
        }

        return schema;
    }

    public RuralDb Open()
    {
        if (Kind == On.Sqlite)
        {
            var options = new DbContextOptionsBuilder<SqliteRuralDb>();
            SqliteRuralDb.Use(options, Connection);
            return new SqliteRuralDb(options.Options);
        }
        else
        {
            var options = new DbContextOptionsBuilder<PostgresRuralDb>();
            PostgresRuralDb.Use(options, Connection);
            return new PostgresRuralDb(options.Options);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Kind == On.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Path.GetDirectoryName(Connection)!, recursive: true);
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await OnServer($"drop database if exists {name} with (force)");
    }

    private static string Server => Environment.GetEnvironmentVariable("KIEUMAU_TEST_PG")
        ?? throw new InvalidOperationException("KIEUMAU_TEST_PG names no PostgreSQL; dotnet run scripts/test.cs starts one.");

    private static async Task<string> CreateOnServer(string name)
    {
        await OnServer($"create database {name}");
        return new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString();
    }

    private static async Task OnServer(string statement)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
