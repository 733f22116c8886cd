using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Evidence;

/// <summary>Mức đầy đủ của minh chứng.</summary>
public enum Completeness
{
    /// <summary>Chưa có tệp nào.</summary>
    Missing,

    /// <summary>Có, nhưng chưa đủ các giấy tờ bộ tiêu chí nêu.</summary>
    Partial,

    /// <summary>Đủ: every paper the line names, or any where it names none.</summary>
    Complete,
}

/// <summary>Một giấy tờ cần có, and what stands for it.</summary>
public sealed record ExpectedPaper(string Name, IReadOnlyList<PieceOfEvidence> Pieces)
{
    public bool There => Pieces.Count > 0;
}

/// <summary>Minh chứng của một chỉ tiêu: what the set expects of it, held against what is attached.</summary>
/// <param name="Others">Attached to the line, but not said to be one of the expected papers.</param>
/// <param name="BehindNumbers">Attached to the numbers the line reads.</param>
public sealed record LineEvidence(
    Indicator Line,
    IReadOnlyList<ExpectedPaper> Papers,
    IReadOnlyList<PieceOfEvidence> Others,
    IReadOnlyList<PieceOfEvidence> BehindNumbers)
{
    public int There => Papers.Count(paper => paper.There);

    /// <summary>Everything that stands behind the line, each piece once.</summary>
    public IEnumerable<PieceOfEvidence> Pieces => Papers.SelectMany(paper => paper.Pieces).Concat(Others).Concat(BehindNumbers).DistinctBy(piece => piece.Key);

    /// <summary>The set names papers, and one of them is not there.</summary>
    public bool LacksPapers => There < Papers.Count;

    /// <summary>A paper as it stands now carries a signature that needs a second look.</summary>
    public bool HasDoubtfulSignature => Pieces.Any(piece => piece.Current.HasDoubtfulSignature);

    public bool Any => There > 0 || Others.Count > 0 || BehindNumbers.Count > 0;

    public Completeness Completeness =>
        !Any ? Completeness.Missing
        : LacksPapers ? Completeness.Partial
        : Completeness.Complete;

    /// <summary>"2/3 giấy tờ", "đủ 3 giấy tờ", "có 1 tệp", "chưa có".</summary>
    public string Spoken() => Completeness switch
    {
        Completeness.Missing => Papers.Count > 0 ? $"chưa có, cần {Papers.Count} giấy tờ" : "chưa có",
        Completeness.Partial => $"{There}/{Papers.Count} giấy tờ",
        _ when Papers.Count > 0 => $"đủ {Papers.Count} giấy tờ",
        _ => $"có {Pieces.Count()} tệp",
    };

    /// <summary>Whether every paper a line names is there; asked of many units at once, where no piece need be read.</summary>
    /// <param name="places">Of the unit, where something stands now.</param>
    public static bool HasEveryPaper(Indicator line, string set, Period period, IEnumerable<EvidencePlace> places) =>
        line.Evidence.All(paper => places.Any(place => place.IsPaper(set, line.Code, paper) && place.Serves(period)));

    /// <param name="measures">Codes of the measures the line reads.</param>
    public static LineEvidence Of(Indicator line, string set, string unit, Period period, IReadOnlyCollection<string> measures, IEnumerable<PieceOfEvidence> pieces)
    {
        var mine = pieces.Select(piece => (Piece: piece, Places: PlacesOf(piece, unit, period))).Where(one => one.Places.Count > 0).ToList();
        var onLine = mine.Where(one => one.Places.Any(place => IsHere(place))).ToList();
        var papers = line.Evidence.Select(name => new ExpectedPaper(name, [.. onLine.Where(one => one.Places.Any(place => place.IsPaper(set, line.Code, name))).Select(one => one.Piece)])).ToList();
        var others = onLine.Where(one => one.Places.Any(place => IsHere(place) && !line.Evidence.Contains(place.Paper))).Select(one => one.Piece);
        var behind = mine.Where(one => one.Places.Any(place => !place.IsOfLine && measures.Contains(place.Measure))).Select(one => one.Piece);
        return new(line, papers, [.. others], [.. behind]);

        bool IsHere(EvidencePlace place) => place.Set == set && place.Line == line.Code;
    }

    private static List<EvidencePlace> PlacesOf(PieceOfEvidence piece, string unit, Period period) =>
        [.. piece.LiveLinks.Select(link => link.Place).Where(place => place.Unit == unit && place.Serves(period))];
}
