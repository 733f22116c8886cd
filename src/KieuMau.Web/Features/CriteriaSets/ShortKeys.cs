using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Measures;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Khóa ngắn: the integer the database uses for a measure and for a set. Given once, never changed.</summary>
public sealed record ShortKeys(IReadOnlyDictionary<string, int> MeasureIds, IReadOnlyDictionary<string, int> SetIds)
{
    public int Of(Measure measure) => MeasureIds[measure.Code];

    /// <summary>Gives keys to what has none yet and reads them all.</summary>
    public static async Task<ShortKeys> Give(RuralDb db, CriteriaLibrary library, CancellationToken ct)
    {
        var measures = await db.MeasureKeys.AsNoTracking().ToDictionaryAsync(key => key.Code, key => key.Id, ct);
        foreach (var measure in library.Measures.All.Where(measure => !measures.ContainsKey(measure.Code)).OrderBy(measure => measure.Code, StringComparer.Ordinal))
        {
            measures[measure.Code] = measures.Count == 0 ? 1 : measures.Values.Max() + 1;
            db.MeasureKeys.Add(new() { Id = measures[measure.Code], Code = measure.Code });
        }

        var sets = await db.SetKeys.AsNoTracking().ToDictionaryAsync(key => key.Code, key => key.Id, ct);
        foreach (var set in library.Sets.Where(set => !sets.ContainsKey(set.Id)).OrderBy(set => set.Id, StringComparer.Ordinal))
        {
            sets[set.Id] = sets.Count == 0 ? 1 : sets.Values.Max() + 1;
            db.SetKeys.Add(new() { Id = sets[set.Id], Code = set.Id });
        }

        await db.SaveChangesAsync(ct);
        return new(measures, sets);
    }
}
