using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Observations;

/// <summary>Cách đọc một bảng của cơ quan: which column is which measure and what people answered, kept for next time.</summary>
public sealed class ImportMapping
{
    /// <summary>Of the workbook's heads: the same form is recognised again.</summary>
    public required string Fingerprint { get; init; }

    public required string Name { get; set; }

    /// <summary>JSON.</summary>
    public required string Mapping { get; set; }

    public required string Who { get; set; }
    public DateTime SavedAt { get; set; }
}

public sealed class ImportMappingTable : IEntityTypeConfiguration<ImportMapping>
{
    public void Configure(EntityTypeBuilder<ImportMapping> mapping)
    {
        mapping.ToTable("import_mappings");
        mapping.HasKey(m => m.Fingerprint);
    }
}

public static class ImportMappingTables
{
    extension(RuralDb db)
    {
        public DbSet<ImportMapping> ImportMappings => db.Set<ImportMapping>();
    }
}
