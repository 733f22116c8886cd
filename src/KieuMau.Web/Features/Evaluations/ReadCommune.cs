using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>Đọc một xã cho một trang: a handful of queries, whatever the page then asks.</summary>
public sealed class ReadCommune(UnitReader units, KnowledgeReader knowledge, ActiveCriteria criteria)
{
    /// <param name="unit">The commune, or any unit of it.</param>
    /// <returns>Nothing when there is no such unit, or no commune over it that day.</returns>
    public async Task<CommuneReading?> Of(string unit, DateOnly at, CancellationToken ct = default)
    {
        var around = await units.Around([unit], ct);
        if (!around.Keys.ContainsKey(unit) || CommuneOver(around, unit, at) is not { } commune) return null;
        return new(commune, at, criteria.Current.Library, await knowledge.Of(around, criteria.Current, ct: ct));
    }

    private static Unit? CommuneOver(UnitSurroundings around, string unit, DateOnly at) =>
        around.CommunesOver(unit).Select(code => around.Tree.Find(code, at)).OfType<Unit>().FirstOrDefault();
}
