using System.Diagnostics;
using KieuMau.Domain.Journal;
using KieuMau.Domain.Measures;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Endurance;

/// <summary>
/// What was said to be saved is there, whatever happens meanwhile. A few rounds here; <c>scripts/endure.cs</c> asks for many
/// and writes down what came of them.
/// </summary>
public sealed class EnduranceTests
{
    private const int Typists = 6;
    private const int Crowd = 100;

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_program_killed_while_people_save_has_kept_every_number_it_said_was_saved(On on)
    {
        await using var office = await RunningOffice.Open(on);
        var cells = CellsOf(office).Take(Typists).ToList();
        var senders = new List<CellSender>();
        for (var i = 0; i < cells.Count; i++) senders.Add(await office.Person(new("office", "thanh-dinh", $".{i}")));
        for (var round = 0; round < LongRun.Rounds; round++)
        {
            await office.Start();
            for (var i = 0; i < cells.Count; i++) await senders[i].Open(cells[i].Unit, cells[i].Measure.Code);
            using var over = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var typing = Task.WhenAll(senders.Select(sender => sender.SendUntil(over.Token)));
            var enough = senders.Sum(sender => sender.Savings) + 5 + (round * 7 % 23);
            while (senders.Sum(sender => sender.Savings) < enough && !typing.IsCompleted) await Task.Delay(1);
            await office.Kill();
            await typing;

            for (var i = 0; i < cells.Count; i++)
            {
                var stands = await Standing(office, cells[i]);
                Assert.InRange(stands, senders[i].Acknowledged, senders[i].Sent);
            }

            await NothingIsHalfDone(office);
        }

        var saved = senders.Sum(sender => sender.Savings);
        senders.ForEach(sender => sender.Dispose());
        LongRun.Line($"{on}: killed {LongRun.Rounds} times while {Typists} people saved; {saved} numbers were said to be saved and all were there; nothing was half done.");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_hundred_people_enter_at_once_without_an_error_or_a_lost_number(On on)
    {
        await using var office = await RunningOffice.Open(on);
        var cells = CellsOf(office).Take(Crowd).ToList();
        Assert.Equal(Crowd, cells.Count);
        await office.Start();
        var senders = new List<CellSender>();
        foreach (var (cell, index) in cells.Select((cell, index) => (cell, index)))
        {
            var sender = await office.Person(new("office", "thanh-dinh", $".{index}"));
            await sender.Open(cell.Unit, cell.Measure.Code);
            senders.Add(sender);
        }

        using var over = new CancellationTokenSource(LongRun.CrowdTime);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(senders.Select(sender => sender.SendUntil(over.Token)));
        watch.Stop();
        for (var i = 0; i < Crowd; i++) Assert.Equal(senders[i].Acknowledged, await Standing(office, cells[i]));
        Assert.All(senders, sender => Assert.True(sender.Savings > 0));
        await NothingIsHalfDone(office);
        var saved = senders.Sum(sender => sender.Savings);
        senders.ForEach(sender => sender.Dispose());
        LongRun.Line($"{on}: {Crowd} people entered at once for {watch.Elapsed.TotalSeconds:0} s; {saved} numbers, no error, none lost.");
    }

    /// <summary>Counts and quantities nothing bounds from above: any larger number may be saved.</summary>
    private static IEnumerable<(string Unit, Measure Measure)> CellsOf(RunningOffice office) =>
        from measure in office.Law.Library.Measures.All
        where measure is { Kind: MeasureKind.Count or MeasureKind.Quantity, AtMost: null, Split: null, Coarser: null } && measure.EnteredAt("khu") && Asked(office, measure)
        from khu in Enumerable.Range(1, 10)
        select ($"thanh-dinh.khu-{khu}", measure);

    private static bool Asked(RunningOffice office, Measure measure) =>
        office.Law.Library.Find("phu-tho-kdc-kieu-mau-2021-2025")!.Latest.Indicators.Any(line => Domain.Evaluations.RequirementWalk.MeasuresOf(line.Requirement).Contains(measure));

    private static Task<int> Standing(RunningOffice office, (string Unit, Measure Measure) cell) => office.Do(async services =>
    {
        var db = services.GetRequiredService<RuralDb>();
        var unit = await db.Set<Web.Features.Units.UnitKey>().SingleAsync(key => key.Code == cell.Unit);
        var measure = office.Law.Keys.Of(cell.Measure);
        var rows = await db.Observations.Where(row => row.Shard == unit.Shard && row.UnitId == unit.Id && row.MeasureId == measure && row.Period == 202400).ToListAsync();
        return rows.Count == 0 ? 0 : (int)rows.Single().Number!.Value;
    });

    /// <summary>Current values repeat the last revisions, standings are those of the numbers, and every saving has its entry in an unbroken journal.</summary>
    private static Task<int> NothingIsHalfDone(RunningOffice office) => office.Do(async services =>
    {
        var db = services.GetRequiredService<RuralDb>();
        var current = await db.Observations.AsNoTracking().ToListAsync();
        var revisions = (await db.ObservationRevisions.AsNoTracking().ToListAsync()).ToDictionary(row => (row.Shard, row.Id));
        Assert.All(current, row => Assert.Equal(revisions[(row.Shard, row.Revision)].Number, row.Number));

        var savings = await db.Savings.CountAsync();
        Assert.Equal(savings, await db.Journal.CountAsync(row => row.Act == SavingJournal.Act));
        foreach (var head in await db.JournalHeads.AsNoTracking().ToListAsync())
        {
            var chain = new JournalChain();
            foreach (var row in await db.Journal.AsNoTracking().Where(row => row.Shard == head.Shard).OrderBy(row => row.Id).ToListAsync()) Assert.Null(chain.Follow(row.Read(), row.Hash));
            Assert.Null(chain.End(head.Shard, head.LastId, head.LastHash));
        }

        return await Standings.AreFresh(services);
    });
}
