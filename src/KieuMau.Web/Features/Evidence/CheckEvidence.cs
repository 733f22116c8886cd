using System.Security.Cryptography;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence.Files;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Kết quả kiểm kho minh chứng, by hash.</summary>
/// <param name="Missing">The database speaks of them; they are not there.</param>
/// <param name="Altered">Their bytes are not those their name says.</param>
/// <param name="Unreferenced">Nothing speaks of them: an upload was cut off between store and database.</param>
public sealed record EvidenceCheck(int Files, IReadOnlyList<string> Missing, IReadOnlyList<string> Altered, IReadOnlyList<string> Unreferenced)
{
    public bool Sound => Missing.Count == 0 && Altered.Count == 0;
}

/// <summary>Kiểm kho minh chứng against the database: every file there, every byte as it came, nothing left over.</summary>
public sealed class CheckEvidence(RuralDb db, FileStore store, TimeProvider clock)
{
    /// <summary>What is younger may belong to an upload going on now.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    public async Task<EvidenceCheck> Check(CancellationToken ct = default)
    {
        var spoken = await Spoken(db, ct);
        var there = store.All().ToDictionary(file => file.Hash, file => file.Path);
        var altered = new List<string>();
        foreach (var (hash, path) in there)
        {
            await using var file = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) != hash) altered.Add(hash);
        }

        return new(there.Count, [.. spoken.Where(hash => !there.ContainsKey(hash)).Order()], altered, [.. there.Keys.Where(hash => !spoken.Contains(hash)).Order()]);
    }

    /// <returns>How many files nothing spoke of for a day were removed.</returns>
    public async Task<int> RemoveUnreferenced(CancellationToken ct = default)
    {
        var (spoken, removed) = (await Spoken(db, ct), 0);
        foreach (var (hash, path) in store.All().ToList())
        {
            if (spoken.Contains(hash) || clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) < Young) continue;
            File.Delete(path);
            removed++;
        }

        return removed;
    }

    /// <summary>Hashes the database speaks of; decisions attached to a proposed level lie in the same store.</summary>
    public static async Task<HashSet<string>> Spoken(RuralDb db, CancellationToken ct) =>
        [.. await db.EvidenceVersions.Select(version => version.Hash).Distinct().ToListAsync(ct), .. await db.LevelProposals.Select(proposal => proposal.Hash).Distinct().ToListAsync(ct)];
}
