using KieuMau.Web.Data;
using KieuMau.Web.Data.Postgres;
using KieuMau.Web.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieuMau.Web.Features.Backups;

/// <summary>Nơi đặt cơ sở dữ liệu: a file of SQLite, or a PostgreSQL. Opened on purpose only; opening creates nothing.</summary>
/// <param name="Connection">Of PostgreSQL; none for SQLite.</param>
public sealed record DatabasePlace(string? Connection, string File)
{
    public static DatabasePlace Of(IConfiguration configuration) =>
        configuration["KIEUMAU_DB"] is { Length: > 0 } connection ? Postgres(connection, "KIEUMAU_DB") : new(null, DataFolder.Of(configuration).Database);

    /// <summary>Where it is, for people: never the password.</summary>
    public string Spoken => Connection is null ? $"SQLite {File}" : new NpgsqlConnectionStringBuilder(Connection) is var parts ? $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database}" : "";

    /// <param name="where">Where it was written, for the refusal.</param>
    /// <exception cref="FileRefusedException">Not the words of a connection.</exception>
    public static DatabasePlace Postgres(string connection, string where)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database)) throw new ArgumentException("no host");
            return new(connection, File: "");
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new FileRefusedException([new(where, 0, 0, "Không phải chuỗi kết nối PostgreSQL. Viết như: Host=127.0.0.1;Database=kieumau;Username=kieumau;Password=…")]);
        }
    }

    public RuralDb Open()
    {
        if (Connection is null)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteRuralDb>();
            SqliteRuralDb.Use(sqlite, File);
            return new SqliteRuralDb(sqlite.Options);
        }

        var postgres = new DbContextOptionsBuilder<PostgresRuralDb>();
        PostgresRuralDb.Use(postgres, Connection);
        return new PostgresRuralDb(postgres.Options);
    }

    /// <summary>The office as it stands, all migrations applied; for what reads it whole.</summary>
    /// <exception cref="FileRefusedException">There is none, or it waits for a newer schema.</exception>
    public async Task<RuralDb> OpenOffice(CancellationToken ct)
    {
        if (Connection is null && !System.IO.File.Exists(File)) throw Nothing();
        var db = Open();
        try
        {
            if (!await db.Database.CanConnectAsync(ct)) throw Refused("Không kết nối được cơ sở dữ liệu. Kiểm tra máy chủ, tên, mật khẩu trong KIEUMAU_DB.");
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) throw Refused("Cơ sở dữ liệu chưa ở lược đồ của bản chương trình này. Chạy trang một lần để nâng lên, hoặc dùng đúng bản chương trình cũ.");
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether nothing of an office stands there.</summary>
    public async Task<bool> IsEmpty(CancellationToken ct)
    {
        if (Connection is null) return !System.IO.File.Exists(File);
        await using var db = Open();
        if (!await db.Database.CanConnectAsync(ct)) throw Refused("Không kết nối được cơ sở dữ liệu. Tạo cơ sở dữ liệu trống trước (mã hóa UTF-8), kiểm tra máy chủ, tên, mật khẩu.");
        return await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::text::regnamespace""").SingleAsync(ct) == 0;
    }

    public FileRefusedException Nothing() => Refused("Không có cơ sở dữ liệu ở đây. Đặt KIEUMAU_DATA (hoặc KIEUMAU_DB) như khi chạy trang.");

    private FileRefusedException Refused(string message) => new([new(Spoken, 0, 0, message)]);
}
