using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence.Files;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Tệp của cơ quan: everything in the data folder but the database (kept as tables), work under way, pictures that can
/// be drawn again and what restoring leaves. What a feature keeps there tomorrow is in the next backup without a word here.
/// </summary>
public static class OfficeFiles
{
    public const string Secrets = "khoa";
    private const string Unfinished = ".dang-ghi";
    private static readonly string[] WorkFolders = ["nhap-do", "tam", RestoreSwitch.Building, RestoreSwitch.Built, RestoreSwitch.Entering];

    /// <param name="without">A folder of backups, should it stand inside the data folder.</param>
    /// <returns>Paths relative to the folder, with "/", in one order everywhere.</returns>
    public static IEnumerable<string> Of(DataFolder folder, string? without = null)
    {
        if (!Directory.Exists(folder.Path)) return [];
        var apart = without is null ? null : Path.GetRelativePath(folder.Path, without).Replace('\\', '/') + "/";
        return Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'))
            .Where(path => Belongs(path) && (apart is null || !path.StartsWith(apart, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
    }

    private static bool Belongs(string path)
    {
        var top = path.Split('/')[0];
        return !WorkFolders.Contains(top)
            && !path.StartsWith($"{FileStore.Folder}/{FileStore.Arriving}/", StringComparison.Ordinal)
            && !path.StartsWith($"{FileStore.Folder}/{PictureShelf.Folder}/", StringComparison.Ordinal)
            && !top.StartsWith(RestoreSwitch.Aside, StringComparison.Ordinal)
            && !top.StartsWith("kieumau.db", StringComparison.Ordinal)
            && top != OfficeLock.Name
            && !path.EndsWith(Unfinished, StringComparison.Ordinal)
            && !path.EndsWith(BackupFolder.Ending, StringComparison.Ordinal);
    }
}
