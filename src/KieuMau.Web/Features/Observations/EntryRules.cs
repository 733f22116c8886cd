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
    private readonly Dictionary<string, (bool Any, bool Owned, Refusal? Refusal)> ofUnit = [];

    /// <returns>Nothing when this number may be saved by whoever asks.</returns>
    public async Task<Refusal?> Refuse(ObservationChange change, CancellationToken ct)
    {
        var (_, ownedOnly, refusal) = await AtUnit(change.Unit, ct);
        if (!ownedOnly) return refusal;
        return await owned.Holds(gate.Who!, change.Unit, change.Measure.Code, change.Period, ct)
            ? null
            : SavingRefusals.NotYours(change.Measure, await owned.LeadsOf(change.Unit, change.Measure, change.Period, ct));
    }

    /// <summary>What reports that were sent hold fast, and what is changed only with a reason: asked within the commune's lock.</summary>
    public Task<NumberLocks> Locks(UnitSurroundings around, IReadOnlyList<ObservationChange> changes, PlacesNow now, ChangeNote note, CancellationToken ct) =>
        locks.Read(around, changes, now, note, ct);

    /// <summary>Every number of the unit, whatever line it belongs to.</summary>
    public async Task<bool> MayEnterAny(string unit, CancellationToken ct) => (await AtUnit(unit, ct)).Any;

    /// <summary>For pages: which fields are asked of whoever looks.</summary>
    public async Task<bool> May(string unit, Measure measure, Period period, CancellationToken ct)
    {
        var (any, ownedOnly, _) = await AtUnit(unit, ct);
        return any || (ownedOnly && await owned.Holds(gate.Who!, unit, measure.Code, period, ct));
    }

    private async Task<(bool Any, bool Owned, Refusal? Refusal)> AtUnit(string unit, CancellationToken ct)
    {
        if (!ofUnit.TryGetValue(unit, out var known)) ofUnit[unit] = known = await Read(unit, ct);
        return known;
    }

    private async Task<(bool, bool, Refusal?)> Read(string unit, CancellationToken ct)
    {
        if (await gate.May(Right.EnterKhu, unit, ct) || await gate.May(Right.Import, unit, ct)) return (true, false, null);
        if (await gate.May(Right.EnterOwn, unit, ct)) return (false, true, null);
        return (false, false, await gate.Refuse(Right.EnterKhu, unit, ct));
    }
}
