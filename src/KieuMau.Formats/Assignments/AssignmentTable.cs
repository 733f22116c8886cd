using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Formats.OfficialPapers;

namespace KieuMau.Formats.Assignments;

/// <summary>Một dòng của bảng phân công: a criterion heading, or a line under it.</summary>
/// <param name="Lead">Empty when the line has no owner at all.</param>
/// <param name="CoWorkers">One each.</param>
/// <param name="Note">Where it is not the same for every khu.</param>
public sealed record AssignmentTableLine(bool IsCriterion, string Code, string Name, string Lead, IReadOnlyList<string> CoWorkers, string Term, string Note)
{
    /// <summary>Some unit it judges has no lead for it: it counts as without an owner, as on the screen.</summary>
    public bool Unowned { get; init; }
}

/// <summary>Một thành viên trong bảng.</summary>
public sealed record AssignmentTableMember(string Position, string Named, string Office);

/// <summary>Bảng phân công of the Ban Chỉ đạo: who leads what of a set on a day.</summary>
/// <param name="CommuneName">As in a sentence: "xã Thanh Đình".</param>
/// <param name="At">The day it speaks for.</param>
public sealed record AssignmentTable(CriteriaSet Set, string CommuneName, DateOnly At, IReadOnlyList<AssignmentTableLine> Lines)
{
    /// <summary>Ban Chỉ đạo on that day; none while it is not set up.</summary>
    public Board? Board { get; init; }

    public IReadOnlyList<AssignmentTableMember> Members { get; init; } = [];

    /// <summary>The commune is a demonstration: paper and workbook say so.</summary>
    public bool Demonstration { get; init; }

    public int Unowned => Lines.Count(line => line.Unowned);

    public int All => Lines.Count(line => !line.IsCriterion);

    public string BoardName => Board?.Name ?? "Ban Chỉ đạo xây dựng nông thôn mới xã";

    /// <summary>"phân công phụ trách tiêu chí, chỉ tiêu theo …".</summary>
    public string Subject => $"Phân công phụ trách tiêu chí, chỉ tiêu theo {Set.ShortTitle}";

    public IEnumerable<string> Notices
    {
        get
        {
            if (Demonstration) yield return "SỐ LIỆU MINH HỌA, KHÔNG DÙNG ĐỂ BAN HÀNH";
        }
    }

    /// <summary>The decision that set up the board, with its status where it is not confirmed.</summary>
    public string Attached => Board is { Decision.Length: > 0 } board
        ? $"(Kèm theo {board.Decision}{(board.Status is SourceStatus.Confirmed or SourceStatus.StatedInPlan or SourceStatus.Found ? "" : "; số văn bản chưa xác minh")})"
        : "(Kèm theo Quyết định số ……/QĐ-UBND ngày …… tháng …… năm ……)";

    /// <summary>What the table leaves open, in one sentence.</summary>
    public string Overview => Unowned == 0
        ? $"Bảng có {NumberText.Spoken(All)} chỉ tiêu, mỗi chỉ tiêu một đầu mối phụ trách, tính đến ngày {Term.Written(At)}."
        : $"Bảng có {NumberText.Spoken(All)} chỉ tiêu, còn {NumberText.Spoken(Unowned)} chỉ tiêu chưa có người phụ trách, tính đến ngày {Term.Written(At)}.";

    // no symbol of its own is known for such a table: the clerk fills it in
    public PaperHead Head => new($"UBND {CommuneName}", BoardName, "……", WithoutLevel(CommuneName), Date: null, At.Year);

    public PaperClosing Closing { get; } = new(["Thành viên Ban Chỉ đạo;", "Các cơ quan, bộ phận được phân công;", "Ban Phát triển các khu;", "Lưu: VT."], "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN");

    // "xã Thanh Đình" signs at Thanh Đình
    private static string WithoutLevel(string commune) => commune.Split(' ', 2) is ["xã" or "phường", var place] ? place : commune;
}
