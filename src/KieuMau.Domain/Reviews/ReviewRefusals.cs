namespace KieuMau.Domain.Reviews;

/// <summary>Every reason a report of a period, or the review of one, may be refused.</summary>
public static class ReviewRefusals
{
    public static Refusal NotFrom(ReviewProcedure procedure, ReportState from, ReportStep step)
    {
        var ways = procedure.Moves.Where(move => move.From.Contains(from)).Select(move => Lower(move.Name)).Distinct().ToList();
        return new("reviews.not-from-here", $"Báo cáo đang ở trạng thái “{Lower(procedure.NameOf(from))}”, chưa làm được việc “{Lower(procedure.NameOf(step))}”.{(ways.Count == 0 ? "" : $" Từ đây làm được: {string.Join("; ", ways)}.")}");
    }

    public static Refusal NoReason(string what) => new("reviews.no-reason", $"{what} phải kèm lý do. Ghi lý do rồi gửi lại.");

    /// <param name="lines">Code and short name of each that lacks it.</param>
    public static Refusal NoReason(string what, IReadOnlyList<string> lines) => new("reviews.no-reason", $"{what} phải kèm lý do. Chưa có lý do: {string.Join("; ", lines)}. Ghi lý do của {(lines.Count == 1 ? "dòng ấy" : "các dòng ấy")} rồi gửi lại.");

    public static Refusal NotReadable(string text) => new("reviews.not-readable", text);

    public static Refusal NoPeriod(Period period) => new("reviews.no-period", $"Xã chưa mở kỳ báo cáo {period.Spoken()}. Văn phòng mở kỳ ở trang “Kỳ báo cáo”.");

    public static Refusal PeriodOpenAlready(Period period) => new("reviews.period-open", $"Kỳ báo cáo {period.Spoken()} đã mở. Xem kỳ ấy trong danh sách; mỗi kỳ chỉ mở một lần.");

    public static Refusal DueBeforeOpening(DateOnly opens, DateOnly due) => new("reviews.due-before-opening", $"Hạn gửi ({due:dd/MM/yyyy}) đứng trước ngày mở kỳ ({opens:dd/MM/yyyy}). Sửa một trong hai ngày.");

    public static Refusal NobodyAsked() => new("reviews.nobody-asked", "Chưa chọn khu hoặc cơ quan nào phải gửi báo cáo. Chọn ít nhất một.");

    public static Refusal NobodyToRemind(string name) => new("reviews.nobody-to-remind", $"{name} chưa có ai có tài khoản để nhắc. Đề nghị người quản trị tài khoản mở tài khoản và giao chức vụ.");

    public static Refusal PeriodLocked(Period period) => new("reviews.period-locked", $"Kỳ báo cáo {period.Spoken()} đã khóa: hạn gửi và nơi phải gửi không đổi được nữa.");

    public static Refusal NotAsked(string name, Period period) => new("reviews.not-asked", $"{name} không có trong danh sách phải gửi báo cáo {period.Spoken()}. Văn phòng thêm vào danh sách được, ở trang của kỳ, mục “Đổi nơi phải gửi”.");

    public static Refusal NotOpenYet(DateOnly opens) => new("reviews.not-open-yet", $"Kỳ này nhận báo cáo từ ngày {opens:dd/MM/yyyy}. Gửi từ ngày ấy.");

    public static Refusal NothingToJudge(string name) => new("reviews.nothing-to-judge", $"{name} không có chỉ tiêu nào trong bộ tiêu chí còn hiệu lực ở kỳ này, nên chưa có gì để gửi.");

    public static Refusal NoNumbers(string name) => new("reviews.no-numbers", $"{name} chưa có số liệu nào trong kỳ. Nhập số liệu trước khi gửi.");

    public static Refusal NotAnswered(IReadOnlyList<string> lines) => new("reviews.not-answered", $"Còn {(lines.Count == 1 ? "dòng" : "các dòng")} {string.Join(", ", lines)} bị trả lại chưa có trả lời; số liệu và minh chứng chưa đổi. Ghi trả lời, sửa số liệu hoặc gửi thêm minh chứng của từng dòng rồi gửi lại.");

    public static Refusal PapersChanged(string line) => new("reviews.papers-changed", $"Minh chứng của dòng {line} đã thay đổi sau khi trang này mở ra. Xem lại giấy tờ của dòng rồi ghi.");

    public static Refusal NothingSubmitted(string name) => new("reviews.nothing-submitted", $"{name} chưa gửi báo cáo kỳ này, nên chưa có gì để thẩm tra.");

