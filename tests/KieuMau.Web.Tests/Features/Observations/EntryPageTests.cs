using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Observations;

/// <summary>Numbers entered on pages, without script.</summary>
public sealed class EntryPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string Sheet = "/xa/thanh-dinh/nhap";
    private const string Form = "form[data-cells]";

    private static string Cell(int khu, string measure) => $"o|thanh-dinh.khu-{khu}|{measure}||";

    [Fact]
    public async Task What_is_typed_in_the_sheet_is_saved_signed_and_judged_at_once()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Submit(await visitor.Open(Sheet), Form, null, ("lydo", "khu báo lại"), (Cell(2, "ho-ngheo"), "2"));

        Assert.StartsWith("Đã lưu 1 ô.", page.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("Văn phòng UBND xã (đầu mối tổng hợp), trang", (await visitor.Open("/don-vi/thanh-dinh.khu-2/so-do/ho-ngheo")).Said("tbody tr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_was_imported_is_not_changed_without_a_reason_and_stays_typed()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Submit(await visitor.Open(Sheet), Form, null, (Cell(8, "ho-ngheo"), "7"));

        Assert.Contains("Số này đã nhập từ Excel. Ghi lý do sửa ở ô “Lý do sửa” rồi lưu lại.", string.Concat(page.AllSaid("tr.msg")), StringComparison.Ordinal);
        Assert.Equal("7", page.QuerySelector($"[name^='{Cell(8, "ho-ngheo")}']")!.GetAttribute("value"));
        page = await visitor.Submit(page, Form, null, ("lydo", "khu báo lại"));
        Assert.StartsWith("Đã lưu 1 ô.", page.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("khu báo lại", (await visitor.Open("/don-vi/thanh-dinh.khu-8/so-do/ho-ngheo")).Said("tbody tr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubtful_number_stays_typed_and_is_asked_with_buttons()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Submit(await visitor.Open(Sheet), Form, null, (Cell(9, "thu-nhap-khu"), "61.4"), (Cell(9, "ho-can-ngheo"), "-1"));

        Assert.Equal("61.4", page.QuerySelector($"[name^='{Cell(9, "thu-nhap-khu")}']")!.GetAttribute("value"));
        Assert.Contains("không được âm", string.Concat(page.AllSaid("tr.msg")), StringComparison.Ordinal);
        Assert.Equal(["61,4", "614"], page.AllSaid("tr.msg button[name=doc]"));
        Assert.Equal("true", page.QuerySelector($"[name^='{Cell(9, "ho-can-ngheo")}']")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Two_people_on_one_cell_the_second_sees_both_values_and_chooses()
    {
        using var first = open.Visitor();
        using var second = open.Visitor();
        var (early, late) = (await first.Open(Sheet), await second.Open(Sheet));
        await first.Submit(early, Form, null, ("lydo", "khu báo lại"), (Cell(6, "ho-ngheo"), "4"));
        var asked = await second.Submit(late, Form, null, ("lydo", "khu báo lại"), (Cell(6, "ho-ngheo"), "5"));

        Assert.Contains("Văn phòng UBND xã (đầu mối tổng hợp) ghi 4", asked.Said("tr.msg.clash"), StringComparison.Ordinal);
        Assert.Equal(["Giữ 4", "Ghi 5"], asked.AllSaid("tr.msg.clash button"));

        await second.Submit(asked, Form, "tr.msg.clash button[name=ghi]");
        Assert.Contains("5 hộ", (await second.Open("/don-vi/thanh-dinh.khu-6/so-do/ho-ngheo")).Said("tbody tr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_a_unit_asks_first_for_what_is_awaited()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/don-vi/thanh-dinh.khu-1/nhap");

        Assert.Equal("Hỏi trước: số đang được chờ", page.Said("fieldset legend"));
        Assert.NotNull(page.QuerySelector("fieldset:first-of-type select"));

        var name = page.QuerySelector("fieldset:first-of-type select")!.GetAttribute("name")!;
        var saved = await visitor.Submit(page, "form.asks", null, (name, "có"));
        Assert.StartsWith("Đã lưu 1 ô.", saved.Said(".note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_of_a_unit_refused_is_named_above_it_each_with_a_way_to_its_field()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Submit(await visitor.Open("/don-vi/thanh-dinh.khu-3/nhap"), "form.asks", null, (Cell(3, "thu-nhap-khu"), "6x"), (Cell(3, "ho-can-ngheo"), "-1"));

        Assert.StartsWith("2 ô chưa được lưu.", page.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".note.bad a").Length);
        Assert.All(page.QuerySelectorAll(".note.bad a"), link =>
        {
            var field = page.GetElementById(Uri.UnescapeDataString(link.GetAttribute("href")![1..]))!;
            Assert.Equal("true", field.GetAttribute("aria-invalid"));
            Assert.StartsWith(link.TextContent, page.Said($"label[for='{field.Id}']"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_office_workbook_is_asked_about_here_and_saved_only_when_nothing_is_open()
    {
        using var visitor = open.Visitor();
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "demo", "tong-hop-kdc-2024.xlsx"));
        var page = await visitor.Upload(await visitor.Open("/xa/thanh-dinh/excel"), "main form", "tep", file, "tong-hop-kdc-2024.xlsx");
        page = await visitor.Submit(page, "main form", "button[name=bo-tra-loi]"); // the answer of last time was kept; take it back

        Assert.Equal("AJ19", page.Said(".doubts .addr"));
        Assert.Equal(["12,8 %"], page.AllSaid(".doubts button[name=tra-loi]"));
        Assert.True(page.QuerySelector("button[name=luu]")!.HasAttribute("disabled"));

        page = await visitor.Submit(page, "main form", ".doubts button[name=tra-loi]");
        Assert.False(page.QuerySelector("button[name=luu]")!.HasAttribute("disabled"));
        Assert.Contains("Đã lưu", (await visitor.Submit(page, "main form", "button[name=luu]")).Said(".note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_workbook_gets_a_sentence()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Upload(await visitor.Open("/xa/thanh-dinh/excel"), "main form", "tep", [1, 2, 3], "so-lieu.xlsx");

        Assert.Contains("Chưa nhận được tệp. Chưa lưu gì.", page.Said(".note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_comes_back_without_changing_anything()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Upload(await visitor.Open("/xa/thanh-dinh/excel"), "main form", "tep", await visitor.Take("/xa/thanh-dinh/excel/mau.xlsx"), "mau.xlsx");

        Assert.StartsWith("Đã lưu 0 số.", (await visitor.Submit(page, "main form", "button[name=luu]")).Said(".note"), StringComparison.Ordinal);
    }
}
