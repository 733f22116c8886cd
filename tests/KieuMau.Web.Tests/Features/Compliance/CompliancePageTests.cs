using System.Text;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Compliance;

public sealed class CompliancePageTests(DemonstrationSite shared) : IClassFixture<DemonstrationSite>
{
    [Fact]
    public async Task Each_of_the_32_requirements_has_a_line_with_how_and_where_it_can_a_live_figure()
    {
        using var visitor = await shared.Site.Visitor(People.Administrator);
        var page = await visitor.Open("/van-hanh/tuan-thu");
        var lines = page.AllSaid("table.rows tbody tr");

        Assert.Equal(32, lines.Count);
        Assert.Contains("chưa đặt lịch; bản tốt gần nhất: chưa có", lines.Single(line => line.StartsWith("T09", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("khóa của trang chưa mã hóa", lines.Single(line => line.StartsWith("T08", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("1 quản trị", lines.Single(line => line.StartsWith("T01", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leaves_as_a_workbook_and_as_csv()
    {
        using var visitor = await shared.Site.Visitor(People.Administrator);
        var csv = Encoding.UTF8.GetString(await visitor.Take("/van-hanh/tuan-thu.csv"));

        Assert.Equal(33, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("T32", csv, StringComparison.Ordinal);
        Assert.NotEmpty(await visitor.Take("/van-hanh/tuan-thu.xlsx"));
    }

    [Fact]
    public async Task Every_page_of_keeping_opens_for_whoever_keeps()
    {
        using var visitor = await shared.Site.Visitor(People.Administrator);
        foreach (var address in new[] { "/van-hanh", "/van-hanh/sao-luu", "/van-hanh/su-co", "/van-hanh/thoi-gian-giu", "/van-hanh/tuan-thu" })
            Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.Get(address)).StatusCode);
    }
}
