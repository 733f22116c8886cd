using System.Text;

namespace KieuMau.Domain.Tests;

/// <summary>How numbers and names are written here, whatever the keyboard.</summary>
public sealed class WordsAndNumbersTests
{
    [Theory]
    [InlineData("95,5", 1, "95.5")]
    [InlineData("1.250,5", 1, "1250.5")]
    [InlineData("1.250", 0, "1250")]
    [InlineData("1.250.000", 2, "1250000")]
    [InlineData("1 250", 0, "1250")]
    [InlineData("−3", 0, "-3")]
    [InlineData("007", 0, "7")]
    public void A_number_is_read_as_people_here_write_it(string typed, int decimals, string expected) =>
        Assert.Equal(expected, NumberText.Canonical(Assert.IsType<NumberReading.Number>(NumberText.Read(typed, decimals)).Value));

    [Theory]
    [InlineData("12.8", 1)]
    [InlineData("12.8", 0)]
    [InlineData("1.250", 1)]
    [InlineData("0.125", 2)]
    public void A_dot_that_may_mean_two_things_is_asked_about(string typed, int decimals) => Assert.Equal(2, Assert.IsType<NumberReading.Doubtful>(NumberText.Read(typed, decimals)).Readings.Count);

    [Theory]
    [InlineData("")]
    [InlineData("mười")]
    [InlineData("1,2,3")]
    [InlineData("1.25.000")]
    [InlineData("12,")]
    [InlineData("1e5")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_number_is_refused(string typed) => Assert.IsType<NumberReading.Unreadable>(NumberText.Read(typed, 0));

    [Fact]
    public void A_percentage_says_so() => Assert.Equal(97.1m, Assert.IsType<NumberReading.Percent>(NumberText.Read("97,1 %", 0)).Value);

    [Theory]
    [InlineData("1250.5", "1.250,5")]
    [InlineData("-0.10", "−0,1")]
    [InlineData("1000000", "1.000.000")]
    public void A_number_is_shown_as_people_here_write_it(string value, string shown) =>
        Assert.Equal(shown, NumberText.Spoken(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("hoá", "hóa")]
    [InlineData("thuỷ", "thủy")]
    [InlineData("HOÀ  BÌNH ", "hòa bình")]
    [InlineData("khoẻ", "khỏe")]
    [InlineData("quý", "quý")]
    [InlineData("quỹ", "quỹ")]
    [InlineData("toàn", "toàn")]
    public void One_word_has_one_form(string typed, string folded)
    {
        Assert.Equal(VietnameseText.Fold(folded), VietnameseText.Fold(typed));
        Assert.True(VietnameseText.Same(typed.Normalize(NormalizationForm.FormD), folded));
    }

    [Fact]
    public void Different_words_stay_different()
    {
        Assert.False(VietnameseText.Same("hộ nghèo", "hồ nghèo"));
        Assert.False(VietnameseText.Same("khu 1", "khu 10"));
    }

    [Fact]
    public void Search_needs_no_marks() => Assert.Equal("khu dan cu duong hoa", VietnameseText.Search("Khu dân cư Đường hoà"));

    [Fact]
    public void The_nearest_name_is_offered_and_a_far_one_is_not()
    {
        string[] names = ["hộ phân loại rác", "tổng số hộ"];

        Assert.Equal("hộ phân loại rác", VietnameseText.Nearest("hộ phân loai rác", names));
        Assert.Null(VietnameseText.Nearest("thu nhập bình quân", names));
    }
}
