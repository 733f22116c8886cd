using System.Globalization;
using KieuMau.Domain.Journal;
using KieuMau.Formats.Tables;

namespace KieuMau.Formats.Journal;

/// <param name="ActName">As people call the act.</param>
/// <param name="Hash">As kept beside the entry.</param>
/// <param name="UnitName">As the unit was called then; empty when it is of none.</param>
/// <param name="Local">When, by a clock in Việt Nam.</param>
public sealed record JournalLine(JournalEntry Entry, string ActName, string UnitName, string Hash, DateTime Local);

/// <summary>Nhật ký ra tệp: CSV with every field as it is kept and the names of its codes, and a sheet for people.</summary>
public static class JournalFile
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "Xích", "Dòng", "Lúc (giờ UTC)", "Số tài khoản", "Ai", "Mã việc", "Việc", "Mã đơn vị", "Đơn vị", "Đối tượng", "Nội dung", "Từ", "Thành", "Vì sao",
        "Địa chỉ", "Thiết bị", "Kết quả", "Mã băm của dữ liệu", "Mã băm của dòng trước", "Mã băm",
    ];

    private const string Formulas = "=+-@\t\r";

    public static void WriteHead(TextWriter writer) => CsvLines.Write(writer, Columns, []);

    public static void WriteLines(TextWriter writer, IEnumerable<JournalLine> lines)
    {
        foreach (var line in lines) CsvLines.Write(writer, Fields(line), []);
    }

    public static TableSheet Sheet(IReadOnlyList<string> titles, IEnumerable<JournalLine> lines) => new(
        "Nhật ký",
        titles,
        [
            new("Lúc", Width: 18), new("Ai", Width: 26), new("Việc", Width: 22), new("Nội dung", Width: 48), new("Đơn vị", Width: 20), new("Mã đơn vị", Width: 20), new("Từ", Width: 28), new("Thành", Width: 28),
            new("Vì sao", Width: 28), new("Kết quả", Width: 11), new("Địa chỉ", Width: 20), new("Thiết bị", Width: 30), new("Xích", TableColumnKind.Number, 7), new("Dòng", TableColumnKind.Number, 9), new("Mã băm", Width: 20),
        ],
        [.. lines.Select(line => new TableRow(
        [
            TableCell.Of(line.Local.ToString("dd/MM/yyyy, HH:mm:ss", CultureInfo.InvariantCulture)), TableCell.Of(line.Entry.Who), TableCell.Of(line.ActName), TableCell.Of(line.Entry.Said), TableCell.Of(line.UnitName), TableCell.Of(line.Entry.Unit),
            TableCell.Of(line.Entry.From), TableCell.Of(line.Entry.To), TableCell.Of(line.Entry.Why), TableCell.Of(Spoken(line.Entry.Result)), TableCell.Of(line.Entry.Address), TableCell.Of(line.Entry.Device),
            TableCell.Of(line.Entry.Shard), TableCell.Of((decimal)line.Entry.Id), TableCell.Of(line.Hash),
        ]))]);

    public static string Spoken(JournalResult result) => result switch
    {
        JournalResult.Done => "xong",
        JournalResult.Refused => "bị từ chối",
        _ => "trục trặc",
    };

    private static IEnumerable<string> Fields(JournalLine line) =>
    [
        Number(line.Entry.Shard), Number(line.Entry.Id), line.Entry.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), Number(line.Entry.Account),
        Plain(line.Entry.Who), Plain(line.Entry.Act), line.ActName, Plain(line.Entry.Unit), Plain(line.UnitName), Plain(line.Entry.Subject), Plain(line.Entry.Said), Plain(line.Entry.From), Plain(line.Entry.To), Plain(line.Entry.Why),
        Plain(line.Entry.Address), Plain(line.Entry.Device), Spoken(line.Entry.Result), line.Entry.Digest, line.Entry.Previous, line.Hash,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // a browser says of itself what it likes; a spreadsheet must not take it for a formula
    private static string Plain(string text) => text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
}
