using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Units;

/// <summary>Tìm chỗ đứng: from the address, the period chosen on this machine, and the numbers there are.</summary>
public sealed class FindStandpoint(RuralDb db, UnitReader units, ActiveCriteria criteria, TimeProvider clock)
{
    /// <param name="unit">Code in the address; none on pages of no unit.</param>
    /// <param name="year">Chosen; none is the latest with numbers.</param>
    public async Task Fill(Standpoint here, string? unit, int? year, CancellationToken ct)
    {
        var today = clock.Today();
        var key = unit is null ? null : await db.UnitKeys.AsNoTracking().FirstOrDefaultAsync(one => one.Code == unit, ct);
        var shard = key?.Shard ?? await db.Shards.OrderBy(one => one.Shard).Select(one => (int?)one.Shard).FirstOrDefaultAsync(ct);
        var years = shard is null ? [] : await Years(shard.Value, ct);

        here.Period = Period.OfYear(year ?? (years.Count > 0 ? years.Max() : today.Year));
        here.At = here.Period.Last < today ? here.Period.Last : today;
        here.Periods = [.. Choices(years, here.Period.Year, today.Year).Select(Period.OfYear)];
        here.Communes = await units.Communes(here.At, ct);
        if (shard is null) return;

        await FillUnits(here, unit, shard.Value, ct);
        here.DataDate = await db.Observations.Where(row => row.Shard == shard && row.AsOf <= here.At).MaxAsync(row => (DateOnly?)row.AsOf, ct);
        here.Illustrated = (here.Commune is { } commune && await units.IsDemonstration(commune.Code, ct)) || IllustratedLaw(here.At);
        if (here.Below.Count > 0 && SetLadder.For(criteria.Current.Library, here.Below[0].Level, here.At) is [var set, ..])
        {
            here.SetLine = set.Decision.Length > 0 ? $"{set.ShortTitle}, {set.Decision}" : set.ShortTitle;
        }
    }

    private async Task FillUnits(Standpoint here, string? unit, int shard, CancellationToken ct)
    {
        var code = unit ?? await db.Shards.Where(one => one.Shard == shard).Select(one => one.Commune).FirstAsync(ct);
        var around = await units.Around([code], ct);
        here.Commune = around.CommunesOver(code).Select(one => around.Tree.Find(one, here.At)).OfType<Unit>().FirstOrDefault();
        if (here.Commune is not { } commune) return;
        here.Below = [.. around.Tree.Children(commune.Code, here.At)];
        here.Unit = code == commune.Code ? null : around.Tree.Find(code, here.At);
    }

    private Task<List<int>> Years(int shard, CancellationToken ct) =>
        db.Observations.Where(row => row.Shard == shard).Select(row => row.Period / 100).Distinct().ToListAsync(ct);

    private static IEnumerable<int> Choices(List<int> years, int chosen, int now)
    {
        var first = years.Append(chosen).Append(now).Min();
        var last = years.Append(chosen).Append(now).Max();
        return Enumerable.Range(first, last - first + 1).Reverse();
    }

    private bool IllustratedLaw(DateOnly at) => criteria.Current.Library.Sets.Any(set => set.At(at).Illustrated);
}
