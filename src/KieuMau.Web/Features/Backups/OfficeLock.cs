using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Khóa thư mục dữ liệu: the running site holds it shared, whoever replaces everything must hold it alone. The operating
/// system lets go of it when a process ends, however it ends.
/// </summary>
public static class OfficeLock
{
    public const string Name = "dang-chay.khoa";

    /// <returns>Nothing while somebody restores into this folder.</returns>
    public static IDisposable? Shared(DataFolder folder)
    {
        try
        {
            var path = folder.Inside(Name);
            if (!File.Exists(path)) File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <returns>Nothing while a site runs on this folder.</returns>
    public static IDisposable? Alone(DataFolder folder)
    {
        try
        {
            return new FileStream(folder.Inside(Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
