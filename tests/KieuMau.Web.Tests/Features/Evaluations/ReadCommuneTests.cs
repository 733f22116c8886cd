using KieuMau.Domain.Observations;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Evaluations;

public sealed class ReadCommuneTests
{
    private static readonly DateOnly Day = new(2024, 12, 31);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_commune_is_remembered_until_anything_of_it_changes(On on)
    {
        await using var site = await Site.Open(on);
        var first = await Recall(site, "thanh-dinh.khu-1");
        Assert.Same(first, await Recall(site, "thanh-dinh.khu-7"));
        Assert.Same(first, await Recall(site, "thanh-dinh"));

        await Save(site, 63.9m);
        var second = await Recall(site, "thanh-dinh.khu-7");
        Assert.NotSame(first, second);
        Assert.Contains(second.ReadingAt(second.Around.Tree.Find("thanh-dinh", Day)!, Day).Knowledge.FactsOf("thanh-dinh.khu-1").All, fact => fact.Value.Equals(new ObservedValue.Number(63.9m)));

        Assert.Null(await site.Do(services => services.GetRequiredService<ChangeUnits>().Rename("thanh-dinh.khu-2", "Khu Hai", new(2024, 6, 1))));
        Assert.Equal("Khu Hai", (await Recall(site, "thanh-dinh.khu-7")).Around.Tree.Find("thanh-dinh.khu-2", new(2024, 6, 1))!.Name);
    }

    [Fact]
    public async Task A_khu_is_found_under_the_commune_it_went_to_after_its_old_one_was_looked_at()
    {
        await using var site = await Site.Open(On.Sqlite);
        await Recall(site, "thanh-dinh");
        var reading = await site.Do(services => services.GetRequiredService<ReadCommune>().Of("thanh-dinh.khu-1", new(2025, 12, 31)));

        Assert.Equal("hy-cuong", reading!.Commune.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_refused_or_undone_leaves_the_memory_as_it_is(On on)
    {
        await using var site = await Site.Open(on);
        var first = await Recall(site, "thanh-dinh");
        await Save(site, -1);

        Assert.Same(first, await Recall(site, "thanh-dinh"));
    }

    private static Task<RememberedCommune> Recall(Site site, string unit) =>
        site.Do(async services => (await services.GetRequiredService<ReadCommune>().Remembered(unit))!);

    private static Task<SaveResult> Save(Site site, decimal value) => site.Do(services =>
    {
        var measure = services.GetRequiredService<ActiveCriteria>().Current.Library.Measures["thu-nhap-khu"];
        ObservationChange change = new("thanh-dinh.khu-1", measure, Period.OfYear(2024), "", new ObservedValue.Number(value), new DateOnly(2024, 12, 31));
        return services.GetRequiredService<SaveObservations>().Save([change], new("Người thử", "đếm lại"));
    });
}
