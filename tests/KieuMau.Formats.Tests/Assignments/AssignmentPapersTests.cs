using DocumentFormat.OpenXml.Packaging;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.Assignments;
using KieuMau.Formats.Tables;
using KieuMau.Formats.Tests.Evaluations;

namespace KieuMau.Formats.Tests.Assignments;

public sealed class AssignmentPapersTests
{
    [Fact]
    public void The_assignment_table_reads_as_approved() => Approved.Matches(PaperText.Of(Written(Table)));

    [Fact]
    public void Before_there_is_a_board_the_decision_is_left_to_be_filled_in() => Approved.Matches(PaperText.Of(Written(Table with { Board = null, Members = [], Demonstration = false })));

    [Fact]
    public void The_workbook_says_the_same_and_names_what_has_no_owner()
    {
        var sheets = AssignmentWorkbook.Sheets(Table);

        Assert.Equal(["Phân công", "Thành viên"], sheets.Select(sheet => sheet.Name));
        Assert.Contains("SỐ LIỆU MINH HỌA, KHÔNG DÙNG ĐỂ BAN HÀNH", sheets[0].Titles);
        Assert.Equal(TableCell.Of("chưa có"), sheets[0].Rows.Single(row => row.Cells[0] == TableCell.Of("5.2")).Cells[2]);
        Assert.Equal(TableCell.None, sheets[0].Rows[0].Cells[2]); // a heading has no owner and lacks none
    }

    [Fact]
    public void Word_finds_nothing_wrong_in_it()
    {
        using var package = WordprocessingDocument.Open(Written(Table), isEditable: false);
        Assert.Empty(PaperText.Problems(package));
    }

    private static AssignmentTable Table => new(
        new("bo-khu", "Bộ tiêu chí khu dân cư nông thôn mới kiểu mẫu", []) { ShortTitle = "KDC kiểu mẫu Phú Thọ 2021-2025" },
        "xã Thanh Đình",
        new(2024, 12, 31),
        [
            new(true, "5", "Hộ nghèo", "", [], "", ""),
            new(false, "5.1", "Không có hộ nghèo", "Văn hóa - Lao động Thương binh và Xã hội (công chức văn hóa - xã hội)", ["UB MTTQ xã", "Tư pháp"], "từ 01/02/2024", "khu 2: Trạm y tế"),
            new(false, "5.2", "Thu nhập bình quân đầu người", "", [], "", "") { Unowned = true },
            new(false, "5.3", "Hộ có vườn mẫu", "Trạm y tế", [], "từ 01/02/2024", "khu 4 chưa có người phụ trách") { Unowned = true },
        ])
    {
        Board = new(1, "ban-chi-dao", "Ban Chỉ đạo xây dựng nông thôn mới xã", "thanh-dinh", "Quyết định số 00/QĐ-UBND ngày 30/01/2024 của UBND xã", SourceStatus.Illustration, new(new(2024, 1, 30))),
        Members = [new("trưởng ban", "Chủ tịch UBND xã", ""), new("ủy viên", "Trưởng Công an xã", "Công an xã")],
        Demonstration = true,
    };

    private static MemoryStream Written(AssignmentTable table)
    {
        var stream = new MemoryStream();
        AssignmentDocument.Write(table, stream);
        stream.Position = 0;
        return stream;
    }
}
