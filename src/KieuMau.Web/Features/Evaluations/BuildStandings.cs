using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evaluations;

/// <summary>
/// Xét lại toàn bộ theo ấn bản mới: commune by commune, each under its lock, beside the standings in use. What is saved
/// meanwhile is judged by both; the pointer moves when all are done.
/// </summary>
public sealed class BuildStandings(IServiceScopeFactory scopes, ActiveCriteria active, TimeProvider clock, ILogger<BuildStandings> log) : IDisposable
{
    private const int CommunesAtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>The building now under way, for those who must wait for it.</summary>
    public Task Building { get; private set; } = Task.CompletedTask;

    /// <summary>Returns when done, or after a few seconds while the work goes on; pages then show its progress. What a newer edition has overtaken is built with that one.</summary>
    public async Task Begin(CriteriaInForce law, CancellationToken ct)
    {
        if (active.Announce(law)) Building = Task.Run(() => Build(law), CancellationToken.None);
        await Task.WhenAny(Building, Task.Delay(Patience, ct));
        if (Building.IsCompleted) await Building;
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task Build(CriteriaInForce law)
    {
        await oneAtATime.WaitAsync();
        try
        {
            var (shards, done) = await Remaining(law);
            var of = shards.Count + done;
            foreach (var batch in shards.Chunk(CommunesAtOnce))
            {
                if (!active.IsComing(law)) return; // a newer edition came; it judges everything itself
                await Judge(law, batch);
                active.Report(law, new(done += batch.Length, of));
            }

            await MoveThePointer(law);
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Standings of edition {Edition} are not all built; the next start goes on.", law.Edition);
            throw;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<(List<CommuneShard> Shards, int Done)> Remaining(CriteriaInForce law)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RuralDb>();
        var through = await db.Editions.Where(edition => edition.Id == law.Edition).Select(edition => edition.BuiltThrough).SingleAsync();
        var shards = await db.Shards.AsNoTracking().OrderBy(shard => shard.Shard).ToListAsync();
        return (shards.FindAll(shard => shard.Shard > through), shards.Count(shard => shard.Shard <= through));
    }

    private async Task Judge(CriteriaInForce law, CommuneShard[] batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<RuralDb>();
        await using var held = await services.GetRequiredService<CommuneLock>().Take(batch.Select(shard => shard.Shard), default);
        var around = await services.GetRequiredService<UnitReader>().Around([.. batch.Select(shard => shard.Commune)]);
        await services.GetRequiredService<JudgeStandings>().JudgeCommunes(law, around, default);
        var through = batch[^1].Shard;
        await db.Editions.Where(edition => edition.Id == law.Edition).ExecuteUpdateAsync(edition => edition.SetProperty(row => row.BuiltThrough, through));
        await held.Commit();
    }

    private async Task MoveThePointer(CriteriaInForce law)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RuralDb>();
        var now = clock.Instant();
        await using var held = await scope.ServiceProvider.GetRequiredService<CommuneLock>().TakeAll();
        await db.Editions.Where(edition => edition.Id == law.Edition).ExecuteUpdateAsync(edition => edition.SetProperty(row => row.BuiltAt, (DateTime?)now));
        active.Switch(law);
        await db.Standings.Where(row => row.Edition < law.Edition).ExecuteDeleteAsync();
        await held.Commit();
    }
}
