using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.Observations;

/// <summary>Reads every cell of a mapped table once and sorts what it finds into values, questions and refusals.</summary>
internal sealed class TrialRunner(TableLayout layout, ColumnMapping mapping, IReadOnlyDictionary<string, Measure> measures, UnitNames names)
{
    private readonly List<TrialObservation> observations = [];
    private readonly List<OpenQuestion> questions = [];
    private readonly List<CellRefusal> refusals = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<string, MappedColumn> columns = mapping.Columns.ToDictionary(column => column.Column);

    public TrialRun Run(IReadOnlyList<Measure> wanted)
    {
        var rows = RowsOfUnits();
        foreach (var (row, unit) in rows) ReadRow(row, unit);
        RefuseTwiceMapped();
        RefuseOtherLevels(rows);
        RefuseBrokenRelations(rows);
        notes.AddRange(TotalRow.Compare(layout, measures, observations));
        NoteStaleAnswers();
        var mapped = measures.Values.ToHashSet();
        return new(mapping.AsOf, observations, questions, refusals, [.. wanted.Distinct().Where(measure => !mapped.Contains(measure))], [.. mapping.Columns.Where(HoldsSomethingUnmapped)], notes);
    }

    private MappedColumn? ColumnOf(TableHead head) => columns.GetValueOrDefault(ColumnProposal.NameOf(head, layout.Transposed));

    private List<(UnitRow Row, Unit Unit)> RowsOfUnits()
    {
        var rows = new List<(UnitRow Row, Unit Unit)>();
        foreach (var row in layout.UnitRows)
        {
            if (UnitOf(row) is not { } unit) continue;
            var earlier = rows.FirstOrDefault(other => other.Unit.Code == unit.Code).Row;
            if (earlier is null) rows.Add((row, unit));
            else refusals.Add(new(row.Address.ToString(), unit, null, "", row.Label, $"{unit.Name} đã có ở ô {earlier.Address}. Mỗi đơn vị một dòng; bỏ bớt một dòng trong tệp."));
        }

        return rows;
    }

    private Unit? UnitOf(UnitRow row)
    {
        if (row.Unit is not null) return row.Unit;
        if (mapping.Units.TryGetValue(row.Label, out var code)) return code.Length == 0 ? null : names.Find(code);

        var used = layout.UnitRows.Select(other => other.Unit?.Code).ToHashSet();
        var readings = names.All.Where(unit => !used.Contains(unit.Code)).Select(unit => new PossibleReading(unit.Name, unit.Code)).Append(new("Bỏ dòng này", ""));
        questions.Add(new(row.Address.ToString(), null, null, "", row.Label, [.. readings], "Chưa rõ dòng này là đơn vị nào."));
        return null;
    }

    private void ReadRow(UnitRow row, Unit unit)
    {
        var note = string.Join("; ", layout.Heads.Where(head => ColumnOf(head)?.Use == ColumnUse.Note).Select(head => layout.Sheet.TextAt(row.Row, head.Column)).Where(text => text.Length > 0));
        foreach (var head in layout.Heads)
        {
            if (ColumnOf(head) is { Use: ColumnUse.Measure } column) ReadCell(row, unit, head, column, measures[column.Column], note);
        }
    }

    private void ReadCell(UnitRow row, Unit unit, TableHead head, MappedColumn column, Measure measure, string note)
    {
        var cell = layout.Sheet.At(row.Row, head.Column);
        var address = (cell?.Address ?? (layout.Transposed ? new(head.Column, row.Row) : new(row.Row, head.Column))).ToString();
        var raw = cell?.Shown.Trim() ?? "";
        var answer = mapping.Answers.FirstOrDefault(answer => answer.Cell == address && answer.Raw == raw);
        var reading = answer is null ? CellReading.Read(cell, column, measure) : TypedValue.Read(answer.Answer, measure, column.Split);
        switch (reading)
        {
            case TypedReading.One(var value):
                observations.Add(new(unit.Code, measure, column.Split, value, note, address, raw));
                break;
            case TypedReading.Doubtful(var readings, var why):
                questions.Add(new(address, unit, measure, column.Split, raw, [.. readings.Select(one => new PossibleReading(one.Spoken(measure), TypedValue.Text(one, measure)))], why));
                break;
            case TypedReading.Refused(var refusal):
                refusals.Add(new(address, unit, measure, column.Split, raw, ObservationRefusals.At(unit.Name, measure, column.Split, raw.Length == 0 ? "ô trống" : raw, refusal)));
                break;
            default:
                break;
        }
    }

