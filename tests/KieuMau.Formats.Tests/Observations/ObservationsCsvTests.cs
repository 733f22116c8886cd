using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

public sealed class ObservationsCsvTests
{
    private static readonly MeasureDictionary Measures = SomeMeasures.Dictionary();
    private static readonly UnitTree Units = new([new("k4", "Khu 4", "khu", null, DateOnly.MinValue, null, new Dictionary<string, string>(), [])]);

    private static FileReading<ReadObservation> Read(string rows, string head = "unit,period,measure,value,as_of,split,note") =>
        ObservationsCsv.Read(new StringReader(head + "\n" + rows), "obs.csv", Measures, Units);

    private static Fact Fact(string row) => Assert.Single(Read(row).OrRefuse()).Fact;

    private static string Refused(string rows) => Assert.Single(Read(rows).Problems).Message;

    [Theory]
    [InlineData("2024", "2024-12-31")]
    [InlineData("2024-H1", "2024-06-30")]
    [InlineData("2024-Q4", "2024-12-31")]
    [InlineData("2024-11", "2024-11-30")]
    public void An_empty_date_is_the_last_day_of_the_period(string period, string asOf) =>
        Assert.Equal(asOf, Fact($"k4,{period},tong-so-ho,37,,,").AsOf.ToString("yyyy-MM-dd", null));

    [Fact]
    public void A_stated_date_holds() => Assert.Equal(new DateOnly(2024, 11, 30), Fact("k4,2024,tong-so-ho,37,2024-11-30,,").AsOf);

    [Fact]
    public void A_measure_is_found_by_name_too() => Assert.Equal("tong-so-ho", Fact("k4,2024,Tổng số hộ,37,,,").Measure.Code);

