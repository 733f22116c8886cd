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
        var asks = await asked.Of(place.Asking, unit, place.Commune, ct);
        var lines = new List<(FrozenLine Line, ReadTrail Trail)>();
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
                           select (Freeze(finding, criterion.Criterion, set, before?.Find(finding.Indicator.Code), papers[(set.Id, finding.Indicator.Code)]),
                               law.Evaluator.WhatIsRead(set, finding.Indicator, unit, known, new(at))));
        }

        var entered = await Entered(place, lines.SelectMany(one => one.Trail.Numbers).Distinct().ToList(), ct);
        return [.. lines.Select(one => one.Line with { EnteredBy = [.. EnteredBy(one.Trail, entered)] })];
    }

    private static Evaluation? Before(CriteriaInForce law, CriteriaSet set, string unit, Knowledge known, DateOnly day) =>
        known.Units.Find(unit, day) is null ? null : law.Evaluator.Evaluate(set, unit, known, new Moment(day, AsIfInForce: true), explain: true);

    private static FrozenLine Freeze(Finding finding, Criterion criterion, CriteriaSet set, Finding? before, LineEvidence papers)
    {
        var earlier = (before?.Reason?.AllInputs() ?? []).GroupBy(Key).ToDictionary(group => group.Key, group => Freezing.NumberOf(group.First()));
        var inputs = (finding.Reason?.AllInputs() ?? []).DistinctBy(Key).Select(input => Freezing.Input(input, earlier.GetValueOrDefault(Key(input)))).ToList();
        return new(
            set.Id, set.Revision, finding.Indicator.Code, finding.Indicator.Name, $"{criterion.Code}. {criterion.Name}", finding.Verdict, finding.Unverified,
            finding.Reason?.Have() ?? "", before is { Verdict: not Verdict.NoData } ? before.Reason?.Have() ?? "" : "", finding.Reason?.Asked() ?? "",
            finding.Because, finding.Gap?.Text ?? "", finding.Indicator.Requirement.Spoken(),
            inputs, [], FrozenLine.FingerprintOf(finding), PaperSeen.Of(papers));
    }

    private static (string, string, string) Key(InputUsed input) => (input.Unit, input.Measure.Code, input.Split);

    /// <summary>Whoever entered a number the line rests on, of the unit or of those below it, of this period or of one before; and whoever recorded a title it rests on.</summary>
    private static IEnumerable<int> EnteredBy(ReadTrail trail, Dictionary<(string, long), int> entered) =>
        trail.Numbers.Select(number => entered.GetValueOrDefault(number)).Concat(trail.Titles.SelectMany(title => title.RecordedBy)).Where(account => account > 0).Distinct().Order();

    private async Task<Dictionary<(string Unit, long Revision), int>> Entered(ReportPlace place, List<(string Unit, long Revision)> numbers, CancellationToken ct)
    {
        var entered = new Dictionary<(string, long), int>();
        foreach (var ofShard in numbers.GroupBy(number => place.Around.Keys[number.Unit].Shard))
        {
            var (shard, revisions) = (ofShard.Key, ofShard.Select(number => number.Revision).Distinct().ToList());
            var accounts = await (from revision in db.ObservationRevisions.AsNoTracking()
                                  join saving in db.Savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                                  where revision.Shard == shard && revisions.Contains(revision.Id)
                                  select new { revision.Id, saving.Account }).ToDictionaryAsync(one => one.Id, one => one.Account, ct);
            foreach (var number in ofShard) entered[number] = accounts.GetValueOrDefault(number.Revision);
        }

        return entered;
    }
}
