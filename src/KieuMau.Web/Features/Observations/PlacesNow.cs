using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>What stands now in the periods of the units being changed, read once under the lock.</summary>
public sealed class PlacesNow
{
    private readonly Dictionary<(int Unit, int Measure, int Period, string Split), List<CurrentObservation>> places = [];

    public static async Task<PlacesNow> Read(RuralDb db, IReadOnlyCollection<UnitKey> units, IEnumerable<Period> periods, CancellationToken ct)
    {
        var shards = units.Select(unit => unit.Shard).Distinct().ToList();
        var ids = units.Select(unit => unit.Id).ToList();
        var packed = periods.Select(PackedPeriod.Of).Distinct().ToList();
        var now = new PlacesNow();
        var rows = db.Observations.AsNoTracking()
            .Where(row => shards.Contains(row.Shard) && ids.Contains(row.UnitId) && packed.Contains(row.Period));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct)) now.Put(row);
        return now;
    }

    /// <summary>An exact value and a coarser one may stand side by side in one place.</summary>
    public IReadOnlyList<CurrentObservation> At(int unit, int measure, Period period, string split) =>
        places.GetValueOrDefault((unit, measure, PackedPeriod.Of(period), split)) ?? [];

    /// <summary>The revision a page compares: the latest of any form; 0 when nothing was ever there.</summary>
    public long RevisionAt(int unit, int measure, Period period, string split) =>
        At(unit, measure, period, split).Select(row => row.Revision).DefaultIfEmpty(0).Max();

    /// <summary>Every revision that stands in the places of a unit.</summary>
    public IEnumerable<long> RevisionsOf(int unit) => places.Where(place => place.Key.Unit == unit).SelectMany(place => place.Value).Select(row => row.Revision);

    public ObservedValue? ExactAt(int unit, Measure measure, ShortKeys keys, Period period, string split) =>
        keys.MeasureIds.TryGetValue(measure.Code, out var id)
            ? At(unit, id, period, split).FirstOrDefault(row => row.Form == ValueForm.Exact)?.Value(measure)
            : null;

    public void Put(CurrentObservation row)
    {
        var key = (row.UnitId, row.MeasureId, row.Period, row.Split);
        if (!places.TryGetValue(key, out var forms)) places[key] = forms = [];
        forms.RemoveAll(other => other.Form == row.Form || row.Kind == StoredKind.Nothing);
        forms.Add(row);
    }
}
