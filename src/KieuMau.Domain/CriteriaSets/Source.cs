namespace KieuMau.Domain.CriteriaSets;

/// <summary>Trạng thái: how well a fact of the law is known.</summary>
public enum SourceStatus
{
    /// <summary>Nêu trong kế hoạch 04/KH-UBND.</summary>
    StatedInPlan,

    /// <summary>Tìm thấy in a public text.</summary>
    Found,

    /// <summary>Nhớ lại: recalled, not read.</summary>
    Recalled,

    /// <summary>Đã xác nhận against the decision.</summary>
    Confirmed,

    /// <summary>Chưa xác định.</summary>
    NotEstablished,

    /// <summary>Minh họa: invented to show how the product works.</summary>
    Illustration,
}

/// <summary>Căn cứ: where a line or its level comes from, so that anyone can check it.</summary>
/// <param name="Clause">Mục in the document.</param>
/// <param name="Quote">Nguyên văn.</param>
/// <param name="FromTaskSentence">The line was made from a sentence describing work to be done, not from a stated indicator.</param>
public sealed record Source(
    string Document,
    string Clause = "",
    SourceStatus Status = SourceStatus.NotEstablished,
    string Confidence = "",
    string Quote = "",
    bool FromTaskSentence = false,
    string Note = "")
{
    public static readonly Source Unknown = new("");

    /// <summary>Chưa xác minh: what rests on it is never a plain "đạt".</summary>
    public bool Unverified =>
        FromTaskSentence || Status is SourceStatus.Recalled or SourceStatus.NotEstablished or SourceStatus.Illustration;
}
