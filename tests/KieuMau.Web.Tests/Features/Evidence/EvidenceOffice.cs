using System.Text;
using KieuMau.Domain.Evidence;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Evidence.Files;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using Microsoft.Extensions.Configuration;

namespace KieuMau.Web.Tests.Features.Evidence;

/// <summary>One commune with a store of files in a folder of its own.</summary>
public sealed class EvidenceOffice : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kieumau_minhchung");

    public required TestCommune Commune { get; init; }
    public FileStore Store => new(new DataFolder(folder.FullName));
    public string Arriving => Path.Combine(Store.Root, "dang-nhan");

    public static async Task<EvidenceOffice> Open(On on) => new() { Commune = await TestCommune.Create(on) };

    public static byte[] Pdf(string words) => Encoding.UTF8.GetBytes($"%PDF-1.4\n% {words}\nstartxref\n0\n%%EOF\n");

    public static EvidencePlace Place(int khu = 1) => new(TestCommune.Khu(khu), TestCommune.Year2024, "khu-thu", "1");

    public Task<T> Do<T>(Func<EvidenceDesk, Task<T>> act, IAskScanner? scanner = null) =>
        Commune.Do(desk => act(new(desk, Store, scanner ?? new NoScanner(), Commune.Clock)));

    public async Task<AttachResult> Attach(byte[] file, string name = "bien-ban.pdf", EvidencePlace? place = null, bool keepLocation = false, IAskScanner? scanner = null) => await Do(async desk =>
    {
        using var arrival = await desk.Store.Receive(new MemoryStream(file), EvidenceLimits.LargestFile, default);
        return await desk.Attach.Attach(new([new(arrival, name)], place ?? Place(), KeepLocation: keepLocation, Declared: true), TestCommune.Note);
    }, scanner);

    public async Task<Refusal?> Replace(int khu, string key, byte[] file, string why) => await Do(async desk =>
    {
        using var arrival = await desk.Store.Receive(new MemoryStream(file), EvidenceLimits.LargestFile, default);
        return await desk.Replace.Replace(TestCommune.Khu(khu), key, new([new(arrival, "moi.pdf")], Place(khu), Declared: true), new ChangeNote("Người thử", why));
    });

    public Task<IReadOnlyList<PieceOfEvidence>> Of(int khu) => Do(async desk => await desk.Read.OfUnit((await desk.Places.UnitOf(TestCommune.Khu(khu), default))!, default));

    public async ValueTask DisposeAsync()
    {
        await Commune.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public sealed class EvidenceDesk(TestCommune.Desk desk, FileStore store, IAskScanner scanner, TimeProvider clock)
    {
        public FileStore Store => store;
        public RuralDb Db => desk.Db;
        public TestCommune.Desk Commune => desk;
        public EvidencePlaces Places => desk.EvidencePlaces;
        public ReadEvidence Read => new(desk.Db);
        public EvidenceRules Rules => new(desk.Gate, desk.Owned, Locks);
        public EvidenceLocks Locks => new(desk.Db, desk.Journal);
        public ExamineFile Examine => new(store, new(store), scanner);
        public AttachEvidence Attach => new(desk.Db, desk.Lock, Places, Rules, Examine, store, desk.Journal, clock);
        public ReplaceEvidence Replace => new(desk.Db, desk.Lock, Places, Read, Rules, Locks, Examine, store, desk.Journal, clock);
        public LinkEvidence Link => new(desk.Db, desk.Lock, Places, Read, Rules, Locks, desk.Journal, clock);
        public RemoveEvidence Remove => new(desk.Db, desk.Lock, Places, Read, Rules, Locks, desk.Journal, clock);
        public CheckEvidence Check => new(desk.Db, store, clock);
    }

    public static PdfPages Pages(FileStore store, string? program = null) =>
        new(store, new(store), new ConfigurationBuilder().AddInMemoryCollection([new("KIEUMAU_PDFTOPPM", program)]).Build());
}
