using System.IO.Compression;
using System.Text;
using KieuMau.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Ghi bản sao lưu: a zip with every table as lines of JSON, every file of the office, and the manifest last. It is a
/// stream: memory stays flat however large the office is.
/// </summary>
public sealed class ArchiveWriting(RuralDb db, DataFolder folder, TimeProvider clock)
{
    /// <summary>Of lines in one entry.</summary>
    private const long LargestPart = 32 * 1024 * 1024;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <param name="open">For people and other programs to read: no keys, nothing of signing in.</param>
    public async Task<ArchiveManifest> Write(Stream to, bool open, string? without, CancellationToken ct)
    {
        var at = clock.Instant();
        await using var snapshot = await OfficeSnapshot.Take(db, ct);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var tables = new List<ArchivedTable>();
        foreach (var table in snapshot.Tables.Where(table => !open || !SignInSecrets.IsIn(table))) tables.Add(await Put(zip, snapshot, open ? SignInSecrets.Without(table) : table, at, ct));
        var files = new List<ArchivedFile>();
        foreach (var path in OfficeFiles.Of(folder, without).Where(path => !open || !SignInSecrets.IsKey(path)))
        {
            if (Put(zip, path, at) is { } file) files.Add(file);
        }

        var manifest = new ArchiveManifest(ArchiveManifest.Newest, at, ProgramVersion, db is Data.Sqlite.SqliteRuralDb ? "SQLite" : "PostgreSQL", SchemaNames.Newest(db), tables, files);
        using (var readMe = Entry(zip, "doc-truoc.txt", at)) readMe.Write(Encoding.UTF8.GetBytes(ReadMe));
        using (var last = Entry(zip, ArchiveManifest.Entry, at)) manifest.WriteTo(last);
        return manifest;
    }

    private static string ProgramVersion => typeof(ArchiveWriting).Assembly.GetName().Version?.ToString() ?? "";

    private static async Task<ArchivedTable> Put(ZipArchive zip, OfficeSnapshot snapshot, StoredTable table, DateTime at, CancellationToken ct)
    {
        var digest = new TableDigest();
        var parts = new List<ArchivedFile>();
        MeasuredStream? part = null;
        try
        {
            await foreach (var line in snapshot.Lines(table, ct))
            {
                if (part is { Bytes: >= LargestPart }) Close();
                part ??= Open();
                digest.Add(line.Span);
                part.Write(line.Span);
                part.Write(LineEnd);
            }
        }
        finally
        {
            if (part is not null) Close();
        }

        return new(table.Name, digest.Rows, digest.Sum, table.Columns, parts);

        string Name(int number) => FormattableString.Invariant($"bang/{table.Name}/{number:D6}.jsonl");

        MeasuredStream Open() => new(Entry(zip, Name(parts.Count + 1), at));

        void Close()
        {
            parts.Add(new(Name(parts.Count + 1), part!.Bytes, part.Sha256()));
            part.Dispose();
            part = null;
        }
    }

    // a file taken away between listing and reading belonged to nobody any more
    private ArchivedFile? Put(ZipArchive zip, string path, DateTime at)
    {
        try
        {
            using var from = new FileStream(Path.Combine(folder.Path, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var name = $"{OfficeArchive.FilesFolder}{path}";
            using var into = new MeasuredStream(Entry(zip, name, at));
            from.CopyTo(into);
            return new(name, into.Bytes, into.Sha256());
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static Stream Entry(ZipArchive zip, string name, DateTime at)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = at;
        return entry.Open();
    }

    private const string ReadMe = """
        Số liệu của một cơ quan, do chương trình Kiểu Mẫu ghi.

        ban-ke.json           bản kê: mọi bảng, mọi cột với kiểu, số dòng, mã băm SHA-256 của từng phần và từng tệp
        bang/<bảng>/*.jsonl   mỗi dòng là một bản ghi JSON, chữ UTF-8 (NFC); mọi chương trình đọc JSON đều mở được
        tep/…                 tệp của cơ quan, nguyên như đã lưu

        Kiểu: decimal là số viết bằng chữ với dấu chấm thập phân; date là năm-tháng-ngày; instant là giờ UTC; bytes là base64.
        “sum” của một bảng: tổng SHA-256 của từng dòng (không tính dấu xuống dòng), lấy 256 bit cuối, số thấp trước theo từng byte.
        Bảng và cột có nghĩa gì: docs/data-model.md đi kèm chương trình.
        """;
}
