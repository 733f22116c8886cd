using KieuMau.Web.Data;
using KieuMau.Web.Data.Postgres;
using KieuMau.Web.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Data;

public sealed class SchemaTests
{
    [Fact]
    public void The_tables_of_sqlite_change_only_when_someone_approves_it()
    {
        using var db = Sqlite();
        Approved.Matches(db.Database.GenerateCreateScript(), "schema.sqlite.sql");
    }

    [Fact]
    public void The_tables_of_postgresql_change_only_when_someone_approves_it()
    {
        using var db = Postgres();
        Approved.Matches(db.Database.GenerateCreateScript(), "schema.postgres.sql");
    }

    [Fact]
    public void Both_databases_have_a_migration_for_every_change_of_the_model()
    {
        using RuralDb sqlite = Sqlite(), postgres = Postgres();
        Assert.False(sqlite.Database.HasPendingModelChanges(), "dotnet run scripts/migrate.cs -- <Name>");
        Assert.False(postgres.Database.HasPendingModelChanges(), "dotnet run scripts/migrate.cs -- <Name>");
    }

    [Theory]
    [InlineData("observations")]
    [InlineData("observation_revisions")]
    [InlineData("observation_savings")]
    [InlineData("standings")]
    [InlineData("evidence")]
    [InlineData("evidence_versions")]
    [InlineData("evidence_links")]
    public void Every_key_and_unique_index_of_a_large_table_begins_with_the_shard(string table)
    {
        using var db = Postgres();
        var entity = db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == table);
        var unique = entity.GetKeys().Select(key => key.Properties)
            .Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties));

        Assert.All(unique, columns => Assert.Equal("shard", columns[0].GetColumnName()));
    }

    private static SqliteRuralDb Sqlite()
    {
        var options = new DbContextOptionsBuilder<SqliteRuralDb>();
        SqliteRuralDb.Use(options, "none.db");
        return new(options.Options);
    }

    private static PostgresRuralDb Postgres()
    {
        var options = new DbContextOptionsBuilder<PostgresRuralDb>();
        PostgresRuralDb.Use(options, "Host=none");
        return new(options.Options);
    }
}
