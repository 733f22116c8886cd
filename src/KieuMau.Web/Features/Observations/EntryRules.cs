using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Ai được ghi số nào: asked for every number by the one way numbers are saved, so that page, Excel, phone and command line
/// are all held to it.
/// </summary>
public sealed class EntryRules(Gate gate, ReportLocks locks)
{
    private readonly Dictionary<string, Refusal?> ofUnit = [];

    /// <returns>Nothing when this number may be saved by whoever asks.</returns>
    public async Task<Refusal?> Refuse(ObservationChange change, CancellationToken ct)
    {
        if (!ofUnit.TryGetValue(change.Unit, out var refusal)) ofUnit[change.Unit] = refusal = await RefuseUnit(change.Unit, ct);
        return refusal;
    }

    /// <summary>What reports that were sent hold fast, and what is changed only with a reason: asked within the commune's lock.</summary>
    public Task<NumberLocks> Locks(UnitSurroundings around, IReadOnlyList<ObservationChange> changes, PlacesNow now, ChangeNote note, CancellationToken ct) =>
        locks.Read(around, changes, now, note, ct);

    private async Task<Refusal?> RefuseUnit(string unit, CancellationToken ct)
    {
        if (await gate.May(Right.EnterKhu, unit, ct) || await gate.May(Right.Import, unit, ct)) return null;
        return await gate.Refuse(Right.EnterKhu, unit, ct);
    }
}
