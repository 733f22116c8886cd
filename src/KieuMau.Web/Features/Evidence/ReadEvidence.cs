using System.Globalization;
using System.Text.Json;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Đọc minh chứng from its three tables.</summary>
public sealed class ReadEvidence(RuralDb db)
{
    /// <summary>Everything ever attached to a unit, removed pieces and links included, oldest first.</summary>
    public async Task<IReadOnlyList<PieceOfEvidence>> OfUnit(UnitKey unit, CancellationToken ct)
    {
        var mine = await db.EvidenceLinks.AsNoTracking().Where(link => link.Shard == unit.Shard && link.UnitId == unit.Id)
            .Select(link => new { link.EvidenceShard, link.EvidenceId }).Distinct().ToListAsync(ct);
        var found = new List<PieceOfEvidence>();
        foreach (var group in mine.GroupBy(one => one.EvidenceShard).OrderBy(group => group.Key))
            found.AddRange(await Pieces(group.Key, [.. group.Select(one => one.EvidenceId)], ct));
        return [.. found.Select(piece => piece.SeenFrom(unit.Code)).OfType<PieceOfEvidence>()];
    }

    /// <summary>Of every line of these sets in one unit, as it stands now.</summary>
    public async Task<IReadOnlyDictionary<(string Set, string Line), LineEvidence>> OfLines(UnitKey unit, IEnumerable<CriteriaSet> sets, Period period, CancellationToken ct)
    {
        var pieces = await OfUnit(unit, ct);
        return sets.SelectMany(set => set.Indicators.Select(line => (set, line))).ToDictionary(one => (one.set.Id, one.line.Code), one => Held(one.line, one.set.Id, unit.Code, period, pieces));
    }

    /// <summary>What stands behind one line, of everything attached to its unit.</summary>
    public static LineEvidence Held(Indicator line, string set, string unit, Period period, IReadOnlyList<PieceOfEvidence> pieces) =>
        LineEvidence.Of(line, set, unit, period, [.. RequirementWalk.MeasuresOf(line.Requirement).Select(measure => measure.Code)], pieces);

    /// <summary>Where papers of lines stand now in these units, by unit: one question for all of them.</summary>
    public async Task<ILookup<string, EvidencePlace>> PapersIn(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var rows = await (from unit in db.UnitKeys
                          join link in db.EvidenceLinks on new { unit.Shard, UnitId = unit.Id } equals new { link.Shard, link.UnitId }
                          join piece in db.Evidence on new { Shard = link.EvidenceShard, Id = link.EvidenceId } equals new { piece.Shard, piece.Id }
                          join set in db.SetKeys on link.SetId equals (int?)set.Id
                          where codes.Contains(unit.Code) && link.Line != "" && link.RemovedAt == null && piece.RemovedAt == null
                          select new { Unit = unit.Code, link.Period, Set = set.Code, link.Line, link.Paper }).ToListAsync(ct);
        return rows.ToLookup(row => row.Unit, row => new EvidencePlace(row.Unit, row.Period is { } period ? PackedPeriod.Read(period) : null, row.Set, row.Line, row.Paper));
    }

    /// <returns>Nothing unless it is, or was, attached to that unit; where it was detached, as it was then.</returns>
    public async Task<PieceOfEvidence?> OneOf(UnitKey unit, string key, CancellationToken ct) => (await Whole(key, ct))?.SeenFrom(unit.Code);

    /// <summary>For a change: only from a unit it is attached to.</summary>
    public async Task<PieceOfEvidence?> OneAt(UnitKey unit, string key, CancellationToken ct) => await Whole(key, ct) is { } piece && piece.IsAt(unit.Code) ? piece : null;

    private async Task<PieceOfEvidence?> Whole(string key, CancellationToken ct) =>
        TryKey(key, out var shard, out var id) ? (await Pieces(shard, [id], ct)).SingleOrDefault() : null;

    public static bool TryKey(string key, out int shard, out int id)
    {
        var parts = key.Split('-');
        (shard, id) = (0, 0);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out shard) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    private async Task<IReadOnlyList<PieceOfEvidence>> Pieces(int shard, IReadOnlyList<int> ids, CancellationToken ct)
    {
        var rows = await db.Evidence.AsNoTracking().Where(row => row.Shard == shard && ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(ct);
        var versions = (await db.EvidenceVersions.AsNoTracking().Where(row => row.Shard == shard && ids.Contains(row.EvidenceId)).OrderBy(row => row.Number).ToListAsync(ct)).ToLookup(row => row.EvidenceId);
        var links = (await Links(shard, ids, ct)).ToLookup(one => one.Evidence, one => one.Link);
        return [.. rows.Select(row => new PieceOfEvidence(shard, row.Id, row.Title, [.. versions[row.Id].Select(VersionOf)], [.. links[row.Id]])
        {
            Removed = RemovalOf(row.RemovedBy, row.RemovedAt, row.RemovedWhy),
        })];
    }

    private async Task<List<(int Evidence, EvidenceLink Link)>> Links(int shard, IReadOnlyList<int> ids, CancellationToken ct)
    {
        var found = await (from link in db.EvidenceLinks.AsNoTracking()
                           join unit in db.UnitKeys on link.UnitId equals unit.Id
                           join set in db.SetKeys on link.SetId equals (int?)set.Id into sets
                           from set in sets.DefaultIfEmpty()
                           join measure in db.MeasureKeys on link.MeasureId equals (int?)measure.Id into measures
                           from measure in measures.DefaultIfEmpty()
                           where link.EvidenceShard == shard && ids.Contains(link.EvidenceId)
                           orderby link.LinkedAt, link.Shard, link.Id
                           select new { Row = link, Unit = unit.Code, Set = set == null ? "" : set.Code, Measure = measure == null ? "" : measure.Code }).ToListAsync(ct);
        return [.. found.Select(one => (one.Row.EvidenceId, LinkOf(one.Row, one.Unit, one.Set, one.Measure)))];
    }

    private static EvidenceLink LinkOf(EvidenceLinkRow row, string unit, string set, string measure)
    {
        var place = new EvidencePlace(unit, row.Period is { } period ? PackedPeriod.Read(period) : null, set, row.Line, row.Paper, measure, row.Revision);
        return new(row.Shard, row.Id, place, row.Due, row.Who, row.LinkedAt) { Removed = RemovalOf(row.RemovedBy, row.RemovedAt, row.RemovedWhy) };
    }

    private static EvidenceVersion VersionOf(EvidenceVersionRow row) => new(row.Number, row.Hash, row.Size, row.Kind, row.Name, row.Who, row.SavedAt, row.Why)
    {
        Photo = row.Width is { } width && row.Height is { } height ? new(width, height, TakenAt(row.TakenAt), row.HadLocation, row.KeptLocation) : null,
        Signatures = JsonSerializer.Deserialize<PaperSignature[]>(row.Signatures) ?? [],
    };

    private static DateTime? TakenAt(string? text) => text is null ? null : DateTime.ParseExact(text, "s", CultureInfo.InvariantCulture);

    private static Removal? RemovalOf(string? who, DateTime? at, string? why) => at is { } when ? new(who ?? "", when, why ?? "") : null;
}
