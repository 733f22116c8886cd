namespace KieuMau.Formats.Observations;

public enum CellKind
{
    Text,
    Number,
    Boolean,
    Date,

    /// <summary>#REF!, #DIV/0!…</summary>
    Error,
}

/// <summary>Ô: what stands in it and how Excel shows it.</summary>
/// <param name="Raw">Text as typed; a number with a decimal point; a date as yyyy-MM-dd; a boolean as 1 or 0.</param>
/// <param name="Percent">The number format shows percent: 0.971 is 97,1 %.</param>
public sealed record WorkbookCell(CellAddress Address, CellKind Kind, string Raw, bool Percent = false)
{
    /// <summary>As the person sees it.</summary>
    public string Shown => Kind switch
    {
        CellKind.Number when Percent && NumberText.ReadInvariant(Raw) is { } share => NumberText.Spoken(share * 100) + "%",
        CellKind.Number when NumberText.ReadInvariant(Raw) is { } number => NumberText.Spoken(number),
        CellKind.Boolean => Raw == "1" ? "TRUE" : "FALSE",
        CellKind.Date when DateOnly.TryParseExact(Raw, "yyyy-MM-dd", out var date) => date.ToString("dd/MM/yyyy", NumberText.Vietnamese),
        _ => Raw,
    };
}

/// <summary>Trang tính: cells by row and column, merged areas already spread when asked for.</summary>
public sealed class WorkbookSheet
{
    private readonly Dictionary<(int Row, int Column), WorkbookCell> cells;
    private readonly Dictionary<(int Row, int Column), (int Row, int Column)> mergedInto = [];

    public WorkbookSheet(string name, IEnumerable<KeyValuePair<(int Row, int Column), WorkbookCell>> cells, IEnumerable<(CellAddress First, CellAddress Last)> merges)
    {
        Name = name;
        this.cells = new(cells);
        Merges = [.. merges];
        foreach (var (first, last) in Merges)
            for (var row = first.Row; row <= last.Row; row++)
                for (var column = first.Column; column <= last.Column; column++)
                    mergedInto[(row, column)] = (first.Row, first.Column);
        Rows = [.. this.cells.Keys.Select(key => key.Row).Distinct().Order()];
        Columns = [.. this.cells.Keys.Select(key => key.Column).Distinct().Order()];
    }

    public string Name { get; }

    /// <summary>Rows that hold anything, top to bottom.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>Columns that hold anything, left to right.</summary>
    public IReadOnlyList<int> Columns { get; }

    public IReadOnlyList<(CellAddress First, CellAddress Last)> Merges { get; }

    public int CellCount => cells.Count;

    /// <summary>The cell itself; the inside of a merged area is empty.</summary>
    public WorkbookCell? At(int row, int column) => cells.GetValueOrDefault((row, column));

    /// <summary>What one reads there: inside a merged area the text of its first cell.</summary>
    public string TextAt(int row, int column) =>
        (At(row, column) ?? (mergedInto.TryGetValue((row, column), out var first) ? At(first.Row, first.Column) : null))?.Shown.Trim() ?? "";

    public IEnumerable<WorkbookCell> CellsOf(int row) => Columns.Select(column => At(row, column)).OfType<WorkbookCell>();

    /// <summary>The same table with rows and columns exchanged; addresses stay those of the file.</summary>
    public WorkbookSheet Transposed() => new(
        Name,
        cells.Select(pair => KeyValuePair.Create((pair.Key.Column, pair.Key.Row), pair.Value)),
        Merges.Select(merge => (new CellAddress(merge.First.Column, merge.First.Row), new CellAddress(merge.Last.Column, merge.Last.Row))));
}

/// <summary>Sổ Excel, read: sheets in their order.</summary>
public sealed record Workbook(string FileName, IReadOnlyList<WorkbookSheet> Sheets);
