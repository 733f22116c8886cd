using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;

namespace KieuMau.Web.Tests.Features.Backups;

/// <summary>Every place where a restore may be cut off, and what the next start makes of it.</summary>
public sealed class RestoreSwitchTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kieumau_switch");

    private DataFolder Folder => new(root.FullName);
    private DatabasePlace Place => new(null, Folder.Database);
    private const string Aside = "truoc-khoi-phuc-20261124-021500";

    [Fact]
    public async Task What_was_only_being_built_is_thrown_away()
    {
        Write("kieumau.db", "cũ");
        Write($"{RestoreSwitch.Building}/kieumau.db", "mới");
        await Finish();
        Assert.Equal(["kieumau.db: cũ"], All());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_was_whole_goes_in_however_much_of_the_old_had_been_put_aside(int already)
    {
        (string, string)[] old = [("kieumau.db", "cũ"), ("kieumau.db-wal", "cũ"), ("khoa/k.xml", "cũ")];
        for (var i = 0; i < old.Length; i++) Write(i < already ? $"{Aside}/{old[i].Item1}" : old[i].Item1, old[i].Item2);
        Write($"{RestoreSwitch.Built}/kieumau.db", "mới");
        Write($"{RestoreSwitch.Built}/minh-chung/a", "mới");
        Write($"{RestoreSwitch.Built}/{RestoreSwitch.AsideNote}", Aside);
        await Finish();
        Assert.Equal(["kieumau.db: mới", "minh-chung/a: mới", $"{Aside}/khoa/k.xml: cũ", $"{Aside}/kieumau.db-wal: cũ", $"{Aside}/kieumau.db: cũ"], All());
    }

    [Fact]
    public async Task What_had_half_gone_in_goes_in_whole()
    {
        Write("kieumau.db", "mới");
        Directory.CreateDirectory(Path.Combine(root.FullName, "khoa")); // made by the program that is starting
        Write($"{RestoreSwitch.Entering}/khoa/k.xml", "mới");
        Write($"{RestoreSwitch.Entering}/{RestoreSwitch.AsideNote}", Aside);
        Write($"{Aside}/kieumau.db", "cũ");
        await Finish();
        Assert.Equal(["khoa/k.xml: mới", "kieumau.db: mới", $"{Aside}/kieumau.db: cũ"], All());
    }

    [Fact]
    public async Task A_folder_of_backups_inside_the_data_folder_stays_where_it_is()
    {
        Write("sao-luu/kieumau-1.saoluu", "bản");
        Write("kieumau.db", "cũ");
        Write($"{RestoreSwitch.Built}/kieumau.db", "mới");
        Write($"{RestoreSwitch.Built}/{RestoreSwitch.AsideNote}", Aside);
        await RestoreSwitch.FinishIfInterrupted(Folder, Place, Path.Combine(root.FullName, "sao-luu"), default);
        Assert.Equal(["kieumau.db: mới", "sao-luu/kieumau-1.saoluu: bản", $"{Aside}/kieumau.db: cũ"], All());
    }

    public void Dispose() => root.Delete(recursive: true);

    private Task Finish() => RestoreSwitch.FinishIfInterrupted(Folder, Place, null, default);

    private void Write(string path, string text)
    {
        var full = Path.Combine(root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private IEnumerable<string> All() => Directory.EnumerateFiles(root.FullName, "*", SearchOption.AllDirectories)
        .Select(path => $"{Path.GetRelativePath(root.FullName, path)}: {File.ReadAllText(path)}").Order(StringComparer.Ordinal);
}
