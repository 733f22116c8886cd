using KieuMau.Formats.OfficialPapers;

namespace KieuMau.Formats.Assignments;

/// <summary>Bảng phân công, as a Word document laid out by NĐ 30/2020/NĐ-CP.</summary>
public static class AssignmentDocument
{
    public const string NoLead = "chưa có";

    public static void Write(AssignmentTable table, Stream to) => OfficialPaper.Write(to, table.Subject, paper => Compose(table, paper));

    /// <summary>The same paper as parts, for showing on screen exactly what the document says.</summary>
    public static IReadOnlyList<PaperPart> Preview(AssignmentTable table)
    {
        var preview = new PaperPreview();
        Compose(table, preview);
        return preview.Parts;
    }

    private static void Compose(AssignmentTable table, IPaper paper)
    {
        paper.Head(table.Head);
        foreach (var notice in table.Notices) paper.Notice(notice);
        paper.Name("Bảng phân công", $"{table.Subject}");
        paper.Basis(table.Attached);
        if (table.Members.Count > 0) Members(table, paper);
        paper.Section($"{(table.Members.Count > 0 ? "II" : "I")}. PHÂN CÔNG PHỤ TRÁCH");
        paper.Text(table.Overview);
        paper.Table(new(
            [new("TT", 14, Centred: true), new("Tiêu chí, chỉ tiêu", 58), new("Phụ trách", 34), new("Phối hợp", 35), new("Thời gian", 24)],
            [.. table.Lines.Select(Row)]));
        paper.LastText("Cơ quan, người được phân công theo dõi, nhập số liệu, giữ minh chứng của chỉ tiêu được giao./.");
        paper.Close(table.Closing);
    }

    private static void Members(AssignmentTable table, IPaper paper)
    {
        paper.Section("I. THÀNH VIÊN");
        paper.Table(new(
            [new("TT", 14, Centred: true), new("Chức vụ", 67), new("Vị trí trong ban", 42), new("Cơ quan", 42)],
            [.. table.Members.Select((member, at) => new PaperRow([NumberText.Spoken(at + 1), member.Named, member.Position, member.Office]))]));
    }

    private static PaperRow Row(AssignmentTableLine line) => line.IsCriterion
        ? new([line.Code, new PaperCell([line.Name], Span: 4)], Strong: true)
        : new([line.Code, line.Name, new PaperCell([line.Lead.Length == 0 ? NoLead : line.Lead, .. line.Note.Length > 0 ? [line.Note] : Array.Empty<string>()]), new PaperCell(line.CoWorkers.Count == 0 ? [""] : line.CoWorkers), line.Term]);
}
