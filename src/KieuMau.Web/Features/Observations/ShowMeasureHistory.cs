using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>Lịch sử một số đo của một đơn vị: every revision ever saved, cleared ones included, newest first.</summary>
public sealed class ShowMeasureHistory(RuralDb db, UnitReader units, ActiveCriteria criteria)
{
    private const int Most = 200;

    /// <summary>One saving of one place.</summary>
    public sealed record Line(Fact Fact, string Why);

    public sealed record History(Unit Unit, Measure Measure, IReadOnlyList<Line> Lines, IReadOnlyList<(CriteriaSet Set, Indicator Line)> UsedBy);

    public async Task<History?> Of(string unit, string measure, Standpoint here, CancellationToken ct)
    {
        var law = criteria.Current;
        var around = await units.Around([unit], ct);
        if (law.Library.Measures.Find(measure) is not { } found || around.Tree.Find(unit, here.At) is not { } row) return null;

        var (key, id) = (around.Keys[unit], law.Keys.Of(found));
        var revisions = await (from revision in db.ObservationRevisions.AsNoTracking()
                               join saving in db.Savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                               where revision.Shard == key.Shard && revision.UnitId == key.Id && revision.MeasureId == id
                               orderby revision.Id descending
                               select new { revision, saving.SavedAt, saving.Who, saving.Origin, saving.Why }).Take(Most).ToListAsync(ct);
        return new(
            row,
            found,
            [.. revisions.Select(one => (Fact: one.revision.ToFact(law, one.SavedAt, one.Who, one.Origin), one.Why)).Where(one => one.Fact is not null).Select(one => new Line(one.Fact!, one.Why))],
            UsedBy(law.Library, found, here.At));
    }

    private static List<(CriteriaSet, Indicator)> UsedBy(CriteriaLibrary library, Measure measure, DateOnly at) =>
        [.. from set in library.Sets.Select(set => set.At(at))
            where set.InForceAt(at)
            from line in set.Indicators
            where KieuMau.Domain.Evaluations.RequirementWalk.MeasuresOf(line.Requirement).Contains(measure)
            select (set, line)];
}
