using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Reviews.Sending;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>Bàn ghi: sorts what was handed in into accepted, unchanged, refused and clashing. Reads no database.</summary>
public sealed class SavingDesk(CriteriaInForce law, UnitSurroundings around, PlacesNow now, DateOnly today)
{
    private readonly List<ObservationChange> asked = [];
    private readonly Dictionary<ObservationChange, ChangeOutcome> outcomes = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlacedChange> accepted = [];

    public IReadOnlyList<PlacedChange> Accepted => accepted;

    /// <summary>Changes whose place moved on since the page was shown, with the revision that stands there.</summary>
    public List<(ObservationChange Change, long Revision)> Clashing { get; } = [];

    public bool Clean => Clashing.Count == 0 && outcomes.Values.All(outcome => outcome is not ChangeOutcome.Refused);

    public void Say(ChangeOutcome outcome) => outcomes[outcome.Change] = outcome;

    public IReadOnlyList<ChangeOutcome> Outcomes() => [.. asked.Select(change => outcomes.GetValueOrDefault(change) ?? new ChangeOutcome.HeldBack(change))];

    /// <summary>What stands where a change is to go.</summary>
    public ObservedValue? Before(PlacedChange change) => Standing(change)?.Value(change.Asked.Measure);

    /// <param name="refused">Those that whoever asks may not make.</param>
    /// <param name="locks">What reports hold fast; asked only of what would really change.</param>
    public void Receive(IReadOnlyList<ObservationChange> changes, IReadOnlyDictionary<ObservationChange, Refusal> refused, NumberLocks locks)
    {
        asked.AddRange(changes);
        foreach (var change in changes)
        {
            if (refused.TryGetValue(change, out var refusal)) Say(new ChangeOutcome.Refused(change, refusal));
            else Sort(change, locks);
        }

        foreach (var change in ChangeChecks.SaidTwice(accepted).ToList()) Refuse(change, SavingRefusals.TwoValues());
        while (RefuseWhatDoesNotFit()) { }
    }

    /// <summary>Cross-checks that do not hold once the accepted numbers stand.</summary>
    public IReadOnlyList<string> Advice() =>
        [.. ByUnitAndPeriod().SelectMany(group => ChangeChecks.Advise(group, Lookup(group.Key.Id, group.Key.Period))).Distinct()];

    /// <summary>Rows for the accepted changes of one shard.</summary>
    public (List<ObservationRevision> Revisions, List<CurrentObservation> Current) Write(IEnumerable<PlacedChange> changes, long last, long saving)
    {
        var revisions = new List<ObservationRevision>();
        var current = new Dictionary<(int Unit, int Measure, int Period, string Split, ValueForm Form), CurrentObservation>();
        foreach (var change in changes.OrderBy(change => change.AsOf))
        {
            if (IsThereAlready(change))
            {
                outcomes.TryAdd(change.Asked, new ChangeOutcome.Unchanged(change.Asked, Standing(change)?.Revision ?? 0)); // said twice, alike
                continue;
            }

            var row = Revision(change, ++last, saving);
            revisions.Add(row);
            var standing = Standing(change);
            if (Behind(change, standing))
            {
                Say(new ChangeOutcome.SavedBehind(change.Asked, standing!.AsFact(change.Asked.Measure)));
                continue;
            }

            var latest = Current(row);
            now.Put(latest);
            if (row.Kind == StoredKind.Nothing) foreach (var form in Enum.GetValues<ValueForm>()) current.Remove((row.UnitId, row.MeasureId, row.Period, row.Split, form)); // cleared in every form
            current[(row.UnitId, row.MeasureId, row.Period, row.Split, row.Form)] = latest;
            Say(new ChangeOutcome.Saved(change.Asked, row.Id));
        }

        return (revisions, [.. current.Values]);
    }

