using KieuMau.Domain.Accounts;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Units;

/// <summary>Chỗ đứng: the unit, the period and the date from which a page is looking. One for each request, found before the page.</summary>
public sealed class Standpoint
{
    /// <summary>Xã; none in an empty installation.</summary>
    public Unit? Commune { get; set; }

    /// <summary>The unit of the page when it is below the commune.</summary>
    public Unit? Unit { get; set; }

    /// <summary>Units below the commune at that date, in their order.</summary>
    public IReadOnlyList<Unit> Below { get; set; } = [];

    /// <summary>Other communes of this installation.</summary>
    public IReadOnlyList<Unit> Communes { get; set; } = [];

    /// <summary>What the person may do at the unit of the page, or at the commune when it is of no unit below.</summary>
    public IReadOnlySet<Right> MayHere { get; set; } = new HashSet<Right>();

    /// <summary>What the person may do at the commune.</summary>
    public IReadOnlySet<Right> MayAtCommune { get; set; } = new HashSet<Right>();

    /// <summary>Chỉ một khu: whoever holds a post in a khu alone sees that khu alone.</summary>
    public bool KhuOnly => Unit is not null && !MayAtCommune.Contains(Right.ReadUnit);

    /// <summary>Số được giao: which numbers, each in its unit, for whoever enters only those; read by pages that lead to single numbers.</summary>
    public IReadOnlySet<(string Unit, string Measure)>? Own { get; set; }

    /// <summary>Enters numbers here, of the whole unit or of the lines assigned.</summary>
    public bool MayEnterHere => MayEnterAllHere || (MayHere.Contains(Right.EnterOwn) && Own?.Any(number => number.Unit == (Unit ?? Commune)?.Code) is not false);

    private bool MayEnterAllHere => MayHere.Contains(Right.EnterKhu) || MayHere.Contains(Right.Import);

    /// <param name="measure">Code.</param>
    public bool MayEnter(string unit, string measure) => (MayEnterAllHere && (!KhuOnly || unit == Unit!.Code)) || (MayHere.Contains(Right.EnterOwn) && Own?.Contains((unit, measure)) is not false);

    /// <summary>Opens the sheet of the whole commune.</summary>
    public bool MayEnterAtCommune => MayAtCommune.Contains(Right.Import) || MayAtCommune.Contains(Right.EnterOwn);

    /// <summary>Where whoever looks may enter a number that a line of a unit waits for: in the unit, or in the sheet of its khu.</summary>
    public string? EntryOf(Unit unit, Measure measure) =>
        measure.EnteredAt(unit.Level) ? MayEnter(unit.Code, measure.Code) ? $"/don-vi/{unit.Code}/nhap#{measure.Code}" : null
        : MayEnterAtCommune && Own?.Any(number => number.Measure == measure.Code) is not false ? $"/xa/{Commune!.Code}/nhap#{measure.Code}" : null;

    public Period Period { get; set; }

    /// <summary>Years with numbers, latest first.</summary>
    public IReadOnlyList<Period> Periods { get; set; } = [];

    /// <summary>D: the date judged, the last day of the period or today if that is sooner.</summary>
    public DateOnly At { get; set; }

    /// <summary>The latest date any number of the commune speaks for, not after D.</summary>
    public DateOnly? DataDate { get; set; }

    /// <summary>Numbers of the demonstration, or levels invented for it.</summary>
    public bool Illustrated { get; set; }

    /// <summary>Tin chưa đọc of the person: beside the inbox in the bar.</summary>
    public int Unread { get; set; }

    /// <summary>How much work waits for the person, for the bar.</summary>
    public int Work { get; set; }

    /// <summary>For who keeps the installation, while the last good backup is old; otherwise nothing.</summary>
    public string OldBackup { get; set; } = "";

    /// <summary>Said at the foot: the set in use and its decision.</summary>
    public string SetLine { get; set; } = "";
}
