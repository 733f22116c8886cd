using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Comments;

/// <summary>Ý kiến về một dòng của một đơn vị. Never edited; withdrawn with its trace left.</summary>
public sealed class LineComment
{
    public int Shard { get; init; }

    /// <summary>Counts from 1 within its shard.</summary>
    public long Id { get; init; }

    public int UnitId { get; init; }
    public required string SetId { get; init; }
    public required string Line { get; init; }
    public DateTime At { get; init; }
    public int Account { get; init; }

    /// <summary>By post.</summary>
    public required string Who { get; init; }

    public required string Text { get; init; }
    public DateTime? WithdrawnAt { get; set; }
}

/// <summary>Được nhắc đến in a comment.</summary>
public sealed class Mention
{
    public int Shard { get; init; }
    public long CommentId { get; init; }
    public int Account { get; init; }

    /// <summary>When the person said something on the same line afterwards.</summary>
    public DateTime? AnsweredAt { get; set; }
}

public sealed class CommentTable : IEntityTypeConfiguration<LineComment>, IEntityTypeConfiguration<Mention>
{
    public void Configure(EntityTypeBuilder<LineComment> comment)
    {
        comment.ToTable("line_comments");
        comment.HasKey(c => new { c.Shard, c.Id });
        comment.HasIndex(c => new { c.Shard, c.UnitId, c.SetId, c.Line });
    }

    public void Configure(EntityTypeBuilder<Mention> mention)
    {
        mention.ToTable("comment_mentions");
        mention.HasKey(m => new { m.Shard, m.CommentId, m.Account });
        mention.HasIndex(m => new { m.Account, m.AnsweredAt });
    }
}

public static class CommentTables
{
    extension(RuralDb db)
    {
        public DbSet<LineComment> LineComments => db.Set<LineComment>();
        public DbSet<Mention> Mentions => db.Set<Mention>();
    }
}
