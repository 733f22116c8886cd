using KieuMau.Web.Data;
using KieuMau.Web.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// A schema of PostgreSQL beside the one in use. Putting it in place is two renames in one transaction: the old one stays
/// under the name it is given.
/// </summary>
public sealed class PostgresStage : StagedDatabase
{
    private readonly string connection;
    private readonly string schema;
    private readonly string aside;
    private List<(string Table, string Name, string Definition)> references = [];

    private PostgresStage(string connection, string schema, string aside)
    {
        (this.connection, this.schema, this.aside) = (connection, schema, aside);
        var options = new DbContextOptionsBuilder<PostgresRuralDb>();
        var staged = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema, Pooling = false }.ToString();
        options.UseNpgsql(staged, postgres => postgres.MigrationsHistoryTable("__EFMigrationsHistory", schema));
        Db = new PostgresRuralDb(options.Options);
    }

    public override RuralDb Db { get; }

    /// <param name="schema">Of the stage; what an earlier, killed run left under this name is dropped.</param>
    /// <param name="aside">What the schema in use will be called once it is replaced.</param>
    public static async Task<PostgresStage> Begin(string connection, string schema, string aside, CancellationToken ct)
    {
        await OnServer(connection, $"drop schema if exists \"{schema}\" cascade; create schema \"{schema}\"", ct);
        return new(connection, schema, aside);
    }

    public static async Task<bool> HasSchema(string connection, string schema, CancellationToken ct)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select exists (select 1 from pg_namespace where nspname = $1)", open) { Parameters = { new() { Value = schema } } };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    public override async Task PutInPlace(CancellationToken ct)
    {
        await Db.DisposeAsync();
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(ct);
        await using var ask = new NpgsqlCommand("select current_schema()", open);
        var live = (string)(await ask.ExecuteScalarAsync(ct))!;
        await using (var transaction = await open.BeginTransactionAsync(ct))
        {
            await using var rename = new NpgsqlCommand($"alter schema \"{live}\" rename to \"{aside}\"; alter schema \"{schema}\" rename to \"{live}\"", open, transaction);
            await rename.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }

        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Takes away the schema put aside when nothing stood in it.</summary>
    public static async Task ForgetEmptyAside(string connection, string aside, CancellationToken ct)
    {
        try
        {
            await OnServer(connection, $"drop schema \"{aside}\"", ct);
        }
        catch (PostgresException occupied) when (occupied.SqlState == PostgresErrorCodes.DependentObjectsStillExist)
        {
            // something that is not ours stands in it; it stays
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await OnServer(connection, $"drop schema if exists \"{schema}\" cascade", default);
    }

    protected override async Task Loosen(IReadOnlyList<StoredTable> tables, CancellationToken ct)
    {
        references = await Ask(
            "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = current_schema()::text::regnamespace",
            reader => (reader.GetString(0), reader.GetString(1), reader.GetString(2)), ct);
        foreach (var (table, name, _) in references) await Do($"alter table {table} drop constraint \"{name}\"", ct);
        await EmptySeeds(tables, ct);
    }

    protected override async Task Tighten(IReadOnlyList<StoredTable> tables, CancellationToken ct)
    {
        foreach (var (table, name, definition) in references) await Do($"alter table {table} add constraint \"{name}\" {definition}", ct);
        var numbered = await Ask("select table_name, column_name from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'", reader => (Table: reader.GetString(0), Column: reader.GetString(1)), ct);
        foreach (var (table, column) in numbered)
            await Do($"select setval(pg_get_serial_sequence('\"{table}\"', '{column}'), coalesce(max(\"{column}\"), 1), max(\"{column}\") is not null) from \"{table}\"", ct);
        foreach (var table in tables) await Do($"analyze \"{table.Name}\"", ct);
    }

    private static async Task OnServer(string connection, string statement, CancellationToken ct)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        await open.OpenAsync(ct);
        await using var command = new NpgsqlCommand(statement, open) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
