using KieuMau.Domain.Accounts;
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
        ["mở"] = ReportState.Open,
        ["đang nhập"] = ReportState.Entering,
        ["đã gửi"] = ReportState.Submitted,
        ["trả lại"] = ReportState.Returned,
        ["đã thẩm tra"] = ReportState.Verified,
        ["khóa"] = ReportState.Locked,
    };

    private static readonly Dictionary<string, ReportStep> Steps = new()
    {
        ["nhập"] = ReportStep.Enter,
        ["gửi"] = ReportStep.Submit,
        ["trả lại"] = ReportStep.Return,
        ["trả lời"] = ReportStep.Answer,
        ["thẩm tra"] = ReportStep.Verify,
        ["khóa"] = ReportStep.Lock,
        ["sửa đổi"] = ReportStep.Amend,
    };

    private static readonly Dictionary<string, Right> Rights = Enum.GetValues<Right>().ToDictionary(right => right.Code());

    /// <exception cref="FileRefusedException">With every error: an unknown state, step or right, a state that strands whoever gets there.</exception>
    public static ReviewProcedure Read(string text, string file)
    {
        var problems = new List<FileProblem>();
        var root = YamlText.Read(text, file, problems);
        var procedure = root is null ? null : Read(new KeyedMap(root, problems));
        return problems.Count == 0 && procedure is not null ? procedure : throw new FileRefusedException(problems);
    }

    private static ReviewProcedure Read(KeyedMap map)
    {
        map.Required("thủ tục");
        map.Required("phiên bản");
        var source = SourceOf(map);
        var (names, last) = StatesOf(map);
        var moves = map.Maps("bước").Select(MoveOf).ToList();
        map.NothingElse();
        var procedure = new ReviewProcedure(names, last, moves, source);
        foreach (var state in names.Keys.Count == States.Count ? procedure.Stranded() : []) map.Complain(map.Map, $"Trạng thái “{States.First(pair => pair.Value == state).Key}” không có bước nào đi tiếp.");
        foreach (var step in Steps.Where(pair => moves.TrueForAll(move => move.Step != pair.Value))) map.Complain(map.Map, $"Thiếu bước “{step.Key}”.");
        return procedure;
    }

    private static (Dictionary<ReportState, string> Names, ReportState Last) StatesOf(KeyedMap map)
    {
        var names = new Dictionary<ReportState, string>();
        var last = ReportState.Locked;
        foreach (var (key, value) in map.Take("trạng thái") is YamlNode.Map states ? states.Entries : [])
        {
            if (!States.TryGetValue(key.Text, out var state)) map.Complain(key, Unknown("trạng thái", key.Text, States.Keys));
            else if (value is not YamlNode.Map body) map.Complain(key, $"Trạng thái “{key.Text}” phải có “tên”.");
            else
            {
                var one = new KeyedMap(body, map.Problems);
                names[state] = one.Required("tên");
                if (one.Yes("là cuối")) last = state;
                one.NothingElse();
            }
        }

        foreach (var missing in States.Where(pair => !names.ContainsKey(pair.Value))) map.Complain(map.Map, $"Thiếu trạng thái “{missing.Key}”.");
        return (names, last);
    }

    private static ReviewProcedure.Move MoveOf(KeyedMap map)
    {
        var move = new ReviewProcedure.Move(
            map.Choice("bước", ReportStep.Enter, Steps),
            map.Required("tên"),
            [.. Each(map, "từ", "trạng thái", States)],
            map.Choice("đến", ReportState.Open, States),
            [.. Each(map, "quyền", "quyền", Rights)],
            map.OneOf("kèm", "", "lý do") == "lý do",
            SourceOf(map));
        map.NothingElse();
        return move;
    }

    private static IEnumerable<T> Each<T>(KeyedMap map, string key, string what, Dictionary<string, T> words)
    {
        foreach (var item in map.Items(key).OfType<YamlNode.Scalar>())
        {
            if (words.TryGetValue(item.Text, out var value)) yield return value;
            else map.Complain(item, Unknown(what, item.Text, words.Keys));
        }
    }

    private static Source SourceOf(KeyedMap map) => map.Inside("căn cứ") is { } source ? SourceReader.Read(source) : Source.Unknown;

    private static string Unknown(string what, string text, IEnumerable<string> known) =>
        $"Không có {what} “{text}”.{(VietnameseText.Nearest(text, known) is { } near ? $" Có phải “{near}”?" : "")}";
}
