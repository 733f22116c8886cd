using System.Text;
using KieuMau.Domain.Evidence;
using KieuMau.Formats.Evidence;
using SkiaSharp;

namespace KieuMau.Formats.Tests.Evidence;

public sealed class PhotoFileTests
{
    private static SKColor[] Pixels(byte[] file)
    {
        using var bitmap = SKBitmap.Decode(file);
        return bitmap.Pixels;
    }

    private static bool Says(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    [Fact]
    public void A_photo_of_a_phone_says_when_and_where_it_was_taken()
    {
        var photo = PhotoFile.Read(SomeFiles.PhonePhoto(), EvidenceKind.Jpeg)!;

        Assert.Equal(new DateTime(2024, 11, 5, 8, 30, 0), photo.Notes.TakenAt);
        Assert.True(photo.Notes.HasLocation);
    }

    [Fact]
    public void Bared_it_says_neither_and_is_the_same_picture_to_the_last_bit()
    {
        var photo = SomeFiles.PhonePhoto();
        var bare = PhotoFile.Read(photo, EvidenceKind.Jpeg)!.Bare;

        Assert.Equal(CameraNotes.None, PhotoFile.Read(bare, EvidenceKind.Jpeg)!.Notes);
        Assert.False(Says(bare, "2024:11:05"));
        Assert.False(Says(bare, "ftypmp42"));
        Assert.Equal(Pixels(photo), Pixels(bare));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(3)]
    public void Which_way_up_it_is_stays(int orientation)
    {
        var bare = PhotoFile.Read(SomeFiles.PhonePhoto(orientation), EvidenceKind.Jpeg)!.Bare;

        Assert.Equal(CameraNotes.None with { Orientation = orientation }, PhotoFile.Read(bare, EvidenceKind.Jpeg)!.Notes);
        using var codec = SKCodec.Create(new MemoryStream(bare));
        Assert.Equal(orientation, (int)codec.EncodedOrigin);
    }

    [Fact]
    public void A_png_loses_its_notes_too()
    {
        var png = SomeFiles.Picture(SKEncodedImageFormat.Png);
        byte[] noted = [.. png[..33], .. SomeFiles.Chunk("eXIf", SomeFiles.Exif(1)), .. SomeFiles.Chunk("tEXt", "Comment\0nha ong A"u8.ToArray()), .. png[33..], .. "behind"u8];
        var photo = PhotoFile.Read(noted, EvidenceKind.Png)!;

        Assert.True(photo.Notes.HasLocation);
        Assert.False(Says(photo.Bare, "eXIf") || Says(photo.Bare, "nha ong A") || Says(photo.Bare, "behind"));
        Assert.Equal(Pixels(png), Pixels(photo.Bare));
    }

    [Fact]
    public void A_webp_loses_its_notes_too()
    {
        var plain = SomeFiles.Picture(SKEncodedImageFormat.Webp);
        byte[] exif = [.. SomeFiles.Exif(6)];
        byte[] body = [.. "VP8X"u8, 10, 0, 0, 0, 0b1000, 0, 0, 0, 79, 0, 0, 39, 0, 0, .. plain[12..], .. "EXIF"u8, .. BitConverter.GetBytes(exif.Length), .. exif];
        byte[] noted = [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length + 4), .. "WEBP"u8, .. body];
        var photo = PhotoFile.Read(noted, EvidenceKind.WebP)!;

        Assert.True(photo.Notes.HasLocation);
        Assert.Equal(CameraNotes.None with { Orientation = 6 }, PhotoFile.Read(photo.Bare, EvidenceKind.WebP)!.Notes);
        Assert.Equal(Pixels(plain).Length, Pixels(photo.Bare).Length);
    }

    [Fact]
    public void A_place_in_xmp_is_noticed()
    {
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"21,3\"/>"u8];
        var photo = SomeFiles.Picture(SKEncodedImageFormat.Jpeg);
        byte[] noted = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(xmp.Length + 2), .. xmp, .. photo[2..]];

        Assert.True(PhotoFile.Read(noted, EvidenceKind.Jpeg)!.Notes.HasLocation);
        Assert.False(Says(PhotoFile.Read(noted, EvidenceKind.Jpeg)!.Bare, "GPSLatitude"));
    }

    [Theory]
    [InlineData(1, 0, 0, 79, 0)]
    [InlineData(3, 79, 39, 0, 39)]
    [InlineData(6, 39, 0, 39, 79)]
    [InlineData(8, 0, 79, 0, 0)]
    public void A_redrawn_picture_stands_upright(int orientation, int redX, int redY, int blueX, int blueY)
    {
        using var drawn = SKBitmap.Decode(PictureRedraw.Redraw(SomeFiles.PhonePhoto(orientation), 1600)!);

        Assert.Equal(orientation > 4 ? (40, 80) : (80, 40), (drawn.Width, drawn.Height));
        Assert.True(drawn.GetPixel(redX, redY) is { Red: > 200, Blue: < 60 });
        Assert.True(drawn.GetPixel(blueX, blueY) is { Red: < 60, Blue: > 200 });
    }

    [Theory]
    [InlineData(4000, 1000, 240, 60)]
    [InlineData(1500, 1000, 240, 160)]
    [InlineData(240, 160, 240, 160)]
    [InlineData(239, 160, 239, 160)]
    public void A_redrawn_picture_has_no_notes_and_is_as_large_as_asked_at_most(int width, int height, int drawnWidth, int drawnHeight)
    {
        var drawn = PictureRedraw.Redraw(SomeFiles.Picture(SKEncodedImageFormat.Jpeg, width, height), 240)!;

        Assert.Equal((drawnWidth, drawnHeight), PictureRedraw.SizeOf(drawn));
        Assert.False(Says(drawn, "Exif"));
    }

    [Fact]
    public void A_cut_picture_is_not_drawn() =>
        Assert.Null(PictureRedraw.Redraw(SomeFiles.Picture(SKEncodedImageFormat.Png, 400, 400).AsSpan(0, 300), 240));

    [Fact]
    public void What_is_clear_becomes_white()
    {
        using var clear = new SKBitmap(10, 10);
        using var png = clear.Encode(SKEncodedImageFormat.Png, 100);
        using var drawn = SKBitmap.Decode(PictureRedraw.Redraw(png.ToArray(), 100)!);

        Assert.Equal(SKColors.White, drawn.GetPixel(5, 5));
    }
}
