using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    public static JournalNote NoteOf(long saving, IReadOnlyList<(PlacedChange Change, ObservedValue? Before)> told, IReadOnlyList<ObservationRevision> written, ChangeNote note)
    {
        var units = told.Select(one => one.Change.Unit.Code).Distinct().ToList();
        var periods = told.Select(one => one.Change.Asked.Period.ToString()).Distinct();
        return new(Act, $"Ghi {written.Count} số ({string.Join(", ", periods)}) của {string.Join(", ", units.Take(MostTold))}{(units.Count > MostTold ? "…" : "")}, từ {note.Origin}")
        {
            Unit = units.Count == 1 ? units[0] : "",
            Subject = string.Create(CultureInfo.InvariantCulture, $"saving:{saving}"),
            From = Tell(told, one => one.Before is { } before ? before.Spoken(one.Change.Asked.Measure) : "chưa có"),
            To = Tell(told, one => one.Change.Value.Spoken(one.Change.Asked.Measure)),
            Why = note.Why,
            Digest = DigestOf(written),
        };
    }

    /// <summary>SHA-256 over the rows of one saving in their order: an edit of any of them shows.</summary>
    public static string DigestOf(IEnumerable<ObservationRevision> written)
    {
        var text = new StringBuilder();
        foreach (var row in written.OrderBy(row => row.Id))
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Id}|{row.SavingId}|{row.UnitId}|{row.MeasureId}|{row.Period}|{row.Split}|{(int)row.Form}|{(int)row.Kind}|")
                .Append(row.Number is { } number ? NumberText.Canonical(number) : "").Append('|').Append(row.Text?.Normalize()).Append('|')
                .Append(CultureInfo.InvariantCulture, $"{row.AsOf:yyyy-MM-dd}|{row.Note.Normalize()}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Tell(IReadOnlyList<(PlacedChange Change, ObservedValue? Before)> told, Func<(PlacedChange Change, ObservedValue? Before), string> value) =>
        string.Join("; ", told.Take(MostTold).Select(one => $"{one.Change.Asked.Measure.Name}: {value(one)}")) + (told.Count > MostTold ? "; …" : "");
}
