using KieuMau.Domain.Observations;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Evidence;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Work;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.CriteriaSets;

public sealed class OfficialLevelTests
{
    private const string KhuSet = "phu-tho-kdc-kieu-mau-2021-2025";

    private static readonly OfficialLevel Level = new(KhuSet, "1.1", "≥ 90 %", "12/QĐ-UBND ngày 05/3/2024", "Phụ lục I, dòng 1.1", new(2024, 3, 5), "UBND tỉnh");

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_level_is_judged_by_once_a_second_person_has_confirmed_it_and_the_old_text_stays(On on)
    {
        await using var site = await Site.Open(on);
        var before = await Standing(site, "thanh-dinh.khu-1", 2023);
        var law = site.Services.GetRequiredService<ActiveCriteria>().Current;
        Assert.Null(await site.Propose(Level));
        Assert.Same(law, site.Services.GetRequiredService<ActiveCriteria>().Current);
        Assert.NotEqual(34, (await Standing(site, "thanh-dinh.khu-1", 2024)).Met);

        var waiting = Assert.Single(await site.Proposals());
        Assert.Equal((ProposalState.Waiting, Level), (waiting.State, waiting.Entered));
        Assert.Null(await site.Decide(LevelDesk.Second, desk => desk.Confirm(waiting.Id)));

        var standing = await Standing(site, "thanh-dinh.khu-1", 2024);
        Assert.Equal((34, 3), (standing.Met, standing.NoThreshold));
        Assert.Equal(before.Letters, (await Standing(site, "thanh-dinh.khu-1", 2023)).Letters); // a level of 2024 is not held against 2023

        law = site.Services.GetRequiredService<ActiveCriteria>().Current;
        Assert.Equal(2, law.Library.Find(KhuSet)!.Versions.Count);
        Assert.Equal(0, await site.Do(services => services.GetRequiredService<RuralDb>().Standings.CountAsync(row => row.Edition != law.Edition)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_number_saved_while_standings_are_built_anew_is_not_lost(On on)
    {
        await using var site = await Site.Open(on);
        var measure = site.Services.GetRequiredService<ActiveCriteria>().Current.Library.Measures["thu-nhap-khu"];
        var saving = Task.Run(async () =>
        {
            for (var value = 0; value < 12; value++)
            {
                ObservationChange change = new($"thanh-dinh.khu-{1 + (value % 5)}", measure, Period.OfYear(2024), "", new ObservedValue.Number(50 + value), new DateOnly(2024, 12, 31));
                Assert.True((await site.Do(services => services.GetRequiredService<SaveObservations>().Save([change], new("Người thử", "đếm lại")))).Clean);
            }
        });
        Assert.Null(await site.PutInForce(Level));
        await saving;
        await site.Services.GetRequiredService<BuildStandings>().Building;

        Assert.True(await site.StandingsAreFresh() > 50);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_levels_confirmed_at_once_both_are_judged_by(On on)
    {
        await using var site = await Site.Open(on);

        // two lines that each take such a level alone
        Assert.All(await AtOnce(site, Level, Level with { Line = "1.2" }), Assert.Null);
        Assert.Equal(2, Entered(site).Count);
        Assert.True(await site.StandingsAreFresh() > 50);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_levels_of_one_line_confirmed_at_once_neither_takes_the_place_of_the_other(On on)
    {
        await using var site = await Site.Open(on);

        Assert.All(await AtOnce(site, Level, Level with { Level = "≥ 95 %", From = new(2024, 7, 1) }), Assert.Null);
        Assert.Equal([$"nhap-tren-trang/muc-{KhuSet}-1-1-1.yaml", $"nhap-tren-trang/muc-{KhuSet}-1-1-2.yaml"], Entered(site).Order(StringComparer.Ordinal));
        Assert.Equal(3, site.Services.GetRequiredService<ActiveCriteria>().Current.Library.Find(KhuSet)!.Versions.Count);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_entered_a_level_does_not_confirm_it(On on)
    {
        await using var site = await Site.Open(on);
        Assert.Null(await site.Propose(Level));
        var id = (await site.Proposals())[0].Id;

        var alone = await site.Decide(People.Office, desk => desk.Confirm(id));
        Assert.Equal("levels.own-proposal", alone!.Code);
        Assert.Contains("Nhờ người quản trị tài khoản giao chức vụ Văn phòng UBND xã", alone.Text, StringComparison.Ordinal);

        await site.AccountOf(LevelDesk.Second);
        Assert.Contains("Xác nhận được: Văn phòng UBND xã", (await site.Decide(People.Office, desk => desk.Confirm(id)))!.Text, StringComparison.Ordinal);
        Assert.Equal("levels.own-refused", (await site.Decide(People.Office, desk => desk.Refuse(id, "sai")))!.Code);
        Assert.Equal("accounts.no-right", (await site.Decide(People.Police, desk => desk.Confirm(id)))!.Code);
        Assert.Equal(ProposalState.Waiting, Assert.Single(await site.Proposals()).State);
        Assert.Empty(Entered(site));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_level_refused_or_withdrawn_is_never_judged_by(On on)
    {
        await using var site = await Site.Open(on);
        Assert.Null(await site.Propose(Level));
        Assert.Null(await site.Propose(Level with { Level = "≥ 95 %" }));
        var (first, second) = ((await site.Proposals())[0].Id, (await site.Proposals())[1].Id);

        Assert.Equal("levels.no-reason", (await site.Decide(LevelDesk.Second, desk => desk.Refuse(first, " ")))!.Code);
        Assert.Null(await site.Decide(LevelDesk.Second, desk => desk.Refuse(first, "văn bản ghi 85 %")));
        Assert.Equal("levels.not-own", (await site.Decide(LevelDesk.Second, desk => desk.Withdraw(second)))!.Code);
        Assert.Null(await site.Decide(People.Office, desk => desk.Withdraw(second)));

        Assert.Equal("levels.decided", (await site.Decide(LevelDesk.Second, desk => desk.Confirm(first)))!.Code);
        Assert.Equal("levels.decided", (await site.Decide(LevelDesk.Second, desk => desk.Confirm(second)))!.Code);
        Assert.Equal("levels.unknown", (await site.Decide(LevelDesk.Second, desk => desk.Confirm(second + 1)))!.Code);
        Assert.Equal([ProposalState.Refused, ProposalState.Withdrawn], (await site.Proposals()).Select(one => one.State));
        Assert.Empty(Entered(site));

        var (one, two) = (await site.AccountOf(People.Office), await site.AccountOf(LevelDesk.Second));
        Assert.StartsWith($"do Văn phòng UBND xã (đầu mối tổng hợp) (tài khoản số {one}) đề nghị, đã bị Văn phòng UBND xã (đầu mối tổng hợp) (tài khoản số {two}) từ chối ngày ", (await site.Proposals())[0].SpokenCourse(), StringComparison.Ordinal);
        Assert.StartsWith("do Văn phòng UBND xã (đầu mối tổng hợp) đề nghị, đã được rút ngày ", (await site.Proposals())[1].SpokenCourse(), StringComparison.Ordinal);

        var told = await site.AccountOf(People.Office);
        Assert.Contains("văn bản ghi 85 %", await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Where(notice => notice.AccountId == told && notice.Kind == "levels.decided").Select(notice => notice.Text).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_who_confirm_at_once_the_second_is_told_and_the_level_is_laid_once(On on)
    {
        await using var site = await Site.Open(on);
        var third = LevelDesk.Second with { Name = "-ba" };
        await site.AccountOf(LevelDesk.Second);
        await site.AccountOf(third);
        Assert.Null(await site.Propose(Level));
        var id = (await site.Proposals())[0].Id;

        var said = await Task.WhenAll(new[] { LevelDesk.Second, third }.Select(by => Task.Run(() => site.Decide(by, desk => desk.Confirm(id)))));
        await site.Services.GetRequiredService<BuildStandings>().Building;
        Assert.Equal([null, "levels.decided"], said.Select(refusal => refusal?.Code).Order(StringComparer.Ordinal));
        Assert.Single(Entered(site));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_step_is_journalled_and_the_amendment_names_both_people_and_the_paper(On on)
    {
        await using var site = await Site.Open(on);
        Assert.Null(await site.PutInForce(Level));
        var proposal = Assert.Single(await site.Proposals());
        var (one, other) = (await site.AccountOf(People.Office), await site.AccountOf(LevelDesk.Second));

        var text = site.Services.GetRequiredService<ActiveCriteria>().Current.Texts.Single(text => LevelText.IdOf(text) == proposal.Amendment).Text;
        Assert.Contains($"tài khoản số {one})", text, StringComparison.Ordinal);
        Assert.Contains($"tài khoản số {other})", text, StringComparison.Ordinal);
        Assert.Contains(proposal.Hash, text, StringComparison.Ordinal);
        Assert.Contains("căn cứ mức: { văn bản: \"12/QĐ-UBND ngày 05/3/2024\"", text, StringComparison.Ordinal);

        Assert.Equal(["levels.propose", "levels.confirm", "criteria.add"], await site.Do(services => services.GetRequiredService<RuralDb>().Journal.Where(row => row.Act.StartsWith("levels.") || row.Act == "criteria.add").OrderBy(row => row.Id).Select(row => row.Act).ToListAsync()));
        Assert.True((await site.Do(services => services.GetRequiredService<VerifyJournal>().Verify())).Intact);
        Assert.Empty((await site.Do(services => services.GetRequiredService<CheckEvidence>().Check())).Unreferenced);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_level_put_under_another_name_in_the_database_by_hand_is_seen_by_the_look_at_the_journal(On on)
    {
        await using var site = await Site.Open(on);
        Assert.Null(await site.Propose(Level));
        var other = await site.AccountOf(LevelDesk.Second);
        async Task<string> Look() => (await site.Do(services => services.GetRequiredService<VerifyJournal>().Verify())).Said;
        Assert.StartsWith("Toàn vẹn", await Look(), StringComparison.Ordinal);

        await site.Do(services => services.GetRequiredService<RuralDb>().Database.ExecuteSqlAsync($"update level_proposals set account = {other}")); // whoever entered it may now confirm it
        Assert.Contains("bị sửa mà không qua nhật ký", await Look(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_cannot_be_read_or_has_no_decision_behind_it_is_not_proposed()
    {
        await using var site = await Site.Open(On.Sqlite);

        Assert.Equal("levels.not-readable", (await site.Propose(Level with { Level = "khá cao" }))!.Code);
        Assert.Equal("levels.no-decision", (await site.Propose(Level with { Decision = " " }))!.Code);
        Assert.Equal("levels.unknown-line", (await site.Propose(Level with { Line = "99.9" }))!.Code);
        Assert.Equal("levels.no-paper", (await site.Act(People.Office, services => services.GetRequiredService<ProposeLevel>().Propose(Level, [], declared: true)))!.Code);
        Assert.Equal("evidence.unknown-kind", (await site.Propose(Level, "chỉ là chữ, không phải PDF"u8.ToArray()))!.Code);
        Assert.Equal("evidence.program", (await site.Propose(Level, [.. "MZ"u8, .. new byte[200]]))!.Code);
        Assert.Empty(await site.Proposals());
        Assert.Equal(0, (await site.Do(services => services.GetRequiredService<CheckEvidence>().Check())).Files);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task It_is_work_for_the_second_person_and_for_nobody_else(On on)
    {
        await using var site = await Site.Open(on);
        Assert.Null(await site.Propose(Level));

        Assert.Equal(WorkKind.ToConfirm, Assert.Single(await Work(site, LevelDesk.Second)).Kind);
        Assert.Empty(await Work(site, People.Office));
        Assert.Empty(await Work(site, People.Police));
    }

    private static Task<IReadOnlyList<WorkItem>> Work(Site site, Somebody by) => site.Act(by, services =>
        services.GetServices<IWorkSource>().OfType<LevelWork>().Single().For(services.GetRequiredService<CurrentPerson>().Who!, new(), default));

    private static async Task<Refusal?[]> AtOnce(Site site, params OfficialLevel[] levels)
    {
        await site.AccountOf(LevelDesk.Second);
        foreach (var level in levels) Assert.Null(await site.Propose(level));
        var said = await Task.WhenAll((await site.Proposals()).Select(one => Task.Run(() => site.Decide(LevelDesk.Second, desk => desk.Confirm(one.Id)))));
        await site.Services.GetRequiredService<BuildStandings>().Building;
        return said;
    }

    private static List<string> Entered(Site site) =>
        [.. site.Services.GetRequiredService<ActiveCriteria>().Current.Texts.Select(text => text.Name).Where(name => name.StartsWith(LevelText.Folder, StringComparison.Ordinal))];

    private static async Task<StandingRow> Standing(Site site, string unit, int year)
    {
        await site.Services.GetRequiredService<BuildStandings>().Building;
        return (await site.Do(services => services.GetRequiredService<StandingReader>().Of(unit, KhuSet, year))).Row!;
    }
}
