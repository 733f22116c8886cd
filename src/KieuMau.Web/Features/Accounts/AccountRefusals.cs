using KieuMau.Domain.Accounts;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Every reason an account, a post or a right may be refused.</summary>
public static class AccountRefusals
{
    public static Refusal SignInFirst() => new("accounts.sign-in-first", "Đăng nhập rồi làm lại.");

    /// <summary>Says who could do it, or give the right to.</summary>
    public static Refusal NoRight(RoleBook roles, Right right)
    {
        var holders = roles.Holding(right).Select(role => role.Name).Take(4).ToList();
        var who = holders.Count == 0 ? "" : $" Việc này thuộc: {string.Join("; ", holders)}.";
        return new("accounts.no-right", $"Chức vụ đang giữ không có quyền “{Shell.Wording.Lower(roles.NameOf(right))}”.{who} Người quản trị tài khoản có thể giao chức vụ.");
    }
}
