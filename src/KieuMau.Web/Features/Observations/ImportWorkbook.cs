using KieuMau.Domain.Accounts;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Formats.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Observations;

/// <summary>What a workbook would bring in, and the units it may name.</summary>
public sealed record ImportTrial(Workbook Workbook, IReadOnlyList<Unit> Units, TrialRun Run)
{
    /// <summary>Our own form come back: its hidden row of codes is there, and what nobody changed in it says nothing new.</summary>
    public bool FromTemplate { get; } = Workbook.Sheets.Any(sheet => sheet.Rows.Any(row => sheet.CellsOf(row).Count(cell => cell.Raw.StartsWith('#')) > 1));
}

/// <summary>
/// Nhập bảng của cơ quan: receive, map, try, and store only when no question is open. The mapping and the answers are kept
/// for next time.
/// </summary>
public sealed class ImportWorkbook(RuralDb db, UnitReader units, ActiveCriteria active, ImportDrafts drafts, SaveObservations save, Gate gate, TimeProvider clock)
{
    /// <param name="period">Said by the person; none takes the year in the title, else the year of <paramref name="at"/>.</param>
    /// <exception cref="FileRefusedException">Damaged, protected, huge, of another kind, or naming none of our units.</exception>
    public async Task<ImportDraft> Receive(Stream file, string fileName, string commune, DateOnly at, Period? period = null, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Import, commune, ct) is { } refusal) throw new FileRefusedException([new(fileName, 0, 0, refusal.Text)]);
        using var admitted = WorkbookGate.Admit(file, fileName);
        using var copy = new MemoryStream(admitted.ToArray());
        var workbook = WorkbookReader.Read(copy, fileName);
        var named = await UnitsOf(commune, at, ct);
        var mapping = await KeptOr(ColumnProposal.For(workbook, active.Current.Library.Measures, named), ct);
        var spoken = period ?? (Period.TryParse(mapping.Period, out var inTitle) ? inTitle : Period.OfYear(at.Year));
        admitted.Position = 0;
        return await drafts.Keep(admitted, new("", fileName, commune, spoken, mapping.AsOf, mapping), ct);
    }

    public async Task<ImportTrial> Try(ImportDraft draft, CancellationToken ct = default) =>
        Try(drafts.Open(draft), draft.Mapping, await UnitsOf(draft.Commune, draft.Period.Last, ct), draft.Period);

    public ImportTrial Try(Workbook workbook, ColumnMapping mapping, IReadOnlyList<Unit> named, Period period) =>
        new(workbook, named, TrialRun.Of(workbook, mapping, active.Current.Library.Measures, named, WantedOf(named, period.Last)));

    /// <summary>All or nothing. Nothing is stored while a question is open.</summary>
    /// <returns>None while the trial run is not ready.</returns>
    public async Task<SaveResult?> Store(ImportDraft draft, ChangeNote note, CancellationToken ct = default)
    {
        var trial = await Try(draft, ct);
        if (!trial.Run.Ready) return null;
        var result = await Store(trial.Run, draft.Mapping, draft.FileName, draft.Period, draft.AsOf, note, ct, trial.FromTemplate);
        if (result.Clean) drafts.Forget(draft.Id);
        return result;
    }

    public async Task<SaveResult> Store(TrialRun run, ColumnMapping mapping, string fileName, Period period, DateOnly? asOf, ChangeNote note, CancellationToken ct, bool fromTemplate = false)
    {
        var changes = run.ToFacts(period, asOf, clock.Instant()).Select(pair => new ObservationChange(pair.Unit, pair.Fact.Measure, pair.Fact.Period, pair.Fact.Split, pair.Fact.Value, pair.Fact.AsOf, pair.Fact.Note)).ToList();
        var result = await save.SaveAll(await BesideStanding(changes, fromTemplate, ct), note with { Origin = "Excel" }, ct);
        if (result.Clean) await Remember(mapping, fileName, note.Who, ct);
        return result;
    }

    /// <summary>
    /// A table without a column of notes says nothing against the note beside the same value, and our own form nothing
    /// against its date.
    /// </summary>
    private async Task<List<ObservationChange>> BesideStanding(List<ObservationChange> changes, bool fromTemplate, CancellationToken ct)
    {
        var around = await units.Around([.. changes.Select(change => change.Unit).Distinct()], ct);
        var keys = changes.Select(change => change.Unit).Distinct().Where(around.Keys.ContainsKey).Select(unit => around.Keys[unit]).ToList();
        var now = await PlacesNow.Read(db, keys, changes.Select(change => change.Period), ct);
        return changes.ConvertAll(change => change.Note.Length == 0 && Standing(change) is { } row ? change with { Note = row.Note, AsOf = fromTemplate ? row.AsOf : change.AsOf } : change);

        CurrentObservation? Standing(ObservationChange change) => !around.Keys.TryGetValue(change.Unit, out var unit)
            ? null
            : now.At(unit.Id, active.Current.Keys.Of(change.Measure), change.Period, change.Split).FirstOrDefault(row => row.Value(change.Measure).Equals(change.Value));
    }

    /// <summary>The commune and what stands below it on a day: the rows a workbook may name.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsOf(string commune, DateOnly at, CancellationToken ct = default)
    {
        var tree = (await units.Around([commune], ct)).Tree;
        return tree.Find(commune, at) is { } self ? [.. Below(tree, self, at)] : [];
    }

    private static IEnumerable<Unit> Below(UnitTree tree, Unit unit, DateOnly at) =>
        tree.Children(unit.Code, at).SelectMany(child => Below(tree, child, at)).Prepend(unit);

    /// <summary>What the sets in force ask to be entered at the level of these units, to say what the workbook lacks.</summary>
    private IEnumerable<Measure> WantedOf(IReadOnlyList<Unit> named, DateOnly at)
    {
        var levels = named.Select(unit => unit.Level).Distinct().Except([named.Count > 0 ? named[0].Level : ""]).ToHashSet();
        return active.Current.Library.Sets.Select(set => set.At(at))
            .Where(set => set.InForceAt(at) && set.Levels.Any(levels.Contains))
            .SelectMany(set => set.Indicators)
            .SelectMany(line => RequirementWalk.MeasuresOf(line.Requirement))
            .Where(measure => levels.Any(measure.EnteredAt))
            .Distinct();
    }

    private async Task<ColumnMapping> KeptOr(ColumnMapping proposed, CancellationToken ct)
    {
        var kept = await db.ImportMappings.AsNoTracking().FirstOrDefaultAsync(mapping => mapping.Fingerprint == proposed.Fingerprint, ct);
        if (kept is null) return proposed;
        var known = ColumnMapping.FromJson(kept.Mapping, kept.Name);
        var usable = known.Columns.All(column => column.Measure is null || active.Current.Library.Measures.Find(column.Measure) is not null);
        return usable ? known with { Sheet = proposed.Sheet, AsOf = proposed.AsOf, Period = proposed.Period } : proposed;
    }

    private async Task Remember(ColumnMapping mapping, string fileName, string who, CancellationToken ct)
    {
        var kept = await db.ImportMappings.FindAsync([mapping.Fingerprint], ct);
        if (kept is null) db.ImportMappings.Add(kept = new() { Fingerprint = mapping.Fingerprint, Name = fileName, Mapping = "", Who = who });
        (kept.Name, kept.Mapping, kept.Who, kept.SavedAt) = (fileName, mapping.ToJson(), who, clock.Instant());
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
