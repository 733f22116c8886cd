using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Accounts.People;

/// <summary>Lần rà soát quyền (T03): who looked through the accounts of a reach, and when.</summary>
public sealed class AccessReview
{
    public int Id { get; init; }

    /// <summary>Code of the unit administered; empty for the whole installation.</summary>
    public required string Scope { get; init; }

    public DateTime At { get; init; }
    public int AccountId { get; init; }
    public required string Who { get; init; }

    /// <summary>How many accounts there were, and how many of them looked wrong.</summary>
    public int Accounts { get; init; }

    public int Doubtful { get; init; }
}

public sealed class AccessReviewTable : IEntityTypeConfiguration<AccessReview>
{
    public void Configure(EntityTypeBuilder<AccessReview> review)
    {
        review.ToTable("access_reviews");
        review.HasKey(r => r.Id);
        review.HasIndex(r => new { r.Scope, r.At });
    }
}

public static class AccessReviewTables
{
    extension(RuralDb db)
    {
        public DbSet<AccessReview> AccessReviews => db.Set<AccessReview>();
    }
}
