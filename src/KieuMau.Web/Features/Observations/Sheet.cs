using KieuMau.Domain.Observations;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Observations;

/// <summary>Ô: what stands in one place now, and what stood there a year before.</summary>
/// <param name="Text">As it would be typed.</param>
/// <param name="Revision">What saving compares; 0 where nothing ever stood.</param>
/// <param name="Before">Last period's value as it would be typed.</param>
public sealed record SheetCell(string Text, long Revision, string Before, DateOnly? AsOf, string Note)
{
    public static readonly SheetCell Blank = new("", 0, "", null, "");

    public ObservedValue? Value { get; init; }

    /// <summary>Chỉ xem: belongs to a line of somebody else, or is held by a report that was sent.</summary>
    public bool Locked { get; init; }
}

/// <summary>What became of a cell that was typed into.</summary>
public enum CellState
{
    Idle,
    Saved,
    Refused,
    Doubtful,
    Clash,
}

/// <param name="Typed">Stays as the person typed it.</param>
/// <param name="Message">What, why and what next.</param>
/// <param name="Choices">Buttons: what each says, and what it asks for.</param>
/// <param name="Theirs">Of a clash: the revision that stands there now.</param>
public sealed record CellNews(CellState State, string Typed, long Revision, string Message, IReadOnlyList<CellChoice> Choices, long Theirs = 0)
{
    /// <summary>What was typed is not stored: refused, doubtful, or somebody else was quicker.</summary>
    public bool IsOpen => State is CellState.Refused or CellState.Doubtful or CellState.Clash;
}

/// <param name="Act">"doc" takes a reading, "giu" keeps theirs, "ghi" writes mine.</param>
/// <param name="Value">What the button sends: the place, and for a reading its text.</param>
public sealed record CellChoice(string Label, string Act, string Value, string Text);

/// <summary>Bảng nhập: fields × units of one period, as a page shows it.</summary>
public sealed record Sheet(Unit Commune, Period Period, IReadOnlyList<Unit> Units, IReadOnlyList<EntryField> Fields, IReadOnlyDictionary<CellPlace, SheetCell> Cells)
{
    /// <summary>Some number here was sent in a report or imported: changing it takes a reason.</summary>
    public bool AsksWhy { get; init; }

    /// <summary>Units whose numbers, all or some, a report that was sent holds fast, and in words why.</summary>
    public IReadOnlyList<(string Unit, string Text)> Held { get; init; } = [];

    public bool AllLocked => Cells.Values.All(cell => cell.Locked);

    /// <summary>Only the numbers of lines assigned to whoever looks.</summary>
    public bool OwnedOnly { get; init; }

    public SheetCell At(Unit unit, EntryField field) => Cells.GetValueOrDefault(new(unit.Code, field.Measure.Code, field.Split)) ?? SheetCell.Blank;
}

/// <summary>Where a cell stands.</summary>
public readonly record struct CellPlace(string Unit, string Measure, string Split)
{
    public string Key => $"{Unit}|{Measure}|{Split}";

    /// <summary>Name of its field in a form: the place, and the revision that was shown.</summary>
    public string FieldName(long revision) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"o|{Key}|{revision}");

    public static CellPlace? ReadKey(string key) => key.Split('|') is [var unit, var measure, var split] ? new(unit, measure, split) : null;

    public static (CellPlace Place, long Revision)? ReadFieldName(string name) =>
        name.Split('|') is ["o", var unit, var measure, var split, var revision] && long.TryParse(revision, out var number)
            ? (new(unit, measure, split), number)
            : null;
}
