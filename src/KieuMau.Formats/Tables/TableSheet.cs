namespace KieuMau.Formats.Tables;

public enum TableColumnKind
{
    Text,

    /// <summary>Shown with as many decimals as the column says; the cell holds the exact number.</summary>
    Number,

    /// <summary>Values are in percent (97.1 is 97,1 %); the cell holds 0.971 with a percentage format, as Excel does.</summary>
    Percent,

    Date,
}

/// <param name="Width">In characters, as Excel counts it.</param>
public sealed record TableColumn(string Heading, TableColumnKind Kind = TableColumnKind.Text, double Width = 14, int Decimals = 0);

/// <summary>Ô: a value of the kind its column has, a text in its place ("không áp dụng"), or nothing.</summary>
public abstract record TableCell
{
    private TableCell() { } // the family is closed: every case is below

    public sealed record Words(string Value) : TableCell;

    public sealed record Amount(decimal Value) : TableCell;

    public sealed record Day(DateOnly Value) : TableCell;

    public sealed record Empty : TableCell;

    public static readonly TableCell None = new Empty();

    public static TableCell Of(string? text) => string.IsNullOrEmpty(text) ? None : new Words(text);

    public static TableCell Of(decimal? number) => number is { } value ? new Amount(value) : None;

    public static TableCell Of(int number) => new Amount(number);

    public static TableCell Of(DateOnly? date) => date is { } value ? new Day(value) : None;
}

/// <param name="Strong">A row that opens a group, in bold.</param>
public sealed record TableRow(IReadOnlyList<TableCell> Cells, bool Strong = false);

/// <summary>Một trang tính: lines of title, one head row, rows of values.</summary>
/// <param name="Name">Name of the sheet; shortened and cleaned of what Excel forbids.</param>
/// <param name="Titles">Lines above the head: the name of the table, "số liệu minh họa".</param>
public sealed record TableSheet(string Name, IReadOnlyList<string> Titles, IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>How many columns at the left stay in view with the head.</summary>
    public int FrozenColumns { get; init; } = 1;

    public bool Landscape { get; init; } = true;
}
