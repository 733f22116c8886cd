using KieuMau.Domain.Reviews;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Lời của thẩm tra, the same on every page.</summary>
public static class ReviewWords
{
    public static string Spoken(this ReviewAct act) => act.Step switch
    {
        ReportStep.Verify => "Đạt thẩm tra",
        ReportStep.Return => "Trả lại",
        ReportStep.Answer => "Trả lời",
        ReportStep.Submit => "Gửi lại",
        _ => act.Step.ToString(),
    };

    /// <summary>Letter of the sign beside a standing: a leaf, a warning, a dot.</summary>
    public static string Letter(this ReviewStanding standing) => standing switch
    {
        ReviewStanding.Verified => "v",
        ReviewStanding.Returned => "w",
        _ => "s",
    };
}
