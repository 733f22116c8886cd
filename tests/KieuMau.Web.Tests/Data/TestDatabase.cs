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
}

/// <summary>A fresh, migrated database of one kind for one test. Without a PostgreSQL to run on, its half fails rather than hides.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>For <c>[Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]</c>.</summary>
    public static TheoryData<On> Both => [On.Sqlite, On.Postgres];

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
            await db.Database.MigrateAsync();
        }

        return database;
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
