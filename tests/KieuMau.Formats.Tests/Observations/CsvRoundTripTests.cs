using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;
using KieuMau.Formats.Units;

namespace KieuMau.Formats.Tests.Observations;

public sealed class CsvRoundTripTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Observations_written_read_back_the_same(int seed)
    {
        var random = new RandomValues(seed);
        var measures = SomeMeasures.Dictionary();
        var facts = new List<(string Unit, Fact Fact)>();
        foreach (var measure in measures.All.Where(measure => measure.AtMost is null && measure.Split is null))
            foreach (var split in ObservationRules.KnownSplits(measure).Prepend(""))
                if (random.Value(measure, split) is { } value) facts.Add(("k1", new(measure, Period.Parse("2024-Q4"), split, value, new(2024, 11, 30), default, random.Chance(0.5) ? "" : "ghi chú, \"a\"\nb", Origin: "CSV")));

        var text = new StringWriter();
        ObservationsCsv.Write(text, facts);
        var read = ObservationsCsv.Read(new StringReader(text.ToString()), "x.csv", measures).OrRefuse();

        Assert.Equal(facts.Select(pair => (pair.Unit, pair.Fact.Measure.Code, pair.Fact.Split, pair.Fact.Value, pair.Fact.AsOf)), read.Select(line => (line.Unit, line.Fact.Measure.Code, line.Fact.Split, line.Fact.Value, line.Fact.AsOf)));
        Assert.All(facts.Zip(read), pair => Assert.True(pair.First.Fact.Note == pair.Second.Fact.Note || pair.First.Fact is { Note: "", Value: ObservedValue.NotApplicable }));
    }

    [Fact]
    public void Units_and_titles_written_read_back_the_same()
    {
        Unit[] units =
        [
            new("p", "Tỉnh \"P\", mới", "tỉnh", null, DateOnly.MinValue, null, new Dictionary<string, string> { ["vùng"] = "TDMNPB", ["nhóm xã"] = "2" }, []),
            new("x", "Xã X", "xã", "p", new(2020, 1, 1), new DateOnly(2025, 6, 30), new Dictionary<string, string>(), ["y", "z"]),
        ];
        Title[] titles = [new("x", "Danh hiệu, một", "12/QĐ", new(2024, 1, 1), null, new DateOnly(2024, 6, 1))];

        var text = new StringWriter();
        UnitsCsv.Write(text, units);
        var written = new StringWriter();
        TitlesCsv.Write(written, titles);

        var read = UnitsCsv.Read(new StringReader(text.ToString()), "u.csv").OrRefuse();
        Assert.Equal(units.Select(unit => unit with { Attributes = null!, Successors = null! }), read.Select(unit => unit with { Attributes = null!, Successors = null! }));
        Assert.Equal(units.Select(unit => (IEnumerable<KeyValuePair<string, string>>)unit.Attributes), read.Select(unit => (IEnumerable<KeyValuePair<string, string>>)unit.Attributes));
        Assert.Equal(units.Select(unit => unit.Successors), read.Select(unit => unit.Successors));
        Assert.Equal(titles, TitlesCsv.Read(new StringReader(written.ToString()), "t.csv").OrRefuse());
    }
}
