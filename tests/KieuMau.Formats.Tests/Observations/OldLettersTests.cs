using KieuMau.Formats.Observations;

namespace KieuMau.Formats.Tests.Observations;

public sealed class OldLettersTests
{
    // every letter once: of the five tones of twelve vowels, and those without tone
    private const string Tones = "àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ ăâđêôơư";

    [Theory]
    [InlineData("µ¸¶·¹ »¾¼½Æ ÇÊÈÉË ÌÐÎÏÑ ÒÕÓÔÖ ×ÝØÜÞ ßãáâä åèæçé êíëìî ïóñòô õøö÷ù úýûüþ ¨©®ª«¬\u00ad", ".VnTime")]
    [InlineData("aøaùaûaõaï aèaéaúaüaë aàaáaåaãaä eøeùeûeõeï eàeáeåeãeä ìíæóò oøoùoûoõoï oàoáoåoãoä ôøôùôûôõôï uøuùuûuõuï öøöùöûöõöï yøyùyûyõî aêaâñeâoâôö", "VNI-Times")]
    public void Every_letter_of_an_old_font_is_read(string old, string font)
    {
        Assert.Equal(Tones, OldLetters.Read(old, font));
        if (font[0] == 'V') Assert.Equal(Tones.ToUpperInvariant(), OldLetters.Read(old.ToUpperInvariant(), font));
    }

    [Theory]
    [InlineData("Hé nghÌo ®a chiÒu", ".VnTime", "Hộ nghèo đa chiều")]
    [InlineData("§¶ng uû x·", ".VnTimeH", "ĐẢNG UỶ XÃ")]
    [InlineData("Ñöôøng lieân xoùm, Ñieän Bieân", "VNI-Times", "Đường liên xóm, Điện Biên")]
    [InlineData("Tổng số hộ có điện ®", ".VnTime", "Tổng số hộ có điện ®")] // Unicode already, whatever the font
    [InlineData("12,5 % – 3 km", ".VnTime", "12,5 % – 3 km")]
    [InlineData("Hé nghÌo", "Times New Roman", "Hé nghÌo")]
    [InlineData("Hé nghÌo", "", "Hé nghÌo")]
    public void The_font_says_which_letters_they_are(string old, string font, string read) => Assert.Equal(read, OldLetters.Read(old, font));

    [Fact]
    public void A_cell_is_read_by_the_font_of_its_style_and_a_run_by_its_own()
    {
        var sheet = WorkbookReader.Read(new SmallWorkbook()
            .Cell(1, 1, "D©n sè", style: 5).Cell(1, 2, "d©n sè", style: 6).Cell(1, 3, "Daân soá", style: 7).Cell(1, 4, "Dân số")
            .Runs(1, 5, "Khu 1: ", "hé nghÌo", ".VnArial")
            .ToStream(), "a.xlsx").Sheets[0];

        Assert.Equal(["Dân số", "DÂN SỐ", "Dân số", "Dân số", "Khu 1: hộ nghèo"], sheet.CellsOf(1).Select(cell => cell.Shown));
    }
}
