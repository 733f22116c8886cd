using KieuMau.Domain.Evidence;
using KieuMau.Formats.CriteriaSets;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.CriteriaSets;

/// <summary>What a person enters when the official level of a line becomes known.</summary>
/// <param name="Level">As the decision says it: "≥ 90 %".</param>
/// <param name="Decision">Số và ngày: "12/QĐ-UBND ngày 05/3/2024".</param>
/// <param name="Clause">Mục, dòng in the decision.</param>
/// <param name="From">First day in force.</param>
/// <param name="Year">For a level that differs by year; none for one that does not.</param>
public sealed record OfficialLevel(string SetId, string Line, string Level, string Decision, string Clause, DateOnly From, string IssuedBy, int? Year = null)
{
    public const int LongestLevel = 200;
    public const int LongestWords = 300;

    /// <returns>What is still missing of it; whether the level can be read, the texts of the law say.</returns>
    public Refusal? Missing() => this switch
    {
        { Level: var level } when string.IsNullOrWhiteSpace(level) => LevelRefusals.NoLevel(),
        { Decision: var decision } when string.IsNullOrWhiteSpace(decision) => LevelRefusals.NoDecision(),
        { Clause: var clause } when string.IsNullOrWhiteSpace(clause) => LevelRefusals.NoClause(),
        { Level.Length: > LongestLevel } or { Decision.Length: > LongestWords } or { Clause.Length: > LongestWords } or { IssuedBy.Length: > LongestWords } => LevelRefusals.TooLong(),
        _ => null,
    };
}

public static class LevelRefusals
{
    public static Refusal UnknownLine(string set, string line) => new("levels.unknown-line", $"Bộ “{set}” không có chỉ tiêu “{line}”. Mở lại trang bộ tiêu chí.");

    public static Refusal NoLevel() => new("levels.no-level", "Ghi mức như trong quyết định, ví dụ ≥ 90 %.");

    public static Refusal NoDecision() => new("levels.no-decision", "Ghi số và ngày quyết định, ví dụ 12/QĐ-UBND ngày 05/3/2024.");

    public static Refusal NoClause() => new("levels.no-clause", "Ghi mục, dòng trong quyết định, ví dụ phụ lục I, dòng 1.1.");

    public static Refusal TooLong() => new("levels.too-long", $"Mức dài quá {OfficialLevel.LongestLevel} ký tự, hoặc tên quyết định, mục dài quá {OfficialLevel.LongestWords} ký tự. Viết ngắn lại.");

    public static Refusal NotReadable(OfficialLevel level, IReadOnlyList<FileProblem> problems) =>
        new("levels.not-readable", $"Chưa đọc được mức “{level.Level}” của chỉ tiêu {level.Line}. {problems[0].Message}");

    // ── bản quyết định kèm theo ──
    public static Refusal NoPaper() => new("levels.no-paper", "Chưa chọn bản quyết định. Đính kèm bản quét, ảnh chụp hoặc tệp Word của quyết định: người xác nhận đối chiếu mức với văn bản ấy.");

    public static Refusal OnePaper() => new("levels.one-paper", "Mỗi đề nghị kèm đúng một tệp. Quyết định chụp nhiều ảnh thì gộp thành một tệp PDF rồi gửi.");

    public static Refusal NotAPaper(string name, EvidenceKind kind) => new("levels.not-a-paper", $"Tệp “{SafeFileName.Shown(name)}” là {kind.Spoken()}. Bản quyết định gửi dưới dạng PDF, ảnh hoặc Word.");

    // ── người thứ hai ──
    public static Refusal Unknown() => new("levels.unknown", "Không có đề nghị này. Mở lại trang của chỉ tiêu.");

    public static Refusal Decided(LevelProposal proposal) => new("levels.decided", $"Đề nghị mức “{proposal.Level}” {proposal.SpokenState()} rồi. Mở lại trang để xem.");

    public static Refusal OwnProposal(SecondPeople others) => new("levels.own-proposal", $"Mức này do chính anh/chị đề nghị, nên người khác xác nhận. {others.Spoken()}");

    public static Refusal OwnRefused() => new("levels.own-refused", "Mức này do chính anh/chị đề nghị: bấm “Rút đề nghị” nếu không dùng nữa.");

    public static Refusal NotOwn(LevelProposal proposal) => new("levels.not-own", $"Chỉ người đã đề nghị ({proposal.Who}) rút được. Mức chưa đúng thì từ chối và ghi lý do.");

    public static Refusal NoReason() => new("levels.no-reason", "Ghi lý do từ chối: chỗ nào chưa khớp với văn bản.");

    public static Refusal ReasonTooLong() => new("levels.reason-too-long", $"Lý do dài quá {OfficialLevel.LongestWords} ký tự. Viết ngắn lại.");
}

/// <summary>Những người xác nhận được: everybody who may enter levels but whoever entered this one.</summary>
/// <param name="Posts">As pages name them; empty when there is nobody else.</param>
/// <param name="Roles">Names of the posts that bring the right.</param>
public sealed record SecondPeople(IReadOnlyList<int> Accounts, IReadOnlyList<string> Posts, IReadOnlyList<string> Roles)
{
    public string Spoken() => Posts.Count > 0
        ? $"Xác nhận được: {Wording.List(Posts)}{(Accounts.Count > Posts.Count ? $" ({Accounts.Count} tài khoản khác)" : "")}."
        : $"Chưa có tài khoản thứ hai ghi được mức. Nhờ người quản trị tài khoản giao chức vụ {string.Join(" hoặc ", Roles)} cho một người nữa; người ấy mở trang này để xác nhận.";
}
