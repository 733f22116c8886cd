using System.Globalization;
using System.Text.RegularExpressions;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.Observations;

/// <summary>Đề nghị ghép cột: which column is which measure, by the words above it. A person may change every line of it.</summary>
public static class ColumnProposal
{
    private static readonly bool[] Orientations = [false, true];

    /// <exception cref="FileRefusedException">No sheet names any of the units.</exception>
    public static ColumnMapping For(Workbook workbook, MeasureDictionary dictionary, IEnumerable<Unit> units)
    {
        var names = new UnitNames(units);
        var best = (from sheet in workbook.Sheets
                    from transposed in Orientations
                    let layout = TableLayout.Find(sheet, transposed, names)
                    where layout is { Heads.Count: > 0 }
                    let mapping = For(layout, dictionary)
                    orderby mapping.Columns.Count(column => column.Use == ColumnUse.Measure) descending, layout.UnitRows.Count descending
                    select mapping).FirstOrDefault();
        return best ?? throw new FileRefusedException([new(workbook.FileName, 0, 0, $"Không tìm thấy dòng nào mang tên đơn vị ({string.Join(", ", names.All.Take(3).Select(unit => unit.Name))}…). Xem lại tệp và cột tên đơn vị.")]);
    }

    public static ColumnMapping For(TableLayout layout, MeasureDictionary dictionary)
    {
        var levels = layout.UnitRows.Select(row => row.Unit?.Level).OfType<string>().Distinct().ToList();
        var measures = dictionary.All.Where(measure => levels.Count == 0 || levels.Any(measure.EnteredAt)).ToList();
        var matches = HeadMatcher.Match(layout.Heads, measures, dictionary);
        return new(layout.Sheet.Name, layout.Fingerprint, [.. layout.Heads.Select(head => Propose(head, layout, matches.GetValueOrDefault(head)))])
        {
            Transposed = layout.Transposed,
            AsOf = layout.AsOf,
            Period = layout.Period?.ToString(),
        };
    }

    internal static string NameOf(TableHead head, bool transposed) =>
        transposed ? head.Column.ToString(CultureInfo.InvariantCulture) : CellAddress.Letters(head.Column);

    private static MappedColumn Propose(TableHead head, TableLayout layout, HeadMatch? match)
    {
        var column = new MappedColumn(NameOf(head, layout.Transposed), head.Group, head.Name, ColumnUse.Undecided);
        if (head.Column == layout.UnitColumn) return column with { Use = ColumnUse.Unit };
        if (match is not null)
            return column with { Use = ColumnUse.Measure, Measure = match.Measure.Code, Split = match.Split, Match = match.Quality, Words = WordsOf(head, layout, match) };

        return VietnameseText.Fold(head.Name) switch
        {
            "stt" or "tt" or "số tt" or "số thứ tự" => column with { Use = ColumnUse.Ignored },
            "ghi chú" or "chú thích" => column with { Use = ColumnUse.Note },
            _ when layout.UnitRows.Count > 0 && layout.UnitRows.All(row => row.Label == layout.Sheet.TextAt(row.Row, head.Column) || row.Unit?.Name == layout.Sheet.TextAt(row.Row, head.Column)) => column with { Use = ColumnUse.Ignored },
            _ => column,
        };
    }

    /// <summary>Marks and abbreviations that stand in the column, with what they are taken to mean.</summary>
    private static Dictionary<string, string> WordsOf(TableHead head, TableLayout layout, HeadMatch match)
    {
        var words = new Dictionary<string, string>();
        foreach (var row in layout.UnitRows)
        {
            if (layout.Sheet.At(row.Row, head.Column) is not { Kind: CellKind.Text, Raw.Length: > 0 and <= 60 } cell || cell.Raw.Any(char.IsAsciiDigit)) continue;
            if (TypedValue.Read(cell.Raw, match.Measure, match.Split) is TypedReading.One(var value and (ObservedValue.Answer or ObservedValue.Level))) words[cell.Raw] = TypedValue.Text(value, match.Measure);
        }

        return words;
    }
}

/// <summary>A head and the measure it is taken for.</summary>
internal sealed record HeadMatch(Measure Measure, string Split, MatchQuality Quality);

/// <summary>Compares the words above columns with the names of measures.</summary>
internal static partial class HeadMatcher
{
    private const double ExactFrom = 95;
    private const double NearFrom = 60;

