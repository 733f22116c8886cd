using System.Diagnostics;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Benchmarks;

/// <summary>One number saved with its standing and its commune's, again and again, in communes all over the nation.</summary>
internal static class SavingOneValue
{
    private const int WarmUp = 300;
    private const int Times = 400;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(25);

    public static async Task Run(BenchOffice office, NationSample nation, Results results)
    {
        var households = nation.Measures.First(measure => measure is { Kind: MeasureKind.Count, AtMost: null, Wanted: GoodDirection.None });
        var random = new Random(7);
        var spent = new List<TimeSpan>();
        for (var turn = 0; turn < WarmUp + Times; turn++)
        {
            var commune = 1 + random.Next(nation.Communes);
            var khu = NationSample.KhuCode(commune, 1 + random.Next(NationSample.KhuPerCommune));
            var change = new ObservationChange(khu, households, Period.OfYear(NationSample.Year), "", new ObservedValue.Number(400 + turn));
            var watch = Stopwatch.StartNew();
            var result = await office.SaveAll([change]);
            if (turn >= WarmUp) spent.Add(watch.Elapsed);
            if (!result.Stored) throw new InvalidOperationException($"Not stored: {string.Join(" ", result.Refused.Select(refused => refused.Refusal.Text))}");
        }

        var (read, judged) = await Parts(office, nation);
        spent.Sort();
        var p95 = spent[(int)(spent.Count * 0.95)];
        results.Add(new(
            "one value saved with its standing and its commune's, p95", "25 ms", office.Database.Kind, Results.Milliseconds(p95), p95 <= Limit,
            $"{Times} savings: median {Results.Milliseconds(spent[spent.Count / 2])}, p99 {Results.Milliseconds(spent[(int)(spent.Count * 0.99)])}; of it reading the commune {Results.Milliseconds(read)}, judging khu and commune {Results.Milliseconds(judged)}"));
    }

    /// <summary>Medians of what a saving spends on reading the commune's numbers and on judging.</summary>
    private static async Task<(TimeSpan Read, TimeSpan Judged)> Parts(BenchOffice office, NationSample nation)
    {
        List<TimeSpan> read = [], judged = [];
        for (var turn = 0; turn < 60; turn++)
        {
            var commune = 1 + (turn % nation.Communes);
            await office.Do(async scope =>
            {
                var khu = NationSample.KhuCode(commune, 1);
                var around = await scope.GetRequiredService<UnitReader>().Around([khu]);
                var watch = Stopwatch.StartNew();
                var knowledge = await scope.GetRequiredService<KnowledgeReader>().Of(around, office.Law);
                read.Add(watch.Elapsed);
                watch.Restart();
                _ = scope.GetRequiredService<JudgeStandings>().Judge(office.Law, around, [khu, NationSample.CommuneCode(commune)], knowledge, NationSample.Year).Count();
                judged.Add(watch.Elapsed);
            });
        }

        return (Median(read), Median(judged));
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
