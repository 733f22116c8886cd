using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Formats.CriteriaSets;

/// <summary>Đọc căn cứ và trạng thái.</summary>
internal static class SourceReader
{
    public static readonly IReadOnlyDictionary<string, SourceStatus> Statuses = new Dictionary<string, SourceStatus>
    {
        ["nêu trong kế hoạch"] = SourceStatus.StatedInPlan,
        ["tìm thấy"] = SourceStatus.Found,
        ["nhớ lại"] = SourceStatus.Recalled,
        ["đã xác nhận"] = SourceStatus.Confirmed,
        ["chưa xác định"] = SourceStatus.NotEstablished,
        ["chưa xác minh"] = SourceStatus.NotEstablished,
        ["minh họa"] = SourceStatus.Illustration,
    };

    public static Source Read(KeyedMap map)
    {
        var source = new Source(
            map.Required("văn bản"),
            map.Text("mục"),
            map.Choice("trạng thái", SourceStatus.NotEstablished, Statuses),
            map.Text("tin cậy"),
            map.Text("nguyên văn"),
            map.Choice("dạng", false, new Dictionary<string, bool> { ["câu nhiệm vụ"] = true, ["nêu rõ"] = false }),
            map.Text("ghi chú"));
        map.NothingElse();
        return source;
    }
}
