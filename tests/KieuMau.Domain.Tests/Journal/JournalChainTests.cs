using KieuMau.Domain.Journal;

namespace KieuMau.Domain.Tests.Journal;

/// <summary>Nobody changes the journal unseen.</summary>
public sealed class JournalChainTests
{
    [Fact]
    public void An_untouched_chain_holds_to_its_head()
    {
        var entries = Chain(4);
        Assert.Null(FirstBreak(entries, entries[^1]));
    }

    [Fact]
    public void A_changed_sentence_shows()
    {
        var entries = Chain(4);
        var touched = entries.ToList();
        touched[1] = (touched[1].Entry with { Said = "Khác" }, touched[1].Hash);

        Assert.Equal(2, FirstBreak(touched, entries[^1])!.Id);
    }

    [Fact]
    public void A_changed_sentence_with_its_hash_made_anew_shows_at_the_next_entry()
    {
        var entries = Chain(4);
        var touched = entries.ToList();
        var forged = touched[1].Entry with { Said = "Khác" };
        touched[1] = (forged, forged.Hash());

        Assert.Equal(3, FirstBreak(touched, entries[^1])!.Id);
    }

    [Fact]
    public void An_entry_taken_from_the_middle_or_from_the_end_is_missed()
    {
        var entries = Chain(4);

        Assert.Equal(2, FirstBreak([.. entries.Where(one => one.Entry.Id != 2)], entries[^1])!.Id);
        Assert.Equal(4, FirstBreak([.. entries.Take(3)], entries[^1])!.Id);
    }

    [Fact]
    public void Parts_that_run_together_alike_do_not_hash_alike() =>
        Assert.NotEqual(Entry(1, "") with { From = "ab", To = "c" } is var one ? one.Hash() : "", (Entry(1, "") with { From = "a", To = "bc" }).Hash());

    private static JournalBreak? FirstBreak(IReadOnlyList<(JournalEntry Entry, string Hash)> entries, (JournalEntry Entry, string Hash) head)
    {
        var chain = new JournalChain();
        return entries.Select(one => chain.Follow(one.Entry, one.Hash)).FirstOrDefault(found => found is not null) ?? chain.End(1, head.Entry.Id, head.Hash);
    }

    private static List<(JournalEntry Entry, string Hash)> Chain(int length)
    {
        var entries = new List<(JournalEntry, string)>();
        for (var id = 1; id <= length; id++)
        {
            var entry = Entry(id, entries.Count == 0 ? "" : entries[^1].Item2);
            entries.Add((entry, entry.Hash()));
        }

        return entries;
    }

    private static JournalEntry Entry(long id, string previous) =>
        new(1, id, new DateTime(2024, 12, 31, 2, 0, 0, DateTimeKind.Utc), 7, "Văn phòng", "observations.save", "khu-1", "saving:1", $"Ghi số {id}", "1", "2", "", "127.0.0.1:1", "máy", JournalResult.Done, "", previous);
}
