using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.Observations;

/// <summary>Một giá trị đọc được, with the cell it came from.</summary>
public sealed record TrialObservation(string Unit, Measure Measure, string Split, ObservedValue Value, string Note, string Cell, string Raw);

/// <param name="Spoken">On the button.</param>
/// <param name="Answer">What pressing it says, as one would type it; for a row, the unit's code.</param>
public sealed record PossibleReading(string Spoken, string Answer);

/// <summary>Chỗ cần hỏi: a cell that can be read several ways. The person answers here, not in the file.</summary>
/// <param name="Measure">None when the question is which unit a row is.</param>
public sealed record OpenQuestion(string Cell, Unit? Unit, Measure? Measure, string Split, string Raw, IReadOnlyList<PossibleReading> Readings, string Why);

/// <summary>A cell that cannot stand, and why; answered like a question or put right in the file.</summary>
public sealed record CellRefusal(string Cell, Unit? Unit, Measure? Measure, string Split, string Raw, string Text);

/// <summary>Chạy thử: what a workbook would bring in. Nothing is stored until no question is open and nothing is refused.</summary>
/// <param name="Lacking">Measures the set asks for and the workbook has no column of.</param>
/// <param name="Unmapped">Columns that hold something and are not brought in.</param>
/// <param name="Notes">Worth reading, nothing to answer: the total row, footnotes, stale answers.</param>
public sealed record TrialRun(
    DateOnly? AsOf,
    IReadOnlyList<TrialObservation> Observations,
    IReadOnlyList<OpenQuestion> Questions,
    IReadOnlyList<CellRefusal> Refusals,
    IReadOnlyList<Measure> Lacking,
    IReadOnlyList<MappedColumn> Unmapped,
    IReadOnlyList<string> Notes)
{
    public bool Ready => Questions.Count == 0 && Refusals.Count == 0;

    /// <summary>Facts ready to save, by unit: facets of statements each on their own, all speaking for one date.</summary>
    /// <param name="asOf">Said by the person; else the date in the title, else the period's last day.</param>
    public IEnumerable<(string Unit, Fact Fact)> ToFacts(Period period, DateOnly? asOf, DateTime savedAt, string who = "") =>
        from observation in Observations
        from part in ObservationRules.Parts(observation.Measure, observation.Split, observation.Value)
        select (observation.Unit, new Fact(observation.Measure, period, part.Split, part.Value, asOf ?? AsOf ?? period.Last, savedAt, observation.Note, who, "Excel"));

    /// <summary>Only what differs from what is already known: bringing an export back changes nothing.</summary>
    /// <param name="present">The value now stored in that unit, measure, split and form, for the same period.</param>
    public TrialRun ChangedFrom(Func<string, Measure, string, ValueForm, ObservedValue?> present) => this with
    {
        Observations =
        [
            .. Observations.Where(seen => ObservationRules.Parts(seen.Measure, seen.Split, seen.Value)
                .Any(part => present(seen.Unit, seen.Measure, part.Split, part.Value.FormFor(seen.Measure)) != part.Value)),
        ],
    };

    /// <param name="wanted">Measures the set asks of these units, to say which the workbook lacks.</param>
    /// <exception cref="FileRefusedException">The mapping is not one of this workbook.</exception>
    public static TrialRun Of(Workbook workbook, ColumnMapping mapping, MeasureDictionary dictionary, IEnumerable<Unit> units, IEnumerable<Measure> wanted)
    {
        var names = new UnitNames(units);
        var layout = LayoutFor(workbook, mapping, names);
        var run = new TrialRunner(layout, mapping, MeasuresOf(mapping, dictionary, workbook.FileName), names);
        return run.Run([.. wanted]);
    }

    private static TableLayout LayoutFor(Workbook workbook, ColumnMapping mapping, UnitNames names) =>
        workbook.Sheets
            .OrderByDescending(sheet => sheet.Name == mapping.Sheet)
            .Select(sheet => TableLayout.Find(sheet, mapping.Transposed, names))
            .FirstOrDefault(layout => layout?.Fingerprint == mapping.Fingerprint)
        ?? throw new FileRefusedException([new(workbook.FileName, 0, 0, "Tên cột trong tệp khác với lần ghép cột này. Ghép lại cột cho tệp mới.")]);

    private static Dictionary<string, Measure> MeasuresOf(ColumnMapping mapping, MeasureDictionary dictionary, string fileName)
    {
        var named = mapping.Columns.Where(column => column.Use == ColumnUse.Measure).ToList();
        var unknown = named.Where(column => dictionary.Find(column.Measure ?? "") is null).ToList();
        if (unknown.Count > 0)
            throw new FileRefusedException([.. unknown.Select(column => new FileProblem(fileName, 0, 0, $"Cột {column.Column} ghép với số đo “{column.Measure}”, nay không còn trong bảng số đo. Chọn lại số đo cho cột này."))]);
        return named.ToDictionary(column => column.Column, column => dictionary[column.Measure!]);
    }
}