    private void Sort(ObservationChange change, NumberLocks locks)
    {
        if (ChangeChecks.Check(change, around.Tree) is { } refusal)
        {
            Say(new ChangeOutcome.Refused(change, refusal));
            return;
        }

        var parts = ChangeChecks.Place(change, around.Keys[change.Unit], today).ToList();
        var revision = parts.Max(part => now.RevisionAt(part.Unit.Id, law.Keys.Of(change.Measure), change.Period, part.Split));
        if (parts.TrueForAll(IsThereAlready)) Say(new ChangeOutcome.Unchanged(change, revision));
        else if (locks.Refuse(change, around.Keys[change.Unit].Shard, revision, parts.Exists(part => Standing(part) is { Kind: not StoredKind.Nothing })) is { } locked) Say(new ChangeOutcome.Refused(change, locked));
        else if (change.Expected is { } expected && expected != revision) Clashing.Add((change, revision));
        else accepted.AddRange(parts.Where(part => !IsThereAlready(part)));
    }

    private bool IsThereAlready(PlacedChange change)
    {
        var row = Standing(change);
        if (change.Value is ObservedValue.Nothing)
            return now.At(change.Unit.Id, law.Keys.Of(change.Asked.Measure), change.Asked.Period, change.Split).All(other => other.Kind == StoredKind.Nothing);
        return row is not null
            && row.Value(change.Asked.Measure).Equals(change.Value)
            && row.Note == change.Asked.Note.Normalize()
            && (change.Asked.AsOf is null || row.AsOf == change.AsOf);
    }

    // of two numbers in one place the one that speaks for the later date counts; what is cleared clears whatever was there
    private static bool Behind(PlacedChange change, CurrentObservation? standing) =>
        standing is not null && standing.Kind != StoredKind.Nothing && change.Value is not ObservedValue.Nothing && change.AsOf < standing.AsOf;

    private CurrentObservation? Standing(PlacedChange change) =>
        now.At(change.Unit.Id, law.Keys.Of(change.Asked.Measure), change.Asked.Period, change.Split).FirstOrDefault(row => row.Form == change.Form);

    private bool RefuseWhatDoesNotFit()
    {
        foreach (var group in ByUnitAndPeriod().ToList())
        {
            foreach (var problem in ChangeChecks.CheckTogether(group, Lookup(group.Key.Id, group.Key.Period), law.TouchedBy))
            {
                var culprit = group.FirstOrDefault(change => change.Asked.Measure == problem.Measure && change.Split == problem.Split)
                    ?? group.FirstOrDefault(change => problem.Against.Contains(change.Asked.Measure));
                if (culprit is null) continue;
                Refuse(culprit.Asked, culprit.Asked.Measure == problem.Measure && culprit.Split == problem.Split ? problem.Refusal : problem.AtOther);
                return true;
            }
        }

        return false;
    }

    private IEnumerable<IGrouping<(int Id, Period Period), PlacedChange>> ByUnitAndPeriod() =>
        accepted.GroupBy(change => (change.Unit.Id, change.Asked.Period));

    private ValueLookup Lookup(int unit, Period period) => (measure, split) => now.ExactAt(unit, measure, law.Keys, period, split);

    private void Refuse(ObservationChange change, Refusal refusal)
    {
        accepted.RemoveAll(placed => ReferenceEquals(placed.Asked, change));
        Say(new ChangeOutcome.Refused(change, refusal));
    }

    private ObservationRevision Revision(PlacedChange change, long id, long saving)
    {
        var value = StoredValue.Of(change.Value, change.Asked.Measure);
        return new()
        {
            Shard = change.Unit.Shard,
            Id = id,
            SavingId = saving,
            Previous = Standing(change)?.Revision,
            UnitId = change.Unit.Id,
            MeasureId = law.Keys.Of(change.Asked.Measure),
            Period = PackedPeriod.Of(change.Asked.Period),
            Split = change.Split,
            Form = change.Form,
            Kind = value.Kind,
            Number = value.Number,
            Text = value.Text,
            AsOf = change.AsOf,
            Note = change.Asked.Note,
        };
    }

    private static CurrentObservation Current(ObservationRevision row) => new()
    {
        Shard = row.Shard,
        UnitId = row.UnitId,
        MeasureId = row.MeasureId,
        Period = row.Period,
        Split = row.Split,
        Form = row.Form,
        Kind = row.Kind,
        Number = row.Number,
        Text = row.Text,
        AsOf = row.AsOf,
        Note = row.Note,
        Revision = row.Id,
    };
}
