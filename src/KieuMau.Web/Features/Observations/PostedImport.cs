using KieuMau.Formats.Observations;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Observations;

/// <summary>Biểu mẫu ghép cột gửi về: what a person said of columns, of marks and of single cells.</summary>
public sealed class PostedImport(IFormCollection form)
{
    public const string Ignored = "không nhập";
    public const string UnitColumn = "tên đơn vị";
    public const string NoteColumn = "ghi chú";

    public bool AsksToStore => form.ContainsKey("luu");

    public Period? Period => Domain.Period.TryParse(form["ky"], out var period) ? period : null;

    public Refusal? NoDay => TypedDay.Refuse(form["den"]);

    public DateOnly? AsOf => TypedDay.Read(form["den"]);

    public ColumnMapping Columns(ColumnMapping mapping, IReadOnlyList<ReviewImport.Choice> choices)
    {
        foreach (var column in mapping.Columns)
        {
            if (form.TryGetValue($"cot|{column.Column}", out var said)) mapping = mapping.WithColumn(Read(column, said.ToString().Trim(), choices));
        }

        return mapping;
    }

    /// <summary>A meaning holds in every column its mark stands in.</summary>
    public ColumnMapping Words(ColumnMapping mapping)
    {
        for (var i = 0; form.TryGetValue($"kh|{i}", out var means); i++)
        {
            var word = form[$"khw|{i}"].ToString();
            foreach (var name in form[$"khc|{i}"].ToString().Split(','))
            {
                if (mapping.Find(name) is not { } column || !column.Words.ContainsKey(word)) continue;
                mapping = mapping.WithColumn(column with { Words = new Dictionary<string, string>(column.Words) { [word] = means.ToString().Trim() } });
            }
        }

        return mapping;
    }

    /// <summary>Answers by button and by field; a field left empty answers nothing.</summary>
    public ColumnMapping Answers(ColumnMapping mapping, TrialRun run)
    {
        foreach (var cell in form["bo-tra-loi"]) mapping = mapping with { Answers = [.. mapping.Answers.Where(answer => answer.Cell != cell)] };
        foreach (var (cell, answer) in Given())
        {
            if (run.Questions.FirstOrDefault(one => one.Cell == cell) is { } question) mapping = mapping.Answered(question, answer);
            else if (run.Refusals.FirstOrDefault(one => one.Cell == cell) is { } refusal) mapping = mapping.Answered(cell, refusal.Raw, answer);
        }

        return mapping;
    }

    private IEnumerable<(string Cell, string Answer)> Given()
    {
        foreach (var (name, value) in form)
        {
            if (name.StartsWith("o|", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(value)) yield return (name[2..], value.ToString().Trim());
        }

        foreach (var pressed in form["tra-loi"])
        {
            var cut = pressed?.IndexOf('=', StringComparison.Ordinal) ?? -1;
            if (cut > 0) yield return (pressed![..cut], pressed[(cut + 1)..]);
        }
    }

    private MappedColumn Read(MappedColumn column, string said, IReadOnlyList<ReviewImport.Choice> choices)
    {
        var empty = form[$"trong|{column.Column}"].ToString() switch { "khong" => EmptyCell.No, "0" => EmptyCell.Zero, _ => EmptyCell.NoData };
        switch (VietnameseText.Fold(said))
        {
            case "": return column.Use == ColumnUse.Undecided ? column : column with { Use = ColumnUse.Ignored, Measure = null };
            case Ignored: return column with { Use = ColumnUse.Ignored, Measure = null };
            case UnitColumn: return column with { Use = ColumnUse.Unit, Measure = null };
            case NoteColumn: return column with { Use = ColumnUse.Note, Measure = null };
        }

        var choice = choices.FirstOrDefault(one => VietnameseText.Same(one.Label, said));
        if (choice is null) return column with { Use = ColumnUse.Undecided, Measure = null };
        var same = column.Use == ColumnUse.Measure && column.Measure == choice.Measure.Code && column.Split == choice.Split;
        return same
            ? column with { Empty = empty }
            : column with { Use = ColumnUse.Measure, Measure = choice.Measure.Code, Split = choice.Split, Match = MatchQuality.Exact, Empty = empty };
    }
}
