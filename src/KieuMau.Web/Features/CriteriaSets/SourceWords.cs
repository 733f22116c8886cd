using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>Lời của trạng thái: the six words, and what each obliges a reader to remember.</summary>
public static class SourceWords
{
    public static string Spoken(this SourceStatus status) => status switch
    {
        SourceStatus.StatedInPlan => "Nêu trong kế hoạch",
        SourceStatus.Found => "Tìm thấy trong văn bản công khai",
        SourceStatus.Recalled => "Nhớ lại",
        SourceStatus.Confirmed => "Đã xác nhận",
        SourceStatus.NotEstablished => "Chưa xác định",
        SourceStatus.Illustration => "Minh họa",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Meaning(this SourceStatus status) => status switch
    {
        SourceStatus.StatedInPlan => "Chưa đối chiếu bản gốc của quyết định",
        SourceStatus.Found => "Chép từ bản đăng công khai",
        SourceStatus.Recalled => "Ghi theo trí nhớ, chưa đọc được văn bản",
        SourceStatus.Confirmed => "Đã đối chiếu với quyết định",
        SourceStatus.NotEstablished => "Chưa tìm được văn bản",
        SourceStatus.Illustration => "Mức minh họa, không phải quy định",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
