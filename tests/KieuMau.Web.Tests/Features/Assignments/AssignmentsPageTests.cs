using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Assignments;

public sealed class AssignmentsPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string Khu = "phu-tho-kdc-kieu-mau-2021-2025";
    private const string Board = $"/xa/thanh-dinh/phan-cong?bo={Khu}";

    [Fact]
    public async Task The_board_says_first_how_many_lines_nobody_leads_and_shows_them_alone_when_asked()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open($"{Board}&xem=trong");
        var shown = page.QuerySelectorAll("tbody tr[id]").Length;

        Assert.Equal($"{shown} trong 39 chỉ tiêu chưa có người phụ trách.", page.Said(".lead strong"));
        Assert.InRange(shown, 5, 12);
        Assert.Contains("6.1", page.QuerySelectorAll("tbody tr[id]").Select(row => row.Id));
        Assert.DoesNotContain("14.1", page.QuerySelectorAll("tbody tr[id]").Select(row => row.Id));
        Assert.Contains("Ban Chỉ huy Quân sự xã", (await visitor.Open(Board)).Said("tr[id='14.1'] td"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_lines_are_given_at_once_without_a_script_and_one_is_ended_again()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open(Board);
        Mark(page, "l|13.1", "l|13.2");
        var office = page.QuerySelectorAll<IHtmlOptionElement>("select[name=coquan] option").First(option => option.Text == "Tài chính - Kế toán").Value;
        page = await visitor.Submit(page, "main form", "button.main", ("coquan", office), ("tu", "2024-03-01"));

        Assert.StartsWith("Đã giao.", page.Said(".note"), StringComparison.Ordinal);
        Assert.Equal(["Tài chính - Kế toán", "Tài chính - Kế toán"], new[] { "13.1", "13.2" }.Select(code => page.Said($"tr[id='{code}'] td")));

        var end = page.QuerySelector("tr[id='13.2'] details button")!.GetAttribute("value")!;
        page = await visitor.Submit(page, "main form", $"button[value={end}]", ($"cuoi-{end["thoi-".Length..]}", "2024-11-30"));
        Assert.Equal("Chưa có người phụ trách", page.Said("tr[id='13.2'] td"));
        Assert.Equal("Tài chính - Kế toán", page.Said("tr[id='13.1'] td"));
    }

    [Fact]
    public async Task The_answer_says_whether_anybody_with_an_account_was_told()
    {
        await open.Site.AccountOf(People.Police);
        using var visitor = open.Visitor();

        Assert.Equal("Đã giao. Cơ quan được giao chưa có ai có tài khoản, nên chưa ai nhận tin báo. Khi người quản trị mở tài khoản và giao chức vụ ở cơ quan ấy, người đó thấy ở “Việc của tôi”.", await Given("Tài chính - Kế toán"));
        Assert.Equal("Đã giao. Người có tài khoản của cơ quan được giao nhận tin báo và thấy ở “Việc của tôi”.", await Given("Công an xã"));

        async Task<string> Given(string named)
        {
            var page = await visitor.Open(Board);
            Mark(page, "l|8.1");
            page.QuerySelector<IHtmlInputElement>("input[name=phan][value=phoihop]")!.IsChecked = true;
            var office = page.QuerySelectorAll<IHtmlOptionElement>("select[name=coquan] option").First(option => option.Text == named).Value;
            return (await visitor.Submit(page, "main form", "button.main", ("coquan", office), ("donvi", "thanh-dinh.khu-6"), ("tu", "2024-03-01"))).Said(".note");
        }
    }

    [Fact]
    public async Task A_second_lead_is_refused_with_the_name_of_the_first_and_the_marks_stay()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open(Board);
        Mark(page, "l|14.1");
        var office = page.QuerySelectorAll<IHtmlOptionElement>("select[name=coquan] option").First(option => option.Text == "Tư pháp").Value;
        page = await visitor.Submit(page, "main form", "button.main", ("coquan", office), ("tu", "2024-03-01"));

        Assert.Contains("Chỉ tiêu 14.1: Ban Chỉ huy Quân sự xã đang phụ trách từ 01/02/2024.", page.Said(".note.bad"), StringComparison.Ordinal);
        Assert.True(page.QuerySelector<IHtmlInputElement>("input[value='l|14.1']")!.IsChecked);
        Assert.Equal(office, page.QuerySelector<IHtmlSelectElement>("select[name=coquan]")!.Value);
    }

    [Fact]
    public async Task The_plan_fills_in_nothing_by_itself()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/xa/thanh-dinh/phan-cong?bo=phu-tho-xa-kieu-mau-2021-2025");

        Assert.Contains("gợi ý theo mục IV, chưa xác minh", page.Said("details.sheet summary"), StringComparison.Ordinal);
        Assert.Equal("", page.QuerySelector<IHtmlSelectElement>("select[name=coquan]")!.Value);
        var offered = page.QuerySelectorAll<IHtmlAnchorElement>(".hints a").ToList();
        Assert.Single(offered); // the plan gives a whole set to the commune office alone
        page = await visitor.Open(offered[0].PathName + offered[0].Search);
        Assert.Equal("Văn phòng UBND xã", page.QuerySelector<IHtmlSelectElement>("select[name=coquan]")!.SelectedOptions[0].TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll<IHtmlInputElement>("input[name=dong]"), box => box.IsChecked);
    }

    [Fact]
    public async Task Police_read_the_board_but_may_not_change_it_and_strangers_find_nothing()
    {
        using var police = await open.Site.Visitor(People.Police);
        var page = await police.Open(Board);
        Assert.Empty(page.QuerySelectorAll("main input:not([type=hidden]), main select, main button"));
        using (var sent = await police.Post(Board, new FormUrlEncodedContent([new("_handler", "assign"), new("viec", "giao")])))
            Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);

        using var head = await open.Site.Visitor(People.Khu1); // a khu is no post in the commune
        using var nobody = await open.Site.Visitor(new Somebody("household", "thanh-dinh.khu-1"));
        foreach (var address in new[] { "/xa/thanh-dinh/phan-cong", "/xa/thanh-dinh/ban", "/xa/thanh-dinh/co-quan", "/xa/thanh-dinh/phan-cong.docx", "/xa/thanh-dinh/phan-cong.xlsx" })
        {
            using var refused = await head.Get(address);
            using var foreign = await nobody.Get(address);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (refused.StatusCode, foreign.StatusCode));
        }
    }

    [Fact]
    public async Task A_board_is_set_up_gets_a_member_and_loses_him_with_what_he_was_given()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Submit(await visitor.Open("/xa/thanh-dinh/ban"), "form.form", null, ("loai", "ban-phat-trien-khu"), ("ten", "Ban Phát triển khu 7"), ("donvi", "thanh-dinh.khu-7"), ("tu", "2024-03-01"));
        var board = page.QuerySelectorAll("section[id^=ban-]").Single(section => section.QuerySelector("h2")!.TextContent.StartsWith("Ban Phát triển khu 7", StringComparison.Ordinal)).Id!;
        Assert.Contains("Chưa ghi quyết định lập ban chưa xác định từ 01/03/2024", page.Said($"#{board} p"), StringComparison.Ordinal);

        page = await visitor.Submit(page, $"#{board} form.give", null, ("ten", "Trưởng khu 7"), ("vitri", "trưởng ban"), ("tu", "2024-03-01"));
        Assert.Contains("Trưởng khu 7", page.Said($"#{board} tbody"), StringComparison.Ordinal);
        Assert.Equal("Đã ghi.", page.Said(".note"));

        var lines = await visitor.Open(Board);
        Mark(lines, "l|11.1");
        lines.QuerySelector<IHtmlInputElement>("input[name=phan][value=phoihop]")!.IsChecked = true;
        var head = lines.QuerySelectorAll<IHtmlOptionElement>("select[name=nguoi] option").Single(option => option.Text == "Trưởng khu 7, trưởng ban").Value;
        await visitor.Submit(lines, "main form", "button.main", ("nguoi", head), ("donvi", "thanh-dinh.khu-7"), ("tu", "2024-03-01"));

        page = await visitor.Submit(page, $"#{board} tbody form", null, ("den", "2024-10-31"));
        Assert.Equal("Đã ghi. 1 phân công kết thúc theo. Giao cho người khác", page.Said(".note"));
        Assert.DoesNotContain("Trưởng khu 7", page.Said($"#{board} table"), StringComparison.Ordinal);
        Assert.Contains("Trưởng khu 7: trưởng ban, Ban Phát triển khu 7, từ 01/03/2024 đến 31/10/2024", page.AllSaid("details.sheet li"));
    }

    [Fact]
    public async Task Offices_are_added_from_the_plan_only_when_marked_renamed_and_closed()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open("/xa/thanh-dinh/co-quan");
        Assert.Contains("gợi ý theo mục IV.2–IV.5, chưa xác minh", page.Said("#goiy"), StringComparison.Ordinal);
        page.QuerySelector<IHtmlInputElement>("input[value=cooperative]")!.IsChecked = true;
        page = await visitor.Submit(page, "form.wide", null);
        Assert.Contains("Hợp tác xã", page.AllSaid("tbody th"));
        Assert.DoesNotContain("Các tổ chức chính trị - xã hội xã", page.AllSaid("tbody th"));

        var row = page.QuerySelectorAll("tbody tr").Single(one => one.QuerySelector("th")!.TextContent.Trim() == "Hợp tác xã");
        var number = row.QuerySelector<IHtmlInputElement>("input[name=so]")!.Value;
        page = await visitor.Submit(page, $"form:has(input[name=so][value='{number}']):has(input[value=ten])", null, ("ten", "HTX dịch vụ Thanh Đình"));
        Assert.Contains("HTX dịch vụ Thanh Đình", page.AllSaid("tbody th"));
        page = await visitor.Submit(page, $"form:has(input[name=so][value='{number}']):has(input[value=dong])", null, ("den", "2024-06-30"));
        Assert.DoesNotContain("HTX dịch vụ Thanh Đình", page.AllSaid("tbody th"));
    }

    [Fact]
    public async Task An_owner_sees_and_saves_only_the_numbers_of_the_lines_given()
    {
        using var health = await open.Site.Visitor(new Somebody("health-station", "thanh-dinh"));
        var sheet = await health.Open("/xa/thanh-dinh/nhap");
        Assert.Contains("số đo của các chỉ tiêu được giao", sheet.Said(".lead"), StringComparison.Ordinal);
        Assert.NotNull(sheet.QuerySelector("input[name*='|tham-gia-bhyt|'], input[name*='bhyt']"));
        Assert.Null(sheet.QuerySelector("input[name*='|ho-ngheo|']"));
        Assert.Null((await health.Open("/don-vi/thanh-dinh.khu-4/nhap")).QuerySelector("[name*='|ho-ngheo|']"));

        using var justice = await open.Site.Visitor(new Somebody("justice", "thanh-dinh"));
        Assert.Contains("Chưa có chỉ tiêu nào được giao cho chức vụ đang giữ.", (await justice.Open("/xa/thanh-dinh/nhap")).Said(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_is_led_only_to_numbers_of_the_lines_given()
    {
        using var health = await open.Site.Visitor(new Somebody("health-station", "thanh-dinh"));
        var khu = await health.Open("/don-vi/thanh-dinh.khu-8");
        var asked = khu.QuerySelectorAll("table.lines a[href*='/nhap#']").Select(link => link.GetAttribute("href")!.Split('#')[1]).Distinct().ToList();
        var form = await health.Open("/don-vi/thanh-dinh.khu-8/nhap");
        Assert.NotNull(khu.QuerySelector(".head .acts a[href$='/nhap']"));
        Assert.All(asked, measure => Assert.NotNull(form.GetElementById(measure)));
        Assert.Contains(khu.AllSaid("table.lines td span.faint"), said => said.StartsWith("Chờ ", StringComparison.Ordinal)); // of lines others own
        Assert.Null((await health.Open("/don-vi/thanh-dinh.khu-8/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/7.1")).QuerySelector(".pass a[href*='/nhap']"));

        using var justice = await open.Site.Visitor(new Somebody("justice", "thanh-dinh"));
        Assert.Null((await justice.Open("/don-vi/thanh-dinh.khu-8")).QuerySelector("main a[href*='/nhap']"));
        Assert.NotNull((await open.Visitor().Open("/don-vi/thanh-dinh.khu-8/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/7.1")).QuerySelector(".pass a[href*='/nhap#']"));
    }

    [Fact]
    public async Task Of_a_line_held_for_one_khu_the_other_khu_are_only_read()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Open(Board);
        Mark(page, "l|7.1");
        page.QuerySelector<IHtmlInputElement>("input[name=phan][value=phoihop]")!.IsChecked = true;
        var office = page.QuerySelectorAll<IHtmlOptionElement>("select[name=coquan] option").First(option => option.Text == "Ban Chỉ huy Quân sự xã").Value;
        await visitor.Submit(page, "main form", "button.main", ("coquan", office), ("donvi", "thanh-dinh.khu-2"), ("tu", "2024-03-01"));

        using var military = await open.Site.Visitor(new Somebody("military", "thanh-dinh"));
        var sheet = await military.Open("/xa/thanh-dinh/nhap");
        Assert.False(sheet.QuerySelector("input[name^='o|thanh-dinh.khu-2|ho-ngheo|']")!.HasAttribute("readonly"));
        Assert.True(sheet.QuerySelector("input[name^='o|thanh-dinh.khu-3|ho-ngheo|']")!.HasAttribute("readonly"));
        var saved = await military.Submit(sheet, "form[data-cells]", null, ("o|thanh-dinh.khu-2|ho-ngheo|", "3"), ("o|thanh-dinh.khu-3|ho-ngheo|", "3"));
        Assert.Contains("Văn hóa - Lao động Thương binh và Xã hội phụ trách", saved.Said("tr.msg"), StringComparison.Ordinal);
        Assert.Contains("3 hộ", (await military.Open("/don-vi/thanh-dinh.khu-2/so-do/ho-ngheo")).Said("tbody tr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_goes_out_as_Word_and_as_Excel_for_whoever_reads_plans()
    {
        using var police = await open.Site.Visitor(People.Police);
        using var word = new MemoryStream(await police.Take($"/xa/thanh-dinh/phan-cong.docx?bo={Khu}"));
        using var package = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(word, isEditable: false);
        var text = package.MainDocumentPart!.Document!.InnerText;
        Assert.Contains("BẢNG PHÂN CÔNG", text, StringComparison.Ordinal);
        Assert.Contains("SỐ LIỆU MINH HỌA", text, StringComparison.Ordinal);
        Assert.Contains("Công an xã (Trưởng Công an xã)", text, StringComparison.Ordinal);
        Assert.Contains("TM. BAN CHỈ ĐẠO", text, StringComparison.Ordinal);
        Assert.NotEmpty(await police.Take("/xa/thanh-dinh/phan-cong.xlsx"));
    }

    private static void Mark(IDocument page, params string[] values)
    {
        foreach (var value in values) page.QuerySelector<IHtmlInputElement>($"input[name=dong][value='{value}']")!.IsChecked = true;
    }
}
