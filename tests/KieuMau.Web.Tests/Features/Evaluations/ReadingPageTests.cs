using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Evaluations;

/// <summary>What the pages that only show promise, read as a browser without scripts reads them.</summary>
public sealed class ReadingPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string Khu = "phu-tho-kdc-kieu-mau-2021-2025";

    [Fact]
    public async Task The_board_answers_in_a_sentence_and_puts_the_target_khu_first()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/xa/thanh-dinh/bang");

        Assert.StartsWith("Ba khu đích: khu 1 và khu 3 không còn chỉ tiêu chưa đạt; khu 5 còn một chỉ tiêu (7.1", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("giảm 1 hộ", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Equal(["Khu 1 đích", "Khu 3 đích", "Khu 5 đích"], page.AllSaid(".board tbody:first-of-type th"));
        Assert.Equal("33/39", page.Said(".board .sum"));
        Assert.Equal(14, page.QuerySelectorAll(".board tbody:first-of-type tr:first-child .tile").Length);
        Assert.Equal("Giao thông: 1/3 đạt, 2 chưa có ngưỡng", page.Said(".tile .vh"));
    }

    [Fact]
    public async Task The_board_shows_what_changed_since_a_chosen_day()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/xa/thanh-dinh/bang?tu=2024-12-01");

        Assert.Empty(page.QuerySelectorAll(".board .sum em")); // the numbers speak for 30/11: nothing moved since
        Assert.NotNull(page.QuerySelector("#f-t"));
    }

    [Fact]
    public async Task A_unit_shows_its_39_lines_with_what_is_nearest_first()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/don-vi/thanh-dinh.khu-5");

        Assert.StartsWith("khu đích 2024 Còn thiếu: giảm 1 hộ.", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Equal(39, page.QuerySelectorAll("table.ind tbody tr:not(.grp)").Length);
        Assert.Equal("Giảm 1 hộ", page.Said(".nearest .gap"));
        Assert.Equal(["1.1", "1.2", "5.3", "12.1"], (await visitor.Open("/don-vi/thanh-dinh.khu-5?xem=n")).AllSaid("table.ind .code"));
    }

    [Fact]
    public async Task A_finding_says_what_to_do_why_from_which_numbers_and_by_which_clause()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open($"/don-vi/thanh-dinh.khu-5/chi-tieu/{Khu}/7.1");

        Assert.Equal("Còn thiếu: giảm 1 hộ", page.Said(".pass .say"));
        Assert.Contains("2 + 1 − 2 = 1 hộ", page.Said(".why").Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Tính đến 30/11/2024. Văn phòng UBND xã ghi", page.Said(".why"), StringComparison.Ordinal);
        Assert.Contains("KDC không còn hộ nghèo, hộ cận nghèo", page.Said("blockquote.law"), StringComparison.Ordinal);
        Assert.Contains("Nêu trong kế hoạch", page.Said(".facts"), StringComparison.Ordinal);
        Assert.Equal(10, page.QuerySelectorAll(".bars li").Length);
    }

    [Fact]
    public async Task The_commune_shows_four_conditions_and_seven_fields()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/xa/thanh-dinh");

        Assert.Equal(4, page.QuerySelectorAll(".cond").Length);
        Assert.Equal(7, page.QuerySelectorAll(".field").Length);
        Assert.Equal("Bốn điều kiện phải đạt cả bốn", page.Said("#dk"));
    }

    [Fact]
    public async Task What_is_missing_begins_with_the_least_work_and_names_what_blocks()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/xa/thanh-dinh/con-thieu?khu=dich");

        Assert.Equal(["Giảm 1 hộ"], page.AllSaid(".todo td.gap"));
        Assert.Equal("Khu đích không còn chỉ tiêu chưa đạt", page.Said(".todo td.small"));
        Assert.Contains("cả 3 khu", page.Said("[aria-labelledby=g2]"), StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll("[aria-labelledby=g3] tbody tr").Length);
    }

    [Fact]
    public async Task A_year_before_the_unit_or_the_set_is_refused_in_words()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/don-vi/thanh-dinh.khu-5?ky=2021");

        Assert.Contains("2021 không có bộ tiêu chí nào áp dụng cho cấp khu", page.Said(".lead"), StringComparison.Ordinal);
    }
}
