using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

public sealed class ObservationTemplateTests
{
    private static readonly MeasureDictionary Measures = SomeMeasures.Dictionary();
    private static readonly Unit[] Khu = [.. Enumerable.Range(1, 4).Select(number => new Unit($"thanh-dinh.khu-{number}", $"Khu {number}", "khu", null, DateOnly.MinValue, null, new Dictionary<string, string>(), []))];

    private static MemoryStream Write(IReadOnlyList<Unit> units, IEnumerable<Measure> measures, Func<string, Measure, string, ObservedValue?> present)
    {
        var stream = new MemoryStream();
        ObservationTemplate.Write(stream, new("Phiếu số liệu, xã Thanh Đình", Period.OfYear(2024), new(2024, 11, 30), units, [.. measures.Select((measure, i) => new TemplateMeasure($"{(i / 3) + 1}. Nhóm", measure))], present)
        {
            FurtherSplits = measure => measure.Items.Count > 0 ? ["Hội Người cao tuổi"] : [],
        });
        stream.Position = 0;
        return stream;
    }

    private static TrialRun Back(MemoryStream stream, IReadOnlyList<Unit> units)
    {
        var workbook = WorkbookReader.Read(stream, "mau.xlsx");
        return TrialRun.Of(workbook, ColumnProposal.For(workbook, Measures, units), Measures, units, Measures.All);
    }

    [Fact]
    public void It_is_a_workbook_excel_accepts()
    {
        using var document = SpreadsheetDocument.Open(Write(Khu, Measures.All, (_, _, _) => null), false);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Empty_it_brings_nothing_and_lacks_nothing()
    {
        var run = Back(Write(Khu, Measures.All, (_, _, _) => null), Khu);

        Assert.True(run.Ready);
        Assert.Empty(run.Observations);
        Assert.Empty(run.Lacking);
        Assert.Empty(run.Unmapped);
        Assert.Equal(new DateOnly(2024, 11, 30), run.AsOf);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Export_then_import_changes_nothing(int seed)
    {
        var random = new RandomValues(seed);
        var units = Khu.Where((_, i) => i == 0 || random.Chance(0.6)).ToList();
        var measures = Measures.All.Where((measure, i) => measure.AtMost is null && (i == 0 || random.Chance(0.7))).ToList();
        var known = new Dictionary<(string, Measure, string), ObservedValue>();
        foreach (var unit in units)
            foreach (var measure in measures)
                foreach (var split in ObservationRules.KnownSplits(measure).Append("Hội Người cao tuổi").Prepend(""))
                    if ((measure.Split is null || split.Length == 0) && ObservationRules.FindSplit(measure, split) == split && random.Chance(0.7) && random.Value(measure, split) is { } value) known[(unit.Code, measure, split)] = value;

        var run = Back(Write(units, measures, (unit, measure, split) => known.GetValueOrDefault((unit, measure, split))), units);

        Assert.Empty(run.Questions);
        Assert.Empty(run.Refusals.Select(refusal => refusal.Text));
        Assert.Equivalent(
            known.Select(pair => (pair.Key.Item1, pair.Key.Item2.Code, pair.Key.Item3, pair.Value)).OrderBy(line => line.ToString()),
            run.Observations.Select(seen => (seen.Unit, seen.Measure.Code, seen.Split, seen.Value)).OrderBy(line => line.ToString()));
        Assert.Equal(known.Count, run.Observations.Count);
        Assert.All(run.Observations, seen => Assert.Equal(known[(seen.Unit, seen.Measure, seen.Split)], seen.Value));
        Assert.Empty(run.ChangedFrom((unit, measure, split, form) => known.GetValueOrDefault((unit, measure, split)) is { } value && value.FormFor(measure) == form ? value : null).Observations);
    }

    [Fact]
    public void A_changed_cell_alone_is_a_change()
    {
        var run = Back(Write(Khu, [Measures["tong-so-ho"], Measures["wifi"]], (unit, measure, _) => measure.Code == "wifi" ? new ObservedValue.Answer(true) : new ObservedValue.Number(182)), Khu);

        var changed = run.ChangedFrom((unit, measure, _, _) => measure.Code == "wifi" ? new ObservedValue.Answer(unit != "thanh-dinh.khu-2") : new ObservedValue.Number(182));
        Assert.Equal(("thanh-dinh.khu-2", "wifi"), (changed.Observations.Single().Unit, changed.Observations.Single().Measure.Code));
    }

    [Fact]
    public void One_unit_and_one_measure_are_enough() =>
        Assert.Equal(new ObservedValue.Number(182), Assert.Single(Back(Write([Khu[0]], [Measures["tong-so-ho"]], (_, _, _) => new ObservedValue.Number(182)), [Khu[0]]).Observations).Value);
}
