using System.Globalization;
using KieuMau.Web.Data;

namespace KieuMau.Web.Features.Backups;

/// <summary>
/// Đưa bản khôi phục vào dùng. What was built stands in a folder whose name says how far it is; a process killed at any
/// moment is finished, or undone, by the next that starts, because each step can be taken again.
/// </summary>
public static class RestoreSwitch
{
    /// <summary>Being filled: worth nothing.</summary>
    public const string Building = "khoi-phuc.dang-lam";

    /// <summary>Whole and proved: from here on it only goes forward.</summary>
    public const string Built = "khoi-phuc.xong";

    /// <summary>All that was old has been put aside.</summary>
    public const string Entering = "khoi-phuc.dua-vao";

    /// <summary>Where the old office is kept; the time follows.</summary>
    public const string Aside = "truoc-khoi-phuc-";

    /// <summary>Says, within the folder being built, under which name the old office is kept; written when all else is there.</summary>
    public const string AsideNote = "cat-vao.txt";

    public static string AsideName(DateTime at) => Aside + at.InVietNam().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    public static bool WasInterrupted(DataFolder folder) =>
        Directory.Exists(folder.Path) && new[] { Building, Built, Entering }.Any(name => Directory.Exists(folder.Inside(name)));

    /// <summary>The commit: one rename.</summary>
    public static void Commit(DataFolder folder, string? backups)
    {
        Directory.Move(folder.Inside(Building), folder.Inside(Built));
        Finish(folder, backups);
    }

    /// <summary>On PostgreSQL, where the old office is kept as a schema.</summary>
    public static string SchemaOf(string aside) => aside.Replace('-', '_');

    /// <summary>Called before anything else is opened. Does nothing when nothing was interrupted.</summary>
    public static async Task FinishIfInterrupted(DataFolder folder, DatabasePlace place, string? backups, CancellationToken ct)
    {
        if (!Directory.Exists(folder.Path)) return;
        var building = folder.Inside(Building);
        if (Directory.Exists(building))
        {
            var note = Path.Combine(building, AsideNote);
            var switched = place.Connection is not null && File.Exists(note) && await PostgresStage.HasSchema(place.Connection, SchemaOf(await File.ReadAllTextAsync(note, ct)), ct);
            if (switched) Commit(folder, backups);
            else Directory.Delete(building, recursive: true);
        }

        Finish(folder, backups);
    }

    private static void Finish(DataFolder folder, string? backups)
    {
        if (Directory.Exists(folder.Inside(Built)))
        {
            var aside = folder.Inside(File.ReadAllText(Path.Combine(folder.Inside(Built), AsideNote)));
            var old = Directory.EnumerateFileSystemEntries(folder.Path).Where(path => IsOld(path, backups)).ToList();
            foreach (var path in old) Move(path, Path.Combine(Directory.CreateDirectory(aside).FullName, Path.GetFileName(path)));
            Directory.Move(folder.Inside(Built), folder.Inside(Entering));
        }

        if (!Directory.Exists(folder.Inside(Entering))) return;
        foreach (var path in Directory.EnumerateFileSystemEntries(folder.Inside(Entering)).Where(path => Path.GetFileName(path) != AsideNote).ToList()) Move(path, folder.Inside(Path.GetFileName(path)));
        Directory.Delete(folder.Inside(Entering), recursive: true);
    }

    private static bool IsOld(string path, string? backups) =>
        Path.GetFileName(path) is var name && name is not (Built or Building or Entering or OfficeLock.Name)
        && !name.StartsWith(Aside, StringComparison.Ordinal)
        && !(backups is not null && $"{Path.GetFullPath(backups)}/".Replace('\\', '/').StartsWith($"{Path.GetFullPath(path)}/".Replace('\\', '/'), StringComparison.Ordinal));

    private static void Move(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            File.Move(from, to);
            return;
        }

        if (Directory.Exists(to)) // then one of the two was made empty by a program that is just starting
        {
            if (!Directory.EnumerateFileSystemEntries(from).Any())
            {
                Directory.Delete(from);
                return;
            }

            Directory.Delete(to);
        }

        Directory.Move(from, to);
    }
}
