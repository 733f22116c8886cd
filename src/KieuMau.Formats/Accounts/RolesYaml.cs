using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Accounts;

/// <summary>Đọc bảng chức danh và quyền: whole or not at all.</summary>
public static class RolesYaml
{
    public const string FileName = "quyen/chuc-danh.yaml";

    /// <exception cref="FileRefusedException">With every error: an unknown right, a level nobody knows, a role given twice.</exception>
    public static RoleBook Read(string text, string file)
    {
        var problems = new List<FileProblem>();
        var root = YamlText.Read(text, file, problems);
        var book = root is null ? null : Read(new KeyedMap(root, problems));
        return problems.Count == 0 && book is not null ? book : throw new FileRefusedException(problems);
    }

    private static RoleBook Read(KeyedMap map)
    {
        var names = map.Take("quyền") is YamlNode.Map rights ? RightsOf(rights, map.Problems) : [];
        var separations = map.Take("tách nhiệm vụ") is YamlNode.Map rules
            ? rules.Entries.ToDictionary(entry => entry.Key.Text, entry => (entry.Value as YamlNode.Scalar)?.Text ?? "")
            : [];
        var roles = new Dictionary<string, Role>();
        foreach (var one in map.Maps("chức danh"))
        {
            var role = RoleOf(one, names);
            if (!roles.TryAdd(role.Code, role)) one.Complain(one.Map, $"Chức danh “{role.Code}” ghi hai lần.");
        }

        map.NothingElse();
        return new([.. roles.Values], names, separations);
    }

    private static Dictionary<string, string> RightsOf(YamlNode.Map rights, List<FileProblem> problems)
    {
        var names = new Dictionary<string, string>();
        foreach (var (key, value) in rights.Entries)
        {
            if (value is not YamlNode.Map body)
            {
                problems.Add(new(key.File, key.Line, key.Column, $"Quyền “{key.Text}” phải có “tên”."));
                continue;
            }

            var right = new KeyedMap(body, problems);
            names[key.Text] = right.Required("tên");
            right.Text("suy ra");
            right.NothingElse();
        }

        return names;
    }

    private static Role RoleOf(KeyedMap map, Dictionary<string, string> known)
    {
        var rights = new HashSet<string>();
        foreach (var item in map.Items("quyền").OfType<YamlNode.Scalar>())
        {
            if (known.ContainsKey(item.Text)) rights.Add(item.Text);
            else map.Complain(item, $"Không có quyền “{item.Text}”.{(VietnameseText.Nearest(item.Text, known.Keys) is { } near ? $" Có phải “{near}”?" : "")}");
        }

        var role = new Role(
            map.Required("mã"),
            map.Required("tên"),
            map.OneOf("cấp", "xã", "khu", "huyện", "tỉnh"),
            rights,
            map.Texts("ràng buộc"),
            map.Date("đến"),
            map.Inside("căn cứ") is { } source ? SourceReader.Read(source) : Source.Unknown)
        {
            IsOffice = map.Yes("là cơ quan"),
            VerifiesOwnField = map.Yes("chỉ thẩm tra lĩnh vực mình"),
            Administers = map.Yes("quản trị"),
            After2025 = map.Text("từ 01/07/2025"),
        };
        map.NothingElse();
        return role;
    }
}
