using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts;

/// <summary>Lời của kho tài khoản, in Vietnamese.</summary>
public sealed class AccountWords : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Say(nameof(DefaultError), "Chưa ghi được tài khoản. Làm lại.");

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), "Tài khoản vừa được người khác sửa. Mở lại trang rồi làm lại.");

    public override IdentityError InvalidToken() => Say(nameof(InvalidToken), AccountRefusals.LinkSpent().Text);

    public override IdentityError LoginAlreadyAssociated() => Say(nameof(LoginAlreadyAssociated), AccountRefusals.LinkedElsewhere().Text);

    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), $"Tên đăng nhập “{userName}” chưa dùng được: chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới. Ví dụ: vanphong.thanhdinh.");

    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), $"Đã có tài khoản “{userName}”. Chọn tên khác.");

    private static IdentityError Say(string code, string text) => new() { Code = code, Description = text };
}
