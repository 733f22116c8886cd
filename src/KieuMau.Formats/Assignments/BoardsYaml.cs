using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Assignments;

/// <summary>Đọc các loại ban và gợi ý phân công: whole or not at all.</summary>
public static class BoardsYaml
{
    public const string FileName = "quyen/ban-va-phan-cong.yaml";

    /// <exception cref="FileRefusedException">With every error.</exception>
    public static BoardBook Read(string text, string file)
    {
        var problems = new List<FileProblem>();
        var root = YamlText.Read(text, file, problems);
        var book = root is null ? null : Read(new KeyedMap(root, problems));
        return problems.Count == 0 && book is not null ? book : throw new FileRefusedException(problems);
    }

    private static BoardBook Read(KeyedMap map)
    {
        var book = new BoardBook([.. map.Maps("loại ban").Select(KindOf)], [.. map.Maps("gợi ý").Select(HintOf)]);
        foreach (var twice in book.Kinds.GroupBy(kind => kind.Code).Where(group => group.Count() > 1)) map.Complain(map.Map, $"Loại ban “{twice.Key}” ghi hai lần.");
        map.NothingElse();
        return book;
    }

    private static BoardKind KindOf(KeyedMap map)
    {
        var kind = new BoardKind(
            map.Required("mã"),
            map.Required("tên"),
            map.OneOf("cấp", "xã", "khu"),
            map.Texts("vị trí"),
            map.Inside("căn cứ") is { } source ? SourceReader.Read(source) : Source.Unknown);
        if (kind.Positions.Count == 0) map.Complain(map.Map, "Loại ban phải có ít nhất một “vị trí”.");
        map.NothingElse();
        return kind;
    }

    private static OfficeHint HintOf(KeyedMap map)
    {
        var hint = new OfficeHint(map.Required("cơ quan"), map.Required("chức danh"), map.Required("mục"), map.Required("việc"), map.Text("chủ trì bộ của cấp"));
        map.NothingElse();
        return hint;
    }
}
