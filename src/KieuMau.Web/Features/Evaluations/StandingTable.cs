using KieuMau.Domain.Evaluations;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Bộ tiêu chí, as standings refer to it.</summary>
public sealed class SetKey
{
    public int Id { get; init; }
    public required string Code { get; init; }
}

/// <summary>Kết quả của đơn vị, as stored: see <see cref="Standing"/>.</summary>
public sealed class StandingRow
{
    public int Shard { get; init; }
    public int UnitId { get; init; }
    public int SetId { get; init; }
    public int Year { get; init; }

    /// <summary>Which state of the law it was judged by; those of a new one are built beside the old.</summary>
    public int Edition { get; init; }

    public required string Revision { get; set; }

    /// <summary>D: the date judged.</summary>
    public DateOnly JudgedAt { get; set; }

    /// <summary>First day on which time alone could change it; a reader past that day computes anew.</summary>
    public DateOnly? ChangesOn { get; set; }

    public Verdict Verdict { get; set; }
    public bool Unverified { get; set; }
    public required string Outcome { get; set; }

    /// <summary>One letter a line, in the order of the set; see <see cref="Standing.Letter"/>.</summary>
    public required string Letters { get; set; }

    /// <summary>One letter a criterion.</summary>
    public required string CriterionLetters { get; set; }

    public int Met { get; set; }
    public int NotMet { get; set; }
    public int NoData { get; set; }
    public int NoThreshold { get; set; }
    public int NotApplicable { get; set; }
    public int MetUnverified { get; set; }

    public VerdictCounts Counts => new(Met, NotMet, NoData, NoThreshold, NotApplicable, MetUnverified);
}

public sealed class StandingTable : IEntityTypeConfiguration<SetKey>, IEntityTypeConfiguration<StandingRow>
{
    public void Configure(EntityTypeBuilder<SetKey> set)
    {
        set.ToTable("sets");
        set.HasKey(s => s.Id);
        set.Property(s => s.Id).ValueGeneratedNever();
        set.HasIndex(s => s.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StandingRow> standing)
    {
        standing.ToTable("standings");
        standing.HasKey(s => new { s.Shard, s.UnitId, s.SetId, s.Year, s.Edition });
        standing.HasIndex(s => new { s.Edition, s.SetId, s.Year });
        standing.Property(s => s.Verdict).HasConversion<short>();
        standing.Ignore(s => s.Counts);
    }
}

public static class StandingTables
{
    extension(RuralDb db)
    {
        public DbSet<SetKey> SetKeys => db.Set<SetKey>();
        public DbSet<StandingRow> Standings => db.Set<StandingRow>();
    }
}
