using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>Ô lấy từ bảng của cơ quan: whoever changes what an office's own workbook said must say why.</summary>
public sealed class ImportedPlaces(RuralDb db, ActiveCriteria active)
{
    private const string Workbook = "Excel";

    private readonly Dictionary<string, HashSet<(int Measure, int Period, string Split)>> ofUnit = [];

    public async Task<bool> Holds(ObservationChange change, CancellationToken ct)
    {
        if (!ofUnit.TryGetValue(change.Unit, out var places)) ofUnit[change.Unit] = places = await Read(change.Unit, ct);
        return places.Contains((active.Current.Keys.Of(change.Measure), PackedPeriod.Of(change.Period), change.Split));
    }

    private async Task<HashSet<(int, int, string)>> Read(string unit, CancellationToken ct)
    {
        var key = await db.Set<UnitKey>().AsNoTracking().FirstOrDefaultAsync(one => one.Code == unit, ct);
        if (key is null) return [];
        var rows = await (from row in db.Observations
                          join revision in db.ObservationRevisions on new { row.Shard, Id = row.Revision } equals new { revision.Shard, revision.Id }
                          join saving in db.Savings on new { revision.Shard, Id = revision.SavingId } equals new { saving.Shard, saving.Id }
                          where row.Shard == key.Shard && row.UnitId == key.Id && saving.Origin == Workbook
                          select new { row.MeasureId, row.Period, row.Split }).ToListAsync(ct);
        return [.. rows.Select(row => (row.MeasureId, row.Period, row.Split))];
    }
}
