using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Hosting;

/// <summary>Holds every stored standing of the demonstration against an evaluation made now.</summary>
public static class Standings
{
    /// <returns>How many there are.</returns>
    public static async Task<int> AreFresh(IServiceProvider services)
    {
        var law = services.GetRequiredService<ActiveCriteria>().Current;
        var around = await services.GetRequiredService<UnitReader>().Around(["thanh-dinh", "hy-cuong"]);
        var knowledge = await services.GetRequiredService<KnowledgeReader>().Of(around, law);
        var units = around.Keys.Keys.Where(code => around.CommunesOver(code).Count > 0);
        var fresh = services.GetRequiredService<JudgeStandings>().Judge(law, around, units, knowledge, 2020).ToDictionary(row => (row.UnitId, row.SetId, row.Year));
        var stored = await services.GetRequiredService<RuralDb>().Standings.Where(row => row.Edition == law.Edition).ToListAsync();
        Assert.All(stored, row => Assert.Equal(fresh[(row.UnitId, row.SetId, row.Year)].Letters, row.Letters));
        return stored.Count;
    }
}
