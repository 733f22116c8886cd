using KieuMau.Domain.Accounts;
using KieuMau.Formats.Accounts;

namespace KieuMau.Formats.Tests.Accounts;

/// <summary>The file of posts and rights: shipped, and as an office may change it.</summary>
public sealed class RolesYamlTests
{
    private const string Small = """
        quyền:
          unit.read: { tên: Xem }
          indicator.verify: { tên: Thẩm tra }
        chức danh:
          - mã: a
            tên: Chức danh A
            cấp: xã
            quyền: [unit.read]
        """;

    [Fact]
    public void Every_right_the_product_asks_for_is_held_by_somebody()
    {
        var book = Shipped();
        Assert.All(Enum.GetValues<Right>(), right => Assert.NotEmpty(book.Holding(right)));
        Assert.All(Enum.GetValues<Right>(), right => Assert.NotEqual(right.Code(), book.NameOf(right)));
    }

    [Fact]
    public void Administrators_hold_no_right_over_numbers_money_votes_or_surveys()
    {
        string[] business = ["indicator.", "fund.", "survey.", "recognition.", "dossier.", "report.", "meeting."];
        Assert.All(Shipped().Roles.Where(role => role.Administers), role => Assert.DoesNotContain(role.Rights, right => business.Any(kind => right.StartsWith(kind, StringComparison.Ordinal))));
    }

    [Fact]
    public void Posts_of_the_former_district_end_with_it() =>
        Assert.All(Shipped().Roles.Where(role => role.Level == "huyện"), role => Assert.Equal(new DateOnly(2025, 6, 30), role.Until));

    [Fact]
    public void A_right_nobody_knows_is_refused_with_the_nearest_known_one()
    {
        var refused = Assert.Throws<FileRefusedException>(() => RolesYaml.Read(Small.Replace("[unit.read]", "[unit.reed]", StringComparison.Ordinal), "chuc-danh.yaml"));
        Assert.Contains("unit.read", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(8, refused.Problems[0].Line);
    }

    [Fact]
    public void A_post_written_twice_and_an_unknown_key_are_refused()
    {
        var twice = Small + "\n  - mã: a\n    tên: Lại A\n    cấp: xã\n    quyền: []\n    màu: xanh\n";
        Assert.Equal(2, Assert.Throws<FileRefusedException>(() => RolesYaml.Read(twice, "chuc-danh.yaml")).Problems.Count);
    }

    private static RoleBook Shipped()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KieuMau.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return RolesYaml.Read(File.ReadAllText(Path.Combine(folder, "criteria", RolesYaml.FileName)), RolesYaml.FileName);
    }
}
