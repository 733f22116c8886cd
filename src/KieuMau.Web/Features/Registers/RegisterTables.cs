using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Registers;

/// <summary>Yêu cầu của chủ thể dữ liệu. Name and contact are personal (cơ bản): they are blanked when their time is over.</summary>
public sealed class DataRequest
{
    public int Id { get; init; }
    public DateOnly ReceivedOn { get; init; }

    /// <summary>See <see cref="Domain.Registers.RequestKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Person { get; set; }
    public required string Contact { get; set; }
    public required string Asked { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public DateOnly? ExtendedTo { get; set; }
    public string? ExtendedWhy { get; set; }
    public DateOnly? DoneOn { get; set; }

    /// <summary>What was done, or why it was refused.</summary>
    public string? Result { get; set; }

    public required string Who { get; init; }
    public DateTime RecordedAt { get; init; }

    /// <summary>When name, contact and wording were taken out for good.</summary>
    public DateTime? ErasedAt { get; set; }
}

/// <summary>Sự cố an toàn thông tin hoặc lộ dữ liệu cá nhân.</summary>
public sealed class Incident
{
    public int Id { get; init; }
    public DateTime DetectedAt { get; init; }
    public required string Name { get; init; }
    public required string Happened { get; init; }
    public bool Serious { get; set; }
    public bool PersonalData { get; set; }
    public DateTime? ReportedAt { get; set; }
    public DateTime? CauseReportedAt { get; set; }
    public DateTime? AuthorityToldAt { get; set; }
    public string? Cause { get; set; }
    public DateTime? ClosedAt { get; set; }
    public required string Who { get; init; }
    public DateTime RecordedAt { get; init; }
}

public sealed class RegisterTables : IEntityTypeConfiguration<DataRequest>, IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<DataRequest> request)
    {
        request.ToTable("data_requests");
        request.HasKey(r => r.Id);
    }

    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("incidents");
        incident.HasKey(i => i.Id);
    }
}

public static class RegisterSets
{
    extension(RuralDb db)
    {
        public DbSet<DataRequest> DataRequests => db.Set<DataRequest>();
        public DbSet<Incident> Incidents => db.Set<Incident>();
    }
}
