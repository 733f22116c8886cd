using KieuMau.Formats.Accounts;
using KieuMau.Formats.Assignments;
using KieuMau.Formats.Tests.CriteriaSets;

namespace KieuMau.Formats.Tests.Assignments;

public sealed class BoardsYamlTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "criteria");

    [Fact]
    public void The_shipped_file_knows_the_three_boards_of_the_plan_and_every_office_it_names()
    {
        var book = BoardsYaml.Read(File.ReadAllText(Path.Combine(Folder, BoardsYaml.FileName)), BoardsYaml.FileName);
        var roles = RolesYaml.Read(File.ReadAllText(Path.Combine(Folder, RolesYaml.FileName)), RolesYaml.FileName);

        Assert.Equal(["ban-chi-dao", "to-giup-viec", "ban-phat-trien-khu"], book.Kinds.Select(kind => kind.Code));
        Assert.All(book.Hints, hint => Assert.True(roles.Find(hint.Role)?.IsOffice, hint.Role));
    }

    [Fact]
    public void The_plan_gives_no_office_but_the_commune_office_a_set_to_lead()
    {
        var book = BoardsYaml.Read(File.ReadAllText(Path.Combine(Folder, BoardsYaml.FileName)), BoardsYaml.FileName);

        Assert.Equal([("office", "IV.2", "xã")], book.Hints.Where(hint => hint.LeadsLevel.Length > 0).Select(hint => (hint.Role, hint.Clause, hint.LeadsLevel)));
    }

    [Fact]
    public void A_kind_without_positions_is_refused_with_its_line()
    {
        var refused = Assert.Throws<FileRefusedException>(() => BoardsYaml.Read("loại ban:\n  - mã: ban\n    tên: Ban\n", "ban.yaml"));

        Assert.Equal([(2, "Loại ban phải có ít nhất một “vị trí”.")], refused.Problems.Select(problem => (problem.Line, problem.Message)));
    }
}
