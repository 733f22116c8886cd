using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Backups;

public enum KeepingAct
{
    Backup,
    RestoreTest,
    Restore,
}

/// <summary>Một lần sao lưu, thử khôi phục hay khôi phục, and how it ended.</summary>
public sealed class BackupRun
{
    public int Id { get; init; }
    public KeepingAct Act { get; init; }
    public DateTime BegunAt { get; init; }
    public DateTime EndedAt { get; init; }

    /// <summary>The archive, where it stood.</summary>
    public required string File { get; init; }

    public long Bytes { get; init; }

    /// <summary>Of the archive as a file.</summary>
    public required string Sha256 { get; init; }

    public int Tables { get; init; }
    public long Rows { get; init; }
    public int Files { get; init; }

    /// <summary>Why it was not good; nothing when it was.</summary>
    public string? Problem { get; init; }

    /// <summary>There is an archive and it was read or written to its end; with a problem beside it, what was archived was not whole.</summary>
    public bool IsDone => Tables > 0;

    /// <summary>"lịch" or "lệnh", or who asked for it on the page.</summary>
    public required string Who { get; init; }
}

public sealed class BackupTable : IEntityTypeConfiguration<BackupRun>
{
    public void Configure(EntityTypeBuilder<BackupRun> run)
    {
        run.ToTable("backups");
        run.HasKey(r => r.Id);
        run.Property(r => r.Act).HasConversion<short>();
        run.HasIndex(r => new { r.Act, r.EndedAt });
        run.Ignore(r => r.IsDone);
    }
}

public static class BackupTables
{
    extension(RuralDb db)
    {
        public DbSet<BackupRun> Backups => db.Set<BackupRun>();
    }
}
