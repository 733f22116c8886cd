using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Assignments;

/// <summary>Loại ban: Ban Chỉ đạo, Tổ giúp việc, Ban Phát triển khu. Kinds and the words for their posts are data.</summary>
/// <param name="Code">Never changed: "ban-chi-dao".</param>
/// <param name="Name">As it is named when one is set up.</param>
/// <param name="Level">Of the unit it works for: xã, khu.</param>
/// <param name="Positions">Vị trí trong ban, the head first.</param>
public sealed record BoardKind(string Code, string Name, string Level, IReadOnlyList<string> Positions, Source Source)
{
    /// <summary>Ban Chỉ đạo: the assignment table goes out with it.</summary>
    public const string Steering = "ban-chi-dao";
}

/// <summary>Gợi ý phân công: what the plan really says of an office. It fills in nothing by itself.</summary>
/// <param name="Role">Code of the role the people of the office hold.</param>
/// <param name="Clause">Mục of the plan.</param>
/// <param name="Words">What the plan gives it to do, in our words.</param>
/// <param name="LeadsLevel">Level of the sets the plan says it leads; empty where the plan names no criterion.</param>
public sealed record OfficeHint(string Office, string Role, string Clause, string Words, string LeadsLevel);

/// <summary>Sổ các loại ban, and what the plan proposes.</summary>
public sealed record BoardBook(IReadOnlyList<BoardKind> Kinds, IReadOnlyList<OfficeHint> Hints)
{
    public BoardKind? Find(string code) => Kinds.FirstOrDefault(kind => kind.Code == code);
}

/// <summary>Ban, tổ: set up by a decision, between two dates.</summary>
/// <param name="Kind">Code of its kind.</param>
/// <param name="Unit">Code: the commune, or a khu.</param>
/// <param name="Decision">Số, ngày quyết định; empty when none is known.</param>
/// <param name="Status">How well the decision is known.</param>
public sealed record Board(int Id, string Kind, string Name, string Unit, string Decision, SourceStatus Status, Term Term);

/// <summary>Thành viên ban: a person in a post of a board between two dates.</summary>
/// <param name="Position">"trưởng ban", as the kind of board words it.</param>
/// <param name="Named">Chức vụ of the person: "Trưởng Công an xã". Somebody without an account is this text alone.</param>
/// <param name="Office">Cơ quan the person represents.</param>
public sealed record BoardMember(int Id, int Board, string Position, string Named, int? Account, int? Office, Term Term);
