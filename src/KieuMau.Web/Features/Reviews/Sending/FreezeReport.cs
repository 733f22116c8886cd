using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Evidence;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews.Sending;

/// <summary>Chụp báo cáo: the lines a report is asked for, as they stand now, with last period beside each.</summary>
public sealed class FreezeReport(RuralDb db, KnowledgeReader knowledge, AskedLines asked, ReadEvidence evidence, ActiveCriteria active)
{
    public async Task<IReadOnlyList<FrozenLine>> Of(ReportPlace place, DateOnly today, CancellationToken ct)
    {
        var (law, unit, at) = (active.Current, place.Address.Unit, place.Period.JudgedOn(today));
        if (place.Around.Tree.Find(unit, at) is not { } row) return [];
        var known = await knowledge.Of(place.Around, law, knownBy: null, ct);
        var entered = await EnteredBy(place, law, ct);
        var asks = await asked.Of(place.Asking, unit, place.Commune, ct);
        var lines = new List<FrozenLine>();
        var sets = SetLadder.For(law.Library, row.Level, at);
        var papers = await evidence.OfLines(place.Around.Keys[unit], sets, place.Address.Period, ct);
        foreach (var set in sets)
        {
            if (law.Evaluator.Refuse(set.Id, unit, known, new(at)) is not null) continue;
            var now = law.Evaluator.Evaluate(set, unit, known, new(at), explain: true);
            var before = Before(law, set, unit, known, place.Period.Period.Before.Last);
            lines.AddRange(from criterion in now.Criteria
                           from finding in criterion.Findings
                           where asks(set, criterion.Criterion, finding.Indicator)
                           select Freeze(finding, criterion.Criterion, set, before?.Find(finding.Indicator.Code), entered, papers[(set.Id, finding.Indicator.Code)]));
        }

        return lines;
    }

    private static Evaluation? Before(CriteriaInForce law, CriteriaSet set, string unit, Knowledge known, DateOnly day) =>
        known.Units.Find(unit, day) is null ? null : law.Evaluator.Evaluate(set, unit, known, new Moment(day, AsIfInForce: true), explain: true);

    private static FrozenLine Freeze(Finding finding, Criterion criterion, CriteriaSet set, Finding? before, ILookup<string, int> entered, LineEvidence papers)
    {
        var earlier = (before?.Reason?.AllInputs() ?? []).GroupBy(Key).ToDictionary(group => group.Key, group => Freezing.NumberOf(group.First()));
        var inputs = (finding.Reason?.AllInputs() ?? []).DistinctBy(Key).Select(input => Freezing.Input(input, earlier.GetValueOrDefault(Key(input)))).ToList();
        var measures = inputs.Select(input => input.Measure).Concat(RequirementWalk.MeasuresOf(finding.Indicator.Requirement).Select(measure => measure.Code)).Distinct();
        return new(
            set.Id, set.Revision, finding.Indicator.Code, finding.Indicator.Name, $"{criterion.Code}. {criterion.Name}", finding.Verdict, finding.Unverified,
            finding.Reason?.Have() ?? "", before is { Verdict: not Verdict.NoData } ? before.Reason?.Have() ?? "" : "", finding.Reason?.Asked() ?? "",
            finding.Because, finding.Gap?.Text ?? "", finding.Indicator.Requirement.Spoken(),
            inputs, [.. measures.SelectMany(measure => entered[measure]).Distinct().Order()], FrozenLine.FingerprintOf(finding), PaperSeen.Of(papers));
    }

    private static (string, string, string) Key(InputUsed input) => (input.Unit, input.Measure.Code, input.Split);

    /// <summary>Who entered what stands now, by measure: of the unit, and of those below it whose numbers roll up; where the period has no number, of the latest before it, which is read instead.</summary>
    private async Task<ILookup<string, int>> EnteredBy(ReportPlace place, CriteriaInForce law, CancellationToken ct)
    {
        var keys = place.Around.Keys.Values.Where(key => key.Code == place.Address.Unit || place.Around.Tree.Rows(key.Code).Any(row => row.Parent == place.Address.Unit)).ToList();
        var (shards, ids) = (keys.ConvertAll(key => key.Shard).Distinct().ToList(), keys.ConvertAll(key => key.Id));
        var rows = await (from now in db.Observations.AsNoTracking()
                          join revision in db.ObservationRevisions on new { now.Shard, Id = now.Revision } equals new { revision.Shard, revision.Id }
                          join saving in db.Savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                          where shards.Contains(now.Shard) && ids.Contains(now.UnitId) && saving.Account > 0
                          select new { now.UnitId, now.MeasureId, now.Period, saving.Account }).Distinct().ToListAsync(ct);
        return rows.Where(row => law.MeasureOf(row.MeasureId) is not null)
            .GroupBy(row => (row.UnitId, row.MeasureId))
            .SelectMany(number => Read(number, row => PackedPeriod.Read(row.Period), place.Address.Period))
            .ToLookup(row => law.MeasureOf(row.MeasureId)!.Code, row => row.Account);
    }

    private static IEnumerable<T> Read<T>(IEnumerable<T> known, Func<T, Period> periodOf, Period asked)
    {
        var within = known.Where(one => periodOf(one) is var period && (asked.Contains(period) || period.Contains(asked))).ToList();
        return within.Count > 0 ? within : known.Where(one => periodOf(one).Last < asked.First).GroupBy(periodOf).MaxBy(group => group.Key)?.AsEnumerable() ?? [];
    }
}
