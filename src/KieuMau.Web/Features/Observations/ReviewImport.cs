using KieuMau.Domain.Measures;
using KieuMau.Formats.Observations;
using KieuMau.Web.Features.CriteriaSets;

namespace KieuMau.Web.Features.Observations;

/// <summary>Xem lại một bản nhập dở: how each column is read, what marks mean, what is still asked.</summary>
public sealed class ReviewImport(ImportWorkbook import, ImportDrafts drafts, ActiveCriteria criteria)
{
    private const int Examples = 3;

    /// <summary>A measure, or a part of one, that a column may be.</summary>
    public sealed record Choice(string Label, Measure Measure, string Split);

    /// <param name="Chosen">Label of what it is taken for; empty while nobody has said.</param>
    public sealed record ColumnLine(MappedColumn Column, string Chosen, string Sample, bool MayBeNo, bool MayBeZero);

    /// <summary>A mark or abbreviation, what it is taken to mean, and the columns it stands in.</summary>
    public sealed record WordLine(string Word, string Means, IReadOnlyList<string> Columns);

    /// <param name="Trial">None when the workbook cannot be read this way; <paramref name="Problem"/> says why.</param>
    public sealed record Review(ImportDraft Draft, ImportTrial? Trial, string Problem, IReadOnlyList<ColumnLine> Columns, IReadOnlyList<WordLine> Words, IReadOnlyList<Choice> Choices)
    {
        public bool Ready => Trial?.Run.Ready == true;

        public int Asked => Trial is null ? 0 : Trial.Run.Questions.Count + Trial.Run.Refusals.Count;
    }

    /// <returns>Nothing when there is no such draft of this commune.</returns>
    public async Task<Review?> Open(string commune, string id, CancellationToken ct) => await drafts.Find(id, ct) is { } draft && draft.Commune == commune ? await Of(draft, ct) : null;

    /// <summary>Lays what the form says on the draft, keeps it, and tries again.</summary>
    public async Task<Review?> Change(string commune, string id, PostedImport posted, CancellationToken ct)
    {
        if (await Open(commune, id, ct) is not { } before) return null;
        var mapping = posted.Columns(before.Draft.Mapping, before.Choices);
        mapping = posted.Words(mapping);
        if (before.Trial is { } trial) mapping = posted.Answers(mapping, trial.Run);
        var draft = before.Draft with { Mapping = mapping, Period = posted.Period ?? before.Draft.Period, AsOf = posted.AsOf ?? before.Draft.AsOf };
        await drafts.Change(draft, ct);
        return await Of(draft, ct);
    }

    private async Task<Review> Of(ImportDraft draft, CancellationToken ct)
    {
        ImportTrial? trial = null;
        var problem = "";
        try
        {
            trial = await import.Try(draft, ct);
        }
        catch (FileRefusedException refused)
        {
            problem = string.Join(" ", refused.Problems.Select(one => one.Message));
        }

        var choices = ChoicesOf(trial);
        return new(draft, trial, problem, [.. draft.Mapping.Columns.Select(column => LineOf(column, draft, trial, choices))], WordsOf(draft.Mapping), choices);
    }

    private List<Choice> ChoicesOf(ImportTrial? trial)
    {
        var levels = trial?.Units.Select(unit => unit.Level).Distinct().ToList() ?? [];
        return [.. criteria.Current.Library.Measures.All
            .Where(measure => levels.Count == 0 || levels.Any(measure.EnteredAt))
            .SelectMany(measure => SplitsOf(measure).Select(split => new Choice(split.Length == 0 ? measure.Name : $"{measure.Name}: {split}", measure, split)))];
    }

    private static IEnumerable<string> SplitsOf(Measure measure) => measure.Items.Concat(measure.Split?.Parts ?? []).Concat(measure.Facets).Prepend("");

    private static ColumnLine LineOf(MappedColumn column, ImportDraft draft, ImportTrial? trial, List<Choice> choices)
    {
        var choice = choices.Find(one => one.Measure.Code == column.Measure && one.Split == column.Split);
        var chosen = column.Use switch
        {
            ColumnUse.Measure => choice?.Label ?? column.Measure ?? "",
            ColumnUse.Unit => PostedImport.UnitColumn,
            ColumnUse.Note => PostedImport.NoteColumn,
            ColumnUse.Ignored => PostedImport.Ignored,
            _ => "",
        };
        var measure = choice?.Measure;
        return new(column, chosen, Sample(column, draft, trial), measure is { Kind: MeasureKind.YesNo or MeasureKind.Statement } or { Coarser: not null }, measure?.IsNumber == true);
    }

    private static string Sample(MappedColumn column, ImportDraft draft, ImportTrial? trial)
    {
        if (trial?.Workbook.Sheets.FirstOrDefault(one => one.Name == draft.Mapping.Sheet) is not { } sheet || draft.Mapping.Transposed) return "";
        if (!CellAddress.TryParse(column.Column + "1", out var address)) return "";
        var rows = trial.Run.Observations.Select(one => CellAddress.TryParse(one.Cell, out var cell) ? cell.Row : 0).Distinct().Order();
        return string.Join(" · ", rows.Select(row => sheet.TextAt(row, address.Column)).Where(text => text.Length is > 0 and < 40).Distinct().Take(Examples));
    }

    private static List<WordLine> WordsOf(ColumnMapping mapping) =>
        [.. mapping.Columns
            .SelectMany(column => column.Words.Select(pair => (pair.Key, pair.Value, column.Column)))
            .GroupBy(one => (one.Key, one.Value))
            .Select(group => new WordLine(group.Key.Key, group.Key.Value, [.. group.Select(one => one.Column)]))];
}
