namespace KieuMau.Domain.Registers;

/// <summary>Loại yêu cầu của chủ thể dữ liệu, with the days within which it must be acted on.</summary>
/// <param name="Code">Stable: xem-sua, rut-han-che, xoa.</param>
public sealed record RequestKind(string Code, string Name, int Days);

/// <summary>Hạn trả lời và thực hiện yêu cầu của chủ thể dữ liệu, as the law file says them.</summary>
/// <param name="AnswerWorkingDays">To answer whether and when it will be done.</param>
public sealed record RequestTerms(int AnswerWorkingDays, IReadOnlyList<RequestKind> Kinds)
{
    public RequestKind? Find(string code) => Kinds.FirstOrDefault(kind => kind.Code == code);

    /// <summary>The last day to answer; the day of receipt is not counted.</summary>
    public DateOnly AnswerBy(DateOnly received, WorkingDays days) => days.After(received, AnswerWorkingDays);

    /// <summary>The last day to act, in calendar days; one extension moves it to the day it names.</summary>
    public static DateOnly ActBy(DateOnly received, RequestKind kind, DateOnly? extendedTo) => extendedTo ?? received.AddDays(kind.Days);

    /// <summary>Gia hạn: once, before the day has passed, to a later day, with a reason.</summary>
    public static Refusal? Extend(DateOnly today, DateOnly actBy, bool extendedBefore, bool done, DateOnly to, string reason) =>
        done ? new("requests.done", "Yêu cầu này đã thực hiện xong, không cần gia hạn.")
        : extendedBefore ? new("requests.extended-before", "Yêu cầu này đã gia hạn một lần; chỉ được gia hạn một lần.")
        : today > actBy ? new("requests.too-late", $"Đã quá hạn từ {Day(actBy)}: không gia hạn được nữa. Thực hiện rồi ghi kết quả.")
        : to <= actBy ? new("requests.not-later", $"Ngày gia hạn phải sau hạn hiện nay ({Day(actBy)}).")
        : string.IsNullOrWhiteSpace(reason) ? new("requests.no-reason", "Ghi lý do gia hạn; lý do được báo cho người yêu cầu.")
        : null;

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", NumberText.Vietnamese);
}
