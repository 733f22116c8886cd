using System.Globalization;
using KieuMau.Domain;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Backups;

/// <summary>Lịch sao lưu, as configured; nothing happens by itself until both a folder and a key are named.</summary>
/// <param name="At">The hour of the day in Việt Nam.</param>
/// <param name="Keep">How many archives stay.</param>
/// <param name="TestEvery">Days between restore tests.</param>
public sealed record BackupSettings(string? Folder, string? KeyFile, TimeOnly At, int Keep, int TestEvery)
{
    /// <summary>Whoever finds the backups finds what opens them.</summary>
    public bool KeyLiesBesideBackups => Scheduled && Path.GetFullPath(KeyFile!).StartsWith(Folder! + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Where the schedule keeps its backups; none while there is no schedule.</summary>
    public string? Kept => Scheduled ? Folder : null;

    public bool Scheduled => Folder is not null && KeyFile is not null;

    public static BackupSettings Of(IConfiguration configuration) => new(
        Text(configuration, "KIEUMAU_BACKUP_DIR") is { } folder ? Path.GetFullPath(folder) : null,
        Text(configuration, "KIEUMAU_BACKUP_KEY"),
        Hour(configuration, "KIEUMAU_BACKUP_AT", new(2, 15)),
        Number(configuration, "KIEUMAU_BACKUP_KEEP", 14),
        Number(configuration, "KIEUMAU_RESTORE_TEST_DAYS", 30));

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;

    private static int Number(IConfiguration configuration, string name, int otherwise) =>
        Text(configuration, name) is not { } text ? otherwise
            : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new FileRefusedException([new(name, 0, 0, $"“{text}” không phải một số nguyên từ 1. Ghi một số, ví dụ {otherwise}.")]);

    private static TimeOnly Hour(IConfiguration configuration, string name, TimeOnly otherwise) =>
        Text(configuration, name) is not { } text ? otherwise
            : TypedDay.ReadClock(text) ?? throw new FileRefusedException([new(name, 0, 0, $"“{text}” không phải một giờ trong ngày. Ghi giờ:phút, ví dụ {otherwise:HH\\:mm}.")]);
}
