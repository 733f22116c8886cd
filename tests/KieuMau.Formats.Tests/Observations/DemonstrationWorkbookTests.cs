using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

/// <summary>The workbook of xã Thanh Đình 2024 as the office made it, with the dictionary that ships.</summary>
public sealed class DemonstrationWorkbookTests
{
    private static readonly MeasureDictionary Measures = CriteriaFiles.Load([Path.Combine(Root(), "criteria", "so-do")]).Library.Measures;
    private static readonly Unit[] Khu = [.. Enumerable.Range(1, 10).Select(number => new Unit($"thanh-dinh.khu-{number}", $"Khu {number}", "khu", "thanh-dinh", DateOnly.MinValue, null, new Dictionary<string, string>(), []))];
    private static readonly Workbook Workbook = Open();
    private static readonly ColumnMapping Proposed = ColumnProposal.For(Workbook, Measures, Khu);

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KieuMau.slnx"))) folder = folder.Parent;
        return folder!.FullName;
    }

    private static Workbook Open()
    {
        using var file = File.OpenRead(Path.Combine(Root(), "demo", "tong-hop-kdc-2024.xlsx"));
        return WorkbookReader.Read(file, "tong-hop-kdc-2024.xlsx");
    }

    private static TrialRun Try(ColumnMapping mapping) => TrialRun.Of(Workbook, mapping, Measures, Khu, [Measures["wifi-mien-phi"], Measures["trang-thiet-bi-khac"], Measures["mo-hinh-pccc-khu"]]);

    private static ObservedValue? Value(TrialRun run, int khu, string measure) =>
        run.Observations.SingleOrDefault(seen => seen.Unit == $"thanh-dinh.khu-{khu}" && seen.Measure.Code == Measures[measure].Code)?.Value;

    [Fact]
    public void Every_column_of_numbers_finds_its_measure()
    {
        Assert.DoesNotContain(Proposed.Columns, column => column.Use == ColumnUse.Undecided);
        Assert.Equal(52, Proposed.Columns.Count(column => column.Use == ColumnUse.Measure));
        Assert.All(Proposed.Columns.Where(column => column.Use == ColumnUse.Measure), column => Assert.Equal(MatchQuality.Exact, column.Match));
        Assert.Equal((ColumnUse.Ignored, ColumnUse.Unit, ColumnUse.Note), (Proposed.Find("A")!.Use, Proposed.Find("B")!.Use, Proposed.Find("BC")!.Use));
    }

    [Fact]
    public void The_date_and_the_year_are_found_in_the_title() => Assert.Equal((new DateOnly(2024, 11, 30), "2024"), (Proposed.AsOf, Proposed.Period));

    [Fact]
    public void One_question_is_open_and_nothing_is_refused()
    {
        var run = Try(Proposed);

        var question = Assert.Single(run.Questions);
        Assert.Equal(("AJ19", "12.8%", "thanh-dinh.khu-10"), (question.Cell, question.Raw, question.Unit!.Code));
        Assert.Equal([new("12,8\u00a0%", "12,8\u00a0%")], question.Readings);
        Assert.Empty(run.Refusals);
        Assert.False(run.Ready);
    }

    [Fact]
    public void Answered_on_the_page_it_is_ready_and_the_answer_is_kept()
    {
        var question = Try(Proposed).Questions[0];
        var kept = ColumnMapping.FromJson(Proposed.Answered(question, question.Readings[0].Answer).ToJson(), "mapping.json");
        var run = Try(kept);

        Assert.True(run.Ready);
        Assert.Equal(new ObservedValue.Share(12.8m), Value(run, 10, "tre-thap-coi"));
    }

    [Fact]
    public void Cells_mean_what_their_measure_asks()
    {
        var run = Try(Proposed);

        Assert.Equal(new ObservedValue.Number(640), Value(run, 3, "dan-so"));
        Assert.Equal(new ObservedValue.Number(2.35m), Value(run, 1, "km-truc-xom"));
        Assert.Equal(new ObservedValue.Answer(true), Value(run, 1, "doan-duong-da-giao"));
        Assert.Equal(new ObservedValue.Share(97.1m), Value(run, 1, "nguoi-co-bhyt"));
        Assert.Equal(new ObservedValue.Level(3), Value(run, 1, "xep-loai-chi-bo"));
        Assert.Equal(new ObservedValue.Level(1), Value(run, 4, "xep-loai-doan-the"));
        Assert.Equal(new ObservedValue.Number(3), Value(run, 1, "ho-ngheo-can-ngheo-duoc-tru"));
        Assert.Equal(new ObservedValue.Number(63.5m), Value(run, 1, "thu-nhap-khu"));
        Assert.Equal(new ObservedValue.Answer(false), Value(run, 4, "khu-an-toan-antt"));
        Assert.Equal(new ObservedValue.Number(0), Value(run, 1, "nha-tam-dot-nat"));
    }

    [Fact]
    public void Empty_cells_bring_nothing_unless_a_person_says_what_they_mean()
    {
        Assert.Null(Value(Try(Proposed), 2, "wifi-mien-phi"));

        var said = Proposed.WithColumn(Proposed.Columns.Single(column => column.Measure == "wifi-mien-phi") with { Empty = EmptyCell.No });
        Assert.Equal(new ObservedValue.Answer(false), Value(Try(said), 2, "wifi-mien-phi"));
    }

    [Fact]
    public void The_total_row_is_compared_and_not_brought_in()
    {
        var run = Try(Proposed);

        Assert.Contains(run.Notes, note => note.Contains("1.788 (tổng số hộ), 6.905 (dân số) khớp", StringComparison.Ordinal));
        Assert.Equal(10, run.Observations.Select(seen => seen.Unit).Distinct().Count());
    }

    [Fact]
    public void What_the_set_asks_and_the_workbook_lacks_is_told() =>
        Assert.Equal(["trang-thiet-bi-khac", "mo-hinh-pccc-khu"], Try(Proposed).Lacking.Select(measure => measure.Code));

    [Fact]
    public void Notes_of_the_row_stay_with_its_numbers() =>
        Assert.Equal("Thiếu wifi NVH", Try(Proposed).Observations.First(seen => seen.Unit == "thanh-dinh.khu-2").Note);

    [Fact]
    public void Facts_speak_for_the_date_in_the_title_unless_another_is_said()
    {
        var run = Try(Proposed);

        Assert.All(run.ToFacts(Period.OfYear(2024), null, default), pair => Assert.Equal(new DateOnly(2024, 11, 30), pair.Fact.AsOf));
        Assert.All(run.ToFacts(Period.OfYear(2024), new(2024, 12, 31), default), pair => Assert.Equal(new DateOnly(2024, 12, 31), pair.Fact.AsOf));
    }

    [Fact]
    public void A_mapping_of_other_heads_is_refused() =>
        Assert.Contains("Tên cột", Assert.Throws<FileRefusedException>(() => Try(Proposed with { Fingerprint = "khác" })).Problems[0].Message, StringComparison.Ordinal);
}
