namespace KieuMau.Domain.Journal;

/// <summary>Chỗ đứt: the first place where a chain no longer holds, or what it speaks of no longer is as it was.</summary>
public sealed record JournalBreak(int Shard, long Id, string Why);

/// <summary>Đầu xích, as it stood at some moment: kept outside the database it proves that nothing before it was exchanged.</summary>
public sealed record ChainHead(int Shard, long Id, string Hash);

/// <summary>Xích nhật ký: holds entries, given in order, against what was written beside them.</summary>
/// <param name="known">A head kept from an earlier look, when there is one.</param>
public sealed class JournalChain(ChainHead? known = null)
{
    private string last = "";
    private long next = 1;

    /// <param name="stored">The hash kept with the entry.</param>
    /// <returns>Nothing while the chain holds.</returns>
    public JournalBreak? Follow(JournalEntry entry, string stored)
    {
        if (entry.Id != next) return new(entry.Shard, next, entry.Id == next + 1 ? $"Thiếu dòng {next}: sau dòng {next - 1} là dòng {entry.Id}." : $"Thiếu các dòng {next} đến {entry.Id - 1}.");
        if (entry.Previous != last) return new(entry.Shard, entry.Id, $"Dòng {entry.Id} không nối với dòng đứng trước: một trong hai dòng đã bị thay, chèn hoặc đổi chỗ.");
        if (entry.Hash() != stored) return new(entry.Shard, entry.Id, $"Dòng {entry.Id} đã bị sửa sau khi ghi.");
        if (known is not null && known.Id == entry.Id && known.Hash != stored) return new(entry.Shard, entry.Id, $"Dòng {entry.Id} khác với mốc đã giữ: nhật ký đến dòng này đã bị viết lại.");
        (last, next) = (stored, next + 1);
        return null;
    }

    /// <summary>Entries cut off the end leave a head that knows of more.</summary>
    public JournalBreak? End(int shard, long headId, string headHash)
    {
        if (headId >= next) return new(shard, next, $"Thiếu {headId - next + 1} dòng cuối, từ dòng {next}.");
        if (headId < next - 1 || headHash != last) return new(shard, headId, "Đầu xích đã bị sửa: không khớp với dòng cuối.");
        return known is not null && known.Id >= next ? new(shard, next, $"Mốc đã giữ có đến dòng {known.Id}, nay chỉ còn đến dòng {next - 1}.") : null;
    }
}
