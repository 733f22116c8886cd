using System.Globalization;
using KieuMau.Domain.Evidence;

namespace KieuMau.Domain.Reviews;

/// <summary>
/// Minh chứng đứng sau một dòng lúc gửi, or when it was verified: which version, known by its bytes. A newer version or
/// another paper afterwards changes nothing of what was relied on, and shows.
/// </summary>
/// <param name="Key">See <see cref="PieceOfEvidence.Key"/>.</param>
/// <param name="Version">Counts from 1.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
public sealed record PaperSeen(string Key, int Version, string Hash, string Title)
{
    /// <summary>"Biên bản họp khu, bản 2".</summary>
    public string Spoken() => Version > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Title}, bản {Version}") : Title;

    /// <summary>Everything that stands behind a line now, in one order.</summary>
    public static IReadOnlyList<PaperSeen> Of(LineEvidence? evidence) =>
        [.. (evidence?.Pieces ?? []).Select(piece => new PaperSeen(piece.Key, piece.Current.Number, piece.Current.Hash, piece.Title)).OrderBy(paper => paper.Key, StringComparer.Ordinal)];

    /// <summary>Of which papers they are, whatever they are called; what a page shows and compares before writing.</summary>
    public static string PrintOf(IEnumerable<PaperSeen> papers) =>
        FrozenLine.HashOf(papers.OrderBy(paper => paper.Key, StringComparer.Ordinal).SelectMany(paper => paper.Identity))[..16];

    public static bool Same(IEnumerable<PaperSeen> some, IEnumerable<PaperSeen> others) => PrintOf(some) == PrintOf(others);

    /// <summary>Those of <paramref name="now"/> that were not there in that version.</summary>
    public static IReadOnlyList<PaperSeen> NewSince(IReadOnlyList<PaperSeen> then, IEnumerable<PaperSeen> now) =>
        [.. now.Where(paper => !then.Any(one => one.Identity.SequenceEqual(paper.Identity)))];

    internal string[] Identity => [Key, Version.ToString(CultureInfo.InvariantCulture), Hash];
}
