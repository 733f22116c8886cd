using System.Diagnostics;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Benchmarks;

/// <summary>A commune's whole year brought in at once, checked and judged, beside writing the same rows and doing nothing else.</summary>
internal static class BulkImport
{
    private const int Communes = 12;
    private const double Limit = 0.5;

    public static async Task Run(BenchOffice office, NationSample nation, Results results)
    {
        var communes = Enumerable.Range(1, Math.Min(Communes, nation.Communes)).ToList();
        var raw = TimeSpan.Zero;
        var product = TimeSpan.Zero;
        long values = 0;
        for (var round = 0; round < communes.Count; round++)
        {
            var commune = communes[round];
            await Clear(office, commune);
            var written = await Raw(office, nation, commune);
            await Clear(office, commune);
            var (imported, count) = await Import(office, nation, commune);
            if (round < 2) continue; // warm code, warm pages
            raw += written;
            product += imported;
            values += count;
        }

        var share = raw / product;
        results.Add(new(
            "bulk import, of the provider's raw rate", "50 %", office.Database.Kind, $"{share * 100:0} %", share >= Limit,
            $"{values:#,##0} values in {communes.Count - 2} imports: raw {Results.Rate(values / raw.TotalSeconds)}, checked and judged {Results.Rate(values / product.TotalSeconds)}"));
    }

    private static async Task<TimeSpan> Raw(BenchOffice office, NationSample nation, int commune)
    {
        var rows = NationFill.Revisions(office, nation, commune).ToList();
        var current = rows.ConvertAll(NationFill.Current);
        await using var db = office.Database.Open();
        await db.Database.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var writer = new ObservationWriter(db);
        await writer.Append(rows, default);
        await writer.Replace(current, default);
        await transaction.CommitAsync();
        return watch.Elapsed;
    }

    private static async Task<(TimeSpan Spent, int Count)> Import(BenchOffice office, NationSample nation, int commune)
    {
        var changes = Enumerable.Range(1, NationSample.KhuPerCommune)
            .SelectMany(khu => nation.Facts(commune, khu).Select(fact => new ObservationChange(NationSample.KhuCode(commune, khu), fact.Measure, fact.Period, fact.Split, fact.Value, fact.AsOf)))
            .ToList();
        var watch = Stopwatch.StartNew();
        var result = await office.SaveAll(changes);
        var spent = watch.Elapsed;
        if (!result.Stored) throw new InvalidOperationException($"Not stored: {string.Join(" ", result.Refused.Take(3).Select(refused => refused.Refusal.Text))}");
        return (spent, changes.Count);
    }

    private static async Task Clear(BenchOffice office, int commune)
    {
        await using var db = office.Database.Open();
        await db.Observations.Where(row => row.Shard == commune).ExecuteDeleteAsync();
        await db.ObservationRevisions.Where(row => row.Shard == commune).ExecuteDeleteAsync();
    }
}
