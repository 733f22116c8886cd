using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Accounts;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Ai được gắn, thay, gỡ minh chứng: whoever may enter the numbers of the unit.</summary>
public sealed class EvidenceRules(Gate gate)
{
    public async Task<bool> MayChange(string unit, CancellationToken ct = default) =>
        await gate.May(Right.EnterKhu, unit, ct) || await gate.May(Right.Import, unit, ct) || await gate.May(Right.EnterOwn, unit, ct);

    public async Task<Refusal?> Refuse(string unit, CancellationToken ct) =>
        await MayChange(unit, ct) ? null : await gate.Refuse(Right.EnterKhu, unit, ct);

    /// <summary>What serves several units is replaced or removed only by somebody who may do so in each of them.</summary>
    public async Task<Refusal?> Refuse(PieceOfEvidence piece, string unit, CancellationToken ct)
    {
        if (await Refuse(unit, ct) is { } refusal) return refusal;
        foreach (var other in piece.LiveLinks.Select(link => link.Place.Unit).Distinct())
        {
            if (!await MayChange(other, ct)) return EvidenceRefusals.ServesOthers();
        }

        return null;
    }
}
