using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Accounts;

/// <summary>Chức danh: what one may be in a unit, with the rights that go with it.</summary>
/// <param name="Code">Never changed: "kdc-head".</param>
/// <param name="Level">Level of the unit it is held in: khu, xã, huyện, tỉnh.</param>
/// <param name="Rights">Codes of rights.</param>
/// <param name="Constraints">Ràng buộc, as told to people.</param>
/// <param name="Until">Last day on which it gives any right; none while it lives.</param>
public sealed record Role(string Code, string Name, string Level, IReadOnlySet<string> Rights, IReadOnlyList<string> Constraints, DateOnly? Until, Source Source)
{
    /// <summary>The post of an office (cơ quan): it may lead criteria.</summary>
    public bool IsOffice { get; init; }

    public bool Holds(Right right) => Rights.Contains(right.Code());

    /// <summary>Chỉ thẩm tra lĩnh vực mình: of the lines of a report only those that were assigned to it.</summary>
    public bool VerifiesOwnField { get; init; }

    /// <summary>Quản trị: holds no right over numbers, and always needs a second factor.</summary>
    public bool Administers { get; init; }

    /// <summary>May be held over the whole installation, or above the communes: what it does is one for all of them.</summary>
    public bool ServesAll => Administers || Holds(Right.HandlePrivacy);

    /// <summary>What becomes of it from 01/07/2025.</summary>
    public string After2025 { get; init; } = "";
}

/// <summary>Bảng chức danh và quyền.</summary>
/// <param name="Names">What each right means, by its code.</param>
/// <param name="Separations">Tách nhiệm vụ: rules told to people, by id.</param>
public sealed record RoleBook(IReadOnlyList<Role> Roles, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Separations)
{
    private readonly Dictionary<string, Role> byCode = Roles.ToDictionary(role => role.Code);

    public Role? Find(string code) => byCode.GetValueOrDefault(code);

    public string NameOf(Right right) => Names.GetValueOrDefault(right.Code(), right.Code());

    /// <summary>Roles that hold a right: who could give it, or do it instead.</summary>
    public IEnumerable<Role> Holding(Right right) => Roles.Where(role => role.Holds(right));
}
