namespace KieuMau.Web.Features.Backups;

/// <summary>Bí mật đăng nhập: what an open export leaves out. A sealed backup holds everything.</summary>
internal static class SignInSecrets
{
    private static readonly string[] Words = ["password", "secret", "security_stamp", "token", "recovery", "authenticator"];

    public static StoredTable Without(StoredTable table) =>
        table with { Columns = [.. table.Columns.Where(column => !Words.Any(word => column.Name.Contains(word, StringComparison.Ordinal)))] };

    public static bool IsKey(string path) => path.StartsWith($"{OfficeFiles.Secrets}/", StringComparison.Ordinal);
}
