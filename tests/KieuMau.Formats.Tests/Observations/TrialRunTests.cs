using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

public sealed class TrialRunTests
{
    private static readonly MeasureDictionary Measures = SomeMeasures.Dictionary();
    private static readonly Unit[] Khu = [.. Enumerable.Range(1, 4).Select(number => new Unit($"k{number}", $"Khu {number}", "khu", null, DateOnly.MinValue, null, new Dictionary<string, string>(), []))];

    private static (Workbook Workbook, ColumnMapping Mapping) Propose(SmallWorkbook made)
    {
        var workbook = WorkbookReader.Read(made.ToStream(), "a.xlsx");
        return (workbook, ColumnProposal.For(workbook, Measures, Khu));
    }

    private static TrialRun Try(SmallWorkbook made)
    {
        var (workbook, mapping) = Propose(made);
        return TrialRun.Of(workbook, mapping, Measures, Khu, []);
    }

    /// <summary>One cell of khu 1 under one head.</summary>
    private static TrialRun Cell(string head, object value, int style = 0) =>
        Try(new SmallWorkbook().Row(1, "Khu dân cư", head).Row(2, "Khu 1").Cell(2, 2, value, style));

    private static ObservedValue Value(TrialRun run) => Assert.Single(run.Observations).Value;

    [Fact]
    public void The_number_format_counts()
    {
        Assert.Equal(new ObservedValue.Share(97.1m), Value(Cell("Người có thẻ BHYT", 0.971m, style: 1)));
        Assert.Equal(new ObservedValue.Share(97.14m), Value(Cell("Người có thẻ BHYT", 0.9714m, style: 2)));
        Assert.Equal(new ObservedValue.Number(97.1m), Value(Cell("Tỷ lệ hài lòng", 0.97099999999999997, style: 2)));
        Assert.Equal(new ObservedValue.Number(12), Value(Cell("Tổng số hộ", 12, style: 4)));
    }

    [Fact]
    public void A_date_in_a_count_is_refused_with_its_address()
    {
        var refusal = Assert.Single(Cell("Tổng số hộ", 45000, style: 3).Refusals);

        Assert.Equal(("B2", "15/03/2023"), (refusal.Cell, refusal.Raw));
    }

    [Fact]
    public void A_share_of_one_without_percent_is_asked()
    {
        Assert.Equal(["97,1\u00a0%", "0,971\u00a0%"], Assert.Single(Cell("Người có thẻ BHYT (%)", 0.971m).Questions).Readings.Select(reading => reading.Spoken));
        Assert.Equal(new ObservedValue.Share(97.1m), Value(Cell("Người có thẻ BHYT (%)", 97.1m)));
        Assert.Equal(new ObservedValue.Share(97.1m), Value(Cell("Người có thẻ BHYT (%)", "97,1")));
    }

