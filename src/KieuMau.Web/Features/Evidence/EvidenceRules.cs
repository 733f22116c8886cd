using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Ai được gắn, thay, gỡ minh chứng: whoever may enter the numbers of the unit; who only enters what was assigned, only there.</summary>
public sealed class EvidenceRules(Gate gate, OwnedMeasures owned, EvidenceLocks locks)
{
    public async Task<bool> MayChange(string unit, CancellationToken ct = default) =>
        await gate.May(Right.EnterKhu, unit, ct) || await gate.May(Right.Import, unit, ct) || await gate.May(Right.EnterOwn, unit, ct);

    private async Task<bool> MayEnter(string unit, DateOnly day, CancellationToken ct) => await gate.May(Right.EnterKhu, unit, day, ct) || await gate.May(Right.Import, unit, day, ct);

    /// <summary>At one place: a line, a number, or the unit itself.</summary>
    public async Task<Refusal?> Refuse(EvidencePlace place, CancellationToken ct)
    {
        if (await Refuse(place.Unit, ct) is { } refusal) return refusal;
        var day = place.Period?.First ?? gate.Today; // what serves every period serves today's
        if (await MayEnter(place.Unit, day, ct) || gate.Who is not { } who) return null;
        if (!await gate.May(Right.EnterOwn, place.Unit, day, ct)) return AccountRefusals.UnitEndedBefore(day);
        var mine = place.IsOfLine ? await owned.HoldsLine(who, place.Unit, place.Set, place.Line, ct) : place.IsOfMeasure && await owned.Holds(who, place.Unit, place.Measure, place.Period ?? Period.OfYear(gate.Today.Year), ct);
        return mine ? null : EvidenceRefusals.NotAssigned();
    }

    public async Task<Refusal?> Refuse(string unit, CancellationToken ct) =>
        await MayChange(unit, ct) ? null : await gate.Refuse(Right.EnterKhu, unit, ct);

    /// <summary>One place where it no longer serves.</summary>
    public async Task<Refusal?> Refuse(PieceOfEvidence piece, EvidenceLink link, CancellationToken ct) => await Refuse(link.Place, ct) ?? await locks.Refuse(piece, [link], ct);

    /// <summary>Once more when the turn is taken: a report may have been sent, or a place added, since whoever asks was let through.</summary>
    /// <param name="asked">As it was when they were.</param>
    /// <param name="links">Of <paramref name="now"/>, those that change.</param>
    public async Task<Refusal?> RefuseNow(PieceOfEvidence asked, PieceOfEvidence now, IReadOnlyCollection<EvidenceLink> links, CancellationToken ct) =>
        asked.LiveLinks.Select(link => link.Place).ToHashSet().SetEquals(now.LiveLinks.Select(link => link.Place)) ? await locks.Refuse(now, links, ct) : EvidenceRefusals.ChangedMeanwhile();

    /// <summary>What serves several units is replaced or removed only by somebody who may do so in each of them.</summary>
    public async Task<Refusal?> Refuse(PieceOfEvidence piece, string unit, CancellationToken ct)
    {
        if (await Refuse(unit, ct) is { } refusal) return refusal;
        foreach (var place in piece.LiveLinks.Select(link => link.Place).Distinct())
        {
            if (!await MayChange(place.Unit, ct)) return EvidenceRefusals.ServesOthers();
            if (await Refuse(place, ct) is { } no) return no;
        }

        return await locks.Refuse(piece, [.. piece.LiveLinks], ct);
    }
}
