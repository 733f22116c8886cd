using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Domain.Tests.Observations;

public sealed class TypedValueTests
{
    private static ObservedValue Value(string text, Measure measure, string split = "") =>
        Assert.IsType<TypedReading.One>(TypedValue.Read(text, measure, split)).Value;

    private static Refusal Refusal(string text, Measure measure, string split = "") =>
        Assert.IsType<TypedReading.Refused>(TypedValue.Read(text, measure, split)).Refusal;

    [Theory]
    [InlineData("95,5", "95.5")]
    [InlineData("1.250,5", "1250.5")]
    [InlineData(" 2,35 km", "2.35")]
    [InlineData("1 250,5", "1250.5")]
    public void A_decimal_comma_is_read(string text, string expected) =>
        Assert.Equal(new ObservedValue.Number(NumberText.ReadInvariant(expected)!.Value), Value(text, SomeMeasures.Roads));

    [Fact]
    public void A_dot_before_three_digits_marks_thousands_where_there_are_no_decimals() =>
        Assert.Equal(new ObservedValue.Number(6905), Value("6.905", SomeMeasures.People));

    [Theory]
    [InlineData("6.905", 2)]
    [InlineData("12.8", 2)]
    public void A_dot_is_asked_where_decimals_may_stand(string text, int readings) =>
        Assert.Equal(readings, Assert.IsType<TypedReading.Doubtful>(TypedValue.Read(text, SomeMeasures.Roads)).Readings.Count);

    [Fact]
    public void Readings_that_cannot_stand_are_not_offered()
    {
        var asked = Assert.IsType<TypedReading.Doubtful>(TypedValue.Read("12.8%", SomeMeasures.Insured));

        Assert.Equal([new ObservedValue.Share(12.8m)], asked.Readings);
    }

    [Theory]
    [InlineData("97,1 %")]
    [InlineData("97,1%")]
    [InlineData("97,1\u00a0%")]
    public void A_percentage_alone_is_a_share_where_the_measure_allows_it(string text)
    {
        Assert.Equal(new ObservedValue.Share(97.1m), Value(text, SomeMeasures.Insured));
        Assert.Equal(new ObservedValue.Number(97.1m), Value(text, SomeMeasures.Percentage));
        Assert.Equal("observations.share-not-asked", Refusal(text, SomeMeasures.Households).Code);
    }

    [Theory]
    [InlineData("có", true)]
    [InlineData("x", true)]
    [InlineData("X", true)]
    [InlineData("Đ", true)]
    [InlineData("Đạt", true)]
    [InlineData("Chưa", false)]
    [InlineData("chưa đạt", false)]
    [InlineData("không", false)]
    public void Marks_and_words_are_yes_or_no(string text, bool yes)
    {
        Assert.Equal(new ObservedValue.Answer(yes), Value(text, SomeMeasures.Wifi));
        Assert.Equal(new ObservedValue.Answer(yes), Value(text, SomeMeasures.Segments));
        Assert.Equal(new ObservedValue.Answer(yes), Value(text, SomeMeasures.Playgrounds));
    }

    [Fact]
    public void A_plain_count_is_not_answered_with_a_mark() =>
        Assert.Equal("observations.wrong-kind", Refusal("x", SomeMeasures.Households).Code);

    [Theory]
    [InlineData("HTXSNV", 3)]
    [InlineData("htt", 2)]
    [InlineData("hoàn thành nhiệm vụ", 1)]
    public void A_level_is_read_by_word_or_abbreviation(string text, int rank) =>
        Assert.Equal(new ObservedValue.Level(rank), Value(text, SomeMeasures.Cell));

    [Fact]
    public void An_unknown_word_is_answered_with_the_nearest() =>
        Assert.Contains("Có phải “Hoàn thành tốt nhiệm vụ”?", Refusal("Hoàn thành tôt nhiệm vụ", SomeMeasures.Cell).Text, StringComparison.Ordinal);

    [Fact]
    public void Choices_are_separated_by_semicolons()
    {
        Assert.Equal(new ObservedValue.Chosen(["y tế", "phòng, chống cháy"]), Value("Y tế; phòng, chống cháy", SomeMeasures.Services));
        Assert.Equal("observations.unknown-word", Refusal("y tế; lạ", SomeMeasures.Services).Code);
        Assert.Equal(new ObservedValue.Chosen(["y tế", "cây xanh"]), Value("y tế; cây xanh", SomeMeasures.OpenServices));
    }

    [Fact]
    public void A_statement_is_answered_whole_by_its_facets_or_facet_by_facet()
    {
        Assert.Equal(new ObservedValue.Answer(true), Value("có", SomeMeasures.Group));
        Assert.Equal(new ObservedValue.Answer(false), Value("không", SomeMeasures.Group, "hiệu quả"));

        var some = Value("hiệu quả", SomeMeasures.Group);
        Assert.Equal(
            [("thường xuyên", new ObservedValue.Answer(false)), ("hiệu quả", new ObservedValue.Answer(true))],
            ObservationRules.Parts(SomeMeasures.Group, "", some));
    }

    [Fact]
    public void Not_applicable_needs_its_reason()
    {
        Assert.Equal(new ObservedValue.NotApplicable("không có nghĩa trang"), Value("n/a: không có nghĩa trang", SomeMeasures.Wifi));
        Assert.Equal("observations.reason-missing", Refusal("không áp dụng", SomeMeasures.Wifi).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u00a0")]
    public void Empty_is_no_data_and_never_zero(string text) => Assert.IsType<TypedReading.Empty>(TypedValue.Read(text, SomeMeasures.Households));

    [Theory]
    [InlineData("abc")]
    [InlineData("1,2,3")]
    [InlineData("1.25.0")]
    public void What_is_no_number_is_refused(string text) => Assert.Equal("observations.unreadable", Refusal(text, SomeMeasures.Households).Code);

    public static TheoryData<string, ObservedValue> Values => new()
    {
        { "tong-so-ho", new ObservedValue.Number(1250) },
        { "km-duong", new ObservedValue.Number(1250.505m) },
        { "ty-le", new ObservedValue.Number(97.1m) },
        { "nguoi-co-bhyt", new ObservedValue.Share(97.125m) },
        { "doan-duong-da-giao", new ObservedValue.Answer(false) },
        { "wifi", new ObservedValue.Answer(true) },
        { "wifi", new ObservedValue.NotApplicable("(chưa xây) nhà văn hóa") },
        { "xep-loai-chi-bo", new ObservedValue.Level(2) },
        { "dich-vu", new ObservedValue.Chosen(["y tế", "phòng, chống cháy"]) },
        { "dich-vu", new ObservedValue.Chosen(["phòng, chống cháy"]) },
        { "dich-vu", new ObservedValue.Chosen([]) },
        { "mo-hinh", new ObservedValue.Chosen(["hiệu quả"]) },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void What_is_shown_reads_back_the_same(string measure, ObservedValue value) =>
        Assert.Equal(value, Value(TypedValue.Text(value, SomeMeasures.All[measure]), SomeMeasures.All[measure]));
}
