namespace KieuMau.Domain.Accounts;

/// <summary>Quyền the product asks for. Which posts hold it is data, in <c>criteria/quyen/chuc-danh.yaml</c>.</summary>
public enum Right
{
    /// <summary>Xem số liệu, kết quả, báo cáo of one's own unit.</summary>
    ReadUnit,

    /// <summary>Thêm, đổi tên, đóng đơn vị.</summary>
    ManageUnits,

    /// <summary>Ghi quyết định công nhận, danh hiệu.</summary>
    RecordTitles,

    /// <summary>Xem bộ tiêu chí.</summary>
    ReadSets,

    /// <summary>Ghi mức chính thức.</summary>
    ManageSets,

    /// <summary>Xem kế hoạch, phân công.</summary>
    ReadPlans,

    /// <summary>Phân công.</summary>
    Assign,

    /// <summary>Nhập số liệu của chỉ tiêu được giao.</summary>
    EnterOwn,

    /// <summary>Nhập số liệu của khu mình.</summary>
    EnterKhu,

    /// <summary>Nhập bảng tổng hợp thay các khu.</summary>
    Import,

    /// <summary>Thẩm tra.</summary>
    Verify,

    /// <summary>Thẩm định: reads what was submitted, at the level above.</summary>
    Appraise,

    /// <summary>Gửi báo cáo định kỳ.</summary>
    SubmitReports,

    /// <summary>Mở, khóa kỳ báo cáo of the commune; an office above, which puts communes together, does not.</summary>
    ManagePeriods,

    /// <summary>Mở, khóa, rà soát tài khoản và chức danh.</summary>
    ManageAccounts,

    /// <summary>Cấu hình, sao lưu, kết nối.</summary>
    ManageSystem,

    /// <summary>Xem nhật ký.</summary>
    ReadJournal,

    /// <summary>Xử lý yêu cầu về dữ liệu cá nhân, sự cố, thời hạn lưu.</summary>
    HandlePrivacy,
}

public static class RightCodes
{
    /// <summary>As written in the file of posts: "indicator.verify". The file may know more rights than the product asks for yet.</summary>
    public static string Code(this Right right) => right switch
    {
        Right.ReadUnit => "unit.read",
        Right.ManageUnits => "unit.manage",
        Right.RecordTitles => "title.record",
        Right.ReadSets => "ruleset.view",
        Right.ManageSets => "ruleset.manage",
        Right.ReadPlans => "plan.view",
        Right.Assign => "assign.manage",
        Right.EnterOwn => "indicator.enter.own",
        Right.EnterKhu => "indicator.enter.kdc",
        Right.Import => "indicator.import",
        Right.Verify => "indicator.verify",
        Right.Appraise => "indicator.appraise",
        Right.SubmitReports => "report.submit",
        Right.ManagePeriods => "period.manage",
        Right.ManageAccounts => "admin.accounts",
        Right.ManageSystem => "admin.system",
        Right.ReadJournal => "audit.view",
        Right.HandlePrivacy => "privacy.handle",
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, null),
    };
}
