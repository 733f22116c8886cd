using KieuMau.Domain.Accounts;
using KieuMau.Domain.Measures;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Ai được ghi số nào: asked for every number by the one way numbers are saved, so that page, Excel, phone and command line
/// are all held to it.
/// </summary>
public sealed class EntryRules(Gate gate, OwnedMeasures owned, ReportLocks locks)
{
    private readonly Dictionary<(string Unit, Period Period), (bool Any, bool Owned, Refusal? Refusal)> known = [];

    /// <returns>Nothing when this number may be saved by whoever asks.</returns>
    public async Task<Refusal?> Refuse(ObservationChange change, CancellationToken ct)
    {
        var (_, ownedOnly, refusal) = await At(change.Unit, change.Period, ct);
        if (!ownedOnly) return refusal;
        return await owned.Holds(gate.Who!, change.Unit, change.Measure.Code, change.Period, ct)
            ? null
            : SavingRefusals.NotYours(change.Measure, await owned.LeadsOf(change.Unit, change.Measure, change.Period, ct));
    }

    /// <summary>What reports that were sent hold fast, and what is changed only with a reason: asked within the commune's lock.</summary>
    public Task<NumberLocks> Locks(UnitSurroundings around, IReadOnlyList<ObservationChange> changes, PlacesNow now, ChangeNote note, CancellationToken ct) =>
        locks.Read(around, changes, now, note, ct);

    /// <summary>Every number of the unit, whatever line it belongs to.</summary>
    public async Task<bool> MayEnterAny(string unit, Period period, CancellationToken ct) => (await At(unit, period, ct)).Any;

    /// <summary>For pages: which fields are asked of whoever looks.</summary>
    public async Task<bool> May(string unit, Measure measure, Period period, CancellationToken ct)
    {
        var (any, ownedOnly, _) = await At(unit, period, ct);
        return any || (ownedOnly && await owned.Holds(gate.Who!, unit, measure.Code, period, ct));
    }

    /// <summary>For pages that lead to single numbers. Nothing of whoever may enter all of the unit, or none of it.</summary>
    public async Task<IReadOnlySet<(string Unit, string Measure)>?> OwnIn(string unit, Period period, CancellationToken ct) =>
        (await At(unit, period, ct)).Owned ? await owned.Of(gate.Who!, unit, period, ct) : null;

    private async Task<(bool Any, bool Owned, Refusal? Refusal)> At(string unit, Period period, CancellationToken ct)
    {
        if (!known.TryGetValue((unit, period), out var said)) known[(unit, period)] = said = await Read(unit, period, ct);
        return said;
    }

    private async Task<(bool, bool, Refusal?)> Read(string unit, Period period, CancellationToken ct)
    {
        if (await gate.May(Right.EnterKhu, unit, period, ct) || await gate.May(Right.Import, unit, period, ct)) return (true, false, null);
        if (await gate.May(Right.EnterOwn, unit, period, ct)) return (false, true, null);
        foreach (var right in new[] { Right.Import, Right.EnterOwn })
        {
            if (await gate.May(right, unit, ct)) return (false, false, await gate.Refuse(right, unit, period, ct)); // would hold it, were it another period
        }

        return (false, false, await gate.Refuse(Right.EnterKhu, unit, period, ct));
    }
}
