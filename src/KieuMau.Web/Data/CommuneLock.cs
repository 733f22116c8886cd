using System.Collections.Concurrent;
using System.Data;
using KieuMau.Web.Data.Sqlite;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace KieuMau.Web.Data;

/// <summary>
/// Writers wait here, before they hold a connection. On SQLite there is one writer at a time: waiting here before
/// <c>begin immediate</c> gives two to three times the throughput of letting SQLite retry, and waits a tenth as long. On
/// PostgreSQL those of one commune wait for each other here: a hundred people waiting for one row would else take every
/// connection of the pool.
/// </summary>
public sealed class WriterGate : IDisposable
{
    private readonly SemaphoreSlim only = new(1, 1);
    private readonly ConcurrentDictionary<int, SemaphoreSlim> ofShards = [];

    public Task<IDisposable> Enter(CancellationToken ct) => Enter([only], ct);

    /// <summary>In one order everywhere, so that two who need the same two communes never wait for each other in a circle.</summary>
    public Task<IDisposable> Enter(IEnumerable<int> shards, CancellationToken ct) =>
        Enter([.. shards.Order().Select(shard => ofShards.GetOrAdd(shard, _ => new(1, 1)))], ct);

    public void Dispose()
    {
        only.Dispose();
        foreach (var gate in ofShards.Values) gate.Dispose();
    }

    private static async Task<IDisposable> Enter(SemaphoreSlim[] gates, CancellationToken ct)
    {
        var passage = new Passage();
        try
        {
            foreach (var gate in gates)
            {
                await gate.WaitAsync(ct);
                passage.Through(gate);
            }

            return passage;
        }
        catch
        {
            passage.Dispose();
            throw;
        }
    }

    private sealed class Passage : IDisposable
    {
        private readonly Stack<SemaphoreSlim> passed = [];

        public void Through(SemaphoreSlim gate) => passed.Push(gate);

        public void Dispose()
        {
            while (passed.TryPop(out var gate)) gate.Release();
        }
    }
}

/// <summary>
/// Khóa của xã: whoever changes numbers of a commune first takes its lock, then reads, judges and writes. Without it two
/// khu saved together leave a wrong roll-up for good.
/// </summary>
public sealed class CommuneLock(RuralDb db, WriterGate gate)
{
    /// <summary>Begins a transaction that holds these communes until it ends.</summary>
    public Task<Held> Take(IEnumerable<int> shards, CancellationToken ct = default)
    {
        int[] held = [.. shards.Distinct()];
        return Begin(held, () => LockRows(held, ct), () => db.Shards.Where(shard => held.Contains(shard.Shard)).ExecuteUpdateAsync(Raised, ct), ct);
    }

    /// <summary>Holds every commune: for the rare changes that give out numbers or move what all are judged by.</summary>
    public Task<Held> TakeAll(CancellationToken ct = default) =>
        Begin([], () => db.Database.ExecuteSqlRawAsync("lock table shards in exclusive mode", ct), () => db.Shards.ExecuteUpdateAsync(Raised, ct), ct);

    private static void Raised(UpdateSettersBuilder<CommuneShard> shard) => shard.SetProperty(row => row.Stamp, row => row.Stamp + 1);

    private async Task<Held> Begin(int[] shards, Func<Task> lockRows, Func<Task> raiseStamps, CancellationToken ct)
    {
        var passage = db is SqliteRuralDb ? await gate.Enter(ct) : await gate.Enter(shards, ct);
        try
        {
            var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            if (db is not SqliteRuralDb) await lockRows();
            await raiseStamps();
            return new(transaction, passage);
        }
        catch
        {
            passage.Dispose();
            throw;
        }
    }

    // in one order everywhere, so that two who need the same two communes never wait for each other in a circle
    private Task<List<int>> LockRows(int[] shards, CancellationToken ct) =>
        shards.Length == 0
            ? Task.FromResult<List<int>>([])
            : db.Database.SqlQuery<int>($"""select shard as "Value" from shards where shard = any ({shards}) order by shard for update""").ToListAsync(ct);

    /// <summary>Undone unless committed.</summary>
    public sealed class Held(IDbContextTransaction transaction, IDisposable passage) : IAsyncDisposable
    {
        public Task Commit(CancellationToken ct = default) => transaction.CommitAsync(ct);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            passage.Dispose();
        }
    }
}
