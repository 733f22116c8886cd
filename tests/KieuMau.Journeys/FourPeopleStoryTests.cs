using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KieuMau.Journeys;

/// <summary>One report, four people: the administrator who opened their accounts, the head of a khu, a criterion's owner who verifies, the office.</summary>
public sealed class FourPeopleStoryTests(RunningSite site)
{
    private const string Khu = "/don-vi/thanh-dinh.khu-1";
    private const string Line = $"{Khu}/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/14.3";

    [Fact]
    public async Task A_report_is_opened_sent_from_a_phone_returned_by_keyboard_answered_verified_and_remembered()
    {
        var office = await site.Visitor(actor: Actor.Office);
        await office.GotoAsync("/xa/thanh-dinh/ky");
        await office.FillAsync("[name=tu]", "2024-01-01");
        await office.FillAsync("[name=han]", "2024-12-20");
        await office.FillAsync("[name=ky]", "2024");
        await office.GetByRole(AriaRole.Button, new() { Name = "Mở kỳ" }).ClickAsync();
        await Picture(office, "ky-bao-cao");

        var head = await site.Visitor(RunningSite.Phone, actor: Actor.KhuHead);
        await head.GotoAsync("/");
        await Expect(head.GetByRole(AriaRole.Heading, new() { Name = "Việc của tôi" })).ToBeVisibleAsync();
        await Picture(head, "viec-truong-khu");
        await head.GotoAsync($"{Line}");
        await head.GetByText("Gửi minh chứng", new() { Exact = true }).ClickAsync();
        await head.SetInputFilesAsync("[name=tep]", Photo());
        await head.CheckAsync("[name=khongmat]");
        await head.GetByRole(AriaRole.Button, new() { Name = "Gửi tệp" }).ClickAsync();
        await Expect(head.Locator("#minh-chung").First).ToBeVisibleAsync();
        await Picture(head, "chi-tieu-minh-chung");
        await head.GotoAsync($"{Khu}/ky/2024");
        await Picture(head, "gui-bao-cao");
        await head.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await Expect(head.GetByText("Đã gửi báo cáo.")).ToBeVisibleAsync();
        var foreign = await head.GotoAsync("/don-vi/thanh-dinh.khu-2");
        Assert.Equal(404, foreign!.Status);

        var police = await site.Visitor(actor: Actor.Police);
        await police.GotoAsync("/xa/thanh-dinh/tham-tra/2024/thanh-dinh.khu-1");
        await Picture(police, "tham-tra");
        await police.Locator("li.review[data-line='14.3']").FocusAsync();
        await police.Keyboard.PressAsync("t");
        await police.Keyboard.TypeAsync("Gửi xác nhận có chữ ký của Công an xã");
        await police.Keyboard.PressAsync("Enter");
        await Expect(police.GetByText("Đã trả lại.")).ToBeVisibleAsync();

        await head.GotoAsync("/viec");
        await Expect(head.GetByRole(AriaRole.Main)).ToContainTextAsync("xác nhận có chữ ký");
        await head.GotoAsync($"{Khu}/ky/2024");
        await Picture(head, "bi-tra-lai");
        await head.FillAsync("[name^=traloi]", "Đã bổ sung xác nhận, số không đổi");
        await head.GetByRole(AriaRole.Button, new() { Name = "Ghi trả lời" }).ClickAsync();
        await head.GetByRole(AriaRole.Button, new() { Name = "Gửi lại báo cáo" }).ClickAsync();
        await Expect(head.GetByText("Đã gửi báo cáo.")).ToBeVisibleAsync();

        await police.GotoAsync("/xa/thanh-dinh/tham-tra/2024/thanh-dinh.khu-1");
        await Expect(police.Locator("li.review[data-line='1.1'] button[name=dat]")).ToHaveCountAsync(0); // of another's field
        await police.Locator("details:has(#chua-du) > summary").ClickAsync();
        await police.Locator("#chua-du").ClickAsync();
        await Expect(police.GetByRole(AriaRole.Main)).ToContainTextAsync("Đã thẩm tra");
        await police.GotoAsync(Line);
        await Expect(police.GetByRole(AriaRole.Main)).ToContainTextAsync("Đã bổ sung xác nhận");
        await police.GotoAsync($"{Khu}/bao-cao?ky=2024");
        await Expect(police.Locator(".a4")).ToContainTextAsync("thẩm tra");

        var administrator = await site.Visitor(actor: Actor.Administrator);
        await administrator.GotoAsync("/nhat-ky");
        await Expect(administrator.GetByRole(AriaRole.Main)).ToContainTextAsync("Trả lại");
        await Picture(administrator, "nhat-ky");
        foreach (var (address, name) in new[] { ("/nguoi-dung", "nguoi-dung"), ("/van-hanh", "van-hanh"), ("/van-hanh/tuan-thu", "tuan-thu"), ("/van-hanh/sao-luu", "sao-luu"), ("/nguoi-dung/ra-soat", "ra-soat") })
        {
            await administrator.GotoAsync(address);
            await Picture(administrator, name);
        }
    }

    [Fact]
    public async Task Without_script_a_line_is_returned_and_verified_by_plain_buttons()
    {
        var office = await site.Visitor(script: false, actor: Actor.Office);
        await office.GotoAsync("/xa/thanh-dinh/ky");
        await office.FillAsync("[name=tu]", "2023-01-01");
        await office.FillAsync("[name=han]", "2023-12-20");
        await office.FillAsync("[name=ky]", "2023");
        await office.GetByRole(AriaRole.Button, new() { Name = "Mở kỳ" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Main)).ToContainTextAsync("2023");

        var head = await site.Visitor(RunningSite.Phone, script: false, actor: Actor.KhuHead);
        await head.GotoAsync($"{Khu}/ky/2023");
        await head.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await office.GotoAsync("/xa/thanh-dinh/tham-tra/2023/thanh-dinh.khu-1");
        var line = office.Locator("li.review").First;
        await line.Locator(".why input").FillAsync("Chưa có số liệu");
        await line.Locator("button[name=tra]").ClickAsync();
        await Expect(office.GetByText("Đã trả lại.")).ToBeVisibleAsync();
    }

    private static async Task Picture(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(RunningSite.Repository(), "artifacts", "pictures", $"4-{name}-{page.ViewportSize!.Width}.png") });

    /// <summary>The smallest picture a phone would not be ashamed of.</summary>
    private static FilePayload Photo() => new()
    {
        Name = "xac-nhan-cong-an.png",
        MimeType = "image/png",
        Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    };
}
