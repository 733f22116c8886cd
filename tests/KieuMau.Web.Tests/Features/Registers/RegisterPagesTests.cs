using System.Globalization;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Registers;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Registers;

/// <summary>The registers as the keeper of personal data fills them, page by page.</summary>
public sealed class RegisterPagesTests
{
    private static readonly Somebody Keeper = new("data-protection-officer", "thanh-dinh");
    private static DateOnly Today => TimeProvider.System.Today();

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task A_request_is_received_answered_extended_once_and_done(On on)
    {
        await using var site = await Site.Open(on);
        using var keeper = await site.Visitor(Keeper);
        var page = await keeper.Submit(await keeper.Open("/van-hanh/yeu-cau"), "form.form", null, ("ngay", Text(Today)), ("loai", "xoa"), ("nguoi", "Bà Thử"), ("noidung", "xóa số điện thoại"));
        Assert.Contains("Một yêu cầu đang chờ.", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains(Today.AddDays(20).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), page.Said("table.rows tbody tr"), StringComparison.Ordinal);

        Assert.Contains("Yêu cầu số 1 (", (await keeper.Open("/viec")).Said("main"), StringComparison.Ordinal);

        page = await keeper.Submit(page, "form:has([value=tra-loi])", null, ("ngay", Text(Today)));
        Assert.Contains("chưa thực hiện xong", (await keeper.Open("/viec")).Said("main"), StringComparison.Ordinal);
        Assert.Contains("đúng hạn", page.Said("table.rows tbody tr"), StringComparison.Ordinal);
        page = await keeper.Submit(page, "form:has([value=gia-han])", null, ("ngay", Text(Today.AddDays(30))), ("noidung", "chờ xác minh"));
        Assert.Contains("đã gia hạn đến", page.Said("table.rows tbody tr"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form:has([value=gia-han])"));
        Assert.Equal("requests.extended-before", (await site.Do(services => services.GetRequiredService<KeepRequests>().Extend(1, Today.AddDays(40), "nữa", default)))?.Code);

        page = await keeper.Submit(page, "form:has([value=xong])", null, ("ngay", Text(Today)), ("noidung", "đã xóa"));
        Assert.Contains("Không có yêu cầu nào đang chờ.", page.Said(".lead"), StringComparison.Ordinal);
        Assert.DoesNotContain("Yêu cầu số 1", (await keeper.Open("/viec")).Said("main"), StringComparison.Ordinal);
        Assert.NotEmpty(await keeper.Take("/van-hanh/yeu-cau.xlsx"));
        Assert.Equal(1, await site.Do(services => services.GetRequiredService<RuralDb>().Journal.CountAsync(row => row.Said.Contains("tải sổ yêu cầu"))));
        Assert.Equal(4, await site.Do(services => services.GetRequiredService<RuralDb>().Set<KieuMau.Web.Features.Journal.JournalRow>().CountAsync(row => row.Act.StartsWith("requests."))));
    }

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task An_incident_closes_only_when_its_clocks_have_stopped(On on)
    {
        await using var site = await Site.Open(on);
        using var keeper = await site.Visitor(Keeper);
        var detected = TimeProvider.System.Instant().InVietNam().AddHours(-25);
        var page = await keeper.Open("/van-hanh/su-co");
        foreach (var box in page.QuerySelectorAll("input[type=checkbox]")) box.SetAttribute("checked", "");
        page = await keeper.Submit(page, "form.form", null, ("ngay", Text(DateOnly.FromDateTime(detected))), ("gio", Time(detected)), ("ten", "Mất máy tính ở văn phòng"));
        Assert.Equal(3, page.QuerySelectorAll("table.rows td li").Length);
        Assert.Contains("một có đồng hồ quá hạn", page.Said(".lead"), StringComparison.Ordinal);
        Assert.Contains("Sự cố “Mất máy tính ở văn phòng”", (await keeper.Open("/viec")).Said("main"), StringComparison.Ordinal);

        var at = TimeProvider.System.Instant().InVietNam().AddMinutes(-1);
        var (day, now) = (Text(DateOnly.FromDateTime(at)), Time(at));
        page = await keeper.Submit(page, "form:has([value=moc])", null, ("moc", "Closed"), ("ngay", day), ("gio", now));
        Assert.Contains("Còn đồng hồ đang chạy", page.Said(".note.bad"), StringComparison.Ordinal);
        foreach (var step in new[] { "Reported", "CauseReported", "AuthorityTold", "Closed" })
            page = await keeper.Submit(await keeper.Open("/van-hanh/su-co"), "form:has([value=moc])", null, ("moc", step), ("ngay", day), ("gio", now), ("noidung", "quên khóa phòng; đã thu hồi"));

        Assert.Contains("Không có sự cố nào đang mở.", page.Said(".lead"), StringComparison.Ordinal);
        Assert.DoesNotContain("Mất máy tính", (await keeper.Open("/viec")).Said("main"), StringComparison.Ordinal);
        Assert.Contains("muộn", page.AllSaid("table.rows td li")[0], StringComparison.Ordinal);
        Assert.Contains("đúng hạn", page.AllSaid("table.rows td li")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_office_nor_the_administrator_reads_requests()
    {
        await using var site = await Site.Open(On.Sqlite);
        foreach (var somebody in new[] { People.Office, People.Administrator, People.Khu1 })
        {
            using var visitor = await site.Visitor(somebody);
            Assert.NotEqual(System.Net.HttpStatusCode.OK, (await visitor.Get("/van-hanh/yeu-cau")).StatusCode);
            Assert.NotEqual(System.Net.HttpStatusCode.OK, (await visitor.Get("/van-hanh/yeu-cau.xlsx")).StatusCode);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);
}
