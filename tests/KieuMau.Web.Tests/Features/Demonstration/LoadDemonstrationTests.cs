using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Demonstration;

public sealed class LoadDemonstrationTests
{
    private const string KhuSet = "phu-tho-kdc-kieu-mau-2021-2025";

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Stored_standings_of_the_demonstration_are_what_a_hand_would_calculate(On on)
    {
        await using var site = await Site.Open(on);
        var first = await StandingOf(site, "thanh-dinh.khu-1");
        var fifth = await StandingOf(site, "thanh-dinh.khu-5");

        Assert.Equal((33, 0, 2, 4, 0), (first.Met, first.NotMet, first.NoData, first.NoThreshold, first.NotApplicable));
        Assert.Equal((32, 1, 2, 4, 0), (fifth.Met, fifth.NotMet, fifth.NoData, fifth.NoThreshold, fifth.NotApplicable));
        Assert.NotEqual("met", first.Outcome);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_stored_standing_equals_a_fresh_evaluation(On on)
    {
        await using var site = await Site.Open(on);
        Assert.True(await site.StandingsAreFresh() > 50);
    }

    [Fact]
    public async Task Opened_again_it_is_not_loaded_twice()
    {
        await using var site = await Site.Open(On.Sqlite);
        var before = await Revisions(site);
        await site.Do(async services =>
        {
            await services.GetRequiredService<KieuMau.Web.Features.Demonstration.LoadDemonstration>().IfEmpty();
            return 0;
        });

        Assert.Equal(before, await Revisions(site));
    }

    private static Task<int> Revisions(Site site) => site.Do(services => services.GetRequiredService<RuralDb>().ObservationRevisions.CountAsync());

    private static Task<StandingRow> StandingOf(Site site, string unit) => site.Do(async services =>
    {
        var db = services.GetRequiredService<RuralDb>();
        var law = services.GetRequiredService<ActiveCriteria>().Current;
        var id = await db.UnitKeys.Where(key => key.Code == unit).Select(key => key.Id).SingleAsync();
        var set = law.Keys.SetIds[KhuSet];
        return await db.Standings.SingleAsync(row => row.UnitId == id && row.SetId == set && row.Year == 2024 && row.Edition == law.Edition);
    });
}
