using KieuMau.Domain.Compliance;
using KieuMau.Formats.Procedures;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Retention;

namespace KieuMau.Web.Features.Compliance;

/// <summary>Xem bảng tuân thủ: each requirement with how the product stands to it, and the figure measured now where there is one.</summary>
public sealed class ShowCompliance(CriteriaFolder criteria, LiveFigures figures)
{
    public sealed record Row(ComplianceLine Line, string Measured);

    public async Task<IReadOnlyList<Row>> Now(CancellationToken ct)
    {
        var lines = ComplianceYaml.Read(ProcedureFolder.Text(criteria, ComplianceYaml.FileName), ComplianceYaml.FileName);
        var measured = await figures.Of(lines.Select(line => line.Measure).Where(name => name.Length > 0).Distinct(), ct);
        return [.. lines.Select(line => new Row(line, measured.GetValueOrDefault(line.Measure, "")))];
    }
}
