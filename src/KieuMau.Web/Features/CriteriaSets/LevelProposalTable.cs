using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Đề nghị đang ở đâu.</summary>
public enum ProposalState
{
    /// <summary>Chờ người thứ hai: judged by nowhere.</summary>
    Waiting,

    /// <summary>Đã xác nhận: its amendment is in force.</summary>
    Confirmed,

    Refused,
    Withdrawn,
}

/// <summary>
/// Đề nghị mức chính thức (SD6): a level as somebody entered it, with the decision attached. It changes no verdict until a
/// second person has confirmed it against that paper. Nothing of it is ever edited; deciding adds to it.
/// </summary>
public sealed class LevelProposal
{
    public int Id { get; init; }

    /// <summary>Code of the set.</summary>
    public required string SetId { get; init; }

    public required string Line { get; init; }
    public required string Level { get; init; }
    public int? Year { get; init; }
    public required string Decision { get; init; }
    public required string Clause { get; init; }
    public DateOnly ValidFrom { get; init; }
    public required string IssuedBy { get; init; }

    /// <summary>SHA-256 of the decision attached; also the name of its file in the store of evidence.</summary>
    public required string Hash { get; init; }

    public long Size { get; init; }
    public EvidenceKind Kind { get; init; }

    /// <summary>Of the file.</summary>
    public required string Name { get; init; }

    /// <summary>Who entered it, by post.</summary>
    public required string Who { get; init; }

    /// <summary>0 for the machine itself.</summary>
    public int Account { get; init; }

    public DateTime At { get; init; }
    public ProposalState State { get; private set; }
    public string? DecidedBy { get; private set; }
    public int? DecidedAccount { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? DecidedWhy { get; private set; }

    /// <summary>Id of the amendment it became.</summary>
    public string? Amendment { get; private set; }

    public OfficialLevel Entered => new(SetId, Line, Level, Decision, Clause, ValidFrom, IssuedBy, Year);

    public string Href => $"/bo-tieu-chi/{SetId}/{Uri.EscapeDataString(Line)}";

    public void Decide(ProposalState state, string who, int account, DateTime at, string? why = null, string? amendment = null) =>
        (State, DecidedBy, DecidedAccount, DecidedAt, DecidedWhy, Amendment) = (state, who, account, at, why, amendment);
}

public sealed class LevelProposalTable : IEntityTypeConfiguration<LevelProposal>
{
    public void Configure(EntityTypeBuilder<LevelProposal> proposal)
    {
        proposal.ToTable("level_proposals");
        proposal.HasKey(p => p.Id);
        proposal.HasIndex(p => new { p.SetId, p.Line });
        proposal.Property(p => p.Hash).HasMaxLength(64);
        proposal.Property(p => p.Kind).HasConversion<short>();
        proposal.Property(p => p.State).HasConversion<short>();
        proposal.Ignore(p => p.Entered);
        proposal.Ignore(p => p.Href);
    }
}

public static class LevelProposalTables
{
    extension(RuralDb db)
    {
        public DbSet<LevelProposal> LevelProposals => db.Set<LevelProposal>();
    }
}