    private sealed record Candidate(Measure Measure, string Split, string Key, HashSet<string> Tokens);

    public static Dictionary<TableHead, HeadMatch> Match(IReadOnlyList<TableHead> heads, IReadOnlyList<Measure> measures, MeasureDictionary dictionary)
    {
        var found = new Dictionary<TableHead, HeadMatch>();
        foreach (var head in heads.Where(head => head.Code.Length > 0))
        {
            var parts = head.Code.Split('|');
            if (dictionary.Find(parts[0]) is { } measure) found[head] = new(measure, parts.Length > 1 ? parts[1] : "", MatchQuality.Exact);
        }

        var candidates = measures.SelectMany(CandidatesOf).ToList();
        var scored = heads
            .Where(head => head.Code.Length == 0)
            .SelectMany(head => ScoreAll(head, candidates, found))
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Head.Column).ThenBy(pair => pair.Candidate.Measure.Ordinal)
            .ToList();
        var taken = found.Values.Select(match => (match.Measure, match.Split)).ToHashSet();
        foreach (var (head, candidate, score) in scored)
        {
            if (found.ContainsKey(head) || taken.Contains((candidate.Measure, candidate.Split))) continue;
            var tied = scored.Any(other => other.Head == head && Math.Abs(other.Score - score) < 0.01 && other.Candidate.Measure != candidate.Measure && !taken.Contains((other.Candidate.Measure, other.Candidate.Split)));
            if (tied && !FollowsItsWhole(head, candidate.Measure, heads, found)) continue;
            found[head] = new(candidate.Measure, candidate.Split, score >= ExactFrom ? MatchQuality.Exact : MatchQuality.Near);
            taken.Add((candidate.Measure, candidate.Split));
        }

        return found;
    }

    private static bool FollowsItsWhole(TableHead head, Measure measure, IReadOnlyList<TableHead> heads, Dictionary<TableHead, HeadMatch> found)
    {
        var before = heads.LastOrDefault(other => other.Column < head.Column);
        return before is not null && found.TryGetValue(before, out var match) && (measure.AtMost?.Measures().Contains(match.Measure) ?? false);
    }

    private static IEnumerable<Candidate> CandidatesOf(Measure measure)
    {
        foreach (var name in measure.OtherNames.Prepend(measure.Name).SelectMany(name => new[] { name, WithoutBrackets(name) }).Select(Key).Distinct().Where(key => key.Length > 0))
        {
            yield return new(measure, "", name, Tokens(name));
            foreach (var split in ObservationRules.KnownSplits(measure)) yield return new(measure, split, $"{name} {Key(split)}", Tokens($"{name} {Key(split)}"));
        }
    }

    private static IEnumerable<(TableHead Head, Candidate Candidate, double Score)> ScoreAll(TableHead head, List<Candidate> candidates, Dictionary<TableHead, HeadMatch> found)
    {
        if (found.ContainsKey(head)) return [];
        var name = Key(head.Name);
        var bare = Key(WithoutBrackets(head.Name));
        var full = Key($"{head.Group} {head.Name}");
        var group = Tokens(Key(head.Group));
        var tokens = Tokens(bare);
        return candidates
            .Select(candidate => (head, candidate, Score(candidate) + Hint(candidate)))
            .Where(pair => pair.Item3 >= NearFrom);

        double Score(Candidate candidate) =>
            candidate.Key == name ? 100
            : candidate.Key == full ? 99
            : candidate.Key == bare ? 97
            : bare.Length >= 8 && VietnameseText.Distance(candidate.Key, bare) <= 2 ? 85
            : Likeness(tokens, candidate.Tokens) is var like and >= 0.7 ? 80 * like
            : 0;

        double Hint(Candidate candidate) => group.Count == 0 ? 0 : Likeness(group, [.. candidate.Tokens, .. Tokens(Key(candidate.Measure.Group))]) * 2;
    }

    /// <summary>Dice: twice the shared words over all words.</summary>
    private static double Likeness(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static HashSet<string> Tokens(string key) => [.. key.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Key(string text) =>
        Marks().Replace(LeadingNumber().Replace(VietnameseText.Fold(text), ""), " ").Trim();

    private static string WithoutBrackets(string text) => Brackets().Replace(text, " ");

    [GeneratedRegex(@"^\s*(?:\d+(?:\.\d+)*[.)]|[-+*•])\s*")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"[\s,;:.()/\-–—'""“”%]+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Brackets();
}
