using System.Globalization;
using KieuMau.Domain.Evidence;
using KieuMau.Formats.Evidence;

namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>Cỡ ảnh hiện trên trang.</summary>
public enum PictureSize
{
    Small = 240,
    Screen = 1600,
}

/// <summary>Kệ ảnh: pictures drawn anew for pages, kept by the hash of the file they show. Lost ones are drawn again.</summary>
public sealed class PictureShelf(FileStore store) : IDisposable
{
    /// <summary>Within the folder of the store; what is in it may be made again, so that no backup carries it.</summary>
    public const string Folder = "hinh";

    private readonly SemaphoreSlim oneAtATime = new(1); // an unpacked picture of 40 million points is 160 MB

    /// <returns>The path of a JPEG; nothing when the file is gone or cannot be drawn.</returns>
    public async Task<string?> Find(string hash, PictureSize size, CancellationToken ct)
    {
        var path = PathOf(hash, size);
        if (File.Exists(path)) return path;
        if (store.Find(hash) is not { } original) return null;
        return await Draw(await File.ReadAllBytesAsync(original, ct), hash, ct) ? path : null;
    }

    /// <summary>Draws both sizes.</summary>
    /// <returns>False when the picture is damaged.</returns>
    public async Task<bool> Draw(ReadOnlyMemory<byte> file, string hash, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (PictureRedraw.Redraw(file.Span, (int)PictureSize.Screen) is not { } screen) return false;
            await Put(PathOf(hash, PictureSize.Screen), screen, ct);
            await Put(PathOf(hash, PictureSize.Small), PictureRedraw.Redraw(screen, (int)PictureSize.Small)!, ct);
            return true;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    public string FolderOf(string hash) => Path.Combine(store.Root, Folder, hash[..2]);

    private string PathOf(string hash, PictureSize size) => Path.Combine(FolderOf(hash), string.Create(CultureInfo.InvariantCulture, $"{hash}-{(int)size}.jpg"));

    private static async Task Put(string path, byte[] picture, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path + ".moi", picture, ct);
        File.Move(path + ".moi", path, overwrite: true);
    }
}
