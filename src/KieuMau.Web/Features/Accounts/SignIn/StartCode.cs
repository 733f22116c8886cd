using System.Security.Cryptography;
using System.Text;

namespace KieuMau.Web.Features.Accounts.SignIn;

/// <summary>
/// Mã mở đầu: printed where the program runs, for whoever opens the first account from another machine. Another one at
/// every start; worth nothing once there is an account.
/// </summary>
public sealed class StartCode
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // none that look alike

    public string Code { get; } = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    public bool Is(string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed.Trim().ToUpperInvariant()), Encoding.UTF8.GetBytes(Code));
}
