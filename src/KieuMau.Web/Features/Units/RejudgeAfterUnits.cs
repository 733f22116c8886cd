using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;

namespace KieuMau.Web.Features.Units;

/// <summary>A khu that comes, goes or moves changes what its communes are counted over: their standings follow at once.</summary>
public sealed class RejudgeAfterUnits(UnitReader units, ActiveCriteria active, JudgeStandings standings)
{
    public async Task After(IReadOnlyList<string> codes, DateOnly since, CancellationToken ct)
    {
        if (!active.Loaded) return;
        var around = await units.Around(codes, ct);
        var judged = codes.Where(code => around.CommunesOver(code).Count > 0).Distinct();
        await standings.Rejudge(around, judged, since.Year, ct);
    }
}
