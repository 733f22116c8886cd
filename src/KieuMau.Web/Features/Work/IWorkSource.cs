using KieuMau.Domain.Accounts;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Work;

/// <summary>Loại việc, in the order in which a person should see them.</summary>
public enum WorkKind
{
    /// <summary>Chuẩn bị: what an installation needs before anybody can work in it.</summary>
    ToPrepare,

    /// <summary>Bị trả lại.</summary>
    Returned,

    /// <summary>Đến hạn.</summary>
    Due,

    /// <summary>Cần thẩm tra.</summary>
    ToVerify,

    /// <summary>Cần người thứ hai xác nhận.</summary>
    ToConfirm,

    /// <summary>Còn thiếu số liệu hoặc minh chứng.</summary>
    Missing,

    /// <summary>Được nhắc đến.</summary>
    Mentioned,

    /// <summary>Chưa có người phụ trách.</summary>
    Unowned,
}

/// <summary>Việc của tôi: one thing to do, and where it is done.</summary>
/// <param name="Text">A whole sentence: "Khu 5, 7.1: trả lại, cần danh sách hộ được trừ."</param>
/// <param name="Href">The page where it is done.</param>
/// <param name="DueOn">Last day, when there is one.</param>
public sealed record WorkItem(WorkKind Kind, string Text, string Href, string Unit, DateOnly? DueOn = null);

/// <summary>Each feature that gives people work tells of it; the page "việc của tôi" only gathers.</summary>
public interface IWorkSource
{
    /// <summary>Asked one after another, before the page is drawn.</summary>
    Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct);
}
