using System.Diagnostics;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Benchmarks;

/// <summary>Writes the nation into a database by its bulk path, a hundred communes at a time.</summary>
internal static class NationFill
{
    private const int Batch = 50;

    /// <returns>Observations written.</returns>
    public static async Task<long> Fill(BenchOffice office, NationSample nation, TextWriter log)
    {
        var watch = Stopwatch.StartNew();
        long rows = 0;
        for (var first = 1; first <= nation.Communes; first += Batch)
        {
            var communes = Enumerable.Range(first, Math.Min(Batch, nation.Communes - first + 1)).ToList();
            await AddUnits(office, communes);
            rows += await AddObservations(office, nation, communes);
        }

        await office.Database.Analyze();
        await log.WriteLineAsync($"{office.Database.Kind}: {nation.Khu:#,##0} khu, {rows:#,##0} observations written in {watch.Elapsed.TotalSeconds:0} s");
        return rows;
    }

    private static async Task AddUnits(BenchOffice office, IReadOnlyList<int> communes)
    {
        await using var db = office.Database.Open();
        foreach (var commune in communes)
        {
            db.Shards.Add(new() { Shard = commune, Commune = NationSample.CommuneCode(commune) });
            foreach (var (unit, at) in NationSample.Units(commune).Select((unit, at) => (unit, at)))
            {
                db.UnitKeys.Add(new() { Id = IdOf(commune, at), Shard = commune, Code = unit.Code });
                db.UnitRows.Add(UnitRows.Of(unit, IdOf(commune, at), at == 0 ? null : IdOf(commune, 0)));
            }

            db.Savings.Add(new() { Shard = commune, Id = 1, Who = "máy đo", SavedAt = new(2024, 12, 1, 0, 0, 0, DateTimeKind.Utc), Why = "", Origin = "đo" });
        }

        await db.SaveChangesAsync();
    }

    private static async Task<long> AddObservations(BenchOffice office, NationSample nation, IReadOnlyList<int> communes)
    {
        var revisions = communes.SelectMany(commune => Revisions(office, nation, commune)).ToList();
        await using var db = office.Database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var writer = new ObservationWriter(db);
        await writer.Append(revisions, default);
        await writer.Replace([.. revisions.Select(Current)], default);
        await transaction.CommitAsync();
        return revisions.Count;
    }

    public static IEnumerable<ObservationRevision> Revisions(BenchOffice office, NationSample nation, int commune)
    {
        long id = 0;
        for (var khu = 1; khu <= NationSample.KhuPerCommune; khu++)
        {
            foreach (var fact in nation.Facts(commune, khu)) yield return Revision(office, fact, commune, IdOf(commune, khu), ++id);
        }
    }

    public static CurrentObservation Current(ObservationRevision row) => new()
    {
        Shard = row.Shard,
        UnitId = row.UnitId,
        MeasureId = row.MeasureId,
        Period = row.Period,
        Split = row.Split,
        Form = row.Form,
        Kind = row.Kind,
        Number = row.Number,
        Text = row.Text,
        AsOf = row.AsOf,
        Note = row.Note,
        Revision = row.Id,
    };

    private static ObservationRevision Revision(BenchOffice office, Fact fact, int commune, int unit, long id)
    {
        var value = StoredValue.Of(fact.Value, fact.Measure);
        return new()
        {
            Shard = commune,
            Id = id,
            SavingId = 1,
            UnitId = unit,
            MeasureId = office.Law.Keys.Of(fact.Measure),
            Period = PackedPeriod.Of(fact.Period),
            Split = fact.Split,
            Form = fact.Form,
            Kind = value.Kind,
            Number = value.Number,
            Text = value.Text,
            AsOf = fact.AsOf,
            Note = "",
        };
    }

    private static int IdOf(int commune, int at) => (commune * 100) + at;
}
