namespace KieuMau.Web.Features.Backups;

/// <summary>Tệp chắc chắn đã nằm trên đĩa.</summary>
internal static class DurableFile
{
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
