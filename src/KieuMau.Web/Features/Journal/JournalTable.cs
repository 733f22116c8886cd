using KieuMau.Domain.Journal;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KieuMau.Web.Features.Journal;

/// <summary>Dòng nhật ký, as stored; see <see cref="JournalEntry"/>. Only ever added to: the databases themselves refuse to change or delete one.</summary>
public sealed class JournalRow
{
    public int Shard { get; init; }
    public long Id { get; init; }
    public DateTime At { get; init; }
    public int Account { get; init; }
    public required string Who { get; init; }
    public required string Act { get; init; }
    public required string Unit { get; init; }
    public required string Subject { get; init; }
    public required string Said { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Why { get; init; }
    public required string Address { get; init; }
    public required string Device { get; init; }
    public JournalResult Result { get; init; }
    public required string Digest { get; init; }
    public required string Previous { get; init; }
    public required string Hash { get; init; }

    /// <summary>Who, what, why and from where, in lower case without marks: the same search on every database.</summary>
    public required string Search { get; init; }

    public static JournalRow Of(JournalEntry entry) => new()
    {
        Shard = entry.Shard,
        Id = entry.Id,
        At = entry.At,
        Account = entry.Account,
        Who = entry.Who,
        Act = entry.Act,
        Unit = entry.Unit,
        Subject = entry.Subject,
        Said = entry.Said,
        From = entry.From,
        To = entry.To,
        Why = entry.Why,
        Address = entry.Address,
        Device = entry.Device,
        Result = entry.Result,
        Digest = entry.Digest,
        Previous = entry.Previous,
        Hash = entry.Hash(),
        Search = SearchOf(entry),
    };

    public static string SearchOf(JournalEntry entry) => VietnameseText.Search($"{entry.Who} {entry.Said} {entry.Unit} {entry.Act} {entry.Subject} {entry.Why} {entry.Address}");

    /// <summary>As the unit was called on the day of the entry.</summary>
    public string UnitName(UnitTree named) => Unit.Length == 0 ? "" : named.NameOf(Unit, DateOnly.FromDateTime(At.InVietNam()));

    public JournalEntry Read() => new(Shard, Id, At, Account, Who, Act, Unit, Subject, Said, From, To, Why, Address, Device, Result, Digest, Previous);
}

/// <summary>Đầu xích: the last entry of a shard; whoever adds one takes this row first.</summary>
public sealed class JournalHead
{
    public int Shard { get; init; }
    public long LastId { get; set; }
    public required string LastHash { get; set; }
}

public sealed class JournalTable : IEntityTypeConfiguration<JournalRow>, IEntityTypeConfiguration<JournalHead>
{
    public void Configure(EntityTypeBuilder<JournalRow> row)
    {
        row.ToTable("journal");
        row.HasKey(j => new { j.Shard, j.Id });
        row.HasIndex(j => new { j.Shard, j.At });
        row.HasIndex(j => new { j.Shard, j.Act });
        row.HasIndex(j => new { j.Account, j.At });
        row.HasIndex(j => j.At); // whoever reads for the whole installation reads newest first across all chains
        row.Property(j => j.Result).HasConversion<short>();
    }

    public void Configure(EntityTypeBuilder<JournalHead> head)
    {
        head.ToTable("journal_heads");
        head.HasKey(h => h.Shard);
        head.Property(h => h.Shard).ValueGeneratedNever();
    }
}

public static class JournalTables
{
    extension(RuralDb db)
    {
        public DbSet<JournalRow> Journal => db.Set<JournalRow>();
        public DbSet<JournalHead> JournalHeads => db.Set<JournalHead>();
    }
}
