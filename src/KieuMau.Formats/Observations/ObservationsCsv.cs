using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Formats.Observations;

/// <summary>Số liệu of one unit, as read from a file.</summary>
/// <param name="Line">Line of the CSV it stands on.</param>
public sealed record ReadObservation(string Unit, Fact Fact, int Line);

/// <summary>Số liệu as CSV: unit,period,measure,value,as_of,split,note, and for readers alone review: what was said of the number, never read back. Decimal point, no thousands mark.</summary>
public static class ObservationsCsv
{
    private static readonly string[] Needed = ["unit", "period", "measure", "value"];
    private static readonly string[] Optional = ["as_of", "split", "note", "review"];

    /// <summary>Reads every line; an empty value is no data and gives no fact.</summary>
    /// <param name="units">Units that may be named; none when any code will do.</param>
    /// <param name="savedAt">When it became known, UTC; the beginning of time when not said.</param>
    public static FileReading<ReadObservation> Read(TextReader reader, string fileName, MeasureDictionary dictionary, UnitTree? units = null, DateTime savedAt = default)
    {
        var problems = new List<FileProblem>();
        var rows = CsvTable.Read(reader, fileName, Needed, Optional, problems);
        var read = new List<(ReadObservation Observation, CsvRow Row)>();
        foreach (var row in rows)
        {
            foreach (var fact in ReadFacts(row, dictionary, units, savedAt, problems)) read.Add((new(row["unit"], fact, row.Line), row));
        }

        var kept = RefuseContradictions(read, problems);
        RefuseBrokenRelations(kept, units, problems);
        return new([.. kept.Select(pair => pair.Observation)], [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    /// <summary>Writes facts so that reading them gives the same ones; a cleared value is no line.</summary>
    /// <param name="review">Kết quả thẩm tra of a number, in words; none leaves the column out.</param>
    public static void Write(TextWriter writer, IEnumerable<(string Unit, Fact Fact)> facts, Func<string, Fact, string>? review = null) => CsvLines.Write(
        writer,
        ["unit", "period", "measure", "value", "as_of", "split", "note", .. review is null ? Array.Empty<string>() : ["review"]],
        facts.Where(pair => pair.Fact.Value is not ObservedValue.Nothing).Select(pair => (string[])
        [
            pair.Unit,
            pair.Fact.Period.ToString(),
            pair.Fact.Measure.Code,
            TextOf(pair.Fact),
            CsvLines.Date(pair.Fact.AsOf),
            pair.Fact.Split,
            pair.Fact is { Note: "", Value: ObservedValue.NotApplicable(var reason) } ? reason : pair.Fact.Note,
            .. review is null ? Array.Empty<string>() : [review(pair.Unit, pair.Fact)],
        ]));

    private static string TextOf(Fact fact) => fact.Value switch
    {
        ObservedValue.Number(var number) => NumberText.Canonical(number),
        ObservedValue.Share(var percent) => NumberText.Canonical(percent) + "%",
        ObservedValue.Answer(var yes) => yes ? "yes" : "no",
        ObservedValue.NotApplicable(var reason) => fact.Note.Length == 0 || fact.Note == reason ? "n/a" : $"n/a: {reason}",
        var value => TypedValue.Text(value, fact.Measure),
    };

    private static IEnumerable<Fact> ReadFacts(CsvRow row, MeasureDictionary dictionary, UnitTree? units, DateTime savedAt, List<FileProblem> problems)
    {
        var before = problems.Count;
        if (UnitColumn.Problem(row, units) is { } stray) problems.Add(stray);
        if (!Period.TryParse(row["period"], out var period)) problems.Add(row.Problem("period", $"“{row["period"]}” không phải là kỳ. Viết 2024, 2024-H1, 2024-Q4 hoặc 2024-11."));
        var asOf = row.Date("as_of", problems);
        if (dictionary.Find(row["measure"]) is not { } measure)
        {
            var nearest = dictionary.NearestName(row["measure"]) is { } near ? $" Có phải “{near}”?" : "";
            problems.Add(row.Problem("measure", $"Không có số đo “{row["measure"]}”.{nearest}"));
            return [];
        }

        var split = ObservationRules.FindSplit(measure, row["split"]);
        if (split is null) problems.Add(row.Problem("split", ObservationRefusals.UnknownSplit(measure, row["split"]).Text));
        var value = ReadValue(row, measure, split ?? "", problems);
        if (problems.Count > before || value is null) return [];
        return ObservationRules.Parts(measure, split!, value)
            .Select(part => new Fact(measure, period, part.Split, part.Value, asOf ?? period.Last, savedAt, row["note"], Origin: "CSV"));
    }

    private static ObservedValue? ReadValue(CsvRow row, Measure measure, string split, List<FileProblem> problems)
    {
        var text = row["value"];
        var typed = text.Equals("n/a", StringComparison.OrdinalIgnoreCase)
            ? ReadInapplicable(row["note"])
            : measure.IsNumber && YesNoWords.Read(text) is null && !text.StartsWith("n/a", StringComparison.OrdinalIgnoreCase)
                ? ReadNumber(text, measure, split)
                : TypedValue.Read(text, measure, split);
        switch (typed)
        {
            case TypedReading.One(var value):
                return value;
            case TypedReading.Refused(var refusal):
                problems.Add(row.Problem("value", ObservationRefusals.At(row["unit"], measure, split, $"“{text}”", refusal)));
                return null;
            case TypedReading.Doubtful(_, var why):
                problems.Add(row.Problem("value", ObservationRefusals.At(row["unit"], measure, split, $"“{text}”", new("observations.doubtful", $"{why} Viết yes hoặc no."))));
                return null;
            default:
                return null;
        }
    }

    private static TypedReading ReadInapplicable(string reason) =>
        reason.Length == 0
            ? new TypedReading.Refused(new("observations.reason-missing", "n/a phải kèm lý do. Ghi lý do vào cột note."))
            : new TypedReading.One(new ObservedValue.NotApplicable(reason));

    private static TypedReading ReadNumber(string text, Measure measure, string split)
    {
        if (text.Length == 0) return new TypedReading.Empty();
        var percent = text.EndsWith('%');
        var digits = percent ? text[..^1].TrimEnd() : text;
        if (digits.Count(char.IsAsciiDigit) > 27 || NumberText.ReadInvariant(digits) is not { } number)
            return new TypedReading.Refused(new("observations.unreadable", $"Không đọc được. Số đo này {ObservationRefusals.Asked(measure)}. Trong tệp CSV dùng dấu chấm thập phân, không dấu phân nghìn."));

        ObservedValue value = percent && measure.Kind != MeasureKind.Percentage ? new ObservedValue.Share(number) : new ObservedValue.Number(number);
        return ObservationRules.Check(measure, value, split) is { } refusal ? new TypedReading.Refused(refusal) : new TypedReading.One(value);
    }

    private static List<(ReadObservation Observation, CsvRow Row)> RefuseContradictions(List<(ReadObservation Observation, CsvRow Row)> read, List<FileProblem> problems)
    {
        var first = new Dictionary<(string, string, Period, string, ValueForm, DateOnly), (ReadObservation Observation, CsvRow Row)>();
        var kept = new List<(ReadObservation, CsvRow)>();
        foreach (var (observation, row) in read)
        {
            var fact = observation.Fact;
            if (first.TryAdd((observation.Unit, fact.Measure.Code, fact.Period, fact.Split, fact.Form, fact.AsOf), (observation, row)))
            {
                kept.Add((observation, row));
                continue;
            }

            var other = first[(observation.Unit, fact.Measure.Code, fact.Period, fact.Split, fact.Form, fact.AsOf)];
            if (Same(other.Observation.Fact.Value, fact.Value)) continue;
            problems.Add(row.Problem("value", $"{observation.Unit}, {fact.Measure.Name}, {fact.Period.Spoken()}: dòng {other.Row.Line} ghi {other.Observation.Fact.Value.Spoken(fact.Measure)}, dòng này ghi {fact.Value.Spoken(fact.Measure)}, cùng tính đến {fact.AsOf:dd/MM/yyyy}. Giữ một giá trị."));
        }

        return kept;
    }

    private static bool Same(ObservedValue one, ObservedValue other) =>
        one == other || (one is ObservedValue.NotApplicable && other is ObservedValue.NotApplicable);

    private static void RefuseBrokenRelations(List<(ReadObservation Observation, CsvRow Row)> read, UnitTree? units, List<FileProblem> problems)
    {
        foreach (var sheet in read.GroupBy(pair => (pair.Observation.Unit, pair.Observation.Fact.Period)))
        {
            var numbers = sheet.Where(pair => pair.Observation.Fact.Value is ObservedValue.Number).ToLookup(pair => (pair.Observation.Fact.Measure, pair.Observation.Fact.Split));
            foreach (var date in sheet.Select(pair => pair.Observation.Fact.AsOf).Distinct())
            {
                (ReadObservation Observation, CsvRow Row)? At(Measure measure, string split) =>
                    numbers[(measure, split)].OrderByDescending(pair => pair.Observation.Fact.AsOf <= date).ThenBy(pair => Math.Abs(pair.Observation.Fact.AsOf.DayNumber - date.DayNumber)).Select(pair => ((ReadObservation, CsvRow)?)pair).FirstOrDefault();

                var stated = sheet.Where(pair => pair.Observation.Fact.AsOf == date).Select(pair => pair.Observation.Fact.Measure).Distinct();
                foreach (var problem in ObservationRelations.CheckTogether(stated, (measure, split) => At(measure, split)?.Observation.Fact.Value))
                {
                    var row = At(problem.Measure, problem.Split)!.Value.Row;
                    var name = units?.Rows(sheet.Key.Unit) is [.., var unit] ? unit.Name : sheet.Key.Unit;
                    var told = row.Problem("value", ObservationRefusals.At(name, problem.Measure, problem.Split, problem.Value.Spoken(problem.Measure), problem.Refusal));
                    if (!problems.Contains(told)) problems.Add(told);
                }
            }
        }
    }
}
