using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>
/// Xét lại: judges units anew and stores their standings. Called inside the transaction that changed the numbers, so
/// what a page shows is never behind what was saved.
/// </summary>
public sealed class JudgeStandings(RuralDb db, ActiveCriteria active, KnowledgeReader reader, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    /// <param name="units">The units whose numbers changed; their communes are judged with them.</param>
    /// <param name="since">The first year the change may matter for.</param>
    public async Task Rejudge(UnitSurroundings around, IEnumerable<string> units, int since, CancellationToken ct)
    {
        var touched = units.SelectMany(unit => around.CommunesOver(unit).Prepend(unit)).Distinct().ToList();
        foreach (var law in active.ToJudgeBy)
        {
            await JudgeAndStore(law, around, touched, since, ct);
        }
    }

    /// <summary>Everything at and below the communes, for every year with numbers.</summary>
    public Task JudgeCommunes(CriteriaInForce law, UnitSurroundings around, CancellationToken ct) =>
        JudgeAndStore(law, around, [.. around.Tree.All.Select(unit => unit.Code).Distinct().Where(code => around.CommunesOver(code).Count > 0)], since: 0, ct);

    private async Task JudgeAndStore(CriteriaInForce law, UnitSurroundings around, IReadOnlyList<string> units, int since, CancellationToken ct)
    {
        var knowledge = await reader.Of(around, law, knownBy: null, ct);
        var first = Math.Max(since, FirstYearWithNumbers(around, knowledge));
        await Store(around, [.. Judge(law, around, units, knowledge, first)], units, law.Edition, since, ct);
    }

    // before anything was seen there is nothing to store: a page that asks finds "chưa có số liệu" by itself
    private static int FirstYearWithNumbers(UnitSurroundings around, Knowledge knowledge) =>
        around.Keys.Keys.SelectMany(unit => knowledge.FactsOf(unit).All).Select(fact => Math.Min(fact.Period.Year, fact.AsOf.Year)).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>Standings of units in every year since one, for every set of their level.</summary>
    public IEnumerable<StandingRow> Judge(CriteriaInForce law, UnitSurroundings around, IEnumerable<string> units, Knowledge knowledge, int since) =>
        from unit in units
        from set in law.SetsFor(around.Tree.Rows(unit)[^1].Level)
        from year in Enumerable.Range(since, since > Today.Year ? 0 : Today.Year - since + 1)
        let standing = Judge(law, set, around.Keys[unit], knowledge, year)
        where standing is not null
        select standing;

    /// <returns>Nothing when the set does not judge the unit in that year.</returns>
    public StandingRow? Judge(CriteriaInForce law, SetThroughTime set, UnitKey unit, Knowledge knowledge, int year)
    {
        if (JudgedDay.Of(year, set, knowledge.Units.Rows(unit.Code), Today) is not { } day) return null;
        var moment = new Moment(day);
        if (law.Evaluator.Refuse(set.Id, unit.Code, knowledge, moment) is not null) return null;

        var evaluation = law.Evaluator.Evaluate(set.At(day), unit.Code, knowledge, moment, explain: false);
        return Of(evaluation, unit, law, year, pending: day == Today);
    }

    private static StandingRow Of(Evaluation evaluation, UnitKey unit, CriteriaInForce law, int year, bool pending)
    {
        var standing = Standing.Of(evaluation, year);
        return new()
        {
            Shard = unit.Shard,
            UnitId = unit.Id,
            SetId = law.Keys.SetIds[standing.SetId],
            Year = year,
            Edition = law.Edition,
            Revision = standing.Revision,
            JudgedAt = standing.JudgedAt,
            ChangesOn = pending ? standing.ChangesOn : null,
            Verdict = evaluation.Verdict,
            Unverified = standing.Unverified,
            Outcome = standing.OutcomeCode,
            Letters = standing.Letters,
            CriterionLetters = string.Concat(evaluation.Criteria.Select(criterion => Standing.Letter(criterion.Verdict, criterion.Unverified))),
            Met = standing.Counts.Met,
            NotMet = standing.Counts.NotMet,
            NoData = standing.Counts.NoData,
            NoThreshold = standing.Counts.NoThreshold,
            NotApplicable = standing.Counts.NotApplicable,
            MetUnverified = standing.Counts.MetUnverified,
        };
    }

    private async Task Store(UnitSurroundings around, List<StandingRow> judged, IEnumerable<string> units, int edition, int since, CancellationToken ct)
    {
        var keys = units.Select(unit => around.Keys[unit]).ToList();
        var (shards, ids) = (keys.Select(key => key.Shard).Distinct().ToList(), keys.Select(key => key.Id).ToList());
        var stored = await db.Standings
            .Where(row => shards.Contains(row.Shard) && ids.Contains(row.UnitId) && row.Edition == edition && row.Year >= since)
            .ToDictionaryAsync(Key, ct);

        foreach (var standing in judged)
        {
            if (stored.Remove(Key(standing), out var row)) db.Entry(row).CurrentValues.SetValues(standing);
            else db.Standings.Add(standing);
        }

        db.Standings.RemoveRange(stored.Values); // no longer judged: a unit closed, a set withdrawn
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private static (int, int, int) Key(StandingRow row) => (row.UnitId, row.SetId, row.Year);
}
