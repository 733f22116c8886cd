namespace KieuMau.Domain.Reviews;

/// <summary>Thẩm tra một dòng: what the reviewer has said of it.</summary>
public enum LineState
{
    /// <summary>Chờ thẩm tra.</summary>
    Waiting,

    /// <summary>Đã thẩm tra.</summary>
    Verified,

    /// <summary>Trả lại.</summary>
    Returned,

    /// <summary>Đã trả lời: was returned, and the sender has answered; the reviewer's turn again.</summary>
    Answered,
}

public static class LineStates
{
    public static string Spoken(this LineState state) => state switch
    {
        LineState.Verified => "đã thẩm tra",
        LineState.Returned => "trả lại",
        LineState.Answered => "đã trả lời",
        _ => "chưa thẩm tra",
    };

    /// <summary>Of a report that was submitted: returned while any line is, verified once every line is.</summary>
    public static ReportState Together(IReadOnlyCollection<LineState> lines) =>
        lines.Contains(LineState.Returned) ? ReportState.Returned
        : lines.Count > 0 && lines.All(line => line == LineState.Verified) ? ReportState.Verified
        : ReportState.Submitted;

    /// <summary>When a returned report is sent again: what did not change stays verified; what was answered or changed waits.</summary>
    public static LineState SentAgain(LineState before, bool changed) => before switch
    {
        LineState.Verified when !changed => LineState.Verified,
        LineState.Verified => LineState.Waiting,
        LineState.Returned or LineState.Answered => LineState.Answered,
        _ => LineState.Waiting,
    };
}