    public static Refusal UnknownCode(string code) => new("reviews.unknown-code", $"Các bộ tiêu chí của xã trong kỳ này không có tiêu chí hay chỉ tiêu mang mã “{code}”. Sửa mã, hoặc để trống để lấy các dòng đã phân công.");

    public static Refusal UnknownLine(string line) => new("reviews.unknown-line", $"Báo cáo không có dòng {line}. Mở lại trang thẩm tra.");

    /// <summary>Hai người cùng thẩm tra: the second is told what the first did.</summary>
    public static Refusal ReviewedMeanwhile(string line, string who, string did, string when) =>
        new("reviews.meanwhile", $"Dòng {line}: {who} vừa {did} lúc {when}. Ý kiến của anh/chị chưa ghi. Xem ý kiến ấy rồi gửi lại nếu vẫn cần.");

    public static Refusal ReturnedMeanwhile(string line) =>
        new("reviews.returned-meanwhile", $"Dòng {line} vừa có người trả lời hoặc thẩm tra lại sau khi anh/chị mở trang. Câu trả lời chưa ghi. Xem lý do ở trang này rồi gửi lại nếu vẫn cần.");

    public static Refusal LockedTitle(string report, string state, string line, string what) =>
        new("reviews.title-locked", $"{report} đang ở trạng thái “{state}”; dòng {line} xét theo danh hiệu này, nên chưa ghi được. {what}");

    /// <summary>SD1.</summary>
    public static Refusal OwnNumber(string line) =>
        new("reviews.own-number", $"Dòng {line} có số do chính anh/chị nhập. Người nhập số liệu không thẩm tra số đó; người khác thẩm tra dòng này.");

    /// <param name="lead">Whoever leads it; empty when nobody does.</param>
    public static Refusal NotInField(string line, string lead) =>
        new("reviews.not-in-field", $"Dòng {line} không thuộc lĩnh vực anh/chị được phân công. {(lead.Length > 0 ? $"{lead} phụ trách dòng này, hoặc Văn phòng thẩm tra." : "Dòng này chưa có người phụ trách: Văn phòng thẩm tra, hoặc phân công ở trang “Phân công”.")}");

    public static Refusal NoneInField(string name) =>
        new("reviews.not-in-field", $"Báo cáo của {Lower(name)} không có dòng nào thuộc lĩnh vực anh/chị được phân công. Văn phòng thẩm tra, hoặc phân công ở trang “Phân công”.");

    public static Refusal NotReturned(string line) => new("reviews.not-returned", $"Dòng {line} không bị trả lại, nên không cần trả lời.");

    public static Refusal NoAnswer() => new("reviews.no-answer", "Chưa ghi trả lời. Ghi đã sửa gì, hoặc vì sao giữ nguyên.");

    public static Refusal NotAllVerified(IReadOnlyList<string> names) =>
        new("reviews.not-all-verified", $"Chưa thẩm tra xong: {string.Join(", ", names)}. Thẩm tra tiếp, hoặc ghi lý do khóa khi chưa đủ.");

    /// <summary>What to do about something a report that was sent holds fast.</summary>
    public static string HowToOpen(ReportState state) => state switch
    {
        ReportState.Submitted or ReportState.Returned => "Đề nghị người thẩm tra trả lại dòng cần sửa.",
        ReportState.Locked => "Kỳ đã khóa. Cần sửa: đề nghị nơi mở kỳ báo cáo của xã lập bản sửa đổi, kèm lý do, ở trang của báo cáo.",
        _ => "Cần sửa: lập bản sửa đổi, kèm lý do, ở trang của báo cáo.",
    };

    public static Refusal LockedNumber(string report, string state, string what) =>
        new("reviews.number-locked", $"{report} đang ở trạng thái “{state}”, số báo cáo ấy dùng không sửa được. {what}");

    public static Refusal NotOfAReturnedLine(string report, IReadOnlyList<string> lines) =>
        new("reviews.not-of-a-returned-line", $"{report} bị trả lại ở {(lines.Count == 1 ? "dòng" : "các dòng")} {string.Join(", ", lines)}; chỉ sửa được số của những dòng ấy. Cần sửa số khác: đề nghị người thẩm tra trả lại thêm dòng.");

    public static Refusal WhyChanged(string because) =>
        new("reviews.why-changed", $"{because} Ghi lý do sửa ở ô “Lý do sửa” rồi lưu lại.");

    private static string Lower(string text) => text.Length == 0 ? "" : char.ToLower(text[0], NumberText.Vietnamese) + text[1..];
}
