using System.Text;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Features.Backups;

/// <summary>An archive that is not whole, not ours or not for this key is refused with a sentence.</summary>
public sealed class SealedArchiveTests(SealedArchiveTests.OneBackup shared) : IClassFixture<SealedArchiveTests.OneBackup>
{
    private const int Flips = 40;

    [Fact]
    public async Task One_changed_bit_anywhere_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(shared.File);
        var step = whole.Length / Flips;
        foreach (var at in Enumerable.Range(0, Flips).Select(i => i * step).Append(5).Append(20).Append(whole.Length - 1))
        {
            whole[at] ^= 1;
            await Refused(whole);
            whole[at] ^= 1;
        }
    }

    [Fact]
    public async Task A_file_cut_short_anywhere_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(shared.File);
        foreach (var length in new[] { 0, 3, 43, 44, 60, (256 * 1024) + 16 + 44, whole.Length / 2, whole.Length - 1 }) await Refused(whole[..length]);
    }

    [Fact]
    public async Task Another_key_is_told_from_a_damaged_file()
    {
        var other = Path.Combine(Path.GetDirectoryName(shared.File)!, "khoa-khac.txt");
        BackupKey.WriteNew(other);
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => Read(shared.File, BackupKey.FromFile(other)));
        Assert.Contains("khóa khác", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--key-file", (await Assert.ThrowsAsync<FileRefusedException>(() => Read(shared.File, null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_can_be_read_in_the_file_itself()
    {
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(shared.File));
        Assert.DoesNotContain("observations", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ban-ke", text, StringComparison.Ordinal);
        await Read(shared.File, shared.Key);
    }

    [Fact]
    public void A_short_key_is_refused_and_an_old_one_never_written_over()
    {
        var file = Path.Combine(Path.GetDirectoryName(shared.File)!, "ngan.txt");
        File.WriteAllText(file, "1234567890123456789");
        Assert.Contains("quá ngắn", Assert.Throws<FileRefusedException>(() => BackupKey.FromFile(file)).Message, StringComparison.Ordinal);
        File.WriteAllText(file, "12345678901234567890");
        Assert.NotNull(BackupKey.FromFile(file));
        Assert.Contains("Không ghi đè", Assert.Throws<FileRefusedException>(() => BackupKey.WriteNew(file)).Message, StringComparison.Ordinal);
    }

    private async Task Refused(byte[] bytes)
    {
        var file = Path.Combine(Path.GetDirectoryName(shared.File)!, "hong.saoluu");
        await File.WriteAllBytesAsync(file, bytes);
        await Assert.ThrowsAsync<FileRefusedException>(() => Read(file, shared.Key));
    }

    private static async Task Read(string file, BackupKey? key)
    {
        using var archive = OfficeArchive.Open(file, key);
        await archive.Verify(default);
    }

    public sealed class OneBackup : IAsyncLifetime
    {
        private BackedUpSite office = null!;

        public string File { get; private set; } = "";
        public BackupKey Key => office.Key;

        public async ValueTask InitializeAsync()
        {
            office = await BackedUpSite.Open(On.Sqlite);
            File = (await office.Backup()).File;
        }

        public ValueTask DisposeAsync() => office.DisposeAsync();
    }
}
