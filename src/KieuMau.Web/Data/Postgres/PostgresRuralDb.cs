using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace KieuMau.Web.Data.Postgres;

/// <summary>Many communes, up to the nation: PostgreSQL 15 or newer.</summary>
public sealed class PostgresRuralDb(DbContextOptions<PostgresRuralDb> options) : RuralDb(options)
{
    public static void Use(DbContextOptionsBuilder options, string connection) => options.UseNpgsql(connection);

    /// <summary>For adding migrations; no server is needed.</summary>
    private sealed class AtDesignTime : IDesignTimeDbContextFactory<PostgresRuralDb>
    {
        public PostgresRuralDb CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PostgresRuralDb>();
            Use(options, "Host=design");
            return new(options.Options);
        }
    }
}
