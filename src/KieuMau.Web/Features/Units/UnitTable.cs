using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Units;

/// <summary>
/// Số mảnh: a number given to a commune when first entered and inherited by all below it for ever, whatever merges
/// later. The row is also what whoever changes numbers of the commune locks.
/// </summary>
public sealed class CommuneShard
{
    public int Shard { get; init; }
    public required string Commune { get; init; }

    /// <summary>Its numbers are "số liệu minh họa".</summary>
    public bool Demonstration { get; set; }

    /// <summary>Raised by whoever takes the commune's lock: what was read at one stamp holds until another.</summary>
    public long Stamp { get; set; }
}

/// <summary>Đơn vị, as numbers refer to it: a short key for a code that never changes.</summary>
public sealed class UnitKey
{
    public int Id { get; init; }
    public int Shard { get; init; }
    public required string Code { get; init; }
}

/// <summary>What a unit was called, where it stood and what it was like between two dates.</summary>
public sealed class UnitRow
{
    public int UnitId { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive; none while it lives.</summary>
    public DateOnly? ValidTo { get; set; }

    public required string Name { get; set; }

    /// <summary>The name in lower case without marks, written by the program: the same on every database.</summary>
    public required string Search { get; set; }

    public required string Level { get; set; }
    public int? ParentId { get; set; }

    /// <summary>Đặc điểm: vùng, nhóm xã, khu đích… A JSON object of texts.</summary>
    public required string Attributes { get; set; }

    /// <summary>Codes of the units that followed it: a JSON array of texts.</summary>
    public required string Successors { get; set; }
}

public sealed class UnitTable :
    IEntityTypeConfiguration<CommuneShard>, IEntityTypeConfiguration<UnitKey>, IEntityTypeConfiguration<UnitRow>
{
    public void Configure(EntityTypeBuilder<CommuneShard> shard)
    {
        shard.ToTable("shards");
        shard.HasKey(s => s.Shard);
        shard.Property(s => s.Shard).ValueGeneratedNever();
        shard.HasIndex(s => s.Commune).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UnitKey> unit)
    {
        unit.ToTable("units");
        unit.HasKey(u => u.Id);
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.HasIndex(u => u.Code).IsUnique();
        unit.HasIndex(u => u.Shard);
        unit.HasOne<CommuneShard>().WithMany().HasForeignKey(u => u.Shard).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<UnitRow> row)
    {
        row.ToTable("unit_rows");
        row.HasKey(r => new { r.UnitId, r.ValidFrom });
        row.HasIndex(r => r.ParentId);
        row.HasOne<UnitKey>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<UnitKey>().WithMany().HasForeignKey(r => r.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

public static class UnitTables
{
    extension(RuralDb db)
    {
        public DbSet<CommuneShard> Shards => db.Set<CommuneShard>();
        public DbSet<UnitKey> UnitKeys => db.Set<UnitKey>();
        public DbSet<UnitRow> UnitRows => db.Set<UnitRow>();
    }
}
