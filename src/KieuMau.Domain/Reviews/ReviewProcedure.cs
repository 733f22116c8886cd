using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Reviews;

/// <summary>Trạng thái of a report of one unit in one period.</summary>
public enum ReportState
{
    /// <summary>Đang nhập.</summary>
    Entering,

    /// <summary>Đã gửi.</summary>
    Submitted,

    /// <summary>Trả lại: at least one line, each with its reason.</summary>
    Returned,

    /// <summary>Đã thẩm tra: every line.</summary>
    Verified,

    /// <summary>Đã khóa.</summary>
    Locked,
}

/// <summary>Which numbers may be changed while a report stands in a state.</summary>
public enum OpenNumbers
{
    All,

    /// <summary>Of the lines that were returned.</summary>
    OfReturnedLines,

    None,
}

/// <summary>Bước đi.</summary>
public enum ReportStep
{
    Submit,
    Return,
    Verify,
    Lock,
    Amend,
}

/// <param name="Rights">Codes of rights; any one of them.</param>
/// <param name="NeedsReason">Asked why.</param>
/// <param name="NewVersion">Leaves the old version as it was and begins another.</param>
public sealed record ReportMove(ReportStep Step, string Name, IReadOnlyList<ReportState> From, ReportState To, IReadOnlyList<string> Rights, bool NeedsReason = false, bool NewVersion = false);

/// <summary>Thủ tục báo cáo kỳ: which steps lead from where to where, and whose they are. Read from <c>criteria/thu-tuc/ky-bao-cao.yaml</c>.</summary>
/// <param name="Names">What people call each state.</param>
/// <param name="Opens">Which numbers each state leaves open.</param>
public sealed record ReviewProcedure(
    string Name,
    Source Source,
    IReadOnlyDictionary<ReportState, string> Names,
    IReadOnlyDictionary<ReportState, OpenNumbers> Opens,
    IReadOnlyList<ReportMove> Moves)
{
    public ReportMove? Find(ReportStep step, ReportState from) => Moves.FirstOrDefault(move => move.Step == step && move.From.Contains(from));

    public IEnumerable<ReportMove> From(ReportState state) => Moves.Where(move => move.From.Contains(state));

    public string NameOf(ReportState state) => Names[state];
}
