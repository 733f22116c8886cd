using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Báo cáo nào: of a khu, or of an office of a commune.</summary>
/// <param name="Unit">Code; the commune's for an office.</param>
/// <param name="Office">0 for the unit itself.</param>
public readonly record struct ReportAddress(string Unit, int Office, Period Period)
{
    /// <summary>The sender's page.</summary>
    public string Href => Office == 0 ? $"/don-vi/{Unit}/ky/{Period}" : $"/don-vi/{Unit}/ky/{Period}?cq={Office}";

    /// <summary>The reviewer's page.</summary>
    public string ReviewHref(string commune) => $"/xa/{commune}/tham-tra/{Period}/{Unit}{(Office == 0 ? "" : $"?cq={Office}")}";
}

/// <summary>Một báo cáo phải gửi, found: who asks, who sends.</summary>
/// <param name="Commune">Code of the commune whose period it is.</param>
/// <param name="Name">"Khu 5", "Công an xã".</param>
public sealed record ReportPlace(ReportAddress Address, UnitSurroundings Around, string Commune, string Name, StoredPeriod Stored, Asking Asking, Office? Office)
{
    public int Shard => Stored.Shard;
    public ReportPeriod Period { get; } = Stored.Read();
    public int UnitId => Asking.UnitId;
    public string Title => TitleOf(Period.Period, Name);

    public static string TitleOf(Period period, string name) => $"Báo cáo {period.Spoken()} của {Shell.Wording.Lower(name)}";
}

/// <summary>Tìm báo cáo, and who may take which step with it.</summary>
public sealed class ReportPlaces(RuralDb db, CommuneLock communes, UnitReader units, OfficePeople people, Gate gate, RoleBook roles, ReviewProcedure procedure)
{
    public async Task<(ReportPlace? Place, Refusal? Refusal)> Find(ReportAddress address, CancellationToken ct)
    {
        var around = await units.Around([address.Unit], ct);
        if (!around.Keys.TryGetValue(address.Unit, out var key)) return (null, UnitRefusals.Unknown(address.Unit));
        var packed = PackedPeriod.Of(address.Period);
        var shards = around.ShardsOver(address.Unit).ToList();
        var periods = await db.ReportPeriods.AsNoTracking().Where(period => shards.Contains(period.Shard) && period.Period == packed).ToListAsync(ct);
        if (periods.Count == 0) return (null, ReviewRefusals.NoPeriod(address.Period));
        var office = address.Office == 0 ? null : await db.Offices.AsNoTracking().FirstOrDefaultAsync(one => one.Id == address.Office && one.UnitId == key.Id, ct);
        var name = office?.Name ?? (around.Tree.Rows(address.Unit) is [.., var row] ? row.Name : address.Unit);
        var asking = await db.Askings.AsNoTracking().FirstOrDefaultAsync(one => shards.Contains(one.Shard) && one.Period == packed && one.UnitId == key.Id && one.OfficeId == address.Office, ct);
        if (asking is null || (address.Office != 0 && office is null)) return (null, ReviewRefusals.NotAsked(name, address.Period));
        var stored = periods.Find(period => period.Shard == asking.Shard)!;
        return (new(address, around, around.CodeOf(stored.UnitId), name, stored, asking, office), null);
    }

    /// <summary>Takes the turn of a report, then finds it: what is asked for, and whether it is locked, may have changed while others had the turn.</summary>
    /// <param name="withNumbers">The turn of the numbers it reads as well.</param>
    public async Task<(ReportPlace? Place, CommuneLock.Held? Held, Refusal? Refusal)> Take(ReportAddress address, bool withNumbers, CancellationToken ct)
    {
        var (before, missing) = await Find(address, ct);
        if (before is null) return (null, null, missing);
        var held = await communes.Take(withNumbers ? before.Around.ShardsOver(address.Unit).Append(before.Shard) : [before.Shard], ct);
        (var place, missing) = await Find(address, ct);
        if (place is not null) return (place, held, null);
        await held.DisposeAsync();
        return (null, null, missing);
    }

    /// <summary>Rights that let whoever asks take a step with this report; of an office, entering counts only for its own people.</summary>
    public async Task<IReadOnlySet<Right>> RightsFor(ReportStep step, ReportAddress address, Office? office, CancellationToken ct)
    {
        var held = new HashSet<Right>();
        foreach (var right in procedure.RightsFor(step).Where(right => Means(right, address)))
        {
            if (right == Right.EnterOwn && (office is null || !await IsOf(office, ct))) continue;
            if (await gate.May(right, address.Unit, address.Period, ct)) held.Add(right);
        }

        return held;
    }

    /// <summary>Entering for a khu says nothing of an office's report, nor the other way round.</summary>
    private static bool Means(Right right, ReportAddress address) => right switch
    {
        Right.EnterKhu => address.Office == 0,
        Right.EnterOwn => address.Office != 0,
        _ => true,
    };

    /// <summary>Before anything else is said of the report: whoever may not is told as the gate tells it.</summary>
    public async Task<Refusal?> Refuse(ReportStep step, ReportAddress address, CancellationToken ct)
    {
        var office = address.Office == 0 ? null : await db.Offices.AsNoTracking().FirstOrDefaultAsync(one => one.Id == address.Office, ct);
        if ((await RightsFor(step, address, office, ct)).Count > 0) return null;
        var asked = procedure.RightsFor(step).First(right => Means(right, address));
        return await gate.Refuse(asked, address.Unit, address.Period, ct) ?? AccountRefusals.NoRight(roles, asked);
    }

    /// <summary>The move itself may ask for more than the step: a locked report is amended by fewer than a verified one.</summary>
    public async Task<Refusal?> Refuse(ReportStep step, ReportPlace place, ReportState from, string reason, CancellationToken ct)
    {
        if (procedure.Refuse(from, step, reason) is { } refusal) return refusal;
        var move = procedure.Find(from, step)!;
        var held = await RightsFor(step, place.Address, place.Office, ct);
        return move.By.Any(held.Contains) ? null : AccountRefusals.NoRight(roles, move.By[0]);
    }

    /// <summary>The version that counts; none before the first.</summary>
    public Task<Submission?> Latest(ReportPlace place, CancellationToken ct) => db.Submissions
        .Where(one => one.Shard == place.Shard && one.Period == place.Stored.Period && one.UnitId == place.UnitId && one.OfficeId == place.Asking.OfficeId)
        .OrderByDescending(one => one.Version)
        .FirstOrDefaultAsync(ct);

    public async Task<ReportState> StateOf(ReportPlace place, Submission? latest, CancellationToken ct)
    {
        if (latest is not null) return latest.State;
        if (place.Stored.LockedAt is not null) return ReportState.Locked;
        return await AnyNumber(place, ct) ? ReportState.Entering : ReportState.Open;
    }

    private async Task<bool> AnyNumber(ReportPlace place, CancellationToken ct)
    {
        var key = place.Around.Keys[place.Address.Unit];
        var periods = await db.Observations.Where(row => row.Shard == key.Shard && row.UnitId == key.Id && row.Period / 100 == place.Address.Period.Year && row.Kind != StoredKind.Nothing).Select(row => row.Period).Distinct().ToListAsync(ct);
        return periods.Exists(packed => place.Address.Period.Contains(PackedPeriod.Read(packed)));
    }

    private async Task<bool> IsOf(Office office, CancellationToken ct) =>
        gate.Who is { } who && (who.Kind == AccountKind.Technical || (await people.OfficesOf(who.Account, gate.Today, ct)).Contains(office.Id));
}
