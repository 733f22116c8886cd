using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Evidence;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Evidence;

/// <summary>Minh chứng của một chỉ tiêu, một số đo, as a page of it shows them.</summary>
/// <param name="MayChange">Whoever looks may attach and remove here.</param>
public sealed record LineEvidenceView(Unit Unit, CriteriaSet Set, LineEvidence Evidence, Period Period, bool MayChange);

/// <inheritdoc cref="LineEvidenceView"/>
public sealed record MeasureEvidenceView(Unit Unit, Measure Measure, IReadOnlyList<PieceOfEvidence> Pieces, Period Period, bool MayChange);

/// <summary>Xem minh chứng: of a line, of a number, of a unit, and one piece.</summary>
public sealed class ShowEvidence(ReadCommune communes, EvidencePlaces places, ReadEvidence read, EvidenceRules rules, Gate gate, PdfPages pages)
{
    public sealed record CriterionEvidence(Criterion Criterion, IReadOnlyList<LineEvidence> Lines);

    /// <param name="Sets">That judge this unit.</param>
    /// <param name="General">Attached to the unit, to no line of the set shown.</param>
    public sealed record UnitView(Unit Unit, Unit Commune, CriteriaSet? Set, IReadOnlyList<CriteriaSet> Sets, IReadOnlyList<CriterionEvidence> Criteria, IReadOnlyList<PieceOfEvidence> General, IReadOnlyList<PieceOfEvidence> Removed, bool MayChange)
    {
        public IEnumerable<LineEvidence> Lines => Criteria.SelectMany(criterion => criterion.Lines);
    }

    /// <param name="Name">Of the unit; none when whoever looks may not see it.</param>
    public sealed record Use(EvidenceLink Link, string? Name, string Said);

    /// <param name="Pages">How many first pages of a PDF can be shown.</param>
    /// <param name="Due">What signatures are held against: the earliest due day of a link of this unit, or the last day of the period.</param>
    public sealed record PieceView(Unit Unit, Unit Commune, PieceOfEvidence Piece, IReadOnlyList<Use> Uses, int Pages, bool CanDrawPages, DateOnly? Due, bool DueIsStated, CriteriaSet? Set, IReadOnlyList<Unit> Units, bool MayChange);

    /// <summary>For the page of a finding, which already knows its unit, set and line.</summary>
    public async Task<LineEvidenceView?> OfLine(Unit unit, CriteriaSet set, Indicator line, Standpoint here, CancellationToken ct = default)
    {
        if (await places.UnitOf(unit.Code, ct) is not { } key) return null;
        var pieces = await read.OfUnit(key, ct);
        return new(unit, set, ReadEvidence.Held(line, set.Id, unit.Code, here.Period, pieces), here.Period, await rules.Refuse(new EvidencePlace(unit.Code, here.Period, set.Id, line.Code), ct) is null);
    }

    public async Task<MeasureEvidenceView?> OfMeasure(Unit unit, Measure measure, Standpoint here, CancellationToken ct = default)
    {
        if (await places.UnitOf(unit.Code, ct) is not { } key) return null;
        var pieces = (await read.OfUnit(key, ct)).Where(piece => piece.LiveLinks.Any(link => link.Place.Unit == unit.Code && link.Place.Measure == measure.Code && link.Place.Serves(here.Period)));
        return new(unit, measure, [.. pieces], here.Period, await rules.Refuse(new EvidencePlace(unit.Code, here.Period, Measure: measure.Code), ct) is null);
    }

    public async Task<UnitView?> OfUnit(string unitCode, Standpoint here, string? setId, CancellationToken ct = default)
    {
        if (await communes.Of(unitCode, here.At, ct) is not { } reading || reading.Find(unitCode) is not { } unit || await places.UnitOf(unitCode, ct) is not { } key) return null;
        var set = reading.ChooseSet(unit.Level, setId);
        var pieces = await read.OfUnit(key, ct);
        List<CriterionEvidence> criteria = set is null ? [] : [.. set.Criteria.Select(criterion => new CriterionEvidence(criterion, [.. criterion.Indicators.Select(line => ReadEvidence.Held(line, set.Id, unit.Code, here.Period, pieces))]))];
        var general = pieces.Where(piece => piece.LiveLinks.Any(link => link.Place.Unit == unit.Code && link.Place.Serves(here.Period) && (!link.Place.IsOfLine || link.Place.Set != set?.Id)));
        var removed = pieces.Where(piece => piece.Removed is not null || piece.Links.Where(link => link.Place.Unit == unit.Code).All(link => link.Removed is not null));
        return new(unit, reading.Commune, set, SetLadder.For(reading.Library, unit.Level, here.At), criteria, [.. general], [.. removed], await rules.MayChange(unitCode, ct));
    }

    public async Task<PieceView?> OfPiece(string unitCode, string key, Standpoint here, CancellationToken ct = default)
    {
        if (await communes.Of(unitCode, here.At, ct) is not { } reading || reading.Find(unitCode) is not { } unit || await places.UnitOf(unitCode, ct) is not { } own) return null;
        if (await read.OneOf(own, key, ct) is not { } piece) return null;
        var drawn = piece.Current.Kind == EvidenceKind.Pdf ? await pages.Count(piece.Current.Hash, ct) : 0;
        var mine = piece.LiveLinks.Where(link => link.Place.Unit == unitCode).ToList();
        var stated = mine.Select(link => link.Due).OfType<DateOnly>().Order().Cast<DateOnly?>().FirstOrDefault();
        var set = reading.ChooseSet(unit.Level, mine.Select(link => link.Place.Set).FirstOrDefault(id => id.Length > 0));
        var others = new List<Unit>();
        foreach (var other in set is null ? [unit] : reading.JudgedBy(set))
        {
            if (await rules.MayChange(other.Code, ct)) others.Add(other);
        }

        return new(
            unit, reading.Commune, piece, await Uses(reading, piece, ct), drawn, pages.CanDraw,
            stated ?? mine.Select(link => link.DueOrPeriodEnd).OfType<DateOnly>().Order().Cast<DateOnly?>().FirstOrDefault() ?? here.Period.Last, stated is not null,
            set, others, await rules.MayChange(unitCode, ct));
    }

    private async Task<IReadOnlyList<Use>> Uses(CommuneReading reading, PieceOfEvidence piece, CancellationToken ct)
    {
        var uses = new List<Use>();
        foreach (var link in piece.Links)
        {
            var name = await gate.May(Domain.Accounts.Right.ReadUnit, link.Place.Unit, ct) ? reading.Find(link.Place.Unit)?.Name ?? link.Place.Unit : null;
            uses.Add(new(link, name, Said(reading.Library, link.Place)));
        }

        return uses;
    }

    private static string Said(CriteriaLibrary library, EvidencePlace place)
    {
        if (place.IsOfMeasure) return $"số đo “{library.Measures.Find(place.Measure)?.Name ?? place.Measure}”";
        if (!place.IsOfLine) return "minh chứng chung";
        var set = library.Sets.FirstOrDefault(one => one.Id == place.Set)?.Versions[^1].Set;
        return $"chỉ tiêu {place.Line} {set?.Find(place.Line)?.ShortName}{(place.Paper.Length > 0 ? $": {place.Paper}" : "")}";
    }
}
