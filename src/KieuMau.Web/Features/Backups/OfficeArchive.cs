using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace KieuMau.Web.Features.Backups;

/// <summary>Một bản sao lưu mở ra đọc: every byte it gives out has been held against the manifest.</summary>
public sealed class OfficeArchive : IDisposable
{
    public const string FilesFolder = "tep/";

    private readonly string path;
    private readonly Stream stream;
    private readonly ZipArchive zip;

    private OfficeArchive(string path, Stream stream, ZipArchive zip, ArchiveManifest manifest) =>
        (this.path, this.stream, this.zip, Manifest) = (path, stream, zip, manifest);

    public ArchiveManifest Manifest { get; }

    /// <exception cref="FileRefusedException">Not there, not ours, another key, damaged or of a newer program.</exception>
    public static OfficeArchive Open(string path, BackupKey? key)
    {
        if (!File.Exists(path)) throw Refused(path, "Không có tệp này.");
        var file = File.OpenRead(path);
        Stream? stream = file;
        try
        {
            Span<byte> head = stackalloc byte[4];
            var isSealed = file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && SealedShape.IsSealed(head);
            file.Position = 0;
            if (isSealed && key is null) throw Refused(path, "Bản này đã mã hóa: nêu tệp khóa lúc sao lưu bằng --key-file.");
            if (isSealed || key is not null) stream = new OpenedStream(file, key!);
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            var archive = new OfficeArchive(path, stream, zip, ReadManifest(path, zip));
            stream = null;
            return archive;
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw Refused(path, "Tệp này không phải bản sao lưu của Kiểu Mẫu, hoặc đã hỏng. Lấy bản sao lưu khác.");
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>Reads everything and keeps nothing: after it every table, file and count is proved.</summary>
    public async Task Verify(CancellationToken ct)
    {
        foreach (var table in Manifest.Tables)
        {
            await foreach (var _ in Lines(table, ct))
            {
            }
        }

        foreach (var file in Manifest.Files) await Copy(file, Stream.Null, ct);
        var known = Manifest.Tables.SelectMany(table => table.Parts).Concat(Manifest.Files).Select(file => file.Name).ToHashSet();
        if (zip.Entries.FirstOrDefault(entry => (entry.FullName.StartsWith("bang/", StringComparison.Ordinal) || entry.FullName.StartsWith(FilesFolder, StringComparison.Ordinal)) && !known.Contains(entry.FullName)) is { } stray)
            throw Refused(path, $"“{stray.FullName}” không có trong bản kê. Không dùng bản này; lấy bản sao lưu khác.");
    }

    /// <summary>The rows of a table; the last is given only when parts, count and sum are as the manifest says.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(ArchivedTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        var digest = new TableDigest();
        foreach (var part in table.Parts)
        {
            await using var measured = OpenPart(part);
            await foreach (var line in LinesOf(measured, ct))
            {
                digest.Add(line.Span);
                yield return line;
            }

            Hold(part, measured);
        }

        if (digest.Rows != table.Rows || digest.Sum != table.Sum) throw Damaged(table.Name);
    }

    public async Task Copy(ArchivedFile file, Stream to, CancellationToken ct)
    {
        await using var measured = OpenPart(file);
        await measured.CopyToAsync(to, ct);
        Hold(file, measured);
    }

    public void Dispose()
    {
        zip.Dispose();
        stream.Dispose();
    }

    private MeasuredStream OpenPart(ArchivedFile part) => new((zip.GetEntry(part.Name) ?? throw Damaged(part.Name)).Open());

    private void Hold(ArchivedFile part, MeasuredStream measured)
    {
        if (measured.Bytes != part.Bytes || measured.Sha256() != part.Sha256) throw Damaged(part.Name);
    }

    private FileRefusedException Damaged(string what) => Refused(path, $"“{what}” trong bản sao lưu khác với bản kê: bản này đã hỏng hoặc bị sửa. Không dùng bản này; lấy bản sao lưu khác.");

    private static FileRefusedException Refused(string path, string message) => new([new(path, 0, 0, message)]);

    private static ArchiveManifest ReadManifest(string path, ZipArchive zip)
    {
        using var entry = (zip.GetEntry(ArchiveManifest.Entry) ?? throw new InvalidDataException()).Open();
        var manifest = ArchiveManifest.Read(entry);
        return manifest.Format <= ArchiveManifest.Newest ? manifest : throw Refused(path, "Bản sao lưu này do chương trình mới hơn làm. Cài bản mới của Kiểu Mẫu rồi làm lại.");
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesOf(Stream part, [EnumeratorCancellation] CancellationToken ct)
    {
        var pipe = PipeReader.Create(part, new(bufferSize: 128 * 1024, leaveOpen: true));
        while (true)
        {
            ReadResult read;
            try
            {
                read = await pipe.ReadAsync(ct);
            }
            catch (InvalidDataException)
            {
                throw Damaged("bang");
            }

            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                yield return line.IsSingleSegment ? line.First : line.ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted && rest.Length > 0) yield return rest.ToArray();
            pipe.AdvanceTo(read.IsCompleted ? rest.End : rest.Start, rest.End);
            if (read.IsCompleted) break;
        }

        await pipe.CompleteAsync();
    }
}
