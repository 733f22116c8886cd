using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>Tên bản lược đồ: the same step has another time stamp on each database, but one name.</summary>
internal static class SchemaNames
{
    public static string Newest(RuralDb db) => Name(db.Database.GetMigrations().Last());

    /// <returns>The migration of this database by that name.</returns>
    public static string? Find(RuralDb db, string name) => db.Database.GetMigrations().LastOrDefault(id => Name(id) == name);

    private static string Name(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
