using KieuMau.Web.Tests.Hosting;

namespace KieuMau.Web.Tests.Features.Units;

public sealed class UnitsPageTests(DemonstrationSite open) : IClassFixture<DemonstrationSite>
{
    [Fact]
    public async Task A_khu_is_added_renamed_and_closed_on_one_page()
    {
        using var visitor = open.Visitor();
        var page = await visitor.Submit(await visitor.Open("/don-vi"), "form.form", null, ("ten", "Khu 11"), ("cap", "khu"), ("tren", "thanh-dinh"), ("tu", "2024-01-01"));
        Assert.Contains("Khu 11", string.Concat(page.AllSaid(".tree .unit")), StringComparison.Ordinal);

        page = await visitor.Submit(page, "[id='thanh-dinh.khu-11'] form:nth-of-type(1)", null, ("ten", "Khu Mười Một"));
        Assert.Contains("Khu Mười Một", string.Concat(page.AllSaid(".tree .unit")), StringComparison.Ordinal);

        page = await visitor.Submit(page, "[id='thanh-dinh.khu-11'] form:nth-of-type(3)", null, ("den", "2024-06-30"));
        Assert.DoesNotContain("Khu Mười Một", string.Concat(page.AllSaid(".tree .unit")), StringComparison.Ordinal);
    }
}
