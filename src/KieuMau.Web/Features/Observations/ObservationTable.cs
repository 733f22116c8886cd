using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Observations;

/// <summary>Số đo, as numbers refer to it: a short key for a code that never changes.</summary>
public sealed class MeasureKey
{
    public int Id { get; init; }
    public required string Code { get; init; }
}

/// <summary>Lần ghi: one act of saving, for as many numbers as it changed.</summary>
public sealed class Saving
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public long Id { get; init; }

    public required string Who { get; init; }

    /// <summary>0 for the machine itself, and for what was saved before there were accounts.</summary>
    public int Account { get; init; }

    public DateTime SavedAt { get; init; }
    public required string Why { get; init; }

    /// <summary>From where: trang, Excel, sổ, điện thoại, API.</summary>
    public required string Origin { get; init; }
}

/// <summary>A place a number may stand in: unit × measure × period × split × form.</summary>
public abstract class ObservationRow
{
    public int Shard { get; init; }
    public int UnitId { get; init; }
    public int MeasureId { get; init; }

    /// <summary>See <see cref="PackedPeriod"/>.</summary>
    public int Period { get; init; }

    public required string Split { get; init; }
    public ValueForm Form { get; init; }
    public StoredKind Kind { get; set; }
    public decimal? Number { get; set; }
    public string? Text { get; set; }

    /// <summary>Tính đến.</summary>
    public DateOnly AsOf { get; set; }

    public required string Note { get; set; }
}

/// <summary>Số liệu hiện hành: the last word on one place, found by one indexed read.</summary>
public sealed class CurrentObservation : ObservationRow
{
    /// <summary>The revision it repeats; what a page shows and compares before overwriting.</summary>
    public long Revision { get; set; }
}

/// <summary>Every revision ever saved, cleared ones included; only ever added to.</summary>
public sealed class ObservationRevision : ObservationRow
{
    /// <summary>Counts from 1 within its shard.</summary>
    public long Id { get; init; }

    public long SavingId { get; init; }

    /// <summary>The revision of the same place before it.</summary>
    public long? Previous { get; init; }
}

public sealed class ObservationTable :
    IEntityTypeConfiguration<MeasureKey>, IEntityTypeConfiguration<Saving>,
    IEntityTypeConfiguration<CurrentObservation>, IEntityTypeConfiguration<ObservationRevision>
{
    public void Configure(EntityTypeBuilder<MeasureKey> measure)
    {
        measure.ToTable("measures");
        measure.HasKey(m => m.Id);
        measure.Property(m => m.Id).ValueGeneratedNever();
        measure.HasIndex(m => m.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Saving> saving)
    {
        saving.ToTable("observation_savings");
        saving.HasKey(s => new { s.Shard, s.Id });
    }

    public void Configure(EntityTypeBuilder<CurrentObservation> row)
    {
        row.ToTable("observations");
        row.HasKey(o => new { o.Shard, o.UnitId, o.MeasureId, o.Period, o.Split, o.Form });
        row.Property(o => o.Form).HasConversion<short>();
        row.Property(o => o.Kind).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<ObservationRevision> row)
    {
        row.ToTable("observation_revisions");
        row.HasKey(o => new { o.Shard, o.Id });
        row.HasIndex(o => new { o.Shard, o.UnitId, o.MeasureId });
        row.Property(o => o.Form).HasConversion<short>();
        row.Property(o => o.Kind).HasConversion<short>();
    }
}

public static class ObservationTables
{
    extension(RuralDb db)
    {
        public DbSet<MeasureKey> MeasureKeys => db.Set<MeasureKey>();
        public DbSet<Saving> Savings => db.Set<Saving>();
        public DbSet<CurrentObservation> Observations => db.Set<CurrentObservation>();
        public DbSet<ObservationRevision> ObservationRevisions => db.Set<ObservationRevision>();
    }
}
