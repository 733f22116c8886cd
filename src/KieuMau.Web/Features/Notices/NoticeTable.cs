using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Notices;

/// <summary>Tin báo in a person's inbox.</summary>
public sealed class Notice
{
    public long Id { get; init; }
    public int AccountId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Stable: "review.returned". The same notice is not sent twice for the same key.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, so that it is told once: "submission:12:7.1".</summary>
    public required string Key { get; init; }

    public required string Text { get; init; }

    /// <summary>The page where something can be done about it.</summary>
    public required string Href { get; init; }

    public DateTime? ReadAt { get; set; }

    /// <summary>The message it went into, for ever: none while it is in none.</summary>
    public long? MailId { get; init; }
}

public sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        notice.HasKey(n => n.Id);
        notice.HasIndex(n => new { n.AccountId, n.Kind, n.Key }).IsUnique();
        notice.HasIndex(n => new { n.AccountId, n.ReadAt });
        notice.HasOne<Account>().WithMany().HasForeignKey(n => n.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

public static class NoticeTables
{
    extension(RuralDb db)
    {
        public DbSet<Notice> Notices => db.Set<Notice>();
    }
}
