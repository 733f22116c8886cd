namespace KieuMau.Domain.Journal;

/// <summary>Chỗ đứt: the first place where a chain no longer holds, and why.</summary>
public sealed record JournalBreak(int Shard, long Id, string Why);

/// <summary>Xích nhật ký: holds entries, given in order, against what was written beside them.</summary>
public sealed class JournalChain
{
    private string last = "";
    private long next = 1;

    /// <param name="stored">The hash kept with the entry.</param>
    /// <returns>Nothing while the chain holds.</returns>
    public JournalBreak? Follow(JournalEntry entry, string stored)
    {
        if (entry.Id != next) return new(entry.Shard, next, $"Thiếu dòng {next}: sau đó là dòng {entry.Id}.");
        if (entry.Previous != last) return new(entry.Shard, entry.Id, $"Dòng {entry.Id} không nối với dòng đứng trước.");
        if (entry.Hash() != stored) return new(entry.Shard, entry.Id, $"Dòng {entry.Id} đã bị sửa sau khi ghi.");
        (last, next) = (stored, next + 1);
        return null;
    }

    /// <summary>Entries cut off the end leave a head that knows of more.</summary>
    public JournalBreak? End(int shard, long headId, string headHash)
    {
        if (headId >= next) return new(shard, next, $"Thiếu {headId - next + 1} dòng cuối, từ dòng {next}.");
        return headId == next - 1 && headHash == last ? null : new(shard, headId, "Đầu xích không khớp với dòng cuối.");
    }
}
