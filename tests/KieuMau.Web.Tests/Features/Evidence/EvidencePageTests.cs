using System.Net;
using AngleSharp.Dom;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace KieuMau.Web.Tests.Features.Evidence;

public sealed class EvidencePageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    private const string Set = "khu-dan-cu-kieu-mau-phu-tho-2021-2025";
    private const string Unit1 = "/don-vi/thanh-dinh.khu-1/minh-chung";

    private static async Task<IDocument> Send(Visitor visitor, string from, byte[] file, string name, params (string Name, string Text)[] fields)
    {
        var page = await visitor.Open(from);
        using var content = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("form[data-photos] input[type=hidden]")) content.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        foreach (var (field, text) in fields.Append(("khongmat", "co"))) content.Add(new StringContent(text), field);
        content.Add(new ByteArrayContent(file), "tep", name);
        return await Hosting.Visitor.Read(await visitor.Post(page.QuerySelector("form[data-photos]")!.GetAttribute("action")!, content));
    }

    private static byte[] Photo(int width = 3000, int height = 2000)
    {
        using var bitmap = new SKBitmap(width, height);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 60);
        return data.ToArray();
    }

    private async Task<string> SetId()
    {
        using var visitor = open.Visitor();
        return (await visitor.Open(Unit1)).QuerySelector("form[data-photos] input[name=bo]")!.GetAttribute("value")!;
    }

    [Fact]
    public async Task Who_enters_only_what_was_assigned_attaches_and_removes_only_there_and_nothing_goes_from_under_a_sent_line()
    {
        const string Khu = "thanh-dinh.khu-1";
        const string Lines = $"/don-vi/{Khu}/chi-tieu/phu-tho-kdc-kieu-mau-2021-2025/";
        await using var site = await Site.Open(On.Sqlite);
        using var head = await site.Visitor(People.Khu1);
        using var police = await site.Visitor(People.Police);
        Assert.NotNull((await police.Open(Lines + "14.3")).QuerySelector("form[data-photos]"));
        Assert.Null((await police.Open(Lines + "10.1")).QuerySelector("form[data-photos]"));

        foreach (var line in new[] { "14.3", "10.1" }) await Send(head, Lines + line, EvidenceOffice.Pdf(line), $"{line}.pdf", [("cho", PlaceForm.Choice(line)), ("ky", "2024")]);
        var keys = await site.Do(services => services.GetRequiredService<RuralDb>().Evidence.OrderBy(row => row.Id).Select(row => $"{row.Shard}-{row.Id}").ToListAsync());
        Assert.Equal("evidence.not-assigned", await Remove(People.Police, keys[1]));

        using var office = await site.Visitor(People.Office);
        await office.Submit(await office.Open("/xa/thanh-dinh/ky"), "#mo", null, ("ky", "2024"), ("tu", "01/12/2024"), ("han", "10/01/2025"));
        await head.Submit(await head.Open($"/don-vi/{Khu}/ky/2024"), "#gui-bao-cao", null);
        Assert.Equal("evidence.of-sent-report", await Remove(People.Police, keys[0]));
        Assert.Equal("evidence.of-sent-report", await Remove(People.Khu1, keys[1]));
        await police.Submit(await police.Open($"/xa/thanh-dinh/tham-tra/2024/{Khu}"), "#tham-tra", "li[data-line='14.3'] button[name=tra]", ("lydo-37:0", "Thiếu chữ ký"));
        Assert.Null(await Remove(People.Police, keys[0]));

        async Task<string?> Remove(Somebody who, string key)
        {
            string? code = null;
            await site.As(await site.AccountOf(who), async services =>
            {
                code = (await services.GetRequiredService<RemoveEvidence>().Remove(Khu, key, services.GetRequiredService<Gate>().Sign("thử")))?.Code;
                return true;
            });
            return code;
        }
    }

    [Fact]
    public async Task A_paper_sent_from_the_page_of_a_line_stands_there_and_counts()
    {
        using var visitor = open.Visitor();
        var line = $"/don-vi/thanh-dinh.khu-3/chi-tieu/{await SetId()}/1.1";
        var before = await visitor.Open(line);
        Assert.Contains("Chưa có, cần 2 giấy tờ", before.Said("#minh-chung"), StringComparison.Ordinal);

        var choice = before.QuerySelector("select[name=cho] option")!.GetAttribute("value")!;
        var after = await Send(visitor, line, EvidenceOffice.Pdf("danh mục"), "Danh mục tuyến.pdf", ("cho", choice), ("ky", "2024"), ("ten", ""), ("han", ""));

        Assert.Contains("Đã nhận “Danh mục tuyến”.", after.Said(".note"), StringComparison.Ordinal);
        Assert.Contains("1/2 giấy tờ", after.Said("#minh-chung"), StringComparison.Ordinal);
        Assert.Equal("Danh mục tuyến", after.Said(".papers .there .pieces a"));
    }

    [Fact]
    public async Task What_was_typed_comes_back_with_the_reason_of_a_refusal()
    {
        using var visitor = open.Visitor();
        var page = await Send(visitor, Unit1, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "anh.png", ("ten", "Ảnh đường mới"), ("ky", "2024"), ("cho", "1.1|"));

        Assert.Contains("Tệp “anh.png”: bên trong là hình vẽ SVG", page.Said(".note.bad"), StringComparison.Ordinal);
        Assert.Equal("Ảnh đường mới", page.QuerySelector("input[name=ten]")!.GetAttribute("value"));
        Assert.Equal("1.1|", page.QuerySelector("select[name=cho] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_words_of_a_refusal_cannot_be_put_there_by_an_address()
    {
        using var visitor = open.Visitor();
        Assert.Null((await visitor.Open(Unit1 + "?tin=chao")).QuerySelector(".note"));
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_gets_a_clear_sentence_and_leads_back_to_the_page_it_was_sent_from()
    {
        using var visitor = open.Visitor();
        visitor.CameFrom($"http://localhost{Unit1}?bo=x");
        var page = await Send(visitor, Unit1, new byte[50 * 1024 * 1024], "phim.pdf");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.StatusCode);
        Assert.Contains("lớn hơn 20 MB", page.Said("main"), StringComparison.Ordinal);
        Assert.Equal([$"{Unit1}?bo=x", "/"], page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!));

        visitor.CameFrom("http://noi-khac.example" + Unit1);
        Assert.Equal(["/"], (await Send(visitor, Unit1, new byte[50 * 1024 * 1024], "phim.pdf")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task A_file_is_a_download_of_the_very_bytes_and_can_run_nothing()
    {
        using var visitor = open.Visitor();
        var file = EvidenceOffice.Pdf("tải về");
        var page = await Send(visitor, Unit1, file, "Tải về.pdf", ("ky", "2024"), ("cho", ""));
        var link = page.QuerySelectorAll(".pieces a").Single(one => one.TextContent == "Tải về").GetAttribute("href")!;
        using var answer = await visitor.Get(link + "/ban/1/tep");

        Assert.Equal(file, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Tải về.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_photo_is_shown_drawn_anew_and_no_larger_than_a_screen()
    {
        using var visitor = open.Visitor();
        var page = await Send(visitor, Unit1, Photo(), "Đường khu 1.png", ("ky", "2024"), ("cho", ""));
        var image = page.QuerySelector(".pieces img")!.GetAttribute("src")!;
        var small = SKBitmap.Decode(await visitor.Take(image));
        var large = SKBitmap.Decode(await visitor.Take(image.Replace("/nho", "/lon", StringComparison.Ordinal)));

        Assert.Equal((240, 160), (small.Width, small.Height));
        Assert.Equal((1600, 1067), (large.Width, large.Height));
    }

    [Fact]
    public async Task Of_a_signed_pdf_the_page_says_who_when_and_whether_it_was_changed()
    {
        using var visitor = open.Visitor();
        var page = await Send(visitor, Unit1, SignedFile.Make("Nguyễn Thị Bình", new(2024, 12, 20, 8, 0, 0, TimeSpan.FromHours(7))), "Quyết định.pdf", ("ky", "2024"), ("cho", ""), ("han", "2024-12-15"));
        var link = page.QuerySelectorAll(".pieces a").Single(one => one.TextContent == "Quyết định").GetAttribute("href")!;
        var facts = (await visitor.Open(link)).Said("[aria-labelledby=ky-so]");

        Assert.Contains("Nguyễn Thị Bình", facts, StringComparison.Ordinal);
        Assert.Contains("20/12/2024", facts, StringComparison.Ordinal);
        Assert.Contains("Sau hạn 5 ngày", facts, StringComparison.Ordinal);
        Assert.Contains("Nội dung đã ký còn nguyên.", facts, StringComparison.Ordinal);
        Assert.Contains("Chuỗi chứng thư chưa được kiểm tra", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_piece_is_replaced_shared_and_removed_on_its_page()
    {
        using var visitor = open.Visitor();
        var page = await Send(visitor, "/don-vi/thanh-dinh.khu-5/minh-chung", EvidenceOffice.Pdf("bản 1"), "Hợp đồng.pdf", ("ky", "2024"), ("cho", ""));
        var link = page.QuerySelector(".pieces a")!.GetAttribute("href")!;

        page = await Send(visitor, link, EvidenceOffice.Pdf("bản 2"), "Hợp đồng ký lại.pdf", ("lydo", "đã ký lại"));
        Assert.Contains("bản 2", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("đã ký lại", page.Said("[aria-labelledby=ban]"), StringComparison.Ordinal);

        page = await visitor.Submit(await visitor.Open(link), "[aria-labelledby=sua] details:nth-of-type(2) form", null, ("donvi", "thanh-dinh.khu-2"));
        Assert.Contains("Khu 2", page.Said(".uses"), StringComparison.Ordinal);

        page = await visitor.Submit(page, "[aria-labelledby=sua] details:nth-of-type(3) form", null, ("lydo", "gửi nhầm khu"));
        Assert.Contains("Đã gỡ", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("gửi nhầm khu", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[aria-labelledby=sua]"));
        using var still = await visitor.Get(link + "/ban/1/tep");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task The_head_of_another_khu_neither_sees_nor_sends()
    {
        using var office = open.Visitor();
        using var other = await open.Site.Visitor(People.Khu2);
        var page = await Send(office, Unit1, EvidenceOffice.Pdf("riêng"), "Riêng.pdf", ("ky", "2024"), ("cho", ""));
        var link = page.QuerySelectorAll(".pieces a").Single(one => one.TextContent == "Riêng").GetAttribute("href")!;

        foreach (var address in (string[])[Unit1, link, link + "/ban/1/tep", link.Replace("khu-1", "khu-2", StringComparison.Ordinal) + "/ban/1/tep"])
        {
            using var answer = await other.Get(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(EvidenceOffice.Pdf("x")), "tep", "x.pdf" } };
        using var sent = await other.Post(Unit1 + "/gui", form);
        Assert.False(sent.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_head_of_a_khu_does_not_remove_what_serves_others()
    {
        using var office = open.Visitor();
        using var head = await open.Site.Visitor(People.Khu2);
        var page = await Send(office, Unit1, EvidenceOffice.Pdf("dùng chung"), "Dùng chung.pdf", ("ky", "2024"), ("cho", ""));
        var link = page.QuerySelectorAll(".pieces a").Single(one => one.TextContent == "Dùng chung").GetAttribute("href")!;
        await office.Submit(await office.Open(link), "[aria-labelledby=sua] details:nth-of-type(2) form", null, ("donvi", "thanh-dinh.khu-2"));

        page = await head.Open(link.Replace("khu-1", "khu-2", StringComparison.Ordinal));
        Assert.Contains("Một đơn vị khác", page.Said(".uses"), StringComparison.Ordinal);
        Assert.Equal(["Khu 2"], page.QuerySelectorAll("select[name=donvi] option").Select(option => option.TextContent)); // only where they may
        page = await head.Submit(page, "[aria-labelledby=sua] details:nth-of-type(3) form", null, ("lydo", "không cần"));
        Assert.Contains("còn dùng cho đơn vị khác", page.Said(".note.bad"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_what_lacks_and_what_is_there()
    {
        using var visitor = open.Visitor();
        var whole = await visitor.Open("/don-vi/thanh-dinh.khu-4/minh-chung");
        var lacking = await visitor.Open("/don-vi/thanh-dinh.khu-4/minh-chung?xem=thieu");

        Assert.Equal("0 trong 39 chỉ tiêu đã đủ minh chứng.", whole.Said(".lead strong"));
        Assert.Equal(39, lacking.QuerySelectorAll(".evidence tbody th[scope=row]").Length);
        Assert.Contains("Chưa chỉ tiêu nào đủ minh chứng", (await visitor.Open("/don-vi/thanh-dinh.khu-4/minh-chung?xem=du")).Said(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_stand_behind_a_number()
    {
        using var visitor = open.Visitor();
        var measure = (await visitor.Open("/don-vi/thanh-dinh.khu-6/nhap")).QuerySelector("a[href*='/so-do/']")!.GetAttribute("href")!.Split('#')[0];
        var page = await Send(visitor, measure, EvidenceOffice.Pdf("danh sách hộ"), "Danh sách hộ.pdf", ("ky", "2024"));

        Assert.Equal("Danh sách hộ", page.Said("[aria-labelledby=minh-chung] .pieces a"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_not_taken()
    {
        using var visitor = open.Visitor();
        using var form = new MultipartFormDataContent { { new StringContent("giả"), "__RequestVerificationToken" }, { new ByteArrayContent(EvidenceOffice.Pdf("x")), "tep", "x.pdf" } };
        using var answer = await visitor.Post(Unit1 + "/gui", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
