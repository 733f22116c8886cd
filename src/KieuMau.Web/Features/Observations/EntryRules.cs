using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>
/// Ai được ghi số nào, khi nào, và khi nào phải nói vì sao: asked for every number by the one way numbers are saved, so that
/// page, Excel, phone and command line are all held to it.
/// </summary>
public sealed class EntryRules(Gate gate, ReportLocks locks, ImportedPlaces imported)
{
    private readonly Dictionary<string, Refusal?> ofUnit = [];

    /// <returns>Nothing when this number may be saved by whoever asks.</returns>
    public async Task<Refusal?> Refuse(ObservationChange change, ChangeNote note, CancellationToken ct)
    {
        if (!ofUnit.TryGetValue(change.Unit, out var refusal)) ofUnit[change.Unit] = refusal = await RefuseUnit(change.Unit, ct);
        return refusal ?? await locks.Refuse(change, note.Why, ct) ?? await RefuseUnsaid(change, note, ct);
    }

    private async Task<Refusal?> RefuseUnit(string unit, CancellationToken ct)
    {
        if (await gate.May(Right.EnterKhu, unit, ct) || await gate.May(Right.Import, unit, ct)) return null;
        return await gate.Refuse(Right.EnterKhu, unit, ct);
    }

    // the machine's own work says why in its act; a workbook that comes in again says its name
    private async Task<Refusal?> RefuseUnsaid(ObservationChange change, ChangeNote note, CancellationToken ct) =>
        !string.IsNullOrWhiteSpace(note.Why) || gate.Who is not { Kind: not AccountKind.Technical } || !await imported.Holds(change, ct)
            ? null
            : ReviewRefusals.SayWhy("lấy từ bảng Excel của cơ quan");
}
