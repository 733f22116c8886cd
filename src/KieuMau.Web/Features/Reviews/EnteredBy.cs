using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Ai đã nhập: accounts behind the numbers a line reads (SD1: whoever enters does not verify).</summary>
public sealed class EnteredBy(RuralDb db, ActiveCriteria active)
{
    /// <returns>Measures with a number of this person in the period, of the unit or of those below it.</returns>
    public async Task<HashSet<Measure>> Measures(int account, FoundReport found, CancellationToken ct)
    {
        if (account == 0) return [];
        var day = found.Of.Last;
        var keys = found.Around.Tree.Children(found.Unit.Code, day).Select(unit => found.Around.Keys[unit.Code]).Append(found.Key).ToList();
        var (shards, ids) = (keys.Select(key => key.Shard).Distinct().ToList(), keys.Select(key => key.Id).ToList());
        var rows = await (from row in db.Observations
                          join revision in db.ObservationRevisions on new { row.Shard, Id = row.Revision } equals new { revision.Shard, revision.Id }
                          join saving in db.Savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                          where shards.Contains(row.Shard) && ids.Contains(row.UnitId) && saving.Account == account
                          select new { row.MeasureId, row.Period }).Distinct().ToListAsync(ct);
        return [.. rows.Where(row => found.Of.Contains(PackedPeriod.Read(row.Period))).Select(row => active.Current.MeasureOf(row.MeasureId)).OfType<Measure>()];
    }

    /// <summary>Whether a line reads one of them.</summary>
    public static bool Reads(Indicator line, HashSet<Measure> measures) => RequirementWalk.MeasuresOf(line.Requirement).Any(measures.Contains);
}
