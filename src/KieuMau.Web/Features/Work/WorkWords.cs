using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Work;

/// <summary>Lời của trang việc.</summary>
public static class WorkWords
{
    public static string Spoken(this WorkKind kind) => kind switch
    {
        WorkKind.ToPrepare => "Chuẩn bị",
        WorkKind.Returned => "Bị trả lại",
        WorkKind.Due => "Đến hạn",
        WorkKind.ToVerify => "Cần thẩm tra",
        WorkKind.ToConfirm => "Cần xác nhận",
        WorkKind.Missing => "Còn thiếu số liệu, minh chứng",
        WorkKind.Mentioned => "Được nhắc đến",
        WorkKind.Unowned => "Chưa có người phụ trách",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>"Có 3 việc cần làm, 1 việc quá hạn."</summary>
    public static Answer AnswerOf(IReadOnlyList<WorkItem> items, DateOnly today)
    {
        if (items.Count == 0) return new("Không có việc nào đang chờ.");
        var late = items.Count(item => item.IsLate(today));
        return new($"Có {items.Count} việc cần làm{(late > 0 ? $", {late} việc quá hạn" : "")}.");
    }

    /// <summary>Quá hạn from the day after its last day.</summary>
    public static bool IsLate(this WorkItem item, DateOnly today) => item.DueOn < today;
}
