namespace KieuMau.Web.Features.Journal;

/// <param name="Code">As the entry keeps it: "observations.save".</param>
public sealed record JournalAct(string Code, string Name, string Group);

/// <summary>Tên các việc trong nhật ký. A test holds every code in the source against it: a new act gets its name here.</summary>
public static class JournalActs
{
    private const string Numbers = "Số liệu";
    private const string Duties = "Ban, phân công";
    private const string Reports = "Kỳ báo cáo, thẩm tra";
    private const string Evidence = "Minh chứng";
    private const string Recognition = "Công nhận, danh hiệu";
    private const string Units = "Đơn vị";
    private const string Law = "Bộ tiêu chí";
    private const string Rights = "Tài khoản, quyền";
    private const string Personal = "Dữ liệu cá nhân";
    private const string Keeping = "Sao lưu, sự cố";
    private const string Journal = "Nhật ký";
    private const string Mail = "Thư báo";

    /// <summary>Of a code that has no name yet.</summary>
    private const string Other = "Việc khác";

    public static readonly IReadOnlyList<JournalAct> All =
    [
        new("observations.save", "Ghi số liệu", Numbers),
        new("offices.add", "Thêm cơ quan", Duties),
        new("offices.open", "Mở cơ quan khi giao chức vụ", Duties),
        new("offices.rename", "Đổi tên cơ quan", Duties),
        new("offices.close", "Đóng cơ quan", Duties),
        new("boards.set-up", "Lập ban", Duties),
        new("boards.close", "Giải thể ban", Duties),
        new("boards.member", "Ghi thành viên ban", Duties),
        new("boards.member-end", "Ghi thôi thành viên ban", Duties),
        new("assignments.give", "Phân công tiêu chí, chỉ tiêu", Duties),
        new("assignments.end", "Thôi phân công", Duties),
        new("reports.open", "Mở, sửa kỳ báo cáo", Reports),
        new("reports.ask", "Đổi nơi phải gửi báo cáo", Reports),
        new("reports.redate", "Đặt lại hạn kỳ báo cáo", Reports),
        new("reports.submit", "Gửi báo cáo", Reports),
        new(StandingSeals.ReviewsStand, "Kết quả thẩm tra lúc gửi", Reports),
        new(StandingSeals.Unsettled, "Dòng chờ thẩm tra lại", Reports),
        new("reports.verify", "Thẩm tra", Reports),
        new("reports.return", "Trả lại", Reports),
        new("reports.answer", "Trả lời dòng bị trả lại", Reports),
        new("reports.remind", "Nhắc gửi báo cáo", Reports),
        new("reports.lock", "Khóa kỳ báo cáo", Reports),
        new("reports.amend", "Mở bản sửa đổi", Reports),
        new("comments.add", "Gửi ý kiến", Reports),
        new("comments.withdraw", "Rút ý kiến", Reports),
        new("evidence.attach", "Gắn minh chứng", Evidence),
        new("evidence.replace", "Thay tệp minh chứng", Evidence),
        new("evidence.link", "Dùng minh chứng cho chỗ khác", Evidence),
        new("evidence.unlink", "Gỡ minh chứng khỏi một chỗ", Evidence),
        new("evidence.remove", "Bỏ minh chứng", Evidence),
        new("titles.record", "Ghi danh hiệu, công nhận", Recognition),
        new("titles.revoke", "Ghi thu hồi", Recognition),
        new("units.add", "Thêm đơn vị", Units),
        new("units.change", "Sửa đơn vị", Units),
        new("units.close", "Đóng đơn vị", Units),
        new("units.merge", "Nhập đơn vị", Units),
        new("criteria.add", "Đặt thêm văn bản", Law),
        new("levels.propose", "Đề nghị mức chính thức", Law),
        new("levels.confirm", "Xác nhận mức chính thức", Law),
        new("levels.refuse", "Từ chối mức chính thức", Law),
        new("levels.withdraw", "Rút đề nghị mức chính thức", Law),
        new("gate.refused", "Bị từ chối: ngoài phạm vi", Rights),
        new("accounts.first", "Mở người quản trị đầu tiên", Rights),
        new("accounts.open", "Mở tài khoản", Rights),
        new("accounts.sign-in", "Đăng nhập", Rights),
        new("accounts.sign-out", "Đăng xuất", Rights),
        new("accounts.sign-out-everywhere", "Đăng xuất mọi nơi", Rights),
        new("accounts.wrong-password", "Sai tên hoặc mật khẩu", Rights),
        new("accounts.wrong-code", "Sai mã lớp thứ hai", Rights),
        new("accounts.passkey-failed", "Khóa không nhận ra", Rights),
        new("accounts.locked", "Tạm khóa vì sai nhiều lần", Rights),
        new("accounts.provider-failed", "Nơi cấp danh tính không trả lời được", Rights),
        new("accounts.not-linked", "Danh tính chưa liên kết", Rights),
        new("accounts.link", "Liên kết danh tính", Rights),
        new("accounts.unlink", "Gỡ liên kết danh tính", Rights),
        new("accounts.password", "Đặt mật khẩu", Rights),
        new("accounts.link-given", "Cấp đường dẫn đặt mật khẩu", Rights),
        new("accounts.second-factor", "Bật, gỡ lớp thứ hai", Rights),
        new("accounts.second-factor-reset", "Đặt lại lớp thứ hai của người khác", Rights),
        new("accounts.recovery-codes", "Lấy mã dự phòng", Rights),
        new("accounts.passkey", "Thêm, đặt tên, gỡ khóa", Rights),
        new("accounts.disable", "Khóa tài khoản", Rights),
        new("accounts.enable", "Mở lại tài khoản", Rights),
        new("accounts.review", "Rà soát quyền", Rights),
        new("posts.give", "Giao chức vụ", Rights),
        new("posts.end", "Ghi ngày thôi chức vụ", Rights),
        new("mail.wish", "Đổi cách nhận thư", Mail),
        new("mail.ask", "Xin mã xác nhận địa chỉ thư", Mail),
        new("mail.confirm", "Xác nhận địa chỉ thư", Mail),
        new("mail.resend", "Gửi lại một thư", Mail),
        new("mail.give-up", "Bỏ một thư chưa gửi", Mail),
        new(ReadingJournal.Act, "Xem dữ liệu cá nhân", Personal),
        new("requests.receive", "Nhận yêu cầu của chủ thể dữ liệu", Personal),
        new("requests.answer", "Trả lời yêu cầu", Personal),
        new("requests.extend", "Gia hạn yêu cầu", Personal),
        new("requests.finish", "Thực hiện xong yêu cầu", Personal),
        new("retention.delete", "Xóa khi hết thời gian giữ", Personal),
        new("incidents.record", "Ghi sự cố và các mốc", Keeping),
        new("backups.make", "Sao lưu", Keeping),
        new("backups.test", "Thử khôi phục", Keeping),
        new("backups.restore", "Khôi phục", Keeping),
        new("backups.export", "Xuất toàn bộ ra tệp mở", Keeping),
        new(VerifyJournal.Act, "Kiểm tra nhật ký", Journal),
        new(ExportJournal.Act, "Xuất nhật ký", Journal),
    ];

    private static readonly Dictionary<string, JournalAct> ByCode = All.ToDictionary(act => act.Code);

    public static IReadOnlyList<string> Groups { get; } = [.. All.Select(act => act.Group).Distinct(), Other];

    public static string NameOf(string act) => ByCode.GetValueOrDefault(act)?.Name ?? act;

    /// <summary>For a query: acts of a group, and whether it means those (or, for "việc khác", all but the named ones).</summary>
    public static (IReadOnlyList<string> Codes, bool AllBut) Of(string group) =>
        group == Other ? ([.. ByCode.Keys], true) : ([.. All.Where(act => act.Group == group).Select(act => act.Code)], false);
}
