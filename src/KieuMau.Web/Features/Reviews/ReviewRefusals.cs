using KieuMau.Domain.Reviews;
using KieuMau.Domain.Units;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Every reason a report or a review may be refused.</summary>
public static class ReviewRefusals
{
    public static Refusal NoPeriod(Unit unit, Period period) => new("reviews.no-period", $"{unit.Name} chưa mở kỳ báo cáo {period.Spoken()}. Văn phòng UBND xã mở kỳ ở trang Kỳ báo cáo.");

    public static Refusal NotYetOpen(DateOnly opens) => new("reviews.not-open", $"Kỳ này nhận báo cáo từ ngày {opens:dd/MM/yyyy}. Nhập số liệu trước thì được.");

    public static Refusal DueBeforeOpen(DateOnly opens, DateOnly due) => new("reviews.due-before-open", $"Hạn gửi ({due:dd/MM/yyyy}) đứng trước ngày mở ({opens:dd/MM/yyyy}). Sửa một trong hai ngày.");

    public static Refusal OddNumber(string name, int least, int most) => new("reviews.odd-number", $"{name} phải là số từ {least} đến {most}.");

    public static Refusal NotFrom(ReviewProcedure procedure, ReportStep step, ReportState state)
    {
        var name = procedure.Moves.First(move => move.Step == step).Name;
        var next = string.Join(", ", procedure.From(state).Select(move => move.Name.ToLower(NumberText.Vietnamese)));
        return new("reviews.not-from-here", $"Báo cáo đang ở trạng thái “{procedure.NameOf(state)}”, chưa {name.ToLower(NumberText.Vietnamese)} được. Bước đi được lúc này: {next}.");
    }

    public static Refusal NoReason() => new("reviews.no-reason", "Ghi lý do, nói rõ sai ở đâu và cần gì.");

    public static Refusal NoAnswer() => new("reviews.no-answer", "Ghi câu trả lời: đã sửa gì, hoặc vì sao số này đúng.");

    public static Refusal Unanswered(IReadOnlyList<string> lines) => new("reviews.unanswered", $"Còn {lines.Count} dòng bị trả lại chưa trả lời: {string.Join(", ", lines)}. Trả lời từng dòng rồi gửi lại.");

    public static Refusal NoLine(string line) => new("reviews.no-line", $"Báo cáo không có dòng {line}. Mở lại trang.");

    public static Refusal OwnNumber(string line) => new("reviews.own-number", $"Dòng {line} dùng số do chính anh/chị nhập. Người khác phải thẩm tra dòng này.");

    public static Refusal Meanwhile(string line, string who, LineState state, DateTime at) =>
        new("reviews.meanwhile", $"Dòng {line}: {who} vừa ghi “{state.Spoken()}” lúc {Observations.FactWords.SpokenLocal(at)}. Việc của anh/chị chưa ghi; xem lại rồi quyết định.");

    public static Refusal Closed(ReviewProcedure procedure, ReportState state, Period period) => new(
        "reviews.closed",
        state == ReportState.Locked || state == ReportState.Verified
            ? $"Báo cáo {period.Spoken()} “{procedure.NameOf(state)}” nên số liệu không sửa được. Cần sửa thì Văn phòng UBND xã mở bản sửa đổi, có lý do."
            : $"Báo cáo {period.Spoken()} đã gửi, đang thẩm tra, nên số liệu không sửa được. Người thẩm tra trả lại dòng nào thì sửa được dòng ấy.");

    public static Refusal OnlyReturnedLines(Period period) => new("reviews.only-returned", $"Báo cáo {period.Spoken()} bị trả lại một số dòng; chỉ sửa được số liệu của những dòng ấy.");

    public static Refusal SayWhy(string what) => new("reviews.say-why", $"Số này {what}. Ghi lý do sửa rồi lưu lại.");
}
