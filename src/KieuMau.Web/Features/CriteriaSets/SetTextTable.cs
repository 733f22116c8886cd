using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.CriteriaSets;

public enum TextOrigin
{
    /// <summary>Came with the product.</summary>
    Shipped,

    /// <summary>Entered on a page.</summary>
    Entered,
}

/// <summary>Văn bản của bộ tiêu chí: immutable once loaded, known by the hash of its text.</summary>
public sealed class SetText
{
    /// <summary>SHA-256 of path and text, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Where it stands in the folder of criteria: "sua-doi/….yaml".</summary>
    public required string Path { get; init; }

    public required string Text { get; init; }
    public TextOrigin Origin { get; init; }

    /// <summary>Laid on the sets today. A text replaced by a newer one of the same path is kept, not active.</summary>
    public bool Active { get; set; }

    public required string Who { get; init; }
    public DateTime LoadedAt { get; init; }
}

/// <summary>Ấn bản: one state of all the texts together; standings say by which they were judged.</summary>
public sealed class Edition
{
    public int Id { get; init; }

    /// <summary>Of the hashes of its active texts.</summary>
    public required string Hash { get; init; }

    public DateTime BegunAt { get; init; }

    /// <summary>When every standing of it had been built; none while they are being built.</summary>
    public DateTime? BuiltAt { get; set; }

    /// <summary>The last shard whose standings are built.</summary>
    public int BuiltThrough { get; set; }
}

public sealed class SetTextTable : IEntityTypeConfiguration<SetText>, IEntityTypeConfiguration<Edition>
{
    public void Configure(EntityTypeBuilder<SetText> text)
    {
        text.ToTable("set_texts");
        text.HasKey(t => t.Hash);
        text.Property(t => t.Origin).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<Edition> edition)
    {
        edition.ToTable("editions");
        edition.HasKey(e => e.Id);
        edition.Property(e => e.Id).ValueGeneratedNever();
    }
}

public static class SetTextTables
{
    extension(RuralDb db)
    {
        public DbSet<SetText> SetTexts => db.Set<SetText>();
        public DbSet<Edition> Editions => db.Set<Edition>();
    }
}
