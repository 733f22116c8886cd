using KieuMau.Formats.Tables;

namespace KieuMau.Formats.Assignments;

/// <summary>Bảng phân công as .xlsx; a second sheet names the members of the board.</summary>
public static class AssignmentWorkbook
{
    public static void Write(AssignmentTable table, Stream to) => TableWorkbook.Write(to, Sheets(table));

    public static IReadOnlyList<TableSheet> Sheets(AssignmentTable table) => table.Members.Count == 0 ? [Lines(table)] : [Lines(table), Members(table)];

    private static TableSheet Lines(AssignmentTable table) => new(
        "Phân công",
        Titles(table, $"{table.Subject}, {table.CommuneName}"),
        [new("TT", Width: 8), new("Tiêu chí, chỉ tiêu", Width: 60), new("Phụ trách", Width: 34), new("Phối hợp", Width: 34), new("Thời gian", Width: 24), new("Ghi chú", Width: 34)],
        [.. table.Lines.Select(line => new TableRow(
            [
                TableCell.Of(line.Code),
                TableCell.Of(line.Name),
                TableCell.Of(line.IsCriterion || line.Lead.Length > 0 ? line.Lead : AssignmentDocument.NoLead),
                TableCell.Of(string.Join("\n", line.CoWorkers)),
                TableCell.Of(line.Term),
                TableCell.Of(line.Note),
            ],
            Strong: line.IsCriterion))])
    {
        FrozenColumns = 2,
    };

    private static TableSheet Members(AssignmentTable table) => new(
        "Thành viên",
        Titles(table, table.BoardName),
        [new("TT", TableColumnKind.Number, 6), new("Chức vụ", Width: 40), new("Vị trí trong ban", Width: 24), new("Cơ quan", Width: 34)],
        [.. table.Members.Select((member, at) => new TableRow([TableCell.Of(at + 1), TableCell.Of(member.Named), TableCell.Of(member.Position), TableCell.Of(member.Office)]))]);

    private static List<string> Titles(AssignmentTable table, string title) => [title, table.Overview, .. table.Notices];
}
