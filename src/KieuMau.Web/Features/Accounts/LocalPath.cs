namespace KieuMau.Web.Features.Accounts;

/// <summary>Địa chỉ trở về: only within this site; anything else leads to the first page.</summary>
public static class LocalPath
{
    public static string Of(string? asked) =>
        asked is ['/', not ('/' or '\\'), ..] && !asked.Any(char.IsControl) ? asked : "/";
}
