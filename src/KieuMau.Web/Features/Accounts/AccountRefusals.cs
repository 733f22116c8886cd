using KieuMau.Domain.Accounts;
using KieuMau.Web.Data;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Every reason an account, a post or a right may be refused.</summary>
public static class AccountRefusals
{
    public static Refusal SignInFirst() => new("accounts.sign-in-first", "Đăng nhập rồi làm lại.");

    /// <summary>Says who could do it, or give the right to.</summary>
    public static Refusal FormOfAnotherSignIn() =>
        new("accounts.form-of-another-sign-in", "Biểu mẫu này mở trước khi máy đổi người đăng nhập (hoặc trước khi đăng nhập lại), nên chưa ghi gì. Bấm nút quay lại của trình duyệt để chép nội dung vừa gõ, rồi mở lại trang mà ghi.");

    public static Refusal UnitEndedBefore(Period period) =>
        new("accounts.unit-ended", $"Đơn vị của chức vụ anh/chị đang giữ đã thôi trước {period.Spoken()}, nên không ghi, không thẩm tra được số liệu của kỳ này. Đơn vị kế tiếp làm việc đó.");

    public static Refusal UnitEndedBefore(DateOnly day) =>
        new("accounts.unit-ended", $"Đơn vị của chức vụ anh/chị đang giữ đã thôi trước ngày {day:dd/MM/yyyy}, nên không ghi được điều có từ ngày ấy. Đơn vị kế tiếp làm việc đó.");

    public static Refusal NoRight(RoleBook roles, Right right)
    {
        var holders = roles.Holding(right).Select(role => role.Name).Take(4).ToList();
        var who = holders.Count == 0 ? "" : $" Việc này thuộc: {string.Join("; ", holders)}.";
        return new("accounts.no-right", $"Chức vụ đang giữ không có quyền “{Wording.Lower(roles.NameOf(right))}”.{who} Người quản trị tài khoản có thể giao chức vụ.");
    }

    // ── đăng nhập ──
    public static Refusal Wrong(int left) => new("accounts.wrong", $"Tên hoặc mật khẩu chưa đúng. Còn {left} lần thử.");

    public static Refusal WrongCode(int left) => new("accounts.wrong-code", $"Mã chưa đúng, đã dùng rồi hoặc đã quá giờ. Còn {left} lần thử.");

    public static Refusal Locked(DateTime until) => new("accounts.locked", $"Đã thử sai nhiều lần. Thử lại từ {until.InVietNam():HH:mm} ngày {until.InVietNam():dd/MM/yyyy}, hoặc gặp người quản trị để cấp lại mật khẩu.");

    public static Refusal Disabled(string why) => new("accounts.disabled", $"Tài khoản đã khóa ({why}). Gặp người quản trị tài khoản để mở lại.");

    public static Refusal CodeTooLate() => new("accounts.code-too-late", "Bước nhập mã đã quá 5 phút. Đăng nhập lại từ đầu.");

    public static Refusal PasskeyFailed() => new("accounts.passkey-failed", "Khóa chưa dùng được: khóa này chưa gắn với tài khoản nào ở đây, hoặc đã chờ quá lâu. Thử lại, hoặc đăng nhập bằng mật khẩu.");

    public static Refusal NotLinked(string provider) => new("accounts.not-linked", $"Danh tính của {provider} chưa liên kết với tài khoản nào ở đây. Đăng nhập bằng mật khẩu rồi bấm “Liên kết” ở trang Tài khoản, hoặc nhờ người quản trị liên kết.");

    public static Refusal ProviderFailed(string provider) => new("accounts.provider-failed", $"Chưa đăng nhập được qua {provider}: trả lời nhận về không khớp với lần hỏi, hoặc nơi đó từ chối. Bấm lại từ trang này.");

    public static Refusal LinkedElsewhere() => new("accounts.linked-elsewhere", "Danh tính này đã liên kết với một tài khoản khác. Gỡ liên kết ở tài khoản đó trước.");

