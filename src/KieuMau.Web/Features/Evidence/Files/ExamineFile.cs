using KieuMau.Domain.Evidence;
using KieuMau.Formats.Evidence;

namespace KieuMau.Web.Features.Evidence.Files;

/// <summary>Tệp đã xem xét, ready to be kept.</summary>
public sealed record ExaminedFile(Arrival Arrival, EvidenceKind Kind, string Name, PhotoFacts? Photo, IReadOnlyList<PaperSignature> Signatures) : IDisposable
{
    public void Dispose() => Arrival.Dispose();
}

/// <summary>
/// Xem xét một tệp vừa tới, before anything of it is kept: the scanner is asked, the content recognised, a photo drawn anew
/// and freed of its notes, signatures read.
/// </summary>
public sealed class ExamineFile(FileStore store, PictureShelf pictures, IAskScanner scanner)
{
    private static readonly SemaphoreSlim Few = new(2); // each holds a whole file in memory

    /// <param name="keepLocation">The place where a photo was taken is to stay in it.</param>
    public async Task<(ExaminedFile? File, Refusal? Refusal)> Examine(Arrival arrival, string name, bool keepLocation, CancellationToken ct)
    {
        if (arrival.Size == 0) return (null, EvidenceRefusals.Empty(name));
        if (arrival.TooLarge) return (null, EvidenceRefusals.TooLarge(name));
        switch (await scanner.Ask(arrival.Path, ct))
        {
            case ScanAnswer.Found: return (null, EvidenceRefusals.Unsafe(name));
            case ScanAnswer.Unknown: return (null, EvidenceRefusals.NotScanned(name));
        }

        await Few.WaitAsync(ct);
        try
        {
            return await Look(arrival, await File.ReadAllBytesAsync(arrival.Path, ct), name, keepLocation, ct);
        }
        finally
        {
            Few.Release();
        }
    }

    private async Task<(ExaminedFile?, Refusal?)> Look(Arrival arrival, byte[] bytes, string name, bool keepLocation, CancellationToken ct)
    {
        var look = FileLook.At(bytes, name);
        if (look.Kind is not { } kind) return (null, look.Refusal);
        var safe = SafeFileName.Of(name, kind);
        if (kind == EvidenceKind.Pdf) return (new(arrival, kind, safe, null, SignedPdf.Read(bytes)), null);
        return kind.IsPicture ? await LookAtPhoto(arrival, bytes, kind, safe, keepLocation, ct) : (new(arrival, kind, safe, null, []), null);
    }

    private async Task<(ExaminedFile?, Refusal?)> LookAtPhoto(Arrival arrival, byte[] bytes, EvidenceKind kind, string name, bool keepLocation, CancellationToken ct)
    {
        if (PhotoFile.Read(bytes, kind) is not { } photo || PictureRedraw.SizeOf(bytes) is not var (width, height)) return (null, EvidenceRefusals.Damaged(name));
        var keeps = keepLocation && photo.Notes.HasLocation;
        var kept = keeps ? arrival : await store.Receive(new MemoryStream(photo.Bare, writable: false), EvidenceLimits.LargestFile, ct);
        if (!await pictures.Draw(keeps ? bytes : photo.Bare, kept.Hash, ct))
        {
            if (!keeps) kept.Dispose();
            return (null, EvidenceRefusals.Damaged(name));
        }

        return (new(kept, kind, name, new(width, height, photo.Notes.TakenAt, photo.Notes.HasLocation, keeps), []), null);
    }
}
