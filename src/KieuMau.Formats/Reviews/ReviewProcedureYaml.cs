using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Reviews;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Reviews;

/// <summary>Đọc thủ tục báo cáo kỳ: whole or not at all.</summary>
public static class ReviewProcedureYaml
{
    public const string FileName = "thu-tuc/ky-bao-cao.yaml";

    private static readonly Dictionary<string, ReportState> States = new()
    {
        ["dang-nhap"] = ReportState.Entering, ["da-gui"] = ReportState.Submitted, ["tra-lai"] = ReportState.Returned, ["da-tham-tra"] = ReportState.Verified, ["da-khoa"] = ReportState.Locked,
    };

    private static readonly Dictionary<string, ReportStep> Steps = new()
    {
        ["gui"] = ReportStep.Submit, ["tra-lai"] = ReportStep.Return, ["tham-tra"] = ReportStep.Verify, ["khoa"] = ReportStep.Lock, ["sua-doi"] = ReportStep.Amend,
    };

    private static readonly Dictionary<string, OpenNumbers> Opens = new() { ["mọi dòng"] = OpenNumbers.All, ["dòng trả lại"] = OpenNumbers.OfReturnedLines, ["không"] = OpenNumbers.None };

    /// <exception cref="FileRefusedException">With every error: an unknown state or step, a state without a way forward.</exception>
    public static ReviewProcedure Read(string text, string file)
    {
        var problems = new List<FileProblem>();
        var root = YamlText.Read(text, file, problems);
        var procedure = root is null ? null : Read(new KeyedMap(root, problems));
        return problems.Count == 0 && procedure is not null ? procedure : throw new FileRefusedException(problems);
    }

    private static ReviewProcedure Read(KeyedMap map)
    {
        var name = map.Required("thủ tục");
        map.Required("mã");
        var source = map.Inside("căn cứ") is { } found ? SourceReader.Read(found) : Source.Unknown;
        var names = new Dictionary<ReportState, string>();
        var opens = new Dictionary<ReportState, OpenNumbers>();
        if (map.Inside("trạng thái") is { } states)
        {
            foreach (var (word, state) in States)
            {
                if (states.Inside(word) is not { } body)
                {
                    states.Complain(states.Map, $"Thiếu trạng thái “{word}”.");
                    continue;
                }

                names[state] = body.Required("tên");
                opens[state] = body.Choice("sửa số liệu", OpenNumbers.None, Opens);
                body.NothingElse();
            }

            states.NothingElse();
        }

        var moves = map.Maps("bước").Select(MoveOf).ToList();
        foreach (var (word, state) in States.Where(pair => !moves.Exists(move => move.From.Contains(pair.Value))))
        {
            map.Complain(map.Map, $"Từ trạng thái “{word}” không có bước nào đi tiếp.");
        }

        map.NothingElse();
        return new(name, source, names, opens, moves);
    }

    private static ReportMove MoveOf(KeyedMap map)
    {
        var step = map.Choice("mã", ReportStep.Submit, Steps);
        var from = map.Texts("từ").Select(word => StateOf(map, word)).ToList();
        var move = new ReportMove(step, map.Required("tên"), from, StateOf(map, map.Required("đến")), map.Texts("quyền"), map.Yes("lý do"), map.Yes("bản mới"));
        if (move.Rights.Count == 0) map.Complain(map.Map, $"Bước “{move.Name}” chưa ghi thuộc quyền nào.");
        map.NothingElse();
        return move;
    }

    private static ReportState StateOf(KeyedMap map, string word)
    {
        if (States.TryGetValue(word, out var state)) return state;
        map.Complain(map.Map, $"Không có trạng thái “{word}”; dùng một trong: {string.Join(", ", States.Keys)}.");
        return ReportState.Entering;
    }
}