    // ── người quản trị đầu tiên ──
    public static Refusal AlreadyBegun() => new("accounts.already-begun", "Đã có người quản trị đầu tiên. Đăng nhập, hoặc gặp người đó.");

    public static Refusal WrongStartCode() => new("accounts.wrong-start-code", "Mã mở đầu chưa đúng. Mã in ở cửa sổ chạy chương trình hoặc nhật ký của dịch vụ, mỗi lần chạy một mã khác.");

    // ── tài khoản ──
    public static Refusal NoName() => new("accounts.no-name", "Ghi họ tên người dùng tài khoản.");

    public static Refusal Unknown() => new("accounts.unknown", "Không có tài khoản này trong phạm vi quản trị. Mở lại danh sách người dùng.");

    public static Refusal NoReason() => new("accounts.no-reason", "Ghi lý do, ví dụ: nghỉ hưu từ 01/3/2025.");

    public static Refusal Erased() => new("accounts.erased", "Thông tin của người này đã xóa theo thời gian giữ, tài khoản không mở lại được. Lập tài khoản mới nếu người ấy trở lại.");

    public static Refusal Oneself() => new("accounts.oneself", "Không tự khóa hay đặt lại tài khoản của chính mình; người quản trị khác làm việc này.");

    public static Refusal LastAdministrator() => new("accounts.last-administrator", "Đây là người quản trị cuối cùng còn mở. Mở một người quản trị khác trước.");

    public static Refusal LinkSpent() => new("accounts.link-spent", "Đường dẫn đã dùng, đã quá 24 giờ, hoặc đã cấp đường dẫn mới hơn. Gặp người quản trị để cấp lại.");

    public static Refusal Password(IEnumerable<string> missing) => new("accounts.password", $"Mật khẩu còn thiếu: {string.Join("; ", missing)}.");

    public static Refusal NotTwice() => new("accounts.not-twice", "Hai lần gõ mật khẩu chưa giống nhau. Gõ lại cả hai ô.");

    public static Refusal WrongPassword(int left) => new("accounts.wrong-password", $"Mật khẩu đang dùng chưa đúng. Còn {left} lần thử.");

    public static Refusal SamePassword() => new("accounts.same-password", "Mật khẩu mới trùng mật khẩu đang dùng. Chọn mật khẩu khác.");

    public static Refusal FromStore(IEnumerable<Microsoft.AspNetCore.Identity.IdentityError> errors) => new("accounts.store", string.Join(" ", errors.Select(error => error.Description)));

    // ── chức vụ ──
    public static Refusal UnknownRole(string role) => new("posts.unknown-role", $"Không có chức danh “{role}”. Chọn trong danh sách.");

    public static Refusal WrongLevel(Role role, string unit) => new("posts.wrong-level", $"{role.Name} là chức danh cấp {role.Level}; {unit} không thuộc cấp này. Chọn đơn vị khác.");

    public static Refusal OfficeOfAnother(string office, string role) =>
        new("posts.office-of-another", $"“{office}” là cơ quan của chức danh “{role}”. Ghi tên cơ quan khác, hoặc chọn chức danh ấy.");

    public static Refusal RoleEnded(Role role) => new("posts.role-ended", $"{role.Name} không còn từ sau {role.Until:dd/MM/yyyy}: ghi ngày thôi giữ không muộn hơn ngày đó, hoặc chọn chức danh khác.");

    public static Refusal BusinessPost() => new("posts.administrator", "SD5: tài khoản quản trị không giữ chức vụ nghiệp vụ. Mở một tài khoản vận hành khác cho chức vụ này.");

    public static Refusal AdministeringPost() => new("posts.operator", "SD5: chức danh quản trị chỉ giao cho tài khoản quản trị. Mở một tài khoản quản trị riêng.");

    public static Refusal EndsBeforeItBegins() => new("posts.dates", "Ngày thôi giữ đứng trước ngày bắt đầu. Sửa lại một trong hai ngày.");

    public static Refusal UnknownPost() => new("posts.unknown", "Không có chức vụ này, hoặc đã ghi ngày thôi. Mở lại trang.");
}
