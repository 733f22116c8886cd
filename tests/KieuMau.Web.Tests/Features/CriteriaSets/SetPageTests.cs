using System.Text;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.CriteriaSets;

public sealed class SetPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string Set = "/bo-tieu-chi/phu-tho-kdc-kieu-mau-2021-2025";

    [Fact]
    public async Task A_set_shows_the_source_and_status_of_every_line_and_its_precondition_apart()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open(Set);

        Assert.Equal(39, page.QuerySelectorAll(".setlines tbody tr").Length);
        Assert.Contains("chưa xác minh", page.Said("[aria-labelledby='tc-12'] tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Chỉ để xem, không dùng để xét.", page.Said("[aria-labelledby=dktk]"), StringComparison.Ordinal);
        Assert.Contains("mã: phu-tho-kdc-kieu-mau-2021-2025", Encoding.UTF8.GetString(await visitor.Take(Set + ".yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_level_of_a_line_is_entered_here_and_the_old_one_is_kept()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open($"{Set}/1.1");
        var wrong = await visitor.Submit(page, "main form", null, ("muc", "khoảng chín mươi"), ("quyetdinh", "12/QĐ-UBND ngày 05/3/2024"), ("dieu", "phụ lục I, dòng 1.1"));
        Assert.Contains("Chưa ghi được.", wrong.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal("khoảng chín mươi", wrong.QuerySelector("[name=muc]")!.GetAttribute("value"));

        var saved = await visitor.Submit(wrong, "main form", null, ("muc", "≥ 90 %"));
        Assert.StartsWith("Đã ghi mức chính thức.", saved.Said(".note"), StringComparison.Ordinal);
        Assert.Equal(2, saved.QuerySelectorAll("[aria-labelledby=ls] tbody tr").Length);
        Assert.Contains("≥ 90 %", Encoding.UTF8.GetString(await visitor.Take(saved.QuerySelector("a[href^='/sua-doi/']")!.GetAttribute("href")!)), StringComparison.Ordinal);
    }
}
