using KieuMau.Web.Data;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Recognition;

/// <summary>Danh hiệu hoặc quyết định công nhận đã ghi: given by another procedure, with its validity.</summary>
public sealed class RecordedTitle
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public int Id { get; init; }

    public int UnitId { get; init; }

    /// <summary>The title's name, or the id of the criteria set for a recognition.</summary>
    public required string Name { get; init; }

    public required string Decision { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Who { get; init; }

    /// <summary>Of whoever recorded it; 0 where it is not known.</summary>
    public int Account { get; init; }

    public DateTime RecordedAt { get; init; }
    public DateOnly? RevokedOn { get; set; }
    public string? RevokedWhy { get; set; }
    public string? RevokedBy { get; set; }
    public int RevokedAccount { get; set; }
}

public sealed class TitleTable : IEntityTypeConfiguration<RecordedTitle>
{
    public void Configure(EntityTypeBuilder<RecordedTitle> title)
    {
        title.ToTable("titles");
        title.HasKey(t => new { t.Shard, t.Id });
        title.HasIndex(t => new { t.Shard, t.UnitId });
        title.HasOne<UnitKey>().WithMany().HasForeignKey(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

public static class TitleTables
{
    extension(RuralDb db)
    {
        public DbSet<RecordedTitle> Titles => db.Set<RecordedTitle>();
    }
}
