using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Kỳ báo cáo of a commune. Its due day is set here, with where it comes from: no law that was found says one.</summary>
public sealed class ReportPeriod
{
    public int Shard { get; init; }

    /// <summary>The commune.</summary>
    public int UnitId { get; init; }

    /// <summary>Packed, as the numbers' periods are.</summary>
    public int Period { get; init; }

    public DateOnly OpensOn { get; set; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>Văn bản ấn định hạn; empty: "chưa xác minh".</summary>
    public required string DueSource { get; set; }

    /// <summary>A change of more than this share, in percent, is shown to the verifier.</summary>
    public int JumpPercent { get; set; }

    /// <summary>Nhắc trước hạn so many days.</summary>
    public int RemindDays { get; set; }

    public required string OpenedBy { get; init; }
    public DateTime OpenedAt { get; init; }
}

/// <summary>Báo cáo của một đơn vị trong một kỳ: one version of it.</summary>
public sealed class UnitReport
{
    public int Shard { get; init; }
    public int Period { get; init; }
    public int UnitId { get; init; }

    /// <summary>Counts from 1; an amendment is a new one and leaves the old as it was.</summary>
    public int Version { get; init; }

    public ReportState State { get; set; }

    /// <summary>When it was first sent: what counts against the due day.</summary>
    public DateTime? FirstSentAt { get; set; }

    /// <summary>K: what was known when it was last sent is what is reviewed.</summary>
    public DateTime? SentAt { get; set; }

    public int SentByAccount { get; set; }
    public required string SentBy { get; set; }
    public DateTime? VerifiedAt { get; set; }
    public DateTime? LockedAt { get; set; }

    /// <summary>Of an amendment: why.</summary>
    public required string Why { get; init; }
}

/// <summary>Một dòng của báo cáo: frozen as it was sent, with what the reviewer says of it.</summary>
public sealed class ReportLine
{
    public int Shard { get; init; }
    public int Period { get; init; }
    public int UnitId { get; init; }
    public int Version { get; init; }
    public required string SetId { get; init; }
    public required string Line { get; init; }

    public Verdict Verdict { get; set; }

    /// <summary>The level or reading it rests on is unverified: another thing than the review.</summary>
    public bool LevelUnverified { get; set; }

    /// <summary>As people read it: "599 / 1.000 (59,9 %)".</summary>
    public required string Value { get; set; }

    public required string Because { get; set; }
    public required string SetRevision { get; set; }

    /// <summary>SHA-256 of all of the above.</summary>
    public required string Hash { get; set; }

    public LineState State { get; set; }
    public required string Reason { get; set; }
    public required string Answer { get; set; }
    public int ReviewedByAccount { get; set; }
    public required string ReviewedBy { get; set; }
    public DateTime? ReviewedAt { get; set; }

    /// <summary>Raised by every change: what a reviewer's page compares.</summary>
    public int Revision { get; set; }
}

/// <summary>Lịch sử thẩm tra: only ever added to.</summary>
public sealed class ReviewMove
{
    public int Shard { get; init; }
    public int Id { get; init; }
    public int Period { get; init; }
    public int UnitId { get; init; }
    public int Version { get; init; }

    /// <summary>Empty for what was done to the whole report.</summary>
    public required string SetId { get; init; }

    public required string Line { get; init; }
    public required string What { get; init; }
    public required string Text { get; init; }
    public required string Who { get; init; }
    public int Account { get; init; }
    public DateTime At { get; init; }
}

public sealed class ReviewTable :
    IEntityTypeConfiguration<ReportPeriod>, IEntityTypeConfiguration<UnitReport>, IEntityTypeConfiguration<ReportLine>, IEntityTypeConfiguration<ReviewMove>
{
    public void Configure(EntityTypeBuilder<ReportPeriod> period)
    {
        period.ToTable("report_periods");
        period.HasKey(p => new { p.Shard, p.UnitId, p.Period });
    }

    public void Configure(EntityTypeBuilder<UnitReport> report)
    {
        report.ToTable("unit_reports");
        report.HasKey(r => new { r.Shard, r.Period, r.UnitId, r.Version });
        report.Property(r => r.State).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<ReportLine> line)
    {
        line.ToTable("report_lines");
        line.HasKey(l => new { l.Shard, l.Period, l.UnitId, l.Version, l.SetId, l.Line });
        line.Property(l => l.Verdict).HasConversion<short>();
        line.Property(l => l.State).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<ReviewMove> move)
    {
        move.ToTable("review_moves");
        move.HasKey(m => new { m.Shard, m.Id });
        move.HasIndex(m => new { m.Shard, m.UnitId, m.Period });
    }
}

public static class ReviewTables
{
    extension(RuralDb db)
    {
        public DbSet<ReportPeriod> ReportPeriods => db.Set<ReportPeriod>();
        public DbSet<UnitReport> UnitReports => db.Set<UnitReport>();
        public DbSet<ReportLine> ReportLines => db.Set<ReportLine>();
        public DbSet<ReviewMove> ReviewMoves => db.Set<ReviewMove>();
    }
}
