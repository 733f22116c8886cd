using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.CriteriaSets;

namespace KieuMau.Web.Features.Reviews;

/// <summary>
/// Dòng phải gửi of a report: of a khu every line; of an office those written when the period was opened, else those assigned
/// to it as lead, else every line of the commune.
/// </summary>
public sealed class AskedLines(ReadAssignments assignments, ActiveCriteria criteria, Gate gate)
{
    public delegate bool Asks(CriteriaSet set, Criterion criterion, Indicator line);

    /// <param name="unit">Code of the unit the lines judge.</param>
    public async Task<Asks> Of(Asking asking, string unit, string commune, CancellationToken ct)
    {
        if (asking.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } codes) return (_, criterion, line) => codes.Contains(criterion.Code) || codes.Contains(line.Code);
        if (asking.OfficeId == 0 || await assignments.Of(commune, ct) is not { } known) return (_, _, _) => true;
        bool Leads(CriteriaSet set, Criterion criterion, Indicator line) => known.Book.LeadOf(set.Id, criterion.Code, line.Code, unit, gate.Today)?.Who.Office == asking.OfficeId;
        var level = known.Around.Tree.Rows(unit) is [.., var row] ? row.Level : "";
        return known.Book.All.Any(one => criteria.Current.Library.Find(one.Line.Set)?.Latest.Levels.Contains(level) == true && one.Who.Office == asking.OfficeId && (one.Unit.Length == 0 || one.Unit == unit) && one.As == Domain.Assignments.AssignedAs.Lead && one.Term.HeldOn(gate.Today)) ? Leads : (_, _, _) => true;
    }
}
