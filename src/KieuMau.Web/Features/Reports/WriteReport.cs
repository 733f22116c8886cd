using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.Evaluations;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Reports;

/// <summary>Lập báo cáo: the self-assessment of a khu or of the commune, from what is known at the date judged.</summary>
public sealed class WriteReport(ReadCommune communes, UnitReader units, ReadReviews reviews)
{
    /// <summary>Measures the report opens with, where the dictionary has them.</summary>
    private static readonly string[] OpeningMeasures = ["tong-so-ho", "dan-so"];

    /// <param name="Units">The commune and its khu, for choosing another.</param>
    public sealed record Written(Unit Commune, Unit Unit, SelfAssessmentReport Report, IReadOnlyList<Unit> Units);

    /// <returns>Nothing when there is no such unit; a refusal when no set can judge it then.</returns>
    public async Task<(Written? Written, Refusal? Refusal)> Of(string unitCode, Standpoint here, string? setId = null)
    {
        if (await communes.Of(unitCode, here.At) is not { } reading || reading.Find(unitCode) is not { } unit) return (null, null);
        if (reading.ChooseSet(unit.Level, setId) is not { } set)
        {
            return (null, new("reports.no-set", $"Ngày {here.At:dd/MM/yyyy} không có bộ tiêu chí nào áp dụng cho cấp {unit.Level}. Chọn kỳ khác ở trên cùng."));
        }

        if (reading.Refuse(set, unit.Code) is { } refusal) return (null, refusal);
        var ofCommune = unit.Code == reading.Commune.Code;
        var evaluation = reading.Judge(set, unit.Code);
        var report = ofCommune
            ? SelfAssessmentReport.OfCommune(evaluation, unit.Name)
            : SelfAssessmentReport.OfKhu(evaluation, unit.Name, reading.Commune.Name);
        var below = reading.Knowledge.Units.Children(reading.Commune.Code, here.At).ToList();
        var said = await reviews.Of([unit.Code, .. ofCommune ? below.Select(one => one.Code) : []], here.At.Year);
        report = report with
        {
            Reviews = said.Of(evaluation),
            Facts = [.. FactsOf(reading, unit)],
            Units = ofCommune ? UnitsOf(reading, below, here, said) : [],
            Demonstration = await units.IsDemonstration(reading.Commune.Code),
            NumbersAsOf = here.DataDate,
        };
        return (new(reading.Commune, unit, report, [reading.Commune, .. below]), null);
    }

    private static IEnumerable<ReportFact> FactsOf(CommuneReading reading, Unit unit) =>
        from code in OpeningMeasures
        let measure = reading.Library.Measures.Find(code)
        where measure is not null
        let value = reading.Amount(measure, unit.Code)
        where value.Length > 0
        select new ReportFact(Shell.Wording.Capital(measure.Name), value);

    private static List<ReportUnit> UnitsOf(CommuneReading reading, List<Unit> below, Standpoint here, KnownReviews said) =>
        [.. from unit in below
            let set = reading.ChooseSet(unit.Level, null)
            where set is not null && reading.Refuse(set, unit.Code) is null
            let now = reading.Judge(set, unit.Code) // explained: what was verified is held against what it says now
            select new ReportUnit(unit.Name, now, unit.IsTarget(here.At.Year)) { Reviews = said.Of(now) }];
}
