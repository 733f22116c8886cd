using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Ban, as stored in the shard of its commune; see <see cref="Board"/>.</summary>
public sealed class StoredBoard
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public int Id { get; init; }

    /// <summary>The commune, or a khu of it.</summary>
    public int UnitId { get; init; }

    public required string Kind { get; init; }
    public required string Name { get; set; }
    public required string Decision { get; set; }
    public SourceStatus Status { get; set; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
}

/// <summary>Thành viên ban, as stored; see <see cref="BoardMember"/>.</summary>
public sealed class StoredMember
{
    public int Shard { get; init; }
    public int Id { get; init; }
    public int BoardId { get; init; }
    public required string Position { get; init; }
    public required string Named { get; init; }
    public int? AccountId { get; init; }
    public int? OfficeId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
}

/// <summary>Phân công, as stored; see <see cref="Assignment"/>. One that ended stays as it was.</summary>
public sealed class StoredAssignment
{
    public int Shard { get; init; }
    public int Id { get; init; }

    /// <summary>Id of the criteria set.</summary>
    public required string Set { get; init; }

    /// <summary>Code of the criterion or the line.</summary>
    public required string Line { get; init; }

    public bool OfCriterion { get; init; }

    /// <summary>One khu; none for every unit that the set judges.</summary>
    public int? UnitId { get; init; }

    public AssignedAs As { get; init; }
    public int? OfficeId { get; init; }
    public int? AccountId { get; init; }

    /// <summary>Chức vụ of the person.</summary>
    public required string Person { get; init; }

    public int? MemberId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
    public required string GivenBy { get; init; }
    public DateTime GivenAt { get; init; }
    public string? EndedBy { get; set; }
    public string? EndedWhy { get; set; }
}

public sealed class AssignmentTables : IEntityTypeConfiguration<StoredBoard>, IEntityTypeConfiguration<StoredMember>, IEntityTypeConfiguration<StoredAssignment>
{
    public void Configure(EntityTypeBuilder<StoredBoard> board)
    {
        board.ToTable("boards");
        board.HasKey(b => new { b.Shard, b.Id });
        board.HasIndex(b => new { b.Shard, b.UnitId });
        board.Property(b => b.Status).HasConversion<short>();
        board.HasOne<UnitKey>().WithMany().HasForeignKey(b => b.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StoredMember> member)
    {
        member.ToTable("board_members");
        member.HasKey(m => new { m.Shard, m.Id });
        member.HasIndex(m => new { m.Shard, m.BoardId });
        member.HasIndex(m => m.AccountId);
        member.HasOne<StoredBoard>().WithMany().HasForeignKey(m => new { m.Shard, m.BoardId }).OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Office>().WithMany().HasForeignKey(m => m.OfficeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<StoredAssignment> one)
    {
        one.ToTable("assignments");
        one.HasKey(a => new { a.Shard, a.Id });
        one.HasIndex(a => new { a.Shard, a.Set, a.Line });
        one.HasIndex(a => a.AccountId);
        one.Property(a => a.As).HasConversion<short>();
        one.HasOne<UnitKey>().WithMany().HasForeignKey(a => a.UnitId).OnDelete(DeleteBehavior.Restrict);
        one.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
        one.HasOne<Office>().WithMany().HasForeignKey(a => a.OfficeId).OnDelete(DeleteBehavior.Restrict);
    }
}

public static class AssignmentSets
{
    extension(RuralDb db)
    {
        public DbSet<StoredBoard> Boards => db.Set<StoredBoard>();
        public DbSet<StoredMember> BoardMembers => db.Set<StoredMember>();
        public DbSet<StoredAssignment> Assignments => db.Set<StoredAssignment>();
    }
}