    private void RefuseTwiceMapped()
    {
        foreach (var twice in mapping.Columns.Where(column => column.Use == ColumnUse.Measure).GroupBy(column => (column.Measure, column.Split)).Where(columns => columns.Count() > 1))
        {
            var measure = measures[twice.First().Column];
            refusals.Add(new(twice.Last().Column, null, measure, twice.Key.Split, twice.Last().Head, $"Cột {string.Join(" và cột ", twice.Select(column => column.Column))} cùng ghép với “{measure.Name}”. Giữ một cột, cột kia chọn “Không nhập”."));
        }
    }

    private void RefuseOtherLevels(List<(UnitRow Row, Unit Unit)> rows)
    {
        var levels = rows.Select(pair => pair.Unit.Level).Distinct().ToList();
        foreach (var column in mapping.Columns.Where(column => column.Use == ColumnUse.Measure))
        {
            if (measures[column.Column] is { } measure && levels.FirstOrDefault(level => !measure.EnteredAt(level)) is { } level)
                refusals.Add(new(column.Column, null, measure, column.Split, column.Head, $"Cột {column.Column}: “{measure.Name}” nhập ở cấp {string.Join(", ", measure.Levels)}, không nhập ở cấp {level}. Chọn số đo khác hoặc “Không nhập”."));
        }
    }

    private void RefuseBrokenRelations(List<(UnitRow Row, Unit Unit)> rows)
    {
        foreach (var unit in rows.Select(pair => pair.Unit))
        {
            var here = observations.Where(observation => observation.Unit == unit.Code).ToLookup(observation => (observation.Measure, observation.Split));
            ObservedValue? ValueOf(Measure measure, string split) => here[(measure, split)].FirstOrDefault()?.Value;

            var known = here.Select(group => group.Key.Measure).Distinct().ToList();
            foreach (var problem in ObservationRelations.CheckTogether(known, ValueOf))
            {
                var at = here[(problem.Measure, problem.Split)].First();
                refusals.Add(new(at.Cell, unit, problem.Measure, problem.Split, at.Raw, ObservationRefusals.At(unit.Name, problem.Measure, problem.Split, at.Raw, problem.Refusal)));
            }

            notes.AddRange(ObservationRelations.Advise(known, ValueOf).Select(advice => $"{unit.Name}: {advice}"));
        }
    }

    private void NoteStaleAnswers()
    {
        var shown = layout.UnitRows
            .SelectMany(row => layout.Heads.Select(head => layout.Sheet.At(row.Row, head.Column)))
            .OfType<WorkbookCell>()
            .Select(cell => (cell.Address.ToString(), cell.Shown.Trim()))
            .ToHashSet();
        notes.AddRange(mapping.Answers.Where(answer => answer.Raw.Length > 0 && !shown.Contains((answer.Cell, answer.Raw))).Select(answer => $"Ô {answer.Cell} lần trước là “{answer.Raw}”, nay đã khác; câu trả lời cũ không dùng."));
    }

    private bool HoldsSomethingUnmapped(MappedColumn column) =>
        column.Use == ColumnUse.Undecided
        && layout.Heads.FirstOrDefault(head => ColumnProposal.NameOf(head, layout.Transposed) == column.Column) is { } head
        && layout.UnitRows.Any(row => layout.Sheet.At(row.Row, head.Column) is not null);
}

/// <summary>Dòng cộng: compared with the sum of the rows, never brought in.</summary>
internal static class TotalRow
{
    public static IEnumerable<string> Compare(TableLayout layout, IReadOnlyDictionary<string, Measure> measures, IReadOnlyList<TrialObservation> observations)
    {
        if (layout.TotalRow is not { } total) yield break;
        var agreed = new List<string>();
        foreach (var head in layout.Heads)
        {
            var column = ColumnProposal.NameOf(head, layout.Transposed);
            if (!measures.TryGetValue(column, out var measure) || layout.Sheet.At(total, head.Column) is not { } cell) continue;
            if (NumberIn(cell, measure) is not { } stated) continue;

            var numbers = observations.Where(observation => observation.Measure == measure && observation.Value is ObservedValue.Number).Select(observation => ((ObservedValue.Number)observation.Value).Value).ToList();
            var sum = numbers.Sum();
            if (sum == stated) agreed.Add($"{NumberText.Spoken(stated)} ({measure.Name})");
            else yield return $"Dòng cộng, ô {cell.Address}: {measure.Name} ghi {NumberText.Spoken(stated)}, cộng {numbers.Count} dòng được {NumberText.Spoken(sum)}. Xem lại, dòng cộng không được nhập.";
        }

        if (agreed.Count > 0) yield return $"Dòng cộng không được nhập; {string.Join(", ", agreed)} khớp với tổng các dòng.";
    }

    private static decimal? NumberIn(WorkbookCell cell, Measure measure) => cell.Kind switch
    {
        CellKind.Number when !cell.Percent => NumberText.ReadInvariant(cell.Raw),
        CellKind.Text when NumberText.Read(cell.Raw, measure.Decimals) is NumberReading.Number(var number) => number,
        _ => null,
    };
}
