using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Formats.Assignments;
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
/// workbook, the commune's own numbers from a CSV, and boards with assignments. Every page that shows them says so.
/// </summary>
public sealed class LoadDemonstration(RuralDb db, AddUnits addUnits, SaveObservations save, ImportWorkbook import, LoadAssignments assignments, ActiveCriteria active)
{
    private const string Commune = "thanh-dinh";
    private const string Units = "don-vi.csv";
    private const string Workbook = "tong-hop-kdc-2024.xlsx";
    private const string CommuneNumbers = "xa-thanh-dinh-2024.csv";
    private const string Assignments = "ban-va-phan-cong.yaml";

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
        Hold(await save.SaveAll(FromCsv(dictionary, new(units)), Note with { Origin = "CSV" }, ct));
        await BringInWorkbook(ct);
        await assignments.Load(AssignmentPlanYaml.Read(await File.ReadAllTextAsync(Path.Combine(Folder, Assignments), ct), Assignments), ct);
    }

    // as an officer would: receive, answer what is asked, store
    private async Task BringInWorkbook(CancellationToken ct)
    {
        using var file = File.OpenRead(Path.Combine(Folder, Workbook));
        var draft = await import.Receive(file, Workbook, Commune, new(2024, 12, 31), ct: ct);
        foreach (var question in (await import.Try(draft, ct)).Run.Questions)
        {
            draft = draft with { Mapping = draft.Mapping.Answered(question, question.Readings[0].Answer) }; // AJ19: 12.8% can only be 12,8 %
        }

        Hold(await import.Store(draft, Note, ct) ?? throw new InvalidOperationException("Bảng minh họa còn chỗ cần hỏi."));
    }

    private static List<ObservationChange> FromCsv(MeasureDictionary dictionary, UnitTree units)
    {
        using var text = File.OpenText(Path.Combine(Folder, CommuneNumbers));
        return [.. ObservationsCsv.Read(text, CommuneNumbers, dictionary, units).OrRefuse().Select(read => ChangeOf(read.Unit, read.Fact))];
    }

    private static ObservationChange ChangeOf(string unit, Domain.Observations.Fact fact) =>
        new(unit, fact.Measure, fact.Period, fact.Split, fact.Value, fact.AsOf, fact.Note);

    private static void Hold(SaveResult result) =>
        Hold([.. result.Refused.Select(refused => refused.Refusal with { Text = $"{refused.Change.Unit}, {refused.Change.Measure.Name}: {refused.Refusal.Text}" })]);

    private static void Hold(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0) throw new InvalidOperationException("Số liệu minh họa bị từ chối: " + string.Join(" ", refusals.Select(refusal => refusal.Text)));
    }
}
