using KieuMau.Domain.Observations;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;
using static KieuMau.Web.Features.Evaluations.StandingTables;

namespace KieuMau.Web.Tests.Features.Units;

public sealed class ChangeUnitsTests
{
    private static readonly DateOnly Middle = new(2024, 7, 1);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_renamed_khu_keeps_its_old_name_for_the_time_it_bore_it(On on)
    {
        await using var commune = await TestCommune.Create(on);
        Assert.Null(await commune.Do(desk => desk.ChangeUnits.Rename(TestCommune.Khu(1), "Khu Đồi", Middle)));

        var tree = (await commune.Do(desk => desk.Units.Around([TestCommune.Xa]))).Tree;
        Assert.Equal("Khu 1", tree.Find(TestCommune.Khu(1), Middle.AddDays(-1))!.Name);
        Assert.Equal("Khu Đồi", tree.Find(TestCommune.Khu(1), Middle)!.Name);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_code_belongs_to_one_unit_at_any_date(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var twin = TestCommune.Of(TestCommune.Khu(1), "Khu khác", "khu", TestCommune.Xa, Middle);
        Assert.Equal("units.overlaps", (await commune.Do(desk => desk.AddUnits.Add(twin)))!.Code);

        Assert.Null(await commune.Do(desk => desk.ChangeUnits.Close(TestCommune.Khu(1), Middle.AddDays(-1), [])));
        Assert.Null(await commune.Do(desk => desk.AddUnits.Add(twin)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_closed_khu_no_longer_counts_for_its_commune(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.Save.Save([.. Enumerable.Range(1, 3).Select(khu => TestCommune.Change(khu, commune.Cameras, 1)), TestCommune.Change(4, commune.Cameras, 0)], TestCommune.Note));
        Assert.Equal('K', (await Letters(commune))[1]);

        Assert.Null(await commune.Do(desk => desk.ChangeUnits.Close(TestCommune.Khu(4), new(2024, 12, 30), [TestCommune.Khu(3)])));
        Assert.Equal('M', (await Letters(commune))[1]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_commune_with_khu_is_not_closed_over_their_heads(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var refusal = await commune.Do(desk => desk.ChangeUnits.Close(TestCommune.Xa, Middle, []));
        Assert.Equal("units.has-units-below", refusal!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Merged_communes_hand_their_khu_on_and_a_number_of_a_khu_then_counts_for_the_new_one(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await commune.Do(desk => desk.AddUnits.Add(TestCommune.Of("xa-moi", "Xã Mới", "xã", "tinh-thu", Middle)));
        Assert.Null(await commune.Do(desk => desk.ChangeUnits.Merge([TestCommune.Xa], "xa-moi", Middle)));

        var around = await commune.Do(desk => desk.Units.Around([TestCommune.Xa, "xa-moi"]));
        Assert.Equal(4, around.Tree.Children("xa-moi", Middle).Count());
        Assert.Empty(around.Tree.Children(TestCommune.Xa, Middle));
        Assert.Equal(["xa-moi"], around.Tree.Find(TestCommune.Xa, Middle.AddDays(-1))!.Successors);

        await commune.Do(desk => desk.Save.Save([.. Enumerable.Range(1, 4).Select(khu => TestCommune.Change(khu, commune.Cameras, 1))], TestCommune.Note));
        Assert.Equal('M', (await Letters(commune, "xa-moi"))[1]);
        Assert.Equal("saving.unit-not-then", Assert.Single((await commune.Do(desk => desk.Save.Save(
            [new(TestCommune.Xa, commune.Law.Library.Measures["xep-loai"], Period.OfYear(2025), "", new ObservedValue.Level(1))], TestCommune.Note))).Refused).Refusal.Code);
    }

    private static Task<string> Letters(TestCommune commune, string unit = TestCommune.Xa) => commune.Do(async desk =>
    {
        var around = await desk.Units.Around([unit]);
        var id = around.Keys[unit].Id;
        return await desk.Db.Standings.Where(row => row.UnitId == id && row.Year == 2024).Select(row => row.Letters).SingleAsync();
    });
}
