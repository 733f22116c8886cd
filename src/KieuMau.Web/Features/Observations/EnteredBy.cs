using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Ai đã nhập: the accounts behind the current numbers a line reads, its own and those of the units below. Whoever entered
/// a number does not verify it (SD1).
/// </summary>
public sealed class EnteredBy(RuralDb db, UnitReader units, ActiveCriteria criteria)
{
    /// <param name="Unit">Code.</param>
    /// <param name="Measure">Code.</param>
    /// <param name="Account">0 for the machine itself, and for what was saved before there were accounts.</param>
    public sealed record Entered(string Unit, string Measure, Period Period, int Account, string Who);

    /// <summary>Accounts alone, 0 left out.</summary>
    public async Task<IReadOnlySet<int>> Accounts(string unit, Indicator line, DateOnly at, CancellationToken ct = default) =>
        (await Of(unit, line, at, ct)).Select(one => one.Account).Where(account => account != 0).ToHashSet();

    /// <summary>Every number of the latest years the line reads, up to the year of a day.</summary>
    public async Task<IReadOnlyList<Entered>> Of(string unit, Indicator line, DateOnly at, CancellationToken ct = default)
    {
        var around = await units.Around([unit], ct);
        if (around.Tree.Find(unit, at) is not { } judged) return [];
        var needs = RequirementWalk.Needs(line.Requirement).ToList();
        var below = around.Tree.Children(unit, at).Concat(needs.Where(need => need.Level.Length > 0).SelectMany(need => around.Tree.Below(unit, need.Level, at)));
        var keys = below.Append(judged).Select(one => around.Keys[one.Code]).DistinctBy(key => key.Id).ToList();
        var law = criteria.Current;
        var (shards, ids, measures) = (keys.Select(key => key.Shard).Distinct().ToList(), keys.Select(key => key.Id).ToList(), needs.Select(need => law.Keys.Of(need.Measure)).Distinct().ToList());
        var (last, revisions, savings) = (PackedPeriod.Of(Period.OfYear(at.Year + 1)), db.ObservationRevisions, db.Savings);
        var rows = await (from row in db.Observations.AsNoTracking()
                          where shards.Contains(row.Shard) && ids.Contains(row.UnitId) && measures.Contains(row.MeasureId) && row.Period < last
                          join revision in revisions on new { row.Shard, Id = row.Revision } equals new { revision.Shard, revision.Id }
                          join saving in savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                          select new { row.UnitId, row.MeasureId, row.Period, saving.Account, saving.Who }).ToListAsync(ct);
        var many = ReadsManyYears(line.Requirement);
        return [.. rows.GroupBy(row => (row.UnitId, row.MeasureId))
            .SelectMany(group => group.Where(row => many || row.Period / 100 == group.Max(one => one.Period) / 100))
            .Select(row => new Entered(around.CodeOf(row.UnitId), law.MeasureOf(row.MeasureId)?.Code ?? "", PackedPeriod.Read(row.Period), row.Account, row.Who))
            .Distinct()];
    }

    private static bool ReadsManyYears(Requirement requirement) => requirement switch
    {
        Requirement.Window or Requirement.WindowUnknown or Requirement.Trend => true,
        Requirement.All(var parts) => parts.Any(ReadsManyYears),
        Requirement.AtLeast(_, var parts) => parts.Any(ReadsManyYears),
        Requirement.BySplit(var inner, _) => ReadsManyYears(inner),
        Requirement.OfUnits(_, var inner, _, _) => ReadsManyYears(inner),
        Requirement.EachUnit(_, var inner) => ReadsManyYears(inner),
        Requirement.When(_, var inner) => ReadsManyYears(inner),
        Requirement.Compare(_, Demand.OfOwnHistory, _, _, _) => true,
        _ => false,
    };
}
