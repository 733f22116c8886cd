using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.CriteriaSets;

public sealed class AddOfficialLevelTests
{
    private const string KhuSet = "phu-tho-kdc-kieu-mau-2021-2025";

    private static readonly OfficialLevel Level = new(KhuSet, "1.1", "≥ 90 %", "12/QĐ-UBND ngày 05/3/2024", "Phụ lục I, dòng 1.1", new(2024, 3, 5), "UBND tỉnh");

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_level_entered_on_a_page_is_judged_by_at_once_and_the_old_text_stays(On on)
    {
        await using var site = await Site.Open(on);
        var before = await Standing(site, "thanh-dinh.khu-1", 2023);
        Assert.Null(await Add(site, Level));

        var standing = await Standing(site, "thanh-dinh.khu-1", 2024);
        Assert.Equal((34, 3), (standing.Met, standing.NoThreshold));
        Assert.Equal(before.Letters, (await Standing(site, "thanh-dinh.khu-1", 2023)).Letters); // a level of 2024 is not held against 2023

        var law = site.Services.GetRequiredService<ActiveCriteria>().Current;
        Assert.Equal(2, law.Library.Find(KhuSet)!.Versions.Count);
        Assert.Equal(0, await site.Do(services => services.GetRequiredService<RuralDb>().Standings.CountAsync(row => row.Edition != law.Edition)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_number_saved_while_standings_are_built_anew_is_not_lost(On on)
    {
        await using var site = await Site.Open(on);
        var measure = site.Services.GetRequiredService<ActiveCriteria>().Current.Library.Measures["thu-nhap-khu"];
        var saving = Task.Run(async () =>
        {
            for (var value = 0; value < 12; value++)
            {
                ObservationChange change = new($"thanh-dinh.khu-{1 + (value % 5)}", measure, Period.OfYear(2024), "", new ObservedValue.Number(50 + value), new DateOnly(2024, 12, 31));
                Assert.True((await site.Do(services => services.GetRequiredService<SaveObservations>().Save([change], new("Người thử", "đếm lại")))).Clean);
            }
        });
        Assert.Null(await Add(site, Level));
        await saving;
        await site.Services.GetRequiredService<BuildStandings>().Building;

        Assert.True(await site.StandingsAreFresh() > 50);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_levels_entered_at_once_both_are_judged_by(On on)
    {
        await using var site = await Site.Open(on);

        // two lines that each take such a level alone
        Assert.All(await AtOnce(site, Level, Level with { Line = "1.2" }), Assert.Null);
        Assert.Equal(2, Entered(site).Count);
        Assert.True(await site.StandingsAreFresh() > 50);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_levels_of_one_line_entered_at_once_neither_takes_the_place_of_the_other(On on)
    {
        await using var site = await Site.Open(on);

        Assert.All(await AtOnce(site, Level, Level with { Level = "≥ 95 %", From = new(2024, 7, 1) }), Assert.Null);
        Assert.Equal([$"nhap-tren-trang/muc-{KhuSet}-1-1-1.yaml", $"nhap-tren-trang/muc-{KhuSet}-1-1-2.yaml"], Entered(site).Order(StringComparer.Ordinal));
        Assert.Equal(3, site.Services.GetRequiredService<ActiveCriteria>().Current.Library.Find(KhuSet)!.Versions.Count);
    }

    [Fact]
    public async Task It_can_be_taken_away_as_a_file()
    {
        await using var site = await Site.Open(On.Sqlite);
        await Add(site, Level);
        var amendment = site.Services.GetRequiredService<ActiveCriteria>().Current.Library.Find(KhuSet)!.Latest.Amendments[^1];

        var file = await site.Do(services => Task.FromResult(services.GetRequiredService<AddOfficialLevel>().Export(amendment.Id)));
        Assert.Contains("căn cứ mức: { văn bản: \"12/QĐ-UBND ngày 05/3/2024\"", file!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_cannot_be_read_replaces_nothing()
    {
        await using var site = await Site.Open(On.Sqlite);
        var law = site.Services.GetRequiredService<ActiveCriteria>().Current;

        Assert.Equal("levels.not-readable", (await Add(site, Level with { Level = "khá cao" }))!.Code);
        Assert.Equal("levels.no-decision", (await Add(site, Level with { Decision = " " }))!.Code);
        Assert.Equal("levels.unknown-line", (await Add(site, Level with { Line = "99.9" }))!.Code);
        Assert.Same(law, site.Services.GetRequiredService<ActiveCriteria>().Current);
    }

    private static Task<Refusal?> Add(Site site, OfficialLevel level) => site.Do(services => services.GetRequiredService<AddOfficialLevel>().Add(level));

    private static async Task<Refusal?[]> AtOnce(Site site, params OfficialLevel[] levels)
    {
        var said = await Task.WhenAll(levels.Select(level => Task.Run(() => Add(site, level))));
        await site.Services.GetRequiredService<BuildStandings>().Building;
        return said;
    }

    private static List<string> Entered(Site site) =>
        [.. site.Services.GetRequiredService<ActiveCriteria>().Current.Texts.Select(text => text.Name).Where(name => name.StartsWith(AddOfficialLevel.Folder, StringComparison.Ordinal))];

    private static async Task<StandingRow> Standing(Site site, string unit, int year)
    {
        await site.Services.GetRequiredService<BuildStandings>().Building;
        return (await site.Do(services => services.GetRequiredService<StandingReader>().Of(unit, KhuSet, year))).Row!;
    }
}
