using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>Hỏi một đơn vị: what is still unknown comes first, what decides most before all.</summary>
public sealed class AskUnit(OpenSheet sheets, ReadCommune communes)
{
    /// <param name="First">Missing numbers that decide, with how many lines wait for each.</param>
    /// <param name="Rest">Everything else, by head.</param>
    public sealed record Questions(Unit Commune, Unit Unit, Sheet Sheet, IReadOnlyList<(EntryField Field, int Lines)> First, IReadOnlyList<IGrouping<string, EntryField>> Rest);

    public async Task<Questions?> Of(string unit, Standpoint here, CancellationToken ct)
    {
        if (await sheets.OfUnit(unit, here, ct) is not { } sheet || await communes.Of(unit, here.At, ct) is not { } reading) return null;
        var blocked = Blocked(reading, sheet.Units[0]);
        List<(EntryField Field, int Lines)> first = [.. sheet.Fields
            .Where(field => blocked.ContainsKey(field.Measure) && sheet.At(sheet.Units[0], field).Text.Length == 0)
            .Select(field => (field, blocked[field.Measure]))
            .OrderByDescending(pair => pair.Item2)];
        var asked = first.Select(pair => pair.Field).ToHashSet();
        return new(reading.Commune, sheet.Units[0], sheet, first, [.. sheet.Fields.Where(field => !asked.Contains(field)).GroupBy(field => field.Group)]);
    }

    /// <summary>Lines that wait for each measure, over every set of the unit and of its commune.</summary>
    private static Dictionary<Measure, int> Blocked(CommuneReading reading, Unit unit)
    {
        var findings = SetLadder.For(reading.Library, unit.Level, reading.At).SelectMany(set => reading.Judge(set, unit.Code).Findings);
        if (unit.Code != reading.Commune.Code)
        {
            findings = findings.Concat(SetLadder.For(reading.Library, reading.Commune.Level, reading.At).SelectMany(set => reading.Judge(set, reading.Commune.Code).Findings)
                .Where(finding => finding.Reason is { } reason && SetNeeds(reason, unit)));
        }

        return findings.SelectMany(finding => finding.Missing.Select(measure => (measure, finding.Indicator)))
            .Where(pair => pair.measure.EnteredAt(unit.Level))
            .Distinct()
            .GroupBy(pair => pair.measure)
            .ToDictionary(group => group.Key, group => group.Count());
    }

    private static bool SetNeeds(Reason reason, Unit unit) => reason.AllInputs().Any(input => input.Missing && input.Unit == unit.Code);
}
