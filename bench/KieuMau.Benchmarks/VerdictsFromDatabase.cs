using System.Diagnostics;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.Observations;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Benchmarks;

/// <summary>Reading the numbers of every commune as the application does, with and without judging them.</summary>
internal static class VerdictsFromDatabase
{
    private const double Limit = 1.5;
    private const int Turns = 3; // alternating; of each the quickest counts

    public static async Task Run(BenchOffice office, NationSample nation, Results results)
    {
        var moment = new Moment(new DateOnly(NationSample.Year, 12, 31));
        await Pass(office, Math.Min(20, nation.Communes), knowledge => Judge(office, nation, knowledge, 1, moment));

        var (read, judged) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var turn = 0; turn < Turns; turn++)
        {
            read = Least(read, await Pass(office, nation.Communes, _ => 0));
            judged = Least(judged, await Pass(office, nation.Communes, knowledge => Judge(office, nation, knowledge, 0, moment)));
        }

        var ratio = judged / read;
        results.Add(new(
            "verdicts of every khu, beside reading the same numbers", "1.5×", office.Database.Kind, Results.Times(ratio), ratio <= Limit,
            $"{nation.Khu:#,##0} khu: read {Results.Seconds(read)}, read and judged {Results.Seconds(judged)}"));
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static long Judge(BenchOffice office, NationSample nation, Knowledge knowledge, int commune, Moment moment)
    {
        long met = 0;
        foreach (var khu in knowledge.Units.All.Where(unit => unit.Level == "khu"))
            met += office.Law.Evaluator.Evaluate(nation.Set, khu.Code, knowledge, moment, explain: false).Counts.Met;
        return met + commune;
    }

    private static async Task<TimeSpan> Pass(BenchOffice office, int communes, Func<Knowledge, long> use)
    {
        long sum = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(1, communes), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (commune, ct) =>
        {
            var met = await office.Do(async scope => use(await scope.GetRequiredService<KnowledgeReader>().Of(NationSample.CommuneCode(commune), office.Law, ct: ct)));
            Interlocked.Add(ref sum, met);
        });
        return watch.Elapsed;
    }
}
