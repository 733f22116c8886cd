using System.Security.Cryptography;
using System.Text.Json;
using KieuMau.Formats.Observations;
using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Observations;

/// <summary>Một lần nhập đang làm dở: the workbook as received, how it is read so far, and for when it speaks.</summary>
/// <param name="AsOf">Said by the person; else the date in the title.</param>
public sealed record ImportDraft(string Id, string FileName, string Commune, Period Period, DateOnly? AsOf, ColumnMapping Mapping);

/// <summary>
/// Giữ bản nhập dở in the data folder, so that a person may answer questions one by one; nothing of it is in the database
/// until every question is answered.
/// </summary>
public sealed class ImportDrafts(DataFolder folder, TimeProvider clock)
{
    private const string Book = "bang.xlsx";
    private const string Reading = "cach-doc.json";
    private const string Facts = "ban-nhap.json";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private sealed record Kept(string FileName, string Commune, string Period, DateOnly? AsOf);

    /// <param name="workbook">Already through the gate.</param>
    public async Task<ImportDraft> Keep(Stream workbook, ImportDraft draft, CancellationToken ct)
    {
        ForgetOld();
        var kept = draft with { Id = RandomNumberGenerator.GetHexString(16, lowercase: true) };
        Directory.CreateDirectory(PathOf(kept.Id));
        await using (var file = File.Create(Path.Combine(PathOf(kept.Id), Book))) await workbook.CopyToAsync(file, ct);
        await Change(kept, ct);
        return kept;
    }

    public async Task Change(ImportDraft draft, CancellationToken ct)
    {
        var facts = new Kept(draft.FileName, draft.Commune, draft.Period.ToString(), draft.AsOf);
        await File.WriteAllTextAsync(Path.Combine(PathOf(draft.Id), Facts), JsonSerializer.Serialize(facts), ct);
        await File.WriteAllTextAsync(Path.Combine(PathOf(draft.Id), Reading), draft.Mapping.ToJson(), ct);
    }

    /// <returns>Nothing when there is none, or it was too long ago.</returns>
    public async Task<ImportDraft?> Find(string id, CancellationToken ct)
    {
        if (!IsId(id) || !File.Exists(Path.Combine(PathOf(id), Facts))) return null;
        var kept = JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(Path.Combine(PathOf(id), Facts), ct))!;
        var mapping = ColumnMapping.FromJson(await File.ReadAllTextAsync(Path.Combine(PathOf(id), Reading), ct), Reading);
        return new(id, kept.FileName, kept.Commune, Period.Parse(kept.Period), kept.AsOf, mapping);
    }

    public Workbook Open(ImportDraft draft)
    {
        using var file = File.OpenRead(Path.Combine(PathOf(draft.Id), Book));
        return WorkbookReader.Read(file, draft.FileName);
    }

    public void Forget(string id)
    {
        if (IsId(id) && Directory.Exists(PathOf(id))) Directory.Delete(PathOf(id), recursive: true);
    }

    private void ForgetOld()
    {
        var before = clock.GetUtcNow().UtcDateTime - Lifetime;
        foreach (var old in Directory.EnumerateDirectories(Directory.CreateDirectory(folder.Inside("nhap-do")).FullName))
        {
            if (Directory.GetLastWriteTimeUtc(old) < before) Directory.Delete(old, recursive: true);
        }
    }

    // the id comes from an address: it may name nothing but one of our folders
    private static bool IsId(string id) => id.Length == 16 && id.All(char.IsAsciiHexDigitLower);

    private string PathOf(string id) => Path.Combine(folder.Inside("nhap-do"), id);
}
