using System.Diagnostics;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Benchmarks;

/// <summary>Every khu of a nation judged from memory, by all cores, a hundred communes at a time so that memory stays bounded.</summary>
internal static class VerdictsFromMemory
{
    private const int Batch = 100;
    private const int Turns = 3; // of each batch the quickest counts: what slows the others is not ours
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static void Run(NationSample nation, Evaluator evaluator, Results results)
    {
        var moment = new Moment(new DateOnly(NationSample.Year, 12, 31));
        var warm = Known(nation, 1, Math.Min(Batch, nation.Communes));
        for (var turn = 0; turn < 5; turn++) Judge(warm, nation, evaluator, moment); // until the code is compiled at its best

        var spent = TimeSpan.Zero;
        var processor = TimeSpan.Zero;
        long met = 0;
        for (var first = 1; first <= nation.Communes; first += Batch)
        {
            var known = Known(nation, first, Math.Min(Batch, nation.Communes - first + 1));
            var (best, cost) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var turn = 0; turn < Turns; turn++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                var here = Judge(known, nation, evaluator, moment);
                if (watch.Elapsed < best) best = watch.Elapsed;
                if (Environment.CpuUsage.TotalTime - before < cost) cost = Environment.CpuUsage.TotalTime - before;
                if (turn == 0) met += here;
            }

            spent += best;
            processor += cost;
        }

        var scaled = spent * (100_000.0 / nation.Khu);
        var lines = nation.Set.Indicators.Count();
        results.Add(new(
            $"100.000 khu × {lines} lines from memory", "2 s", "—", Results.Seconds(scaled), scaled <= Limit,
            $"{nation.Khu:#,##0} khu in {Results.Seconds(spent)} with {Results.Seconds(processor)} of processor time, {processor.TotalMicroseconds / ((double)nation.Khu * lines):0.00} µs a line; {met:#,##0} met"));
    }

    private static (string Commune, Knowledge Knowledge)[] Known(NationSample nation, int first, int count) =>
        [.. Enumerable.Range(first, count).AsParallel().AsOrdered().Select(commune => (NationSample.CommuneCode(commune), KnowledgeOf(nation, commune)))];

    private static Knowledge KnowledgeOf(NationSample nation, int commune)
    {
        var facts = Enumerable.Range(1, NationSample.KhuPerCommune)
            .ToDictionary(khu => NationSample.KhuCode(commune, khu), khu => new UnitFacts(nation.Facts(commune, khu)));
        return new(new UnitTree(NationSample.Units(commune)), unit => facts.GetValueOrDefault(unit, UnitFacts.None), _ => []);
    }

    private static long Judge((string Commune, Knowledge Knowledge)[] known, NationSample nation, Evaluator evaluator, Moment moment)
    {
        long met = 0;
        Parallel.ForEach(known, commune =>
        {
            long here = 0;
            for (var khu = 1; khu <= NationSample.KhuPerCommune; khu++)
                here += evaluator.Evaluate(nation.Set, $"{commune.Commune}-khu-{khu}", commune.Knowledge, moment, explain: false).Counts.Met;
            Interlocked.Add(ref met, here);
        });
        return met;
    }
}
