using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace KieuMau.Web.Features.Accounts;

/// <summary>
/// Đường dẫn dùng một lần: leads whoever holds it to choose a password. It dies after a day, at its first use, and with
/// every change of the account's stamp (a newer link, a new password, sign-out everywhere).
/// </summary>
public sealed class OneTimeLink(IDataProtectionProvider protection, TimeProvider clock) : IUserTwoFactorTokenProvider<Account>
{
    public const string Name = "mot-lan";

    public static readonly TimeSpan Good = TimeSpan.FromHours(24);

    private readonly IDataProtector secrets = protection.CreateProtector("KieuMau.Accounts.OneTimeLink");

    /// <summary>The address within the site.</summary>
    public static string PathOf(int account, string token) => $"/cap-lai?ai={account}&ma={Uri.EscapeDataString(token)}";

    public async Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user)
    {
        var stamp = await manager.GetSecurityStampAsync(user);
        return secrets.Protect(string.Create(CultureInfo.InvariantCulture, $"{purpose}|{user.Id}|{clock.GetUtcNow().UtcTicks}|{stamp}"));
    }

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (Opened(token) is not [var forWhat, var account, var begun, var stamp]) return false;
        return forWhat == purpose
            && account == user.Id.ToString(CultureInfo.InvariantCulture)
            && clock.GetUtcNow().UtcTicks - long.Parse(begun, CultureInfo.InvariantCulture) < Good.Ticks
            && stamp == await manager.GetSecurityStampAsync(user);
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => Task.FromResult(false);

    private string[] Opened(string token)
    {
        try
        {
            return secrets.Unprotect(token).Split('|', 4);
        }
        catch (Exception unreadable) when (unreadable is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return [];
        }
    }
}
