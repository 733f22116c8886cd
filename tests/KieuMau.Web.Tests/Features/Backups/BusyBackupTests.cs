using System.Text.Json;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Tests.Data;

namespace KieuMau.Web.Tests.Features.Backups;

/// <summary>A backup taken while numbers are being saved speaks of one moment.</summary>
public sealed class BusyBackupTests
{
    private const int Savings = 60;

    [Theory, MemberData(nameof(TestDatabase.Both), MemberType = typeof(TestDatabase))]
    public async Task An_archive_made_while_people_save_holds_every_saving_whole_or_not_at_all(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var away = Directory.CreateTempSubdirectory("kieumau_busy");
        var key = Path.Combine(away.FullName, "khoa.txt");
        BackupKey.WriteNew(key);
        await commune.Do(desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 100)], TestCommune.Note));

        var saving = Task.Run(async () =>
        {
            for (var i = 0; i < Savings; i++) await commune.Do(desk => desk.Save.Save([TestCommune.Change((i % 4) + 1, commune.Households, 200 + i)], TestCommune.Note));
        });
        var archives = new List<string>();
        while (!saving.IsCompleted || archives.Count == 0)
        {
            await using var db = commune.Database.Open();
            archives.Add((await new MakeBackup(db, new(Path.Combine(away.FullName, "data")), BackupRegister.AtTheMachine(db, commune.Clock), commune.Clock).Into(away.FullName, BackupKey.FromFile(key), "thử", default)).File);
        }

        await saving;
        foreach (var file in archives)
        {
            using var archive = OfficeArchive.Open(file, BackupKey.FromFile(key));
            var savings = await Values(archive, "observation_savings", "id");
            var revisions = await Values(archive, "observation_revisions", "id");
            Assert.Equal(savings.Order(), (await Values(archive, "observation_revisions", "saving_id")).Distinct().Order());
            Assert.All(await Values(archive, "observations", "revision"), revision => Assert.Contains(revision, revisions));
            Assert.Equal(revisions.Max(), (await Values(archive, "observations", "revision")).Max());
        }

        away.Delete(recursive: true);
    }

    private static async Task<List<long>> Values(OfficeArchive archive, string table, string column)
    {
        var values = new List<long>();
        await foreach (var line in archive.Lines(archive.Manifest.Tables.Single(one => one.Name == table), default))
        {
            using var row = JsonDocument.Parse(line);
            values.Add(row.RootElement.GetProperty(column).GetInt64());
        }

        return values;
    }
}
