namespace KieuMau.Formats.OfficialPapers;

/// <summary>Phần đầu: who issues the paper, what it will be numbered, where and when.</summary>
/// <param name="ParentBody">Cơ quan chủ quản; empty for a UBND xã, which stands alone.</param>
/// <param name="Body">Cơ quan ban hành, as it is written in a sentence; the head writes it in capitals.</param>
/// <param name="Symbol">Ký hiệu after the number the clerk will give: "BC-UBND".</param>
/// <param name="Date">None leaves day and month to be filled in by hand.</param>
public sealed record PaperHead(string ParentBody, string Body, string Symbol, string Place, DateOnly? Date, int Year);

/// <summary>Phần cuối: nơi nhận and the signature block.</summary>
/// <param name="SignedFor">"TM. ỦY BAN NHÂN DÂN".</param>
/// <param name="Post">"CHỦ TỊCH"; the name is left for the one who signs.</param>
public sealed record PaperClosing(IReadOnlyList<string> Recipients, string SignedFor, string Post);

/// <summary>Bảng kê: a real table whose head repeats on every page and whose rows never split.</summary>
/// <param name="Columns">Heading and width in millimetres; together at most the width of the text.</param>
public sealed record PaperTable(IReadOnlyList<PaperColumn> Columns, IReadOnlyList<PaperRow> Rows);

public sealed record PaperColumn(string Heading, double Millimetres, bool Centred = false);

/// <param name="Strong">A row that opens a group: bold, and kept on one page with the row after it.</param>
public sealed record PaperRow(IReadOnlyList<PaperCell> Cells, bool Strong = false);

/// <param name="Lines">Paragraphs of the cell.</param>
/// <param name="Span">How many columns it covers.</param>
public sealed record PaperCell(IReadOnlyList<string> Lines, int Span = 1, bool Strong = false)
{
    public static implicit operator PaperCell(string text) => FromString(text);

    public static PaperCell FromString(string text) => new([text]);
}
