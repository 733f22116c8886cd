using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Features.Recognition;

public sealed class RecordTitleTests
{
    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_recorded_title_holds_until_it_is_revoked(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var from = new DateOnly(2023, 6, 1);
        Assert.Null(await commune.Do(desk => desk.Titles.Record(TestCommune.Khu(1), "Khu dân cư văn hóa", "45/QĐ-UBND ngày 01/6/2023", from, null, TestCommune.Note)));
        Assert.Null(await commune.Do(desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2024, 2, 1), "vi phạm hương ước", TestCommune.Note)));

        var title = Assert.Single((await commune.Do(desk => desk.Knowledge.Of(TestCommune.Khu(1), commune.Law))).TitlesOf(TestCommune.Khu(1)));
        Assert.True(title.ValidAt(new(2024, 1, 31)));
        Assert.False(title.ValidAt(new(2024, 2, 1)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_title_without_its_decision_is_refused(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var refusal = await commune.Do(desk => desk.Titles.Record(TestCommune.Khu(1), "Khu dân cư văn hóa", " ", new(2023, 6, 1), null, TestCommune.Note));
        Assert.Equal("titles.no-decision", refusal!.Code);
    }
}
