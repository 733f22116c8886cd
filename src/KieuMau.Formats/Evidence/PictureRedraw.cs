using SkiaSharp;

namespace KieuMau.Formats.Evidence;

/// <summary>
/// Vẽ lại ảnh: what is shown on a page is never the file that came, but a new JPEG drawn from its pixels, the right way
/// up, on white, with nothing else in it.
/// </summary>
public static class PictureRedraw
{
    private const int Quality = 82;

    /// <summary>As its header says, before anything is unpacked.</summary>
    public static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        return codec is { Info: { Width: > 0, Height: > 0 } info } ? (info.Width, info.Height) : null;
    }

    /// <param name="longest">The longer side of the result at most, in pixels.</param>
    /// <returns>Nothing when the picture cannot be unpacked to its end.</returns>
    public static byte[]? Redraw(ReadOnlySpan<byte> file, int longest)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > Domain.Evidence.EvidenceLimits.MostPixels) return null;
        using var pixels = Unpack(codec, longest);
        return pixels is null ? null : Draw(pixels, codec.EncodedOrigin, longest);
    }

    /// <summary>A JPEG is unpacked in as many eighths of its size as are enough: down to a sixty-fourth of the memory.</summary>
    private static SKBitmap? Unpack(SKCodec codec, int longest)
    {
        var full = codec.Info;
        var size = codec.GetScaledDimensions(Math.Min(1f, MathF.Ceiling(8f * longest / Math.Max(full.Width, full.Height)) / 8f));
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        return null;
    }

    private static byte[] Draw(SKBitmap pixels, SKEncodedOrigin origin, int longest)
    {
        var turned = Turned(origin, pixels.Width, pixels.Height);
        var lies = (int)origin >= (int)SKEncodedOrigin.LeftTop;
        var (width, height) = lies ? (pixels.Height, pixels.Width) : (pixels.Width, pixels.Height);
        var scale = Math.Min(1f, (float)longest / Math.Max(width, height));
        var size = new SKImageInfo(Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale((float)size.Width / width, (float)size.Height / height);
        surface.Canvas.Concat(in turned);
        using var image = SKImage.FromBitmap(pixels);
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    /// <summary>From the pixels as stored to the picture as seen.</summary>
    private static SKMatrix Turned(SKEncodedOrigin origin, float w, float h) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, w, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, w, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, h, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, h, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, h, -1, 0, w, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, w, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