    public static TheoryData<string, string, ObservedValue> Values => new()
    {
        { "tong-so-ho", "0", new ObservedValue.Number(0) },
        { "km-duong", "1250.505", new ObservedValue.Number(1250.505m) },
        { "nguoi-co-bhyt", "97.1%", new ObservedValue.Share(97.1m) },
        { "nguoi-co-bhyt", "100%", new ObservedValue.Share(100) },
        { "ty-le", "97.1%", new ObservedValue.Number(97.1m) },
        { "ty-le", "97.1", new ObservedValue.Number(97.1m) },
        { "doan-duong-da-giao", "yes", new ObservedValue.Answer(true) },
        { "diem-vui-choi", "no", new ObservedValue.Answer(false) },
        { "wifi", "yes", new ObservedValue.Answer(true) },
        { "wifi", "không", new ObservedValue.Answer(false) },
        { "xep-loai-chi-bo", "HTXSNV", new ObservedValue.Level(3) },
        { "xep-loai-chi-bo", "hoàn thành tốt nhiệm vụ", new ObservedValue.Level(2) },
        { "dich-vu", "\"y tế;phòng, chống cháy\"", new ObservedValue.Chosen(["y tế", "phòng, chống cháy"]) },
        { "mo-hinh", "yes", new ObservedValue.Answer(true) },
        { "wifi", "n/a: chưa có nhà", new ObservedValue.NotApplicable("chưa có nhà") },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_every_kind_is_read(string measure, string text, ObservedValue expected) =>
        Assert.Equal(expected, Fact($"k4,2024,{measure},{text},,,").Value);

    [Fact]
    public void Not_applicable_takes_its_reason_from_the_note()
    {
        Assert.Equal(new ObservedValue.NotApplicable("không có nghĩa trang"), Fact("k4,2024,wifi,n/a,,,không có nghĩa trang").Value);
        Assert.Contains("cột note", Refused("k4,2024,wifi,n/a,,,"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_value_gives_no_fact() => Assert.Empty(Read("k4,2024,tong-so-ho,,,,chưa đếm").OrRefuse());

    [Fact]
    public void Optional_columns_may_be_missing() =>
        Assert.Equal(new ObservedValue.Number(37), Assert.Single(Read("37,k4,tong-so-ho,2024", "value,unit,measure,period").OrRefuse()).Fact.Value);

    [Theory]
    [InlineData("dan-so", "nữ", "700", "nữ")]
    [InlineData("xep-loai-doan-the", "hội phụ nữ", "HTT", "Hội Phụ nữ")]
    [InlineData("xep-loai-doan-the", "Hội Người cao tuổi", "HTT", "Hội Người cao tuổi")]
    [InlineData("mo-hinh", "hiệu quả", "yes", "hiệu quả")]
    [InlineData("diem-1", "phúc tra", "8.5", "phúc tra")]
    public void A_split_is_read(string measure, string split, string value, string expected) =>
        Assert.Equal(expected, Fact($"k4,2024,{measure},{value},,{split},").Split);

    [Fact]
    public void Facets_in_one_line_become_an_answer_each() =>
        Assert.Equal(
            [("thường xuyên", new ObservedValue.Answer(false)), ("hiệu quả", new ObservedValue.Answer(true))],
            Read("k4,2024,mo-hinh,hiệu quả,,,").OrRefuse().Select(read => (read.Fact.Split, (ObservedValue)read.Fact.Value)));

    [Theory]
    [InlineData("k5,2024,tong-so-ho,37,,,", "Không có đơn vị “k5”. Có phải “k4”?")]
    [InlineData(",2024,tong-so-ho,37,,,", "Cột unit để trống")]
    [InlineData("k4,2024-Q5,tong-so-ho,37,,,", "không phải là kỳ")]
    [InlineData("k4,2024,tổng số hô,37,,,", "Có phải “tổng số hộ”?")]
    [InlineData("k4,2024,tong-so-ho,37,30/11/2024,,", "không phải ngày")]
    [InlineData("k4,2024,tong-so-ho,-1,,,", "không được âm")]
    [InlineData("k4,2024,tong-so-ho,1.5,,,", "số nguyên")]
    [InlineData("k4,2024,tong-so-ho,\"1,250\",,,", "dấu chấm thập phân")]
    [InlineData("k4,2024,tong-so-ho,1e3,,,", "Không đọc được")]
    [InlineData("k4,2024,tong-so-ho,97%,,,", "không nhận tỷ lệ")]
    [InlineData("k4,2024,tong-so-ho,yes,,,", "nhận số nguyên")]
    [InlineData("k4,2024,tong-so-ho,9999999999999999,,,", "quá lớn")]
    [InlineData("k4,2024,tong-so-ho,99999999999999999999999999999999,,,", "Không đọc được")]
    [InlineData("k4,2024,nguoi-co-bhyt,100.1%,,,", "không quá 100")]
    [InlineData("k4,2024,ty-le,100.1,,,", "không quá 100")]
    [InlineData("k4,2024,wifi,12,,,", "nhận “có” hoặc “không”")]
    [InlineData("k4,2024,wifi,1,,,", "Viết yes hoặc no")]
    [InlineData("k4,2024,xep-loai-chi-bo,Giỏi,,,", "Không có “Giỏi” trong danh sách")]
    [InlineData("k4,2024,dich-vu,y tế;chợ,,,", "Không có “chợ”")]
    [InlineData("k4,2024,dan-so,700,,trẻ em,", "Dùng một trong: nam; nữ")]
    [InlineData("k4,2024,tong-so-ho,700,,nam,", "không tách nhỏ")]
    [InlineData("k4,2024,tong-so-ho,37,,,\nk4,2024,tổng số hộ,38,,,", "dòng 2 ghi 37\u00a0hộ, dòng này ghi 38\u00a0hộ, cùng tính đến 31/12/2024")]
    public void What_cannot_be_is_refused_with_its_reason(string rows, string said) => Assert.Contains(said, Refused(rows), StringComparison.Ordinal);

    [Fact]
    public void A_part_larger_than_its_whole_is_refused_where_it_stands()
    {
        var problem = Assert.Single(Read("k4,2024,nha-o-dat-chuan,219,,,\nk4,2024,tong-so-nha-o,215,,,").Problems);

        Assert.Equal((2, 4), (problem.Line, problem.Column));
        Assert.Equal("Khu 4, nhà ở đạt tiêu chuẩn: 219\u00a0nhà chưa được lưu. Số này lớn hơn tổng số nhà ở (215). Sửa số này hoặc sửa tổng số nhà ở.", problem.Message);
    }

    [Fact]
    public void A_part_is_held_against_the_whole_known_at_its_date() =>
        Assert.Empty(Read("k4,2024,nha-o-dat-chuan,219,,,\nk4,2024,tong-so-nha-o,215,2024-06-30,,\nk4,2024,tong-so-nha-o,220,2024-12-31,,").Problems);

    [Fact]
    public void Identical_lines_count_once() => Assert.Single(Read("k4,2024,tong-so-ho,37,,,\nk4,2024,tong-so-ho,37.0,2024-12-31,,\n").OrRefuse());

    [Fact]
    public void Different_dates_splits_and_forms_stand_side_by_side() =>
        Assert.Equal(4, Read("k4,2024,nguoi-co-bhyt,37,,,\nk4,2024,nguoi-co-bhyt,38,2024-11-30,,\nk4,2024,nguoi-co-bhyt,20,,nam,\nk4,2024,nguoi-co-bhyt,95%,,,\n").OrRefuse().Count);

    [Fact]
    public void All_errors_are_told_at_once_and_in_order() =>
        Assert.Equal([(2, 1), (2, 2), (2, 3), (3, 4)], Read("k9,20x4,lạ hoắc,1,,,\nk4,2024,tong-so-ho,-1,,,").Problems.Select(problem => (problem.Line, problem.Column)));

    [Fact]
    public void Composed_and_decomposed_letters_are_one() =>
        Assert.Equal("tong-so-ho", Fact("k4,2024,tổng số hộ,37,,,".Normalize(System.Text.NormalizationForm.FormD)).Measure.Code);
}

public sealed class TitlesCsvTests
{
    private const string Head = "unit,title,decision,valid_from,valid_to,revoked_on\n";

    [Fact]
    public void A_line_becomes_a_title()
    {
        var title = Assert.Single(TitlesCsv.Read(new StringReader(Head + "k4,An toàn về an ninh trật tự,12/QĐ,2024-01-01,2024-12-31,2024-06-01\n"), "t.csv").OrRefuse());

        Assert.Equal(new("k4", "An toàn về an ninh trật tự", "12/QĐ", new(2024, 1, 1), new DateOnly(2024, 12, 31), new DateOnly(2024, 6, 1)), title);
    }

    [Theory]
    [InlineData("k4,,12/QĐ,2024-01-01,,\n", "title để trống")]
    [InlineData("k4,A,12/QĐ,,,\n", "valid_from để trống")]
    [InlineData("k4,A,12/QĐ,2024-01-02,2024-01-01,\n", "đứng trước")]
    [InlineData("k9,A,12/QĐ,2024-01-02,,\n", "Không có đơn vị “k9”")]
    public void A_bad_line_says_what_is_wrong(string row, string said)
    {
        var units = new UnitTree([new("k4", "Khu 4", "khu", null, DateOnly.MinValue, null, new Dictionary<string, string>(), [])]);

        Assert.Contains(said, Assert.Single(TitlesCsv.Read(new StringReader(Head + row), "t.csv", units).Problems).Message, StringComparison.Ordinal);
    }
}
