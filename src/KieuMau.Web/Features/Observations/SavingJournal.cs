using System.Globalization;
using System.Security.Cryptography;
using KieuMau.Domain.Journal;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.Journal;

namespace KieuMau.Web.Features.Observations;

/// <summary>Nhật ký của một lần ghi số liệu: what each number was and became, and a digest of the rows that were written.</summary>
public static class SavingJournal
{
    public const string Act = "observations.save";

    /// <summary>Told one by one; of more, the digest and the revisions speak.</summary>
    private const int MostTold = 12;

    /// <param name="told">What stood before, and what was saved.</param>
    public static JournalNote NoteOf(Saving saving, IReadOnlyList<(PlacedChange Change, ObservedValue? Before)> told, IReadOnlyList<ObservationRevision> written, ChangeNote note)
    {
        var units = told.Select(one => one.Change.Unit.Code).Distinct().ToList();
        var periods = told.Select(one => one.Change.Asked.Period.ToString()).Distinct();
        return new(Act, $"Ghi {written.Count} số ({string.Join(", ", periods)}) của {string.Join(", ", units.Take(MostTold))}{(units.Count > MostTold ? "…" : "")}, từ {note.Origin}")
        {
            Unit = units.Count == 1 ? units[0] : "",
            Subject = SubjectOf(saving.Id),
            From = Tell(told, one => one.Before is { } before ? before.Spoken(one.Change.Asked.Measure) : "chưa có"),
            To = Tell(told, one => one.Change.Value.Spoken(one.Change.Asked.Measure)),
            Why = note.Why,
            Digest = DigestOf(saving, written),
        };
    }

    public static string SubjectOf(long saving) => string.Create(CultureInfo.InvariantCulture, $"saving:{saving}");

    /// <summary>SHA-256 over who saved, when and why, and the rows of the saving in their order: an edit of any of them shows.</summary>
    public static string DigestOf(Saving saving, IEnumerable<ObservationRevision> written)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JournalSpelling.Of(
            JournalSpelling.Of(saving.Shard), JournalSpelling.Of(saving.Id), saving.Who.Normalize(), JournalSpelling.Of(saving.Account),
            JournalSpelling.Of(saving.SavedAt.Ticks), saving.Why.Normalize(), saving.Origin.Normalize()));
        foreach (var row in written.OrderBy(row => row.Id)) hash.AppendData(SpellingOf(row));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] SpellingOf(ObservationRevision row) => JournalSpelling.Of(
        JournalSpelling.Of(row.Id), JournalSpelling.Of(row.SavingId), JournalSpelling.Of(row.UnitId), JournalSpelling.Of(row.MeasureId), JournalSpelling.Of(row.Period),
        row.Split.Normalize(), JournalSpelling.Of((int)row.Form), JournalSpelling.Of((int)row.Kind), row.Number is { } number ? NumberText.Canonical(number) : "",
        row.Text?.Normalize() ?? "", row.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Note.Normalize(), row.Previous is { } previous ? JournalSpelling.Of(previous) : "");

    private static string Tell(IReadOnlyList<(PlacedChange Change, ObservedValue? Before)> told, Func<(PlacedChange Change, ObservedValue? Before), string> value) =>
        string.Join("; ", told.Take(MostTold).Select(one => $"{one.Change.Asked.Measure.Name}: {value(one)}")) + (told.Count > MostTold ? "; …" : "");
}
