using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace KieuMau.Web.Tests.Features.Evidence;

public sealed class AttachEvidenceTests
{
    public static TheoryData<On> Both => TestDatabase.Both;
    public static TheoryData<On> Every => TestDatabase.Every;

    [Theory, MemberData(nameof(Every))]
    public async Task What_is_attached_is_kept_byte_for_byte_and_read_back(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var file = EvidenceOffice.Pdf("bản gốc");
        var sent = Assert.Single((await office.Attach(file, "Biên bản.pdf")).Pieces);

        var piece = Assert.Single(await office.Of(1));
        Assert.Equal((sent.Key, "Biên bản", "Biên bản.pdf"), (piece.Key, piece.Title, piece.Current.Name));
        Assert.Equal(EvidenceOffice.Place(), Assert.Single(piece.Links).Place);
        Assert.Equal(file, await File.ReadAllBytesAsync(office.Store.Find(piece.Current.Hash)!));
        Assert.Empty(Directory.GetFiles(office.Arriving));
        Assert.Empty(await office.Of(2));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_place_a_file_may_be_attached_to_is_read_back_as_it_was_said(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        EvidencePlace[] places =
        [
            new(TestCommune.Khu(1)),
            new(TestCommune.Khu(1), Period.Parse("2024-Q4")),
            new(TestCommune.Khu(1), TestCommune.Year2024, Measure: "ho", Revision: 7),
            EvidenceOffice.Place(),
        ];
        foreach (var place in places) Assert.Empty((await office.Attach(EvidenceOffice.Pdf(place.ToString()), place: place)).Refusals);

        Assert.Equal(places, (await office.Of(1)).Select(piece => piece.Links[0].Place));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task One_file_serves_several_units_and_leaves_one_of_them(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var key = (await office.Attach(EvidenceOffice.Pdf("chung"))).Pieces[0].Key;
        Assert.Null(await office.Do(desk => desk.Link.Link(TestCommune.Khu(1), key, EvidenceOffice.Place(2), null, TestCommune.Note)));
        Assert.Equal("evidence.already-linked", (await office.Do(desk => desk.Link.Link(TestCommune.Khu(1), key, EvidenceOffice.Place(2), null, TestCommune.Note)))!.Code);

        var piece = Assert.Single(await office.Of(2));
        Assert.Equal(2, piece.Links.Count);
        Assert.Null(await office.Do(desk => desk.Link.Unlink(TestCommune.Khu(2), key, piece.Shard, 2, TestCommune.Note)));

        Assert.Equal(TestCommune.Khu(1), Assert.Single((await office.Of(2))[0].LiveLinks).Place.Unit);
        Assert.Equal("nhập thử", (await office.Of(2))[0].Links[1].Removed!.Why);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(office.Store.Find(piece.Current.Hash)!)!));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Where_it_was_detached_nothing_that_came_afterwards_is_seen_or_changed(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var sent = (await office.Attach(EvidenceOffice.Pdf("bản 1"))).Pieces[0];
        await office.Do(desk => desk.Link.Link(TestCommune.Khu(1), sent.Key, EvidenceOffice.Place(2), null, TestCommune.Note));
        office.Commune.Clock.Pass(TimeSpan.FromMinutes(1));
        await office.Do(desk => desk.Link.Unlink(TestCommune.Khu(2), sent.Key, sent.Shard, 2, TestCommune.Note));
        office.Commune.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await office.Replace(1, sent.Key, EvidenceOffice.Pdf("bản 2"), "đủ chữ ký"));

        Assert.Equal([1, 2], (await office.Of(1))[0].Versions.Select(version => version.Number));
        var left = (await office.Of(2))[0];
        Assert.Equal([1], left.Versions.Select(version => version.Number));
        await office.Do(desk => desk.Link.Link(TestCommune.Khu(1), sent.Key, EvidenceOffice.Place(3), null, TestCommune.Note));
        Assert.Equal(2, (await office.Of(2))[0].Links.Count);
        Assert.Equal("evidence.unknown", (await office.Do(desk => desk.Link.Link(TestCommune.Khu(2), sent.Key, EvidenceOffice.Place(2), null, TestCommune.Note)))!.Code);
        Assert.Equal("evidence.unknown", (await office.Replace(2, sent.Key, EvidenceOffice.Pdf("bản 3"), "khác"))!.Code);
        Assert.Equal("evidence.unknown", (await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(2), sent.Key, TestCommune.Note)))!.Code);
        Assert.Null(await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), sent.Key, TestCommune.Note)));
        Assert.Equal((null, true), ((await office.Of(2))[0].Removed, (await office.Of(1))[0].Removed is not null));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_replaced_file_stays_as_an_earlier_version(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var key = (await office.Attach(EvidenceOffice.Pdf("bản 1"))).Pieces[0].Key;
        Assert.Equal("evidence.no-reason", (await office.Replace(1, key, EvidenceOffice.Pdf("bản 2"), " "))!.Code);
        Assert.Equal("evidence.same-file", (await office.Replace(1, key, EvidenceOffice.Pdf("bản 1"), "đủ chữ ký"))!.Code);
        Assert.Null(await office.Replace(1, key, EvidenceOffice.Pdf("bản 2"), "đủ chữ ký"));

        var piece = Assert.Single(await office.Of(1));
        Assert.Equal([(1, "nhập thử"), (2, "đủ chữ ký")], piece.Versions.Select(version => (version.Number, version.Why)));
        Assert.All(piece.Versions, version => Assert.NotNull(office.Store.Find(version.Hash)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_removed_piece_serves_nowhere_and_stays_with_its_reason(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var key = (await office.Attach(EvidenceOffice.Pdf("nhầm"))).Pieces[0].Key;
        Assert.Equal("evidence.no-reason", (await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, new("Người thử", ""))))!.Code);
        Assert.Null(await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, new("Người thử", "gửi nhầm"))));

        var piece = Assert.Single(await office.Of(1));
        Assert.Empty(piece.LiveLinks);
        Assert.Equal(("Người thử", "gửi nhầm"), (piece.Removed!.Who, piece.Removed.Why));
        Assert.NotNull(office.Store.Find(piece.Current.Hash));
        Assert.Equal("evidence.already-removed", (await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, TestCommune.Note)))!.Code);
        Assert.Equal("evidence.already-removed", (await office.Replace(1, key, EvidenceOffice.Pdf("mới"), "thử"))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Each_change_leaves_an_entry_in_the_journal(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var sent = (await office.Attach(EvidenceOffice.Pdf("a"))).Pieces[0];
        var key = sent.Key;
        await office.Replace(1, key, EvidenceOffice.Pdf("b"), "đủ chữ ký");
        await office.Do(desk => desk.Link.Link(TestCommune.Khu(1), key, EvidenceOffice.Place(2), null, TestCommune.Note));
        await office.Do(desk => desk.Link.Unlink(TestCommune.Khu(1), key, sent.Shard, 2, TestCommune.Note));
        await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, TestCommune.Note));

        var acts = await office.Do(desk => desk.Db.Set<Web.Features.Journal.JournalRow>().Where(row => row.Act.StartsWith("evidence.")).OrderBy(row => row.Id).Select(row => row.Act).ToListAsync());
        Assert.Equal(["evidence.attach", "evidence.replace", "evidence.link", "evidence.unlink", "evidence.remove"], acts);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_refused_file_leaves_nothing(On on)
    {
        await using var office = await EvidenceOffice.Open(on);
        var result = await office.Attach([.. "MZ"u8, 1, 2, 3], "bien-ban.pdf");

        Assert.Equal("evidence.program", Assert.Single(result.Refusals).Code);
        Assert.Empty(await office.Of(1));
        Assert.Empty(office.Store.All());
        Assert.Empty(Directory.GetFiles(office.Arriving));
    }

    [Fact]
    public async Task Of_several_files_all_are_taken_or_none()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var result = await office.Do(async desk =>
        {
            using var good = await desk.Store.Receive(new MemoryStream(EvidenceOffice.Pdf("tốt")), EvidenceLimits.LargestFile, default);
            using var bad = await desk.Store.Receive(new MemoryStream("<svg/>"u8.ToArray()), EvidenceLimits.LargestFile, default);
            return await desk.Attach.Attach(new([new(good, "a.pdf"), new(bad, "b.png")], EvidenceOffice.Place(), Declared: true), TestCommune.Note);
        });

        Assert.Equal("evidence.svg", Assert.Single(result.Refusals).Code);
        Assert.Empty(await office.Of(1));
        Assert.Empty(office.Store.All());
    }

    [Fact]
    public async Task Without_the_word_that_nothing_is_secret_no_file_is_taken()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var result = await office.Do(async desk =>
        {
            using var arrival = await desk.Store.Receive(new MemoryStream(EvidenceOffice.Pdf("a")), EvidenceLimits.LargestFile, default);
            return await desk.Attach.Attach(new([new(arrival, "a.pdf")], EvidenceOffice.Place()), TestCommune.Note);
        });

        Assert.Equal("evidence.not-declared", Assert.Single(result.Refusals).Code);
    }

    [Fact]
    public async Task A_line_a_number_or_a_unit_that_is_not_there_is_refused()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);

        Assert.Equal("evidence.unknown-line", (await office.Attach(EvidenceOffice.Pdf("a"), place: EvidenceOffice.Place() with { Line = "9" })).Refusals[0].Code);
        Assert.Equal("evidence.unknown-measure", (await office.Attach(EvidenceOffice.Pdf("a"), place: new(TestCommune.Khu(1), Measure: "khong-co"))).Refusals[0].Code);
        Assert.NotEmpty((await office.Attach(EvidenceOffice.Pdf("a"), place: new("xa-khac"))).Refusals);
    }

    [Fact]
    public async Task A_photo_loses_its_location_unless_it_is_kept_on_purpose()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var photo = PhotoWithPlace();
        var bared = (await office.Attach(photo, "anh.jpg")).Pieces[0].Current;
        var whole = (await office.Attach(photo, "anh.jpg", keepLocation: true)).Pieces[0].Current;

        Assert.Equal((true, false), (bared.Photo!.HadLocation, bared.Photo.KeptLocation));
        Assert.True((await File.ReadAllBytesAsync(office.Store.Find(bared.Hash)!)).AsSpan().IndexOf("GPSLatitude"u8) < 0);
        Assert.Equal((true, true), (whole.Photo!.HadLocation, whole.Photo.KeptLocation));
        Assert.Equal(photo, await File.ReadAllBytesAsync(office.Store.Find(whole.Hash)!));
        Assert.Empty(Directory.GetFiles(office.Arriving));
    }

    [Theory]
    [InlineData("/bin/true", null)]
    [InlineData("/bin/false", "evidence.unsafe")]
    [InlineData("/bin/sh -c", "evidence.not-scanned")]
    [InlineData("/khong/co/chuong-trinh", "evidence.not-scanned")]
    public async Task A_scanner_that_is_asked_has_the_last_word(string command, string? refusal)
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var result = await office.Attach(EvidenceOffice.Pdf("a"), scanner: new CommandScanner(command));

        Assert.Equal(refusal, result.Refusals is [var first, ..] ? first.Code : null);
    }

    [Fact]
    public async Task The_check_finds_what_is_missing_altered_and_left_over()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var missing = (await office.Attach(EvidenceOffice.Pdf("a"))).Pieces[0].Current.Hash;
        var altered = (await office.Attach(EvidenceOffice.Pdf("b"))).Pieces[0].Current.Hash;
        await office.Attach(EvidenceOffice.Pdf("c"));
        Assert.True((await office.Do(desk => desk.Check.Check())).Sound);

        using var over = await office.Store.Receive(new MemoryStream([1, 2, 3]), 10, default);
        office.Store.Keep(over);
        File.Delete(office.Store.Find(missing)!);
        await File.AppendAllTextAsync(office.Store.Find(altered)!, "x");
        var found = await office.Do(desk => desk.Check.Check());

        Assert.Equal(([missing], [altered], [over.Hash]), (found.Missing.ToArray(), found.Altered.ToArray(), found.Unreferenced.ToArray()), new SameArrays());
    }

    [Fact]
    public async Task What_nothing_speaks_of_is_removed_only_when_it_is_old()
    {
        await using var office = await EvidenceOffice.Open(On.Sqlite);
        var kept = (await office.Attach(EvidenceOffice.Pdf("a"))).Pieces[0].Current.Hash;
        using var over = await office.Store.Receive(new MemoryStream([1, 2, 3]), 10, default);
        office.Store.Keep(over);
        var now = office.Commune.Clock.GetUtcNow().UtcDateTime;
        File.SetLastWriteTimeUtc(office.Store.Find(kept)!, now - TimeSpan.FromDays(9));

        File.SetLastWriteTimeUtc(office.Store.Find(over.Hash)!, now - TimeSpan.FromHours(23));
        Assert.Equal(0, await office.Do(desk => desk.Check.RemoveUnreferenced()));
        File.SetLastWriteTimeUtc(office.Store.Find(over.Hash)!, now - TimeSpan.FromHours(25));
        Assert.Equal(1, await office.Do(desk => desk.Check.RemoveUnreferenced()));
        Assert.NotNull(office.Store.Find(kept));
    }

    private static byte[] PhotoWithPlace()
    {
        using var bitmap = new SKBitmap(60, 40);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"21,3\"/>"u8];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(xmp.Length + 2), .. xmp, .. data.ToArray()[2..]];
    }

    private sealed class SameArrays : IEqualityComparer<(string[], string[], string[])>
    {
        public bool Equals((string[], string[], string[]) x, (string[], string[], string[]) y) => x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2) && x.Item3.SequenceEqual(y.Item3);

        public int GetHashCode((string[], string[], string[]) obj) => 0;
    }
}
