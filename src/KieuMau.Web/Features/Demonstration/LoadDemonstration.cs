using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;
using KieuMau.Formats.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Demonstration;

/// <summary>
/// Nạp số liệu minh họa into an empty installation: xã Thanh Đình 2024 by the same way an office brings in its own
/// workbook, and the commune's own numbers from a CSV. Every page that shows them says so.
/// </summary>
public sealed class LoadDemonstration(RuralDb db, AddUnits addUnits, SaveObservations save, ActiveCriteria active, TimeProvider clock)
{
    private const string Units = "don-vi.csv";
    private const string Workbook = "tong-hop-kdc-2024.xlsx";
    private const string CommuneNumbers = "xa-thanh-dinh-2024.csv";

    private static readonly ChangeNote Note = new("Văn phòng UBND xã", "số liệu minh họa", "Excel");
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demo");

    /// <summary>Does nothing once there is any unit.</summary>
    public async Task IfEmpty(CancellationToken ct = default)
    {
        if (await db.UnitKeys.AnyAsync(ct)) return;
        using var text = File.OpenText(Path.Combine(Folder, Units));
        var units = UnitsCsv.Read(text, Units).OrRefuse();
        Hold([.. await addUnits.Add(units, demonstration: true, ct)]);

        var dictionary = active.Current.Library.Measures;
        await SaveAll(FromCsv(dictionary, new(units)), Note with { Origin = "CSV" }, ct);
        await SaveAll(await FromWorkbook(dictionary, units, ct), Note, ct);
    }

    private static List<ObservationChange> FromCsv(MeasureDictionary dictionary, UnitTree units)
    {
        using var text = File.OpenText(Path.Combine(Folder, CommuneNumbers));
        return [.. ObservationsCsv.Read(text, CommuneNumbers, dictionary, units).OrRefuse().Select(read => ChangeOf(read.Unit, read.Fact))];
    }

    private async Task<List<ObservationChange>> FromWorkbook(MeasureDictionary dictionary, IReadOnlyList<Unit> units, CancellationToken ct)
    {
        using var file = File.OpenRead(Path.Combine(Folder, Workbook));
        var workbook = WorkbookReader.Read(file, Workbook);
        var khu = units.Where(unit => unit.Level == "khu").DistinctBy(unit => unit.Code).ToList();
        var mapping = ColumnProposal.For(workbook, dictionary, khu);
        foreach (var question in TrialRun.Of(workbook, mapping, dictionary, khu, []).Questions)
        {
            mapping = mapping.Answered(question, question.Readings[0].Answer); // AJ19: 12.8% can only be 12,8 %
        }

        db.ImportMappings.Add(new() { Fingerprint = mapping.Fingerprint, Name = Workbook, Mapping = mapping.ToJson(), Who = Note.Who, SavedAt = clock.Instant() });
        await db.SaveChangesAsync(ct);
        var run = TrialRun.Of(workbook, mapping, dictionary, khu, []);
        return [.. run.ToFacts(Period.Parse(mapping.Period ?? "2024"), run.AsOf, clock.Instant()).Select(pair => ChangeOf(pair.Unit, pair.Fact))];
    }

    private static ObservationChange ChangeOf(string unit, Domain.Observations.Fact fact) =>
        new(unit, fact.Measure, fact.Period, fact.Split, fact.Value, fact.AsOf, fact.Note);

    private async Task SaveAll(List<ObservationChange> changes, ChangeNote note, CancellationToken ct)
    {
        var result = await save.SaveAll(changes, note, ct);
        Hold([.. result.Refused.Select(refused => refused.Refusal with { Text = $"{refused.Change.Unit}, {refused.Change.Measure.Name}: {refused.Refusal.Text}" })]);
    }

    private static void Hold(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0) throw new InvalidOperationException("Số liệu minh họa bị từ chối: " + string.Join(" ", refusals.Select(refusal => refusal.Text)));
    }
}
