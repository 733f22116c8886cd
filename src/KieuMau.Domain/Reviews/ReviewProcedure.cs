using KieuMau.Domain.Accounts;
using KieuMau.Domain.CriteriaSets;

namespace KieuMau.Domain.Reviews;

/// <summary>Trạng thái của báo cáo một kỳ. What each is called is data.</summary>
public enum ReportState
{
    /// <summary>Mở: nothing was entered yet.</summary>
    Open,

    /// <summary>Đang nhập: before the first sending, or while a new version is made.</summary>
    Entering,

    /// <summary>Đã gửi.</summary>
    Submitted,

    /// <summary>Trả lại: at least one line was.</summary>
    Returned,

    /// <summary>Đã thẩm tra: every line was.</summary>
    Verified,

    /// <summary>Khóa.</summary>
    Locked,
}

/// <summary>Bước: what somebody does with a report.</summary>
public enum ReportStep
{
    Enter,
    Submit,
    Return,
    Answer,
    Verify,
    Lock,
    Amend,
}

/// <summary>
/// Thủ tục báo cáo kỳ: every step a report may take, and whose step it is. Buttons, refusals and rights come from this
/// table, which is read from <c>criteria/thu-tuc/ky-bao-cao.yaml</c>.
/// </summary>
/// <param name="Last">Trạng thái cuối: from it a report only begins anew, as another version.</param>
public sealed record ReviewProcedure(IReadOnlyDictionary<ReportState, string> Names, ReportState Last, IReadOnlyList<ReviewProcedure.Move> Moves, Source Source)
{
    /// <param name="Name">As on a button: "Gửi báo cáo".</param>
    /// <param name="By">Any one of these rights, in the place of the report.</param>
    /// <param name="NeedsReason">Phải kèm lý do.</param>
    public sealed record Move(ReportStep Step, string Name, IReadOnlyList<ReportState> From, ReportState To, IReadOnlyList<Right> By, bool NeedsReason, Source Source);

    public string NameOf(ReportState state) => Names[state];

    public Move? Find(ReportState from, ReportStep step) => Moves.FirstOrDefault(move => move.Step == step && move.From.Contains(from));

    /// <summary>Whoever may take a step, from any state.</summary>
    public IReadOnlyList<Right> RightsFor(ReportStep step) => [.. Moves.Where(move => move.Step == step).SelectMany(move => move.By).Distinct()];

    /// <returns>Nothing when the step may be taken.</returns>
    public Refusal? Refuse(ReportState from, ReportStep step, string reason = "")
    {
        if (Find(from, step) is not { } move) return ReviewRefusals.NotFrom(this, from, step);
        return move.NeedsReason && string.IsNullOrWhiteSpace(reason) ? ReviewRefusals.NoReason(move.Name) : null;
    }

    /// <summary>States with no move to another state, the last one aside: a table with one strands whoever gets there.</summary>
    public IEnumerable<ReportState> Stranded() => Names.Keys.Where(state => state != Last && !Moves.Any(move => move.From.Contains(state) && move.To != state));

    public string NameOf(ReportStep step) => Moves.FirstOrDefault(move => move.Step == step)?.Name ?? step.ToString();
}
