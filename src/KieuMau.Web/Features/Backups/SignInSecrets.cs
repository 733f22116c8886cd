namespace KieuMau.Web.Features.Backups;

/// <summary>Bí mật đăng nhập: what an open export leaves out. A sealed backup holds everything.</summary>
internal static class SignInSecrets
{
    private static readonly string[] Tables = ["account_tokens", "account_passkeys", "account_logins"];
    private static readonly string[] Words = ["password_hash", "secret", "stamp", "token"];

    public static bool IsIn(StoredTable table) => Tables.Contains(table.Name);

    public static StoredTable Without(StoredTable table) =>
        table with { Columns = [.. table.Columns.Where(column => column.Kind != ColumnKind.Text || !Words.Any(word => column.Name.Contains(word, StringComparison.Ordinal)))] };

    public static bool IsKey(string path) => path.StartsWith($"{OfficeFiles.Secrets}/", StringComparison.Ordinal);
}
