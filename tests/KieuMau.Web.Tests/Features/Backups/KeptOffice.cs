using System.Security.Cryptography;
using System.Text;
using KieuMau.Domain.Evaluations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Backups;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Backups;

/// <summary>A place an office is restored into or kept in, with what the tests compare of it.</summary>
public sealed class KeptOffice : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kieumau_kept");

    private KeptOffice(TestDatabase database) => this.database = database;

    public DataFolder Folder => new(database.Kind == On.Sqlite ? Path.GetDirectoryName(database.Connection)! : Path.Combine(root.FullName, "data"));
    public DatabasePlace Place => new(database.Kind == On.Sqlite ? null : database.Connection, Folder.Database);
    public TestDatabase Database => database;

    public static async Task<KeptOffice> Empty(On on) => new(await TestDatabase.Create(on, migrate: false));

    public RestoreOffice Restore => new(Place, Folder, null, TimeProvider.System);

    public async Task<IReadOnlyList<TableSum>> Sums()
    {
        await using var db = Place.Open();
        return [.. (await OfficeSnapshot.SumsOf(db, StoredTable.Of(db), default)).Where(sum => sum.Table is not ("backups" or "journal" or "journal_heads"))];
    }

    public Dictionary<string, byte[]> Files() => OfficeFiles.Of(Folder).ToDictionary(path => path, path => File.ReadAllBytes(Path.Combine(Folder.Path, path)));

    /// <summary>Every finding of every unit, in words.</summary>
    public async Task<string> Findings(CriteriaInForce law)
    {
        await using var db = Place.Open();
        return await FindingsOf(db, law);
    }

    public static async Task<string> FindingsOf(RuralDb db, CriteriaInForce law)
    {
        var units = new UnitReader(db);
        var around = await units.Around(["thanh-dinh", "hy-cuong"]);
        var knowledge = await new KnowledgeReader(db, units, new(db)).Of(around, law);
        var moment = new Moment(new(2024, 12, 31));
        return string.Join('\n',
            from unit in around.Tree.All.Select(unit => unit.Code).Distinct().Order(StringComparer.Ordinal)
            let standing = around.Tree.Find(unit, moment.At)
            where standing is not null
            from set in law.Library.Sets.Select(set => set.At(moment.At))
            where set.Levels.Contains(standing.Level)
            from finding in new Evaluator(law.Library).Evaluate(set, unit, knowledge, moment, explain: true).Findings
            select $"{unit} {set.Id} {finding.Indicator.Code} {finding.Verdict} {finding.Gap}");
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        root.Delete(recursive: true);
    }
}

/// <summary>A site with its demonstration, an evidence file, and a backup of it.</summary>
public sealed class BackedUpSite : IAsyncDisposable
{
    private readonly DirectoryInfo away = Directory.CreateTempSubdirectory("kieumau_away");

    public required Site Site { get; init; }
    public string Away => away.FullName;
    public string KeyFile => Path.Combine(away.FullName, "khoa.txt");
    public BackupKey Key => BackupKey.FromFile(KeyFile);
    public CriteriaInForce Law => Site.Services.GetRequiredService<ActiveCriteria>().Current;
    public DataFolder Folder => Site.Services.GetRequiredService<DataFolder>();

    public static async Task<BackedUpSite> Open(On on)
    {
        var office = new BackedUpSite { Site = await Site.Open(on) };
        BackupKey.WriteNew(office.KeyFile);
        Directory.CreateDirectory(office.Folder.Inside("minh-chung/ab"));
        var picture = new byte[700_000];
        new Random(7).NextBytes(picture); // what does not compress, as photographs do not
        await File.WriteAllBytesAsync(office.Folder.Inside("minh-chung/ab/cd.pdf"), picture);
        return office;
    }

    /// <summary>An evidence file whose bytes on the disk are those, whatever its name says.</summary>
    /// <returns>Its path within the data folder.</returns>
    public async Task<string> Evidence(string sent, string onDisk)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sent)));
        var path = $"{FileStore.Folder}/{hash[..2]}/{hash}";
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Inside(path))!);
        await File.WriteAllTextAsync(Folder.Inside(path), onDisk);
        return path;
    }

    public Task<BackupRun> Backup() => Site.Do(services => services.GetRequiredService<MakeBackup>().Into(Away, Key, "thử", default));

    public Task<IReadOnlyList<TableSum>> Sums() => Site.Do<IReadOnlyList<TableSum>>(async services =>
    {
        var db = services.GetRequiredService<RuralDb>();
        return [.. (await OfficeSnapshot.SumsOf(db, StoredTable.Of(db), default)).Where(sum => sum.Table is not ("backups" or "journal" or "journal_heads"))];
    });

    public Task<string> Findings() => Site.Do(services => KeptOffice.FindingsOf(services.GetRequiredService<RuralDb>(), Law));

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        away.Delete(recursive: true);
    }
}
