using System.Data.Common;
using System.Globalization;
using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Data.Sqlite;
using KieuMau.Web.Features.CriteriaSets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Đọc mọi lần ghi của vài mảnh, in the order they were made. Straight from the columns: this is what every judgement
/// waits for, and EF's own reading of the same rows takes several times as long.
/// </summary>
public sealed class RevisionReader(RuralDb db)
{
    private const string Columns = "shard, id, saving_id, unit_id, measure_id, period, split, kind, number, text, as_of, note";

    private readonly Dictionary<string, DateOnly> days = []; // SQLite keeps days as text, and few of them

    /// <returns>By unit; measures the dictionary in force no longer has are left out.</returns>
    public async Task<Dictionary<int, List<Fact>>> Read(IReadOnlyCollection<int> shards, HashSet<int> units, CriteriaInForce law, CancellationToken ct)
    {
        var facts = new Dictionary<int, List<Fact>>(units.Count);
        if (shards.Count == 0) return facts;
        var savings = await db.Savings.AsNoTracking().Where(saving => shards.Contains(saving.Shard)).ToDictionaryAsync(saving => (saving.Shard, saving.Id), ct);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = $"select {Columns} from observation_revisions where shard in ({string.Join(", ", shards)}) order by shard, id";
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                var unit = rows.GetInt32(3);
                if (!units.Contains(unit) || !savings.TryGetValue((rows.GetInt32(0), rows.GetInt64(2)), out var saving)) continue; // saved since the savings were read: for the next reading
                if (FactOf(rows, law, saving) is not { } fact) continue;
                if (!facts.TryGetValue(unit, out var ofUnit)) facts[unit] = ofUnit = [];
                ofUnit.Add(fact);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return facts;
    }

    private Fact? FactOf(DbDataReader row, CriteriaInForce law, Saving saving)
    {
        if (law.MeasureOf(row.GetInt32(4)) is not { } measure) return null;
        var value = new StoredValue((StoredKind)row.GetInt16(7), Number(row), row.IsDBNull(9) ? null : row.GetString(9)).Read(measure);
        return new(measure, PackedPeriod.Read(row.GetInt32(5)), row.GetString(6), value, Day(row), saving.SavedAt, row.GetString(11), saving.Who, saving.Origin, row.GetInt64(1));
    }

    private decimal? Number(DbDataReader row) =>
        row.IsDBNull(8) ? null : db is SqliteRuralDb ? CanonicalNumber.Read(row.GetString(8)) : row.GetDecimal(8);

    private DateOnly Day(DbDataReader row)
    {
        if (db is not SqliteRuralDb) return row.GetFieldValue<DateOnly>(10);
        var text = row.GetString(10);
        return days.TryGetValue(text, out var day) ? day : days[text] = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
