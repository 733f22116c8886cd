namespace KieuMau.Domain.Assignments;

/// <summary>Every reason an assignment, a board or a membership may be refused.</summary>
public static class AssignmentRefusals
{
    public static Refusal HasLead(Assignment asked, Assignment other) =>
        new("assignments.has-lead", $"{asked.Line.Spoken}: {other.Who.Spoken} đang phụ trách {other.Term.Spoken}. Kết thúc phân công đó trước, hoặc chọn ngày khác, hoặc ghi là phối hợp.");

    public static Refusal Twice(Assignment asked, Assignment other) =>
        new("assignments.twice", $"{asked.Line.Spoken}: {other.Who.Spoken} đã được giao {(other.As == AssignedAs.Lead ? "phụ trách" : "phối hợp")} {other.Term.Spoken}. Chọn người, cơ quan khác hoặc ngày khác.");

    public static Refusal Nobody() => new("assignments.nobody", "Chọn cơ quan hoặc người được giao.");

    public static Refusal NoLines() => new("assignments.no-lines", "Đánh dấu ít nhất một tiêu chí hoặc chỉ tiêu ở bảng.");

    public static Refusal NoSuchLine(string code) => new("assignments.no-such-line", $"Bộ tiêu chí không có tiêu chí, chỉ tiêu “{code}”. Mở lại trang phân công.");

    public static Refusal OtherUnit(string unit) => new("assignments.other-unit", $"Bộ tiêu chí này không xét đơn vị “{unit}” vào ngày đã chọn. Chọn “mọi khu” hoặc một khu của xã.");

    public static Refusal Unknown() => new("assignments.unknown", "Không có phân công này. Mở lại trang phân công.");

    public static Refusal EndsBeforeItBegins(Term term) => new("assignments.ends-before", $"Ngày cuối ({Term.Written(term.To!.Value)}) đứng trước ngày đầu ({Term.Written(term.From)}). Sửa một trong hai ngày.");

    public static Refusal OutsideMembership(BoardMember member) =>
        new("assignments.outside-membership", $"{member.Named} là {member.Position} {member.Term.Spoken}. Phân công qua chức vụ này phải nằm trong thời gian đó.");

    public static Refusal NoSuchMember() => new("assignments.no-such-member", "Không có thành viên này trong các ban của xã. Chọn trong danh sách.");

    public static Refusal NoSuchOffice() => new("assignments.no-such-office", "Xã không có cơ quan này vào ngày đã chọn. Chọn trong danh sách, hoặc thêm ở trang Cơ quan.");

    public static Refusal NoSuchPerson() => new("assignments.no-such-person", "Không có tài khoản này giữ chức vụ ở xã. Chọn trong danh sách.");

    public static Refusal NoDate() => new("assignments.no-date", "Chọn ngày.");

    public static Refusal NoBoard() => new("boards.unknown", "Không có ban này. Mở lại trang các ban.");

    public static Refusal NoBoardName() => new("boards.no-name", "Ghi tên ban, ví dụ Ban Chỉ đạo xây dựng nông thôn mới xã.");

    public static Refusal NoKind() => new("boards.no-kind", "Chọn loại ban trong danh sách.");

    public static Refusal OtherLevel(BoardKind kind) => new("boards.other-level", $"{kind.Name} là ban của cấp {kind.Level}. Chọn đơn vị cấp {kind.Level}.");

    public static Refusal BoardTwice(Board other) => new("boards.twice", $"{other.Name} đã có {other.Term.Spoken}. Kết thúc ban đó trước, hoặc chọn ngày khác.");

    public static Refusal NoMemberName() => new("boards.no-member", "Ghi chức vụ của thành viên, ví dụ Trưởng Công an xã, hoặc chọn tài khoản.");

    public static Refusal NoPosition(BoardKind kind) => new("boards.no-position", $"Chọn vị trí trong ban: {string.Join(", ", kind.Positions)}.");

    public static Refusal OutsideBoard(Board board) => new("boards.outside", $"{board.Name} có {board.Term.Spoken}. Thời gian của thành viên phải nằm trong đó.");

    public static Refusal HeadTwice(BoardMember other) => new("boards.head-twice", $"{other.Named} đang là {other.Position} {other.Term.Spoken}. Kết thúc trước, hoặc chọn vị trí khác.");

    public static Refusal NoOfficeName() => new("offices.no-name", "Ghi tên cơ quan, ví dụ Công an xã.");

    public static Refusal OfficeTwice(string name) => new("offices.twice", $"Xã đã có cơ quan tên “{name}”. Ghi tên khác.");

    public static Refusal NoOfficeRole() => new("offices.no-role", "Chọn chức danh của người trong cơ quan này.");
}
