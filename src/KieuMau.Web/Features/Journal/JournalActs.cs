namespace KieuMau.Web.Features.Journal;

/// <param name="Code">As the entry keeps it: "observations.save".</param>
public sealed record JournalAct(string Code, string Name, string Group);

/// <summary>Tên các việc trong nhật ký. A test holds every code in the source against it: a new act gets its name here.</summary>
public static class JournalActs
{
    private const string Numbers = "Số liệu";
    private const string Recognition = "Công nhận, danh hiệu";
    private const string Units = "Đơn vị";
    private const string Law = "Bộ tiêu chí";
    private const string Rights = "Tài khoản, quyền";
    private const string Personal = "Dữ liệu cá nhân";
    private const string Journal = "Nhật ký";
    private const string Mail = "Thư báo";

    /// <summary>Of a code that has no name yet.</summary>
    private const string Other = "Việc khác";

    public static readonly IReadOnlyList<JournalAct> All =
    [
        new("observations.save", "Ghi số liệu", Numbers),
        new("titles.record", "Ghi danh hiệu, công nhận", Recognition),
        new("titles.revoke", "Ghi thu hồi", Recognition),
        new("units.add", "Thêm đơn vị", Units),
        new("units.change", "Sửa đơn vị", Units),
        new("units.close", "Đóng đơn vị", Units),
        new("units.merge", "Nhập đơn vị", Units),
        new("criteria.add", "Đặt thêm văn bản", Law),
        new("gate.refused", "Bị từ chối: ngoài phạm vi", Rights),
        new("mail.wish", "Đổi cách nhận thư", Mail),
        new("mail.ask", "Xin mã xác nhận địa chỉ thư", Mail),
        new("mail.confirm", "Xác nhận địa chỉ thư", Mail),
        new("mail.resend", "Gửi lại một thư", Mail),
        new("mail.give-up", "Bỏ một thư chưa gửi", Mail),
        new(ReadingJournal.Act, "Xem dữ liệu cá nhân", Personal),
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
