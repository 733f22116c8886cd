using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KieuMau.Web.Features.Backups;

/// <summary>Kiểu cột, the same on every database: what an archive says a value is.</summary>
public enum ColumnKind
{
    Text,
    Integer,

    /// <summary>Exact, with a point: "12.8".</summary>
    Decimal,
    Real,
    Boolean,
    Date,

    /// <summary>UTC, to the microsecond.</summary>
    Instant,

    /// <summary>An instant SQLite keeps with its offset; here always UTC.</summary>
    OffsetInstant,
    Guid,
    Bytes,
}

public sealed record StoredColumn(string Name, ColumnKind Kind);

/// <summary>Bảng như đã lưu: its columns by name, in one order on every database.</summary>
public sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>Every table of the model: what a feature adds tomorrow is in the next backup without a word here.</summary>
    public static IReadOnlyList<StoredTable> Of(RuralDb db) =>
    [
        .. db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal)
            .Select(table => new StoredTable(table.Name, [.. table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(Column)])),
    ];

    private static StoredColumn Column(IColumn column)
    {
        var property = column.PropertyMappings[0].Property;
        var own = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var stored = column.PropertyMappings[0].TypeMapping.Converter?.ProviderClrType ?? own;
        return new(column.Name, KindOf(own) ?? KindOf(Nullable.GetUnderlyingType(stored) ?? stored)
            ?? throw new NotSupportedException($"{column.Table.Name}.{column.Name}: {own} has no kind a backup can hold; give it one in {nameof(ColumnKind)}."));
    }

    private static ColumnKind? KindOf(Type type) =>
        type == typeof(string) ? ColumnKind.Text
        : type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) ? ColumnKind.Integer
        : type == typeof(decimal) ? ColumnKind.Decimal
        : type == typeof(double) || type == typeof(float) ? ColumnKind.Real
        : type == typeof(bool) ? ColumnKind.Boolean
        : type == typeof(DateOnly) ? ColumnKind.Date
        : type == typeof(DateTime) ? ColumnKind.Instant
        : type == typeof(DateTimeOffset) ? ColumnKind.OffsetInstant
        : type == typeof(Guid) ? ColumnKind.Guid
        : type == typeof(byte[]) ? ColumnKind.Bytes
        : null;
}
