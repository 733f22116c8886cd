using System.Globalization;
using System.Text.Json;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Một tệp gửi lên, as it arrived.</summary>
public sealed record SentFile(Arrival Arrival, string Name);

/// <summary>Một lần gửi minh chứng.</summary>
/// <param name="Title">Tên gọi; empty takes that of the file.</param>
/// <param name="Declared">The sender ticked that nothing in it is a state secret.</param>
public sealed record SentEvidence(IReadOnlyList<SentFile> Files, EvidencePlace Place, string Title = "", DateOnly? Due = null, bool KeepLocation = false, bool Declared = false);

/// <param name="Pieces">What was taken; empty when anything was refused.</param>
public sealed record AttachResult(IReadOnlyList<PieceOfEvidence> Pieces, IReadOnlyList<Refusal> Refusals);

/// <summary>
/// Gắn minh chứng: files are examined, moved into the store and only then spoken of by the database, in one transaction.
/// Of several files sent together all are taken or none.
/// </summary>
public sealed class AttachEvidence(RuralDb db, CommuneLock communes, EvidencePlaces places, EvidenceRules rules, ExamineFile examine, FileStore store, JournalWriter journal, TimeProvider clock)
{
    public async Task<AttachResult> Attach(SentEvidence sent, ChangeNote note, CancellationToken ct = default)
    {
        if (await rules.Refuse(sent.Place, ct) is { } refusal) return No(refusal);
        if (sent.Files.Count == 0) return No(EvidenceRefusals.NoFile());
        if (sent.Files.Count > EvidenceLimits.MostFiles) return No(EvidenceRefusals.TooManyFiles());
        if (sent.Title.Length > EvidenceLimits.LongestTitle) return No(EvidenceRefusals.TextTooLong(EvidenceLimits.LongestTitle));
        if (!sent.Declared) return No(EvidenceRefusals.NotDeclared());
        var (place, unknown) = await places.Find(sent.Place, ct);
        if (place is null) return No(unknown!);

        var examined = new List<ExaminedFile>();
        try
        {
            var refusals = new List<Refusal>();
            foreach (var file in sent.Files)
            {
                var (good, bad) = await examine.Examine(file.Arrival, file.Name, sent.KeepLocation, ct);
                if (good is not null) examined.Add(good);
                else refusals.Add(bad!);
            }

            if (refusals.Count > 0) return new([], refusals);
            foreach (var file in examined) store.Keep(file.Arrival);
            return new(await Write(place, sent, examined, note, ct), []);
        }
        finally
        {
            foreach (var file in examined) file.Dispose();
        }
    }

    private async Task<List<PieceOfEvidence>> Write(KnownPlace place, SentEvidence sent, List<ExaminedFile> files, ChangeNote note, CancellationToken ct)
    {
        var shard = place.Unit.Shard;
        await using var held = await communes.Take([shard], ct);
        var id = await db.Evidence.Where(row => row.Shard == shard).MaxAsync(row => (int?)row.Id, ct) ?? 0;
        var link = await places.NextLink(shard, ct);
        var (at, pieces) = (clock.Instant(), new List<PieceOfEvidence>());
        foreach (var (index, file) in files.Index())
        {
            var title = sent.Title.Trim() is { Length: > 0 } given ? (files.Count > 1 ? $"{given} ({(index + 1).ToString(CultureInfo.InvariantCulture)})" : given) : Path.GetFileNameWithoutExtension(file.Name);
            var version = file.Version(1, note, at);
            db.Evidence.Add(new() { Shard = shard, Id = ++id, Title = title });
            db.EvidenceVersions.Add(version.Row(shard, id));
            db.EvidenceLinks.Add(place.Row(link, shard, id, sent.Due, note.Who, at));
            pieces.Add(new(shard, id, title, [version], [new(shard, link++, place.Place, sent.Due, note.Who, at)]));
        }

        await db.SaveChangesAsync(ct);
        foreach (var piece in pieces) await journal.Append(shard, Said(piece, note), ct);
        await held.Commit(ct);
        db.ChangeTracker.Clear();
        return pieces;
    }

    private static JournalNote Said(PieceOfEvidence piece, ChangeNote note) => new("evidence.attach", $"Gắn minh chứng “{piece.Title}” ({piece.Current.Kind.Spoken()}, {EvidenceLimits.SpokenSize(piece.Current.Size)})")
    {
        Unit = piece.Links[0].Place.Unit,
        Subject = StandingSeals.EvidenceSubject(piece.Key),
        To = $"{piece.Current.Name} sha256:{piece.Current.Hash}",
        Why = note.Why,
    };

    private static AttachResult No(Refusal refusal) => new([], [refusal]);
}

internal static class ExaminedVersions
{
    public static EvidenceVersion Version(this ExaminedFile file, int number, ChangeNote note, DateTime at) =>
        new(number, file.Arrival.Hash, file.Arrival.Size, file.Kind, file.Name, note.Who, at, note.Why) { Photo = file.Photo, Signatures = file.Signatures };

    public static EvidenceVersionRow Row(this EvidenceVersion version, int shard, int id) => new()
    {
        Shard = shard,
        EvidenceId = id,
        Number = version.Number,
        Hash = version.Hash,
        Size = version.Size,
        Kind = version.Kind,
        Name = version.Name,
        Who = version.Who,
        SavedAt = version.SavedAt,
        Why = version.Why,
        Width = version.Photo?.Width,
        Height = version.Photo?.Height,
        TakenAt = version.Photo?.TakenAt?.ToString("s", CultureInfo.InvariantCulture),
        HadLocation = version.Photo?.HadLocation ?? false,
        KeptLocation = version.Photo?.KeptLocation ?? false,
        Signatures = JsonSerializer.Serialize(version.Signatures),
    };
}
