using System.Collections.Concurrent;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Work;

/// <summary>Gom việc: asks every feature what work it has for the person; for the bar only how much.</summary>
public sealed class GatherWork(IEnumerable<IWorkSource> sources, CurrentPerson person, RuralDb db, WorkMemory memory, TimeProvider clock)
{
    private IReadOnlyList<WorkItem>? gathered; // the bar counts it, the page lists it

    public async Task<IReadOnlyList<WorkItem>> For(Standpoint here, CancellationToken ct) => gathered ??= await Gather(here, ct);

    private async Task<IReadOnlyList<WorkItem>> Gather(Standpoint here, CancellationToken ct)
    {
        if (person.Who is not { } who) return [];
        var items = new List<WorkItem>();
        foreach (var source in sources) items.AddRange(await source.For(who, here, ct)); // one after another: they share one connection
        return [.. items.OrderBy(item => item.Kind).ThenBy(item => item.DueOn ?? DateOnly.MaxValue)];
    }

    /// <summary>One stamp while nothing of the commune has changed; counted anew when it has, and after a minute in any case.</summary>
    public async Task<int> Count(Standpoint here, CancellationToken ct)
    {
        if (person.Who is not { } who) return 0;
        var commune = here.Commune?.Code ?? "";
        var stamp = await db.Shards.Where(shard => shard.Commune == commune).Select(shard => shard.Stamp).FirstOrDefaultAsync(ct);
        var asked = new WorkMemory.Asked(who.Account, commune, here.KhuOnly ? here.Unit!.Code : "", here.At, stamp, string.Join(',', who.PostsOn(clock.Today()).Select(post => post.Id)));
        return memory.Find(asked, clock.Instant()) ?? memory.Keep(asked, (await For(here, ct)).Count, clock.Instant());
    }
}

/// <summary>Nhớ số việc of whoever looked lately.</summary>
public sealed class WorkMemory
{
    private const int Most = 4096;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Asked, (int Count, DateTime At)> kept = [];

    /// <param name="Posts">Keys of the posts held today.</param>
    public sealed record Asked(int Account, string Commune, string Khu, DateOnly At, long Stamp, string Posts);

    public int? Find(Asked asked, DateTime now) => kept.TryGetValue(asked, out var found) && now - found.At < Fresh ? found.Count : null;

    public int Keep(Asked asked, int count, DateTime now)
    {
        if (kept.Count >= Most) kept.Clear();
        kept[asked] = (count, now);
        return count;
    }
}
