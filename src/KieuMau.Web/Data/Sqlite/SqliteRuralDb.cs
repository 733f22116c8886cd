using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KieuMau.Web.Data.Sqlite;

/// <summary>One commune on one machine: a file in the data folder.</summary>
public sealed class SqliteRuralDb(DbContextOptions<SqliteRuralDb> options) : RuralDb(options)
{
    public static void Use(DbContextOptionsBuilder options, string file) =>
        options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString())
            .AddInterceptors(new DurableConnection());

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<decimal>().HaveConversion<CanonicalNumber>();
    }

    /// <summary>What was said to be saved survives a power cut; readers do not wait for the writer.</summary>
    private sealed class DurableConnection : DbConnectionInterceptor
    {
        private const string Pragmas = "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=30000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }

    /// <summary>For adding migrations; no database is opened.</summary>
    private sealed class AtDesignTime : IDesignTimeDbContextFactory<SqliteRuralDb>
    {
        public SqliteRuralDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<SqliteRuralDb>();
            Use(options, "design.db");
            return new(options.Options);
        }
    }
}
