using KieuMau.Domain.Notices;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Mail;

/// <summary>Cách nhận thư of one account, and the address it has shown to be its own.</summary>
public sealed class MailChoice
{
    public int AccountId { get; init; }
    public MailWish Wish { get; set; }

    /// <summary>Confirmed; empty until then: nothing but a code is sent to an address that is not.</summary>
    public required string Address { get; set; }

    /// <summary>Notices from then on are mailed.</summary>
    public DateTime Since { get; set; }

    /// <summary>The day of the last daily message, in Việt Nam.</summary>
    public DateOnly LastDigestOn { get; set; }

    /// <summary>Waiting for its code; empty when none is.</summary>
    public required string Pending { get; set; }

    /// <summary>SHA-256 of the code with the account and the address.</summary>
    public required string CodeHash { get; set; }

    public DateTime? CodeSentAt { get; set; }
    public int WrongCodes { get; set; }
}

/// <summary>Thư đi. Kept until it is sent or given up; its words are wiped once the server has them.</summary>
public sealed class OutgoingMail
{
    public long Id { get; init; }
    public int AccountId { get; init; }
    public required string Address { get; init; }

    /// <summary>"digest", "notice", "code".</summary>
    public required string Kind { get; init; }

    /// <summary>Given once, the same at every try: a server or reader that sees it twice knows it.</summary>
    public required string MessageId { get; init; }

    public required string Subject { get; init; }
    public required string Text { get; set; }
    public required string Html { get; set; }
    public DateTime WrittenAt { get; init; }
    public MailState State { get; set; }
    public int Tries { get; set; }

    /// <summary>Not before.</summary>
    public DateTime NextTryAt { get; set; }

    /// <summary>Who holds it, and until when.</summary>
    public string? Holder { get; set; }

    public DateTime? HeldUntil { get; set; }
    public string? LastError { get; set; }
    public DateTime? SentAt { get; set; }
}

public sealed class MailTable : IEntityTypeConfiguration<MailChoice>, IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<MailChoice> choice)
    {
        choice.ToTable("mail_choices");
        choice.HasKey(c => c.AccountId);
        choice.Property(c => c.AccountId).ValueGeneratedNever();
        choice.Property(c => c.Wish).HasConversion<short>();
        choice.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("mail_outbox");
        mail.HasKey(m => m.Id);
        mail.Property(m => m.State).HasConversion<short>();
        mail.HasIndex(m => m.MessageId).IsUnique();
        mail.HasIndex(m => new { m.State, m.NextTryAt });
        mail.HasIndex(m => m.AccountId);
    }
}

public static class MailTables
{
    extension(RuralDb db)
    {
        public DbSet<MailChoice> MailChoices => db.Set<MailChoice>();
        public DbSet<OutgoingMail> MailOutbox => db.Set<OutgoingMail>();
    }
}
