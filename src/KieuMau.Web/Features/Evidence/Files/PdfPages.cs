using System.Diagnostics;
using System.Globalization;

namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>
/// Ảnh các trang đầu của PDF, made by Debian's <c>pdftoppm</c> in a process of its own that may use so much time, memory and
/// disk and no more. Where it is not installed a PDF can only be downloaded.
/// </summary>
public sealed class PdfPages(FileStore store, PictureShelf shelf, IConfiguration configuration) : IDisposable
{
    private const int First = 4;
    private const string Limiter = "/usr/bin/prlimit";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Limits = ["--as=805306368", "--cpu=20", "--fsize=33554432", "--nofile=64", "--core=0"];

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly string program = configuration["KIEUMAU_PDFTOPPM"] is { Length: > 0 } named ? named : "/usr/bin/pdftoppm";

    public bool CanDraw => File.Exists(Limiter) && File.Exists(program);

    /// <summary>How many first pages there are pictures of; they are made when first asked for.</summary>
    public async Task<int> Count(string hash, CancellationToken ct)
    {
        if (Known(hash) is { } known) return known;
        if (!CanDraw || store.Find(hash) is not { } pdf) return 0;
        await oneAtATime.WaitAsync(ct);
        try
        {
            return Known(hash) ?? await Make(pdf, hash, ct);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    public string? Find(string hash, int page) => PathOf(hash, page) is var path && File.Exists(path) ? path : null;

    private async Task<int> Make(string pdf, string hash, CancellationToken ct)
    {
        var made = Directory.CreateTempSubdirectory("kieumau-pdf-");
        try
        {
            await LimitedProcess.Run(Start(pdf, made.FullName), Patience, ct);
            string[] pages = [.. made.EnumerateFiles("t*.jpg").Select(page => page.FullName).Order(StringComparer.Ordinal)];
            Directory.CreateDirectory(shelf.FolderOf(hash));
            for (var i = 0; i < pages.Length; i++) File.Move(pages[i], PathOf(hash, i + 1), overwrite: true);
            await File.WriteAllTextAsync(CountOf(hash), pages.Length.ToString(CultureInfo.InvariantCulture), ct); // none is remembered too: a bad file is tried once
            return pages.Length;
        }
        finally
        {
            made.Delete(recursive: true);
        }
    }

    private ProcessStartInfo Start(string pdf, string folder)
    {
        var start = new ProcessStartInfo(Limiter, [.. Limits, "--", program, "-jpeg", "-jpegopt", "quality=80", "-scale-to", "1200", "-f", "1", "-l", First.ToString(CultureInfo.InvariantCulture), pdf, Path.Combine(folder, "t")]) { WorkingDirectory = folder };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = folder;
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    private int? Known(string hash) => File.Exists(CountOf(hash)) && int.TryParse(File.ReadAllText(CountOf(hash)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private string CountOf(string hash) => Path.Combine(shelf.FolderOf(hash), $"{hash}-trang.txt");

    private string PathOf(string hash, int page) => Path.Combine(shelf.FolderOf(hash), string.Create(CultureInfo.InvariantCulture, $"{hash}-trang-{page}.jpg"));
}
