using KieuMau.Domain.Measures;
using KieuMau.Domain.Observations;

namespace KieuMau.Web.Features.Observations;

/// <summary>Ai ghi, vì sao, từ đâu.</summary>
/// <param name="Who">As pages name them: by post.</param>
/// <param name="Account">Whoever enters a number does not verify it; 0 for the machine itself.</param>
/// <param name="Origin">trang, Excel, sổ, điện thoại, API.</param>
public sealed record ChangeNote(string Who, string Why = "", string Origin = "trang", int Account = 0);

/// <summary>One number to be saved.</summary>
/// <param name="AsOf">Tính đến; none is the last day of the period, or today while it lasts.</param>
/// <param name="Expected">The revision the page showed, 0 for an empty place; none compares nothing.</param>
public sealed record ObservationChange(
    string Unit,
    Measure Measure,
    Period Period,
    string Split,
    ObservedValue Value,
    DateOnly? AsOf = null,
    string Note = "",
    long? Expected = null);

/// <summary>What became of one number.</summary>
public abstract record ChangeOutcome(ObservationChange Change)
{
    /// <param name="Revision">What a page compares with next time.</param>
    public sealed record Saved(ObservationChange Change, long Revision) : ChangeOutcome(Change);

    /// <summary>Kept as history only: a number that speaks for a later date stands in the same place.</summary>
    public sealed record SavedBehind(ObservationChange Change, Fact Standing) : ChangeOutcome(Change);

    /// <summary>The same was there already; nothing was written.</summary>
    public sealed record Unchanged(ObservationChange Change, long Revision) : ChangeOutcome(Change);

    /// <summary>Nothing wrong with it, but another number of the same import was refused: all or nothing.</summary>
    public sealed record HeldBack(ObservationChange Change) : ChangeOutcome(Change);

    public sealed record Refused(ObservationChange Change, Refusal Refusal) : ChangeOutcome(Change);

    /// <summary>Somebody else saved meanwhile: both values, with their authors. Nothing was written.</summary>
    public sealed record Clash(ObservationChange Change, Fact Theirs) : ChangeOutcome(Change);
}

/// <param name="Stored">Whether anything was written.</param>
/// <param name="Advice">Cross-checks that do not hold; nothing is refused for them.</param>
public sealed record SaveResult(IReadOnlyList<ChangeOutcome> Outcomes, bool Stored, IReadOnlyList<string> Advice)
{
    public bool Clean => Outcomes.All(outcome => outcome is not (ChangeOutcome.Refused or ChangeOutcome.Clash));

    public IEnumerable<ChangeOutcome.Refused> Refused => Outcomes.OfType<ChangeOutcome.Refused>();

    public IEnumerable<ChangeOutcome.Clash> Clashes => Outcomes.OfType<ChangeOutcome.Clash>();
}
