using System.Globalization;
using System.Security.Cryptography;
using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Thư mục sao lưu. An archive is written under another name, flushed to the disk and renamed: what bears the ending of a
/// backup is whole. Leftovers of a killed backup are swept by the next.
/// </summary>
public static class BackupFolder
{
    public const string Ending = ".saoluu";
    private const string Unfinished = ".dang-ghi";

    /// <param name="to">A folder, or the name of the file.</param>
    public static string FileFor(string to, DateTime at)
    {
        if (!Directory.Exists(to) && Path.HasExtension(to)) return Path.GetFullPath(to);
        var stem = Path.Combine(Path.GetFullPath(to), "kieumau-" + at.InVietNam().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem + Ending : FormattableString.Invariant($"{stem}-{n}{Ending}")).First(name => !File.Exists(name));
    }

    /// <returns>The hash of the file.</returns>
    /// <exception cref="FileRefusedException">There is such a file already.</exception>
    public static async Task<(long Bytes, string Sha256)> Write(string file, Func<Stream, Task> write)
    {
        if (File.Exists(file)) throw new FileRefusedException([new(file, 0, 0, "Đã có tệp này; không ghi đè bản sao lưu. Chọn tên khác.")]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Sweep(Path.GetDirectoryName(file)!);
        var unfinished = $"{file}.{Environment.ProcessId}{Unfinished}";
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 256 * 1024))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            var (length, hash) = await Measure(unfinished); // shut again before the move: Windows moves nothing that is open
            File.Move(unfinished, file);
            return (length, hash);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<(long Bytes, string Sha256)> Measure(string file)
    {
        await using var written = File.OpenRead(file);
        return (written.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(written)));
    }

    /// <summary>The newest stay; of those this program named itself.</summary>
    public static IReadOnlyList<string> Expire(string folder, int keep)
    {
        var old = Directory.EnumerateFiles(folder, $"kieumau-*{Ending}").OrderDescending(StringComparer.Ordinal).Skip(Math.Max(1, keep)).ToList();
        foreach (var file in old) File.Delete(file);
        return old;
    }

    /// <summary>What nobody is writing any more: the lock of a living writer holds on.</summary>
    private static void Sweep(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"*{Unfinished}"))
        {
            try
            {
                using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(left);
            }
            catch (IOException)
            {
                // being written now
            }
        }
    }
}
