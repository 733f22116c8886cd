namespace KieuMau.Domain.Accounts;

/// <summary>Quy tắc mật khẩu (T05): long enough, of mixed kinds of letters, and not made from the user name.</summary>
public static class PasswordRule
{
    private const int ShortestName = 3;

    /// <param name="least">Letters at least; fewer are enough with a second factor.</param>
    /// <returns>What is still missing, each as people are told; none when the password will do.</returns>
    public static IReadOnlyList<string> Missing(string password, string userName, int least) => [.. Failing(password, userName, least)];

    private static IEnumerable<string> Failing(string password, string userName, int least)
    {
        if (password.Length < least) yield return $"ít nhất {least} ký tự (mới có {password.Length})";
        if (!password.Any(char.IsLower)) yield return "một chữ thường";
        if (!password.Any(char.IsUpper)) yield return "một chữ hoa";
        if (!password.Any(char.IsDigit)) yield return "một chữ số";
        if (password.All(char.IsLetterOrDigit)) yield return "một ký tự khác chữ và số, ví dụ dấu chấm";
        if (Contains(password, userName)) yield return "bỏ tên đăng nhập ra khỏi mật khẩu";
    }

    // a name of one or two letters stands in half of all words
    private static bool Contains(string password, string userName) =>
        userName.Length >= ShortestName && password.Contains(userName, StringComparison.OrdinalIgnoreCase);
}
