using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KieuMau.Web.Data;

/// <summary>Names of columns, keys and indexes as database people write them: unit_id, pk_units.</summary>
public static partial class SnakeCase
{
    public static void Name(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.Name));
            foreach (var key in entity.GetKeys()) key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Joined(key.Properties)}");
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName($"ix_{table}_{Joined(index.Properties)}");
            foreach (var foreign in entity.GetForeignKeys()) foreign.SetConstraintName($"fk_{table}_{Joined(foreign.Properties)}");
        }
    }

    private static string Joined(IEnumerable<IReadOnlyProperty> properties) => string.Join('_', properties.Select(property => Of(property.Name)));

    private static string Of(string name) => Humps().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Humps();
}
