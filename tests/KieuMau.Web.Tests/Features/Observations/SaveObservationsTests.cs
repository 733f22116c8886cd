using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Observations;

public sealed class SaveObservationsTests
{
    public static TheoryData<On> Every => TestDatabase.Every;

    [Theory, MemberData(nameof(Every))]
    public async Task What_is_saved_is_there_with_who_and_when(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var result = await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 107)], TestCommune.Note));
        Assert.True(result.Clean);

        var knowledge = await commune.Do(desk => desk.Knowledge.Of(TestCommune.Khu(1), commune.Law));
        var fact = Assert.Single(knowledge.FactsOf(TestCommune.Khu(1)).All);
        Assert.Equal(new ObservedValue.Number(107), fact.Value);
        Assert.Equal(("Người thử", "trang", new DateOnly(2024, 12, 31)), (fact.Who, fact.Origin, fact.AsOf));
        Assert.Equal(commune.Clock.GetUtcNow().UtcDateTime, fact.SavedAt);
    }

    [Theory, MemberData(nameof(Every))]
    public async Task The_standing_of_the_khu_and_of_its_commune_changes_with_the_number(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 1000), TestCommune.Change(1, commune.Sorting, 599)], TestCommune.Note));
        Assert.Equal("K", await Letters(commune, TestCommune.Khu(1)));

        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Sorting, 600)], TestCommune.Note));
        Assert.Equal("M", await Letters(commune, TestCommune.Khu(1)));
        await AssertStandingsAreFresh(commune);
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Two_khu_saved_at_once_a_hundred_times_leave_the_commune_as_a_fresh_evaluation_finds_it(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.Save.Save([.. Enumerable.Range(1, 4).Select(khu => TestCommune.Change(khu, commune.Households, 100))], TestCommune.Note));

        for (var round = 0; round < 100; round++)
        {
            await Task.WhenAll(Saved(commune, 1 + (round % 2), round % 101), Saved(commune, 3 + (round % 2), 100 - round));
        }

        await AssertStandingsAreFresh(commune);
        Assert.Equal(204, await commune.Do(desk => desk.Db.ObservationRevisions.CountAsync()));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task The_second_of_two_who_save_one_cell_sees_both_values(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var first = await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 215, expected: 0)], new("Chị Lan")));
        Assert.True(first.Clean);

        var second = await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 219, expected: 0), TestCommune.Change(2, commune.Households, 90, expected: 0)], new("Anh Minh")));

        var clash = Assert.Single(second.Clashes);
        Assert.Equal((new ObservedValue.Number(215), "Chị Lan"), (clash.Theirs.Value, clash.Theirs.Who));
        Assert.Equal(new ObservedValue.Number(219), clash.Change.Value);
        Assert.IsType<ChangeOutcome.Saved>(second.Outcomes[1]);
        Assert.Equal(215, await Current(commune, 1, commune.Households));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Every_revision_is_kept_cleared_ones_too(On on)
    {
        await using var commune = await TestCommune.Create(on);
        foreach (var value in new ObservedValue[] { new ObservedValue.Number(1), new ObservedValue.Number(2), new ObservedValue.Nothing(), new ObservedValue.Number(3) })
        {
            commune.Clock.Pass(TimeSpan.FromMinutes(1));
            await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 0) with { Value = value }], TestCommune.Note));
        }

        var kept = await commune.Do(desk => desk.Db.ObservationRevisions.OrderBy(row => row.Id).Select(row => new { row.Kind, row.Number, row.Previous }).ToListAsync());
        Assert.Equal([StoredKind.Number, StoredKind.Number, StoredKind.Nothing, StoredKind.Number], kept.Select(row => row.Kind));
        Assert.Equal([null, 1, 2, 3], kept.Select(row => row.Previous));
        Assert.Equal(3, await Current(commune, 1, commune.Households));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task What_is_cleared_is_no_data_even_if_typed_again_with_an_earlier_date(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var change = TestCommune.Change(1, commune.Households, 50);
        await commune.Do(desk => desk.Save.Save([change], TestCommune.Note));
        await commune.Do(desk => desk.Save.Save([change with { Value = new ObservedValue.Nothing() }], TestCommune.Note));
        Assert.Empty((await commune.Do(desk => desk.Knowledge.Of(TestCommune.Khu(1), commune.Law))).FactsOf(TestCommune.Khu(1)).All);

        await commune.Do(desk => desk.Save.Save([change with { AsOf = new(2024, 6, 30) }], TestCommune.Note));
        var again = (await commune.Do(desk => desk.Knowledge.Of(TestCommune.Khu(1), commune.Law))).FactsOf(TestCommune.Khu(1));
        Assert.Equal(new ObservedValue.Number(50), Assert.Single(again.Of(commune.Households).ToArray()).Value); // nothing of the clearing stays beside it
    }

    [Theory, MemberData(nameof(Every))]
    public async Task A_number_cleared_and_a_coarser_one_put_in_its_place_in_one_save_leave_the_coarser_one(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var change = TestCommune.Change(1, commune.Cameras, 50);
        await commune.Do(desk => desk.Save.Save([change], TestCommune.Note));
        await commune.Do(desk => desk.Save.Save([change with { Value = new ObservedValue.Nothing() }, change with { Value = new ObservedValue.Answer(true) }], TestCommune.Note));

        var fact = Assert.Single((await commune.Do(desk => desk.Knowledge.Of(TestCommune.Khu(1), commune.Law))).FactsOf(TestCommune.Khu(1)).All);
        Assert.Equal(new ObservedValue.Answer(true), fact.Value);
    }

    [Theory, MemberData(nameof(Every))]
    public async Task A_number_of_an_earlier_date_does_not_hide_a_later_one(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var change = TestCommune.Change(1, commune.Households, 50);
        await commune.Do(desk => desk.Save.Save([change], TestCommune.Note));
        var result = await commune.Do(desk => desk.Save.Save([change with { Value = new ObservedValue.Number(40), AsOf = new(2024, 6, 30) }], TestCommune.Note));

        Assert.IsType<ChangeOutcome.SavedBehind>(Assert.Single(result.Outcomes));
        Assert.Equal(50, await Current(commune, 1, commune.Households));
        Assert.Equal(2, await commune.Do(desk => desk.Db.ObservationRevisions.CountAsync()));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Saving_the_same_again_writes_nothing(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 12.80m * 10)], TestCommune.Note));
        var again = await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 128)], TestCommune.Note));

        Assert.False(again.Stored);
        Assert.IsType<ChangeOutcome.Unchanged>(Assert.Single(again.Outcomes));
        Assert.Equal(1, await commune.Do(desk => desk.Db.ObservationRevisions.CountAsync()));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task A_failed_import_stores_nothing(On on)
    {
        await using var commune = await TestCommune.Create(on);
        ObservationChange[] import =
        [
            TestCommune.Change(1, commune.Households, 100),
            TestCommune.Change(2, commune.Households, 90),
            TestCommune.Change(2, commune.Sorting, 91),
        ];
        var result = await commune.Do(desk => desk.Save.SaveAll(import, TestCommune.Note));

        Assert.False(result.Stored);
        Assert.Equal("observations.part-larger-than-whole", Assert.Single(result.Refused).Refusal.Code);
        Assert.Equal(0, await commune.Do(desk => desk.Db.ObservationRevisions.CountAsync()));
        Assert.Equal(0, await commune.Do(desk => desk.Db.Savings.CountAsync()));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task What_breaks_in_the_middle_of_a_save_leaves_nothing_half_done(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 100)], TestCommune.Note));
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync("alter table standings rename to standings_away"));

        await Assert.ThrowsAnyAsync<Exception>(() => commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 200)], TestCommune.Note)));

        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync("alter table standings_away rename to standings"));
        Assert.Equal(100, await Current(commune, 1, commune.Households));
        Assert.Equal(1, await commune.Do(desk => desk.Db.ObservationRevisions.CountAsync()));
        Assert.True((await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 300)], TestCommune.Note))).Clean);
    }

    [Theory, MemberData(nameof(Every))]
    public async Task A_large_import_arrives_whole_by_the_bulk_path(On on)
    {
        await using var commune = await TestCommune.Create(on);
        ObservationChange[] import =
        [
            .. from khu in Enumerable.Range(1, 4)
               from month in Enumerable.Range(1, 12)
               from measure in new[] { commune.Households, commune.Cameras, commune.Sorting }
               from year in new[] { 2022, 2023 }
               select TestCommune.Change(khu, measure, measure == commune.Sorting ? month : 100 + month) with { Period = new(year, PeriodKind.Month, month) },
        ];
        Assert.Equal(288, import.Length);

        for (var again = 0; again < 2; again++)
        {
            var result = await commune.Do(desk => desk.Save.SaveAll([.. import.Select(change => change with { Note = $"lần {again}" })], TestCommune.Note));
            Assert.True(result is { Clean: true, Stored: true });
        }

        Assert.Equal(288, await commune.Do(desk => desk.Db.Observations.CountAsync()));
        Assert.Equal(576, await commune.Do(desk => desk.Db.ObservationRevisions.CountAsync()));
        await AssertStandingsAreFresh(commune);
    }

    [Theory, MemberData(nameof(Every))]
    public async Task A_statement_said_in_one_line_is_kept_facet_by_facet(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var statement = commune.Law.Library.Measures["sach"];
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, statement, 0) with { Value = new ObservedValue.Chosen(["hiệu quả"]) }], TestCommune.Note));

        var facts = (await commune.Do(desk => desk.Knowledge.Of(TestCommune.Khu(1), commune.Law))).FactsOf(TestCommune.Khu(1)).All;
        Assert.Equal([("thường xuyên", false), ("hiệu quả", true)], facts.Select(fact => (fact.Split, ((ObservedValue.Answer)fact.Value).Yes)));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Text_is_stored_in_one_composition(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var decomposed = "Đã đếm lại".Normalize(System.Text.NormalizationForm.FormD);
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 1) with { Note = decomposed }], new(decomposed)));

        Assert.Equal("Đã đếm lại", await commune.Do(desk => desk.Db.Observations.Select(row => row.Note).SingleAsync()));
        Assert.Equal("Đã đếm lại", await commune.Do(desk => desk.Db.Savings.Select(row => row.Who).SingleAsync()));
    }

    private static async Task Saved(TestCommune commune, int khu, decimal value) =>
        Assert.True((await commune.Do(desk => desk.Save.Save([TestCommune.Change(khu, commune.Sorting, value)], TestCommune.Note))).Clean);

    private static Task<decimal?> Current(TestCommune commune, int khu, Domain.Measures.Measure measure)
    {
        var id = commune.Law.Keys.Of(measure);
        return commune.Do(async desk =>
        {
            var unit = await desk.Db.Set<KieuMau.Web.Features.Units.UnitKey>().SingleAsync(key => key.Code == TestCommune.Khu(khu));
            return (await desk.Db.Observations.SingleAsync(row => row.UnitId == unit.Id && row.MeasureId == id)).Number;
        });
    }

    private static Task<string> Letters(TestCommune commune, string unit) => commune.Do(async desk =>
    {
        var key = await desk.Db.Set<KieuMau.Web.Features.Units.UnitKey>().SingleAsync(key => key.Code == unit);
        return (await desk.Db.Standings.SingleAsync(row => row.UnitId == key.Id && row.Year == 2024)).Letters;
    });

    private static Task AssertStandingsAreFresh(TestCommune commune) => commune.Do(async desk =>
    {
        var around = await desk.Units.Around([TestCommune.Xa]);
        var knowledge = await desk.Knowledge.Of(around, commune.Law);
        var fresh = desk.Standings.Judge(commune.Law, around, around.Keys.Keys.Where(code => code != "tinh-thu"), knowledge, 2020).ToList();
        var stored = await desk.Db.Standings.ToListAsync();
        Assert.Contains(stored, row => row.UnitId == around.Keys[TestCommune.Xa].Id);
        Assert.All(stored, row => Assert.Equivalent(fresh.Single(other => (other.UnitId, other.SetId, other.Year) == (row.UnitId, row.SetId, row.Year)), row));
    });
}
