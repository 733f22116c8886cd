using KieuMau.Web.Data;
using KieuMau.Web.Data.Postgres;
using KieuMau.Web.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieuMau.Benchmarks;

/// <summary>A fresh, migrated database of one kind, dropped afterwards.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string server;
    private readonly string name = $"kieumau_bench_{Environment.ProcessId}";

    private BenchDatabase(string server) => this.server = server;

    public bool IsSqlite => server.Length == 0;

    public string Kind => IsSqlite ? "SQLite" : "PostgreSQL";

    /// <summary>For the files an installation keeps beside its database; named as the application names them.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("kieumau-do-").FullName;

    /// <summary>File of SQLite, connection string of PostgreSQL.</summary>
    public string Connection { get; private set; } = "";

    /// <param name="server">Connection to a PostgreSQL server; empty makes a SQLite file.</param>
    public static async Task<BenchDatabase> Create(string server)
    {
        var database = new BenchDatabase(server);
        if (database.IsSqlite)
        {
            database.Connection = Path.Combine(database.Folder, "kieumau.db");
        }
        else
        {
            await database.OnServer($"drop database if exists {database.name} with (force)");
            await database.OnServer($"create database {database.name}");
            database.Connection = new NpgsqlConnectionStringBuilder(server) { Database = database.name }.ToString();
        }

        await using var db = database.Open();
        await db.Database.MigrateAsync();
        return database;
    }

    public RuralDb Open()
    {
        if (IsSqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteRuralDb>();
            SqliteRuralDb.Use(sqlite, Connection);
            return new SqliteRuralDb(sqlite.Options);
        }

        var postgres = new DbContextOptionsBuilder<PostgresRuralDb>();
        PostgresRuralDb.Use(postgres, Connection);
        return new PostgresRuralDb(postgres.Options);
    }

    /// <summary>So that the planner knows what a real installation's would.</summary>
    public async Task Analyze()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync("analyze");
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (!IsSqlite) await OnServer($"drop database if exists {name} with (force)");
        Directory.Delete(Folder, recursive: true);
    }

    private async Task OnServer(string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