    [Fact]
    public void Booleans_answer_and_errors_do_not()
    {
        Assert.Equal(new ObservedValue.Answer(true), Value(Cell("Wifi miễn phí", true)));
        Assert.Contains("#REF!", Assert.Single(Try(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ").Row(2, "Khu 1").Error(2, 2, "#REF!")).Refusals).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6.905", "Dân số", 0)]
    [InlineData("6.905", "km đường", 2)]
    [InlineData("12.8", "km đường", 2)]
    [InlineData("12.8%", "Người có thẻ BHYT", 1)]
    [InlineData("1.250,5", "km đường", 0)]
    [InlineData("-", "Tổng số hộ", 2)]
    [InlineData("-", "Wifi miễn phí", 2)]
    [InlineData("1", "Wifi miễn phí", 2)]
    public void Doubtful_text_is_asked_and_clear_text_is_not(string text, string head, int readings)
    {
        var run = Cell(head, text);

        Assert.Empty(run.Refusals);
        Assert.Equal(readings, run.Questions.Sum(question => question.Readings.Count));
    }

    [Fact]
    public void Every_button_gives_what_it_says()
    {
        var (workbook, mapping) = Propose(new SmallWorkbook().Row(1, "Khu", "km đường", "Tổng số hộ").Row(2, "Khu 1", "12.8", "-"));
        foreach (var question in TrialRun.Of(workbook, mapping, Measures, Khu, []).Questions)
        {
            foreach (var reading in question.Readings)
            {
                var run = TrialRun.Of(workbook, mapping.Answered(question, reading.Answer), Measures, Khu, []);
                Assert.DoesNotContain(run.Questions, open => open.Cell == question.Cell);
                Assert.Equal(reading.Answer.Length == 0 ? null : reading.Spoken, run.Observations.SingleOrDefault(seen => seen.Cell == question.Cell)?.Value.Spoken(question.Measure!));
            }
        }
    }

    [Fact]
    public void An_answer_holds_only_while_the_cell_says_the_same()
    {
        var made = new SmallWorkbook().Row(1, "Khu", "km đường").Row(2, "Khu 1", "12.8");
        var (workbook, mapping) = Propose(made);
        var answered = mapping.Answered(TrialRun.Of(workbook, mapping, Measures, Khu, []).Questions[0], "12,8");

        Assert.True(TrialRun.Of(workbook, answered, Measures, Khu, []).Ready);
        var changed = TrialRun.Of(WorkbookReader.Read(made.Cell(2, 2, "12.9").ToStream(), "b.xlsx"), answered, Measures, Khu, []);
        Assert.Single(changed.Questions);
        Assert.Contains(changed.Notes, note => note.Contains("B2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_cell_may_be_answered_too()
    {
        var (workbook, mapping) = Propose(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ").Row(2, "Khu 1", "khoảng 180"));
        var refusal = Assert.Single(TrialRun.Of(workbook, mapping, Measures, Khu, []).Refusals);

        Assert.StartsWith("Khu 1, tổng số hộ: khoảng 180 chưa được lưu.", refusal.Text, StringComparison.Ordinal);
        Assert.Equal(new ObservedValue.Number(182), Value(TrialRun.Of(workbook, mapping.Answered(refusal.Cell, refusal.Raw, "182"), Measures, Khu, [])));
    }

    [Fact]
    public void A_part_larger_than_its_whole_is_refused_at_its_cell()
    {
        var run = Try(new SmallWorkbook().Row(1, "Khu", "Tổng số nhà ở", "Nhà ở đạt tiêu chuẩn").Row(2, "Khu 1", 215, 215).Row(3, "Khu 4", 215, 219));

        Assert.Equal("C3", Assert.Single(run.Refusals).Cell);
    }

    [Fact]
    public void A_row_of_no_known_unit_is_asked()
    {
        var (workbook, mapping) = Propose(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ", "Dân số", "km đường").Row(2, "Khu 1", 182, 698, 2).Row(3, "Khu Đồng Trại", 10, 40, 1).Row(4, "Ghi chú: số liệu tạm"));
        var question = Assert.Single(TrialRun.Of(workbook, mapping, Measures, Khu, []).Questions);

        Assert.Equal("A3", question.Cell);
        Assert.Equal(["Khu 2", "Khu 3", "Khu 4", "Bỏ dòng này"], question.Readings.Select(reading => reading.Spoken));
        Assert.Equal(2, TrialRun.Of(workbook, mapping.Answered(question, "k2"), Measures, Khu, []).Observations.Select(seen => seen.Unit).Distinct().Count());
        Assert.True(TrialRun.Of(workbook, mapping.Answered(question, ""), Measures, Khu, []).Ready);
    }

    [Fact]
    public void One_unit_twice_is_refused() =>
        Assert.Equal("A3", Assert.Single(Try(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ").Row(2, "Khu 1", 182).Row(3, "Khu số 01", 183)).Refusals).Cell);

    [Fact]
    public void Measures_may_stand_in_rows_and_units_in_columns()
    {
        var run = Try(new SmallWorkbook().Row(1, "Chỉ tiêu", "Khu 1", "Khu 2").Row(2, "Tổng số hộ", 182, 205).Row(3, "Wifi miễn phí", "x").Row(4, "km đường", "2,35", "12.8"));

        Assert.Equal(4, run.Observations.Count);
        Assert.Equal("C4", Assert.Single(run.Questions).Cell);
        Assert.Contains(run.Observations, seen => seen is { Unit: "k2", Measure.Code: "tong-so-ho", Cell: "C2" });
    }

    [Fact]
    public void Splits_are_found_under_their_group()
    {
        var run = Try(new SmallWorkbook().Row(1, "Khu", "Dân số").Row(2, null, "Chung", "Nam", "Nữ").Merge("A1:A2").Merge("B1:D1").Row(3, "Khu 1", 100, 48, 52));

        Assert.Equal(["nam", "nữ"], run.Observations.Select(seen => seen.Split).Where(split => split.Length > 0));
    }

    [Fact]
    public void A_total_that_differs_is_told()
    {
        var run = Try(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ").Row(2, "Khu 1", 182).Row(3, "Khu 2", 205).Row(4, "Tổng cộng", 388));

        Assert.Contains("ghi 388, cộng 2 dòng được 387", Assert.Single(run.Notes), StringComparison.Ordinal);
        Assert.Equal(2, run.Observations.Count);
    }

    [Fact]
    public void Columns_nobody_knows_are_told_and_hurt_nothing()
    {
        var run = Try(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ", "Số trâu bò").Row(2, "Khu 1", 182, 40));

        Assert.Equal("Số trâu bò", Assert.Single(run.Unmapped).Head);
        Assert.True(run.Ready);
    }

    [Fact]
    public void Heads_are_known_though_written_a_little_differently()
    {
        var (_, mapping) = Propose(new SmallWorkbook().Row(1, "Khu", "2. Tổng số hộ (hộ)", "Số km đường", "Wifi miễn phi").Row(2, "Khu 1", 182, "2,3", "x"));

        Assert.Equal(["tong-so-ho", "km-duong", "wifi"], mapping.Columns.Where(column => column.Use == ColumnUse.Measure).Select(column => column.Measure));
        Assert.Equal([MatchQuality.Exact, MatchQuality.Near, MatchQuality.Near], mapping.Columns.Where(column => column.Use == ColumnUse.Measure).Select(column => column.Match));
    }

    [Fact]
    public void Words_a_person_explains_are_understood()
    {
        var (workbook, mapping) = Propose(new SmallWorkbook().Row(1, "Khu", "Xếp loại chi bộ", "Wifi miễn phí").Row(2, "Khu 1", "XS", "o"));
        Assert.Equal(2, TrialRun.Of(workbook, mapping, Measures, Khu, []).Refusals.Count);

        var said = mapping
            .WithColumn(mapping.Find("B")! with { Words = new Dictionary<string, string> { ["XS"] = "Hoàn thành xuất sắc nhiệm vụ" } })
            .WithColumn(mapping.Find("C")! with { Words = new Dictionary<string, string> { ["o"] = "không" } });
        Assert.Equal([new ObservedValue.Level(3), new ObservedValue.Answer(false)], TrialRun.Of(workbook, said, Measures, Khu, []).Observations.Select(seen => seen.Value));
    }

    [Fact]
    public void A_sheet_without_units_is_refused() =>
        Assert.Contains("tên đơn vị", Assert.Throws<FileRefusedException>(() => Propose(new SmallWorkbook().Row(1, "a", "b").Row(2, 1, 2))).Problems[0].Message, StringComparison.Ordinal);

    [Fact]
    public void A_mapping_file_with_an_error_is_refused_where_it_is() =>
        Assert.Equal(2, Assert.Single(Assert.Throws<FileRefusedException>(() => ColumnMapping.FromJson("{\n \"sheets\": 1 }", "m.json")).Problems).Line);

    [Fact]
    public void A_mapping_naming_a_measure_no_longer_known_is_refused()
    {
        var (workbook, mapping) = Propose(new SmallWorkbook().Row(1, "Khu", "Tổng số hộ").Row(2, "Khu 1", 182));

        Assert.Throws<FileRefusedException>(() => TrialRun.Of(workbook, mapping.WithColumn(mapping.Find("B")! with { Measure = "cũ" }), Measures, Khu, []));
    }
}
