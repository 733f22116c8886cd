using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Minh chứng; its bytes are in its versions, its places in its links.</summary>
public sealed class EvidenceRow
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public int Id { get; init; }

    public required string Title { get; set; }
    public string? RemovedBy { get; set; }
    public DateTime? RemovedAt { get; set; }
    public string? RemovedWhy { get; set; }
}

/// <summary>Bản của minh chứng; only ever added to.</summary>
public sealed class EvidenceVersionRow
{
    public int Shard { get; init; }
    public int EvidenceId { get; init; }
    public int Number { get; init; }

    /// <summary>SHA-256 of the bytes kept; also the name of their file.</summary>
    public required string Hash { get; init; }

    public long Size { get; init; }
    public EvidenceKind Kind { get; init; }
    public required string Name { get; init; }
    public required string Who { get; init; }
    public DateTime SavedAt { get; init; }
    public required string Why { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>By the clock of the camera, which has no zone: 2024-11-05T08:30:00.</summary>
    public string? TakenAt { get; init; }

    public bool HadLocation { get; init; }
    public bool KeptLocation { get; init; }

    /// <summary>Signatures found in a PDF: a JSON array.</summary>
    public required string Signatures { get; init; }
}

/// <summary>Chỗ gắn minh chứng: in the shard of the unit, which after a merger need not be that of the evidence.</summary>
public sealed class EvidenceLinkRow
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public int Id { get; init; }

    public int EvidenceShard { get; init; }
    public int EvidenceId { get; init; }
    public int UnitId { get; init; }

    /// <summary>Packed; none serves every period.</summary>
    public int? Period { get; init; }

    public int? SetId { get; init; }
    public required string Line { get; init; }
    public required string Paper { get; init; }
    public int? MeasureId { get; init; }
    public long? Revision { get; init; }
    public DateOnly? Due { get; init; }
    public required string Who { get; init; }
    public DateTime LinkedAt { get; init; }
    public string? RemovedBy { get; set; }
    public DateTime? RemovedAt { get; set; }
    public string? RemovedWhy { get; set; }
}

public sealed class EvidenceTable :
    IEntityTypeConfiguration<EvidenceRow>, IEntityTypeConfiguration<EvidenceVersionRow>, IEntityTypeConfiguration<EvidenceLinkRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> evidence)
    {
        evidence.ToTable("evidence");
        evidence.HasKey(e => new { e.Shard, e.Id });
    }

    public void Configure(EntityTypeBuilder<EvidenceVersionRow> version)
    {
        version.ToTable("evidence_versions");
        version.HasKey(v => new { v.Shard, v.EvidenceId, v.Number });
        version.Property(v => v.Hash).HasMaxLength(64);
        version.Property(v => v.Kind).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<EvidenceLinkRow> link)
    {
        link.ToTable("evidence_links");
        link.HasKey(l => new { l.Shard, l.Id });
        link.HasIndex(l => new { l.Shard, l.UnitId });
        link.HasIndex(l => new { l.EvidenceShard, l.EvidenceId });
    }
}

public static class EvidenceTables
{
    extension(RuralDb db)
    {
        public DbSet<EvidenceRow> Evidence => db.Set<EvidenceRow>();
        public DbSet<EvidenceVersionRow> EvidenceVersions => db.Set<EvidenceVersionRow>();
        public DbSet<EvidenceLinkRow> EvidenceLinks => db.Set<EvidenceLinkRow>();
    }
}
