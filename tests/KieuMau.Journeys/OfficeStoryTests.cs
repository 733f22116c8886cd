using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KieuMau.Journeys;

/// <summary>Stories of the commune's office, as people live them in a browser.</summary>
public sealed class OfficeStoryTests(RunningSite site)
{
    private const string Sheet = "/xa/thanh-dinh/nhap";
    private const string Khu5Poor = "/don-vi/thanh-dinh.khu-5/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/7.1";

    private static ILocator Cell(IPage page, string label) => page.GetByLabel(label, new() { Exact = true }).First;

    private static ILocator StateOf(ILocator cell) => cell.Locator("xpath=..").Locator("small");

    /// <summary>Numbers of the demonstration came from a workbook: changing one takes a reason, written once.</summary>
    private static async Task OpenSheet(IPage page)
    {
        await page.GotoAsync(Sheet);
        await page.GetByLabel("Lý do sửa").FillAsync("khu báo lại");
    }

    [Fact]
    public async Task A_number_corrected_in_the_sheet_changes_the_verdict_the_board_and_the_report_at_once()
    {
        var page = await site.Visitor();
        await page.GotoAsync(Khu5Poor);
        await Expect(page.GetByText("Còn thiếu: giảm 1 hộ", new() { Exact = true })).ToBeVisibleAsync();

        await OpenSheet(page);
        var poor = Cell(page, "Khu 5, Hộ nghèo");
        await poor.FillAsync("1");
        await poor.PressAsync("Enter");
        await Expect(StateOf(poor)).ToHaveTextAsync("đã lưu");

        await page.GotoAsync(Khu5Poor);
        await Expect(page.GetByText("Đã đạt", new() { Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync("/xa/thanh-dinh/bang");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = "Khu 5", Exact = true }) }).First).ToContainTextAsync("33");
        await page.GotoAsync("/don-vi/thanh-dinh.khu-5/bao-cao");
        await Expect(page.Locator(".a4")).ToContainTextAsync("khu 5 đạt 33/39 chỉ tiêu");

        await OpenSheet(page);
        await Cell(page, "Khu 5, Hộ nghèo").FillAsync("2");
        await Cell(page, "Khu 5, Hộ nghèo").PressAsync("Enter");
        await Expect(StateOf(Cell(page, "Khu 5, Hộ nghèo"))).ToHaveTextAsync("đã lưu");
    }

    [Fact]
    public async Task The_sheet_is_walked_with_arrows_filled_by_a_pasted_block_and_taken_back()
    {
        var page = await site.Visitor();
        await OpenSheet(page);
        var six = Cell(page, "Khu 6, Tổng số nhà ở");
        await six.FocusAsync();
        await six.PressAsync("ArrowRight");
        await Expect(Cell(page, "Khu 7, Tổng số nhà ở")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(six).ToBeFocusedAsync();

        var nine = Cell(page, "Khu 9, Tổng số nhà ở");
        await nine.FocusAsync();
        await nine.EvaluateAsync("""
            input => {
              const block = new DataTransfer();
              block.setData('text/plain', '206\t131\n');
              input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: block, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(StateOf(nine)).ToHaveTextAsync("đã lưu");
        await Expect(Cell(page, "Khu 10, Tổng số nhà ở")).ToHaveValueAsync("131");
        await Expect(StateOf(Cell(page, "Khu 10, Tổng số nhà ở"))).ToHaveTextAsync("đã lưu");

        await nine.FocusAsync();
        await nine.PressAsync("Control+z");
        await Expect(nine).ToHaveValueAsync("205");
        await Expect(Cell(page, "Khu 10, Tổng số nhà ở")).ToHaveValueAsync("130");
        await Expect(StateOf(nine)).ToHaveTextAsync("đã lưu");
    }

    [Fact]
    public async Task What_is_refused_stays_where_it_was_typed_with_the_reason_under_it()
    {
        var page = await site.Visitor();
        await OpenSheet(page);
        var houses = Cell(page, "Khu 4, Nhà ở đạt tiêu chuẩn theo quy định");
        await houses.FillAsync("219");
        await houses.PressAsync("Enter");
        await Expect(StateOf(houses)).ToHaveTextAsync("chưa lưu");
        await Expect(houses).ToHaveValueAsync("219");
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "lớn hơn tổng số nhà ở (215)" })).ToBeVisibleAsync();

        var income = Cell(page, "Khu 4, Thu nhập bình quân đầu người của khu");
        await income.FillAsync("54.7");
        await income.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "54,7" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_people_at_one_cell_the_second_sees_both_values()
    {
        var first = await site.Visitor();
        var second = await site.Visitor();
        await OpenSheet(first);
        await OpenSheet(second);

        await Cell(first, "Khu 3, Dân số").FillAsync("641");
        await Cell(first, "Khu 3, Dân số").PressAsync("Enter");
        await Expect(StateOf(Cell(first, "Khu 3, Dân số"))).ToHaveTextAsync("đã lưu");
        await Cell(second, "Khu 3, Dân số").FillAsync("642");
        await Cell(second, "Khu 3, Dân số").PressAsync("Enter");
        await Expect(StateOf(Cell(second, "Khu 3, Dân số"))).ToHaveTextAsync("khác nhau");
        var message = second.GetByRole(AriaRole.Alert).Filter(new() { HasText = "641" });
        await Expect(message).ToContainTextAsync("642");
        await Expect(message.GetByRole(AriaRole.Button)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Without_script_the_sheet_is_a_plain_form_that_saves()
    {
        var page = await site.Visitor(script: false);
        await OpenSheet(page);
        await Cell(page, "Khu 2, Hộ đã chỉnh trang nhà ở, sân, vườn, hàng rào").FillAsync("121");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu tất cả" }).Last.ClickAsync();
        await Expect(page.GetByText("Đã lưu 1 ô.")).ToBeVisibleAsync();
        await Expect(Cell(page, "Khu 2, Hộ đã chỉnh trang nhà ở, sân, vườn, hàng rào")).ToHaveValueAsync("121");
    }

    [Fact]
    public async Task By_keyboard_alone_one_comes_from_the_board_to_the_reason_of_a_square()
    {
        var page = await site.Visitor();
        await page.GotoAsync("/xa/thanh-dinh/bang");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Tới nội dung chính" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var unit = page.GetByRole(AriaRole.Link, new() { Name = "Khu 5", Exact = true }).First;
        await unit.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/don-vi/thanh-dinh.khu-5*");
        var line = page.GetByRole(AriaRole.Link).Filter(new() { HasText = "Không còn hộ nghèo" }).First;
        await line.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "7.1", Exact = false }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_report_comes_down_as_a_Word_document()
    {
        var page = await site.Visitor();
        await page.GotoAsync("/don-vi/thanh-dinh.khu-1/bao-cao");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Tải Word" }).ClickAsync());
        Assert.Equal("bao-cao-thanh-dinh.khu-1-2024.docx", download.SuggestedFilename);
        await using var file = await download.CreateReadStreamAsync();
        var start = new byte[2];
        await file.ReadExactlyAsync(start, TestContext.Current.CancellationToken);
        Assert.Equal("PK"u8.ToArray(), start);
    }

    [Fact]
    public async Task The_offices_workbook_comes_in_unedited_its_one_doubtful_cell_answered_on_the_page()
    {
        var page = await site.Visitor();
        await page.GotoAsync("/xa/thanh-dinh/excel");
        await page.GetByLabel("Tệp Excel").SetInputFilesAsync(Path.Combine(RunningSite.Repository(), "demo", "tong-hop-kdc-2024.xlsx"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc tệp" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lời lại ô AJ19" }).ClickAsync();
        await Expect(page.GetByText("484 ô đọc được, không còn chỗ phải hỏi")).Not.ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "12,8" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu 484 số" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Đã lưu");
        await page.GotoAsync("/don-vi/thanh-dinh.khu-1");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("33/39");
    }

    [Fact]
    public async Task An_official_level_is_entered_with_its_decision_confirmed_by_a_second_person_and_the_old_one_is_kept()
    {
        const string Line = "/bo-tieu-chi/phu-tho-xa-nang-cao-2021-2025/2.1";
        var page = await site.Visitor();
        await page.GotoAsync(Line);
        await page.GetByLabel("Mức, như trong quyết định").FillAsync("≥ 100 %");
        await page.GetByLabel("Số và ngày quyết định").FillAsync("2517/QĐ-UBND ngày 23/9/2022");
        await page.GetByLabel("Mục, dòng trong quyết định").FillAsync("phụ lục II, dòng 2.1");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "qd-2517.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n% qd\nstartxref\n0\n%%EOF\n"u8.ToArray() });
        await page.GetByLabel("Văn bản không thuộc danh mục bí mật nhà nước").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đề nghị mức này" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Đã ghi đề nghị.");
        await Expect(page.Locator("[aria-labelledby=ls]")).ToHaveCountAsync(0);

        var second = await site.Visitor(script: false, actor: Actor.SecondOfOffice);
        await second.GotoAsync(Line);
        var download = await second.RunAndWaitForDownloadAsync(() => second.GetByRole(AriaRole.Link, new() { Name = "qd-2517.pdf" }).ClickAsync());
        Assert.Equal("qd-2517.pdf", download.SuggestedFilename);
        await second.GetByRole(AriaRole.Button, new() { Name = "Xác nhận đúng với văn bản" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Main)).ToContainTextAsync("Đã xác nhận mức chính thức.");
        await Expect(second.Locator("[aria-labelledby=ls]")).ToContainTextAsync("≥ 100");
        await Expect(second.Locator("[aria-labelledby=ls]")).ToContainTextAsync("2517/QĐ-UBND ngày 23/9/2022");
    }
}
