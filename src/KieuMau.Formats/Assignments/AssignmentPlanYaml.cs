using KieuMau.Domain.Assignments;
using KieuMau.Formats.CriteriaSets;

namespace KieuMau.Formats.Assignments;

/// <summary>Phương án phân công as a file: offices, boards with their members, and who gets which line.</summary>
public sealed record AssignmentPlan(string Commune, DateOnly From, IReadOnlyList<PlannedOffice> Offices, IReadOnlyList<PlannedBoard> Boards, IReadOnlyList<PlannedAssignment> Assignments);

/// <param name="Role">Code of the role its people hold.</param>
public sealed record PlannedOffice(string Name, string Role);

public sealed record PlannedBoard(string Kind, string Name, string Unit, string Decision, IReadOnlyList<PlannedMember> Members);

/// <param name="Office">Name; empty when the person represents none.</param>
public sealed record PlannedMember(string Position, string Named, string Office);

/// <param name="Lead">Name of the office.</param>
/// <param name="Through">Chức vụ of the board member it goes through; empty for the office as a whole.</param>
public sealed record PlannedAssignment(IReadOnlyList<AssignedLine> Lines, string Lead, string Through, IReadOnlyList<string> CoWorkers);

/// <summary>Đọc phương án phân công: whole or not at all.</summary>
public static class AssignmentPlanYaml
{
    /// <exception cref="FileRefusedException">With every error.</exception>
    public static AssignmentPlan Read(string text, string file)
    {
        var problems = new List<FileProblem>();
        var root = YamlText.Read(text, file, problems);
        var plan = root is null ? null : Read(new KeyedMap(root, problems));
        return problems.Count == 0 && plan is not null ? plan : throw new FileRefusedException(problems);
    }

    private static AssignmentPlan Read(KeyedMap map)
    {
        var plan = new AssignmentPlan(
            map.Required("xã"),
            map.Date("từ") ?? DateOnly.MinValue,
            [.. map.Maps("cơ quan").Select(OfficeOf)],
            [.. map.Maps("ban").Select(BoardOf)],
            [.. map.Maps("phân công").Select(AssignmentOf)]);
        map.NothingElse();
        return plan;
    }

    private static PlannedOffice OfficeOf(KeyedMap map) => Whole(map, new PlannedOffice(map.Required("tên"), map.Required("chức danh")));

    private static PlannedBoard BoardOf(KeyedMap map) =>
        Whole(map, new PlannedBoard(map.Required("loại"), map.Required("tên"), map.Required("đơn vị"), map.Text("quyết định"), [.. map.Maps("thành viên").Select(MemberOf)]));

    private static PlannedMember MemberOf(KeyedMap map) => Whole(map, new PlannedMember(map.Required("vị trí"), map.Required("chức vụ"), map.Text("cơ quan")));

    private static PlannedAssignment AssignmentOf(KeyedMap map)
    {
        var set = map.Required("bộ");
        List<AssignedLine> lines = [.. map.Texts("tiêu chí").Select(code => new AssignedLine(set, code, OfCriterion: true)), .. map.Texts("chỉ tiêu").Select(code => new AssignedLine(set, code))];
        if (lines.Count == 0) map.Complain(map.Map, "Ghi “tiêu chí” hoặc “chỉ tiêu” được giao.");
        return Whole(map, new PlannedAssignment(lines, map.Required("phụ trách"), map.Text("qua"), map.Texts("phối hợp")));
    }

    private static T Whole<T>(KeyedMap map, T read)
    {
        map.NothingElse();
        return read;
    }
}
