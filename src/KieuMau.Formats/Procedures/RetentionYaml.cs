using KieuMau.Domain.Retention;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Procedures;

/// <summary>Đọc bảng thời gian giữ: whole or not at all.</summary>
public static class RetentionYaml
{
    public const string FileName = "thu-tuc/luu-giu.yaml";

    /// <summary>What is not deleted because nobody has established for how long it must be kept.</summary>
    private const string Unknown = "chưa xác minh";
    private const string ForGood = "không xóa";

    /// <exception cref="FileRefusedException">With every error.</exception>
    public static IReadOnlyList<RetentionClass> Read(string text, string file) => ProcedureYaml.Read(text, file, map => map.Maps("lớp dữ liệu").Select(ClassOf).ToList());

    private static RetentionClass ClassOf(KeyedMap map)
    {
        var keep = map.Required("giữ");
        var span = RetentionSpan.Read(keep);
        if (span is null && keep is not (Unknown or ForGood)) map.Complain(map.Map.Find("giữ") ?? map.Map, $"“giữ: {keep}” không đọc được; viết như “24 tháng”, “7 ngày”, “5 năm”, “{ForGood}” hoặc “{Unknown}”.");
        var line = new RetentionClass(map.Required("mã"), map.Required("tên"), map.Required("gồm"), span, keep, map.Text("tính từ"), map.Required("căn cứ"), map.Required("trạng thái"), map.Text("ghi chú"));
        map.NothingElse();
        return line;
    }
}
