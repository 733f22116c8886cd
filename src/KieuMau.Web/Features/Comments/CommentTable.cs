using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Comments;

/// <summary>Trao đổi về một dòng của một đơn vị. Never edited; withdrawn with a trace.</summary>
public sealed class Comment
{
    public int Shard { get; init; }
    public int Id { get; init; }
    public int UnitId { get; init; }
    public required string SetId { get; init; }
    public required string Line { get; init; }
    public int Account { get; init; }

    /// <summary>By post.</summary>
    public required string Who { get; init; }

    public DateTime At { get; init; }
    public required string Text { get; init; }

    /// <summary>Those it calls, by post: a list with ";".</summary>
    public required string Mentioned { get; init; }

    public DateTime? WithdrawnAt { get; set; }
}

public sealed class CommentTable : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("comments");
        comment.HasKey(c => new { c.Shard, c.Id });
        comment.HasIndex(c => new { c.Shard, c.UnitId, c.SetId, c.Line });
    }
}

public static class CommentTables
{
    extension(RuralDb db)
    {
        public DbSet<Comment> Comments => db.Set<Comment>();
    }
}
