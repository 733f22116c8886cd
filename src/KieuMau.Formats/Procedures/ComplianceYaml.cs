using KieuMau.Domain.Compliance;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Procedures;

/// <summary>Đọc bảng tuân thủ: whole or not at all.</summary>
public static class ComplianceYaml
{
    public const string FileName = "thu-tuc/tuan-thu.yaml";

    private static readonly Dictionary<string, ComplianceState> States = new()
    {
        ["đáp ứng"] = ComplianceState.Met,
        ["một phần"] = ComplianceState.Partly,
        ["chưa"] = ComplianceState.NotMet,
    };

    /// <exception cref="FileRefusedException">With every error.</exception>
    public static IReadOnlyList<ComplianceLine> Read(string text, string file) => ProcedureYaml.Read(text, file, map => map.Maps("yêu cầu").Select(line =>
    {
        var state = line.Required("mức");
        var one = new ComplianceLine(
            line.Required("mã"), line.Required("nội dung"), line.Required("căn cứ"), line.Required("trạng thái"),
            line.Choice("mức", ComplianceState.NotMet, States), line.Required("cách"), line.Text("xem ở"), line.Text("đo"));
        if (state.Length == 0) line.Complain(line.Map, "Thiếu “mức”.");
        line.NothingElse();
        return one;
    }).ToList());
}
