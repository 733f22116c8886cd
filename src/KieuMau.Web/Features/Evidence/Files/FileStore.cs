using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>
/// Kho tệp minh chứng: every file is named by the SHA-256 of its bytes, in the data folder. A file arrives beside the
/// store, is forced to disk there, and is moved in as a whole; only then may a row of the database speak of it. What is cut
/// off on the way is swept out.
/// </summary>
public sealed class FileStore(DataFolder data)
{
    public const string Folder = "minh-chung";

    /// <summary>Within it: what is still being sent.</summary>
    public const string Arriving = "dang-nhan";

    public string Root { get; } = Directory.CreateDirectory(data.Inside(Folder)).FullName;

    /// <summary>Takes a stream in, at most one byte beyond the limit.</summary>
    public async Task<Arrival> Receive(Stream stream, long limit, CancellationToken ct)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, Arriving)).FullName, RandomNumberGenerator.GetHexString(32, lowercase: true));
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None); // held alone, so that no sweep takes it
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int count;
            while (file.Length <= limit && (count = await stream.ReadAsync(buffer, ct)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), ct);
            }

            await file.FlushAsync(ct);
            file.Flush(flushToDisk: true);
            return new(path, Convert.ToHexStringLower(hash.GetHashAndReset()), file.Length, TooLarge: file.Length > limit);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Moves an arrival into its place; the same bytes are kept once.</summary>
    public void Keep(Arrival arrival)
    {
        var path = PathOf(arrival.Hash);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        if (File.Exists(path) && HashOf(path) == arrival.Hash) File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(arrival.Path)); // young again: no check takes it for forgotten
        else File.Move(arrival.Path, path, overwrite: true);
        FolderOnDisk.Flush(folder);
        FolderOnDisk.Flush(Root);
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <returns>Nothing when the file is not there.</returns>
    public string? Find(string hash) => IsHash(hash) && File.Exists(PathOf(hash)) ? PathOf(hash) : null;

    /// <summary>Every file kept, by hash.</summary>
    public IEnumerable<(string Hash, string Path)> All() =>
        from folder in Directory.EnumerateDirectories(Root)
        where Path.GetFileName(folder).Length == 2
        from path in Directory.EnumerateFiles(folder)
        where IsHash(Path.GetFileName(path))
        select (Path.GetFileName(path), path);

    /// <param name="path">Within the data folder, with "/".</param>
    /// <returns>The hash a file of the store is named by; nothing for any other file.</returns>
    public static string? HashIn(string path) => path.Split('/') is [Folder, { Length: 2 }, var name] && IsHash(name) ? name : null;

    /// <summary>Sweeps out what was cut off while it arrived; what is still arriving is locked and stays.</summary>
    /// <returns>How many files were left over.</returns>
    public int Sweep()
    {
        var swept = 0;
        var folder = Directory.CreateDirectory(Path.Combine(Root, Arriving)).FullName;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            try
            {
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
                swept++;
            }
            catch (IOException)
            {
                // somebody is writing it
            }
        }

        return swept;
    }

    private string PathOf(string hash) => Path.Combine(Root, hash[..2], hash);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>Tệp vừa tới: forced to disk, not yet kept. Gone when disposed, unless it was moved into the store.</summary>
public sealed record Arrival(string Path, string Hash, long Size, bool TooLarge) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}

/// <summary>A file moved into a folder is on disk only when the folder is.</summary>
internal static class FolderOnDisk
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return; // NTFS journals the move itself
        var handle = Open(folder, 0);
        if (handle < 0) throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{folder}: {Marshal.GetLastPInvokeErrorMessage()}"));
        _ = Force(handle);
        _ = Close(handle);
    }

#pragma warning disable SYSLIB1054, CA5392 // three calls of the C library, without unsafe code in the project
    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Force(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
#pragma warning restore SYSLIB1054, CA5392
}
