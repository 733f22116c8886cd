using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Một chỗ gắn with the keys the database knows it by.</summary>
public sealed record KnownPlace(EvidencePlace Place, UnitKey Unit, int? SetId, int? MeasureId)
{
    public EvidenceLinkRow Row(int id, int evidenceShard, int evidenceId, DateOnly? due, string who, DateTime at) => new()
    {
        Shard = Unit.Shard,
        Id = id,
        EvidenceShard = evidenceShard,
        EvidenceId = evidenceId,
        UnitId = Unit.Id,
        Period = Place.Period is { } period ? PackedPeriod.Of(period) : null,
        SetId = SetId,
        Line = Place.Line,
        Paper = Place.Paper,
        MeasureId = MeasureId,
        Revision = Place.Revision,
        Due = due,
        Who = who,
        LinkedAt = at,
    };
}

/// <summary>Tìm chỗ gắn: whether there is such a unit, line or number.</summary>
public sealed class EvidencePlaces(RuralDb db, ActiveCriteria criteria)
{
    public async Task<(KnownPlace? Place, Refusal? Refusal)> Find(EvidencePlace place, CancellationToken ct)
    {
        var law = criteria.Current;
        if (await UnitOf(place.Unit, ct) is not { } unit) return (null, UnitRefusals.Unknown(place.Unit));
        var set = place.IsOfLine ? law.Library.Sets.FirstOrDefault(one => one.Id == place.Set && one.Versions.Any(version => version.Set.Find(place.Line) is not null)) : null;
        if (place.IsOfLine && set is null) return (null, EvidenceRefusals.UnknownLine(place.Line));
        var measure = place.IsOfMeasure ? law.Library.Measures.Find(place.Measure) : null;
        if (place.IsOfMeasure && measure is null) return (null, EvidenceRefusals.UnknownMeasure(place.Measure));
        var expected = set?.Versions.Select(version => version.Set.Find(place.Line)).OfType<Indicator>().SelectMany(line => line.Evidence) ?? [];
        if (!expected.Contains(place.Paper)) place = place with { Paper = "" };
        return (new(place, unit, set is null ? null : law.Keys.SetIds[set.Id], measure is null ? null : law.Keys.Of(measure)), null);
    }

    public Task<UnitKey?> UnitOf(string code, CancellationToken ct) => db.UnitKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Code == code, ct);

    /// <summary>Under the lock of the shard.</summary>
    public async Task<int> NextLink(int shard, CancellationToken ct) =>
        (await db.EvidenceLinks.Where(link => link.Shard == shard).MaxAsync(link => (int?)link.Id, ct) ?? 0) + 1;
}
