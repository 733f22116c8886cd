using KieuMau.Domain;
using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Observations;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Assignments;

public sealed class AssignLinesTests
{
    private const string KhuSet = "khu-thu";
    private const string XaSet = "xa-thu-bo";
    private static readonly Term ThisYear = new(new(2024, 2, 1));
    private static readonly AssignedLine Sorting = new(KhuSet, "1");

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_second_lead_is_refused_by_name_and_nothing_of_that_request_is_written(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (police, health) = (await Office(commune, "Công an xã", "police"), await Office(commune, "Trạm y tế", "health-station"));
        Assert.Null(await Give(commune, police, Sorting));

        var refusal = await Give(commune, health, new(KhuSet, "A", OfCriterion: true), Sorting);

        Assert.Contains("Chỉ tiêu 1: Công an xã đang phụ trách từ 01/02/2024.", refusal!.Text, StringComparison.Ordinal);
        var book = await Book(commune);
        Assert.Equal(["1"], book.All.Select(one => one.Line.Code));
        Assert.Null(await Give(commune, health, new AssignedLine(KhuSet, "A", OfCriterion: true)));
        Assert.Equal("Công an xã", (await Book(commune)).LeadOf(KhuSet, "A", "1", TestCommune.Khu(1), TestCommune.Today)!.Who.Spoken);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task When_a_membership_ends_what_was_assigned_through_it_ends_that_day_and_the_line_has_no_owner(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var police = await Office(commune, "Công an xã", "police");
        var member = await Member(commune, "Trưởng Công an xã", police);
        Assert.Null(await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.Lead, null, null, member, ThisYear))));
        var lastDay = new DateOnly(2024, 9, 30);

        Assert.Null(await commune.Do(desk => desk.ChangeMembers.End(TestCommune.Xa, member, lastDay, "chuyển công tác")));

        var book = await Book(commune);
        Assert.Equal("Công an xã (Trưởng Công an xã)", book.LeadOf(KhuSet, "A", "1", TestCommune.Khu(1), lastDay)?.Who.Spoken);
        Assert.Null(book.LeadOf(KhuSet, "A", "1", TestCommune.Khu(1), lastDay.AddDays(1)));
        Assert.Single(book.All);
        Assert.Equal(["boards.member-end", "assignments.end"], await commune.Do(desk => desk.Db.Journal.OrderByDescending(row => row.Id).Where(row => row.Shard > 0).Take(2).OrderBy(row => row.Id).Select(row => row.Act).ToListAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_board_that_is_closed_takes_its_members_and_their_lines_with_it(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var police = await Office(commune, "Công an xã", "police");
        var member = await Member(commune, "Trưởng Công an xã", police);
        await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.Lead, null, null, member, ThisYear)));

        Assert.Null(await commune.Do(desk => desk.SetUpBoard.Close(TestCommune.Xa, 1, new(2024, 6, 30), "")));

        var known = await commune.Do(desk => desk.Assignments.Of(TestCommune.Xa));
        Assert.Equal(new DateOnly(2024, 6, 30), known!.Boards.Single().Term.To);
        Assert.Equal(new DateOnly(2024, 6, 30), known.Members.Single().Term.To);
        Assert.Equal(new DateOnly(2024, 6, 30), known.Book.All.Single().Term.To);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_goes_through_a_membership_lasts_no_longer_than_it(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var police = await Office(commune, "Công an xã", "police");
        var member = await Member(commune, "Trưởng Công an xã", police, new(ThisYear.From, new(2024, 6, 30)));

        var early = await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.Lead, null, null, member, new(new(2024, 1, 31)))));
        Assert.Equal("assignments.outside-membership", early?.Code);
        Assert.Null(await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.Lead, null, null, member, ThisYear))));
        Assert.Equal(new DateOnly(2024, 6, 30), (await Book(commune)).All.Single().Term.To);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_office_that_closes_leaves_its_lines_without_owner_from_the_next_day(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var police = await Office(commune, "Công an xã", "police");
        await Give(commune, police, Sorting);

        Assert.Null(await commune.Do(desk => desk.KeepOffices.Close(TestCommune.Xa, police, new(2024, 8, 31), "")));

        var known = (await commune.Do(desk => desk.Assignments.Of(TestCommune.Xa)))!;
        Assert.Empty(known.Book.Unowned(Set(commune), [TestCommune.Khu(1)], new(2024, 8, 31)));
        Assert.Single(known.Book.Unowned(Set(commune), [TestCommune.Khu(1)], new(2024, 9, 1)));
        Assert.Empty(known.OfficesOn(new(2024, 9, 1)));
        Assert.Equal("assignments.no-such-office", (await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.Lead, police, null, null, new(new(2024, 9, 1))))))?.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Several_offices_are_added_all_or_none(On on)
    {
        await using var commune = await TestCommune.Create(on);
        await Office(commune, "Công an xã", "police");

        Assert.Equal("offices.twice", (await Add(new("Văn phòng", "office"), new("CÔNG AN XÃ", "police")))?.Code);
        Assert.Equal("offices.twice", (await Add(new("Văn phòng", "office"), new("Văn phòng", "office")))?.Code);
        Assert.Equal(["Công an xã"], await Names());
        Assert.Null(await Add(new("Văn phòng", "office"), new("Quân sự", "military")));
        Assert.Equal(["Công an xã", "Văn phòng", "Quân sự"], await Names());

        Task<Refusal?> Add(params NewOffice[] offices) => commune.Do(desk => desk.KeepOffices.Add(TestCommune.Xa, offices, new(2020, 1, 1)));
        Task<List<string>> Names() => commune.Do(desk => desk.Db.Offices.OrderBy(office => office.Id).Select(office => office.Name).ToListAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_people_of_an_office_are_told_once_what_it_was_given(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var police = await Office(commune, "Công an xã", "police");
        var account = await Account(commune, "police", TestCommune.Xa, until: TestCommune.Today);
        var former = await Account(commune, "police", TestCommune.Xa, until: TestCommune.Today.AddDays(-1));

        Assert.Null(await Give(commune, police, Sorting));

        var told = await commune.Do(desk => desk.Db.Notices.Select(notice => new { notice.AccountId, notice.Text }).ToListAsync());
        Assert.Equal([account], told.Select(notice => notice.AccountId));
        Assert.NotEqual(account, former);
        Assert.Equal("Được giao phụ trách chỉ tiêu 1 (khu-thu) từ 01/02/2024.", told[0].Text);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_a_line_is_moved_away_from_is_told_as_the_new_owner_is(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (police, health) = (await Office(commune, "Công an xã", "police"), await Office(commune, "Trạm y tế", "health-station"));
        var (former, next) = (await Account(commune, "police", TestCommune.Xa), await Account(commune, "health-station", TestCommune.Xa));
        Assert.Null(await Give(commune, police, Sorting));

        Assert.Null(await commune.Do(desk => desk.EndAssignment.End(TestCommune.Xa, 1, new(2024, 9, 30), "đổi nhiệm vụ")));
        Assert.Null(await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.Lead, health, null, null, new(new(2024, 10, 1))))));

        Assert.Equal(["Được giao phụ trách chỉ tiêu 1 (khu-thu) từ 01/02/2024.", "Thôi phụ trách chỉ tiêu 1 (khu-thu) sau ngày 30/09/2024, lý do: đổi nhiệm vụ."], await Told(commune, former));
        Assert.Equal(["Được giao phụ trách chỉ tiêu 1 (khu-thu) từ 01/10/2024."], await Told(commune, next));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_nearer_lead_is_told_to_whoever_led_the_line_by_its_criterion(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (police, health, justice) = (await Office(commune, "Công an xã", "police"), await Office(commune, "Trạm y tế", "health-station"), await Office(commune, "Tư pháp", "justice"));
        var former = await Account(commune, "police", TestCommune.Xa);
        Assert.Null(await Give(commune, police, new AssignedLine(KhuSet, "A", OfCriterion: true)));

        Assert.Null(await GiveOfKhu(AssignedAs.CoWorker));
        Assert.Single(await Told(commune, former));
        Assert.Null(await GiveOfKhu(AssignedAs.Lead));

        Assert.Equal("Thôi phụ trách chỉ tiêu 1 của khu 2 (khu-thu): giao Trạm y tế từ 01/03/2024.", (await Told(commune, former))[1]);

        Task<Refusal?> GiveOfKhu(AssignedAs part) => commune.Do(desk => desk.AssignLines.Assign(
            TestCommune.Xa, new(KhuSet, [Sorting], TestCommune.Khu(2), part, part == AssignedAs.Lead ? health : justice, null, null, new(new(2024, 3, 1)))));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task It_is_known_whether_what_was_given_reached_anybody(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (police, health) = (await Office(commune, "Công an xã", "police"), await Office(commune, "Trạm y tế", "health-station"));
        var account = await Account(commune, "police", TestCommune.Xa);
        var (board, _) = await commune.Do(desk => desk.SetUpBoard.SetUp(TestCommune.Xa, new("ban-chi-dao", "Ban Chỉ đạo", TestCommune.Xa, "", SourceStatus.NotEstablished, ThisYear)));
        var (member, _) = await commune.Do(desk => desk.ChangeMembers.Add(TestCommune.Xa, new(board, "ủy viên", "Bí thư Đoàn xã", null, null, ThisYear)));

        Assert.Equal(Reached.Person, await Reach(null, account, null));
        Assert.Equal(Reached.Office, await Reach(police, null, null));
        Assert.Equal(Reached.EmptyOffice, await Reach(health, null, null));
        Assert.Equal(Reached.Nobody, await Reach(null, null, member));

        async Task<Reached> Reach(int? office, int? person, int? through)
        {
            var (reached, refusal) = await commune.Do(desk => desk.AssignLines.Give(TestCommune.Xa, new(KhuSet, [Sorting], "", AssignedAs.CoWorker, office, person, through, ThisYear)));
            Assert.Null(refusal);
            return reached;
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Only_an_assigner_assigns_and_of_another_commune_nothing_is_there(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var office = await Office(commune, "Công an xã", "police");
        var (assigner, police, stranger) = (await Account(commune, "office", TestCommune.Xa), await Account(commune, "police", TestCommune.Xa), await Account(commune, "office", "tinh-thu"));

        Assert.Equal("accounts.no-right", (await GiveAs(commune, police, office))?.Code);
        Assert.Equal("units.unknown", (await GiveAs(commune, stranger, office, "xa-khac"))?.Code);
        Assert.Null(await GiveAs(commune, assigner, office));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_owner_enters_the_numbers_of_the_line_and_no_other(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var office = await Office(commune, "Công an xã", "police");
        var account = await Account(commune, "police", TestCommune.Xa);
        await Give(commune, office, Sorting);

        Assert.Null(await SaveAs(commune, account, TestCommune.Change(1, commune.Sorting, 0)));
        var refusal = await SaveAs(commune, account, TestCommune.Change(1, commune.Cameras, 2));

        Assert.Equal("saving.not-yours", refusal?.Code);
        Assert.Contains("chưa giao cho ai phụ trách", refusal!.Text, StringComparison.Ordinal);
        await Give(commune, await Office(commune, "Trạm y tế", "health-station"), new AssignedLine(XaSet, "2"));
        Assert.Contains("chỉ tiêu 2 do Trạm y tế phụ trách", (await SaveAs(commune, account, TestCommune.Change(1, commune.Cameras, 2)))!.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_line_of_the_commune_that_counts_its_khu_is_fed_by_its_khu(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var office = await Office(commune, "Công an xã", "police");
        var account = await Account(commune, "police", TestCommune.Xa);
        await Give(commune, office, new AssignedLine(XaSet, "2"));

        Assert.Null(await SaveAs(commune, account, TestCommune.Change(3, commune.Cameras, 2)));
        Assert.Equal("saving.not-yours", (await SaveAs(commune, account, TestCommune.Change(3, commune.Sorting, 0)))?.Code);

        await Give(commune, office, new AssignedLine(XaSet, "1")); // rolled up from the khu
        Assert.Null(await SaveAs(commune, account, TestCommune.Change(3, commune.Sorting, 0)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_assigned_for_one_khu_opens_that_khu_alone_and_only_until_its_last_day(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var office = await Office(commune, "Công an xã", "police");
        var account = await Account(commune, "police", TestCommune.Xa);
        Assert.Null(await commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(KhuSet, [Sorting], TestCommune.Khu(2), AssignedAs.CoWorker, office, null, null, ThisYear))));

        Assert.Null(await SaveAs(commune, account, TestCommune.Change(2, commune.Sorting, 0)));
        Assert.Equal("saving.not-yours", (await SaveAs(commune, account, TestCommune.Change(1, commune.Sorting, 0)))?.Code);

        Assert.Null(await commune.Do(desk => desk.EndAssignment.End(TestCommune.Xa, 1, TestCommune.Today, "")));
        Assert.Null(await SaveAs(commune, account, TestCommune.Change(2, commune.Sorting, 1)));
        commune.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal("saving.not-yours", (await SaveAs(commune, account, TestCommune.Change(2, commune.Sorting, 0)))?.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_khu_board_is_set_up_by_the_assigner_of_the_commune_and_one_head_is_enough(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var board = new NewBoard("ban-phat-trien-khu", "Ban Phát triển khu 1", TestCommune.Khu(1), "", SourceStatus.NotEstablished, ThisYear);

        Assert.Equal("boards.other-level", (await commune.Do(desk => desk.SetUpBoard.SetUp(TestCommune.Xa, board with { Unit = TestCommune.Xa }))).Refusal?.Code);
        var (id, refusal) = await commune.Do(desk => desk.SetUpBoard.SetUp(TestCommune.Xa, board));
        Assert.Null(refusal);
        Assert.Equal("boards.twice", (await commune.Do(desk => desk.SetUpBoard.SetUp(TestCommune.Xa, board))).Refusal?.Code);

        var head = new NewMember(id, "trưởng ban", "Trưởng khu 1", null, null, ThisYear);
        Assert.Null((await commune.Do(desk => desk.ChangeMembers.Add(TestCommune.Xa, head))).Refusal);
        Assert.Equal("boards.head-twice", (await commune.Do(desk => desk.ChangeMembers.Add(TestCommune.Xa, head with { Named = "Phó khu 1" }))).Refusal?.Code);
        Assert.Equal("boards.no-position", (await commune.Do(desk => desk.ChangeMembers.Add(TestCommune.Xa, head with { Position = "tổ viên" }))).Refusal?.Code);
        Assert.Null((await commune.Do(desk => desk.ChangeMembers.Add(TestCommune.Xa, head with { Position = "ủy viên", Named = "Phó khu 1" }))).Refusal);
    }

    private static CriteriaSet Set(TestCommune commune) => commune.Law.Library.Find(KhuSet, TestCommune.Today)!;

    private static Task<Refusal?> Give(TestCommune commune, int office, params AssignedLine[] lines) =>
        commune.Do(desk => desk.AssignLines.Assign(TestCommune.Xa, new(lines[0].Set, lines, "", AssignedAs.Lead, office, null, null, ThisYear)));

    private static Task<List<string>> Told(TestCommune commune, int account) =>
        commune.Do(desk => desk.Db.Notices.Where(notice => notice.AccountId == account).OrderBy(notice => notice.Id).Select(notice => notice.Text).ToListAsync());

    private static Task<Refusal?> GiveAs(TestCommune commune, int account, int office, string unit = TestCommune.Xa) => commune.Do(async desk =>
    {
        desk.Person.Who = await new ReadPerson(desk.Db, TestCommune.Desk.Roles).Of(account);
        return await desk.AssignLines.Assign(unit, new(KhuSet, [Sorting], "", AssignedAs.Lead, office, null, null, ThisYear));
    });

    private static Task<Refusal?> SaveAs(TestCommune commune, int account, ObservationChange change) => commune.Do(async desk =>
    {
        desk.Person.Who = await new ReadPerson(desk.Db, TestCommune.Desk.Roles).Of(account);
        var result = await desk.Save.Save([change], desk.Gate.Sign());
        return result.Refused.FirstOrDefault()?.Refusal;
    });

    private static async Task<AssignmentBook> Book(TestCommune commune) => (await commune.Do(desk => desk.Assignments.Of(TestCommune.Xa)))!.Book;

    private static async Task<int> Office(TestCommune commune, string name, string role)
    {
        Assert.Null(await commune.Do(desk => desk.KeepOffices.Add(TestCommune.Xa, name, role, new(2020, 1, 1))));
        return await commune.Do(desk => desk.Db.Offices.Where(office => office.Name == name).Select(office => office.Id).SingleAsync());
    }

    private static async Task<int> Member(TestCommune commune, string named, int office, Term? term = null)
    {
        var (board, refused) = await commune.Do(desk => desk.SetUpBoard.SetUp(TestCommune.Xa, new("ban-chi-dao", "Ban Chỉ đạo", TestCommune.Xa, "", SourceStatus.NotEstablished, ThisYear)));
        Assert.Null(refused);
        var (member, refusal) = await commune.Do(desk => desk.ChangeMembers.Add(TestCommune.Xa, new(board, "ủy viên", named, null, office, term ?? ThisYear)));
        Assert.Null(refusal);
        return member;
    }

    private static Task<int> Account(TestCommune commune, string role, string unit, DateOnly? until = null) => commune.Do(async desk =>
    {
        var account = new Account { UserName = $"{role}-{Guid.NewGuid():n}", FullName = "Người thử", CreatedAt = new(2024, 1, 1), LastSignedInAt = new(2024, 1, 1) };
        desk.Db.Accounts.Add(account);
        await desk.Db.SaveChangesAsync();
        var unitId = await desk.Db.Set<KieuMau.Web.Features.Units.UnitKey>().Where(key => key.Code == unit).Select(key => key.Id).SingleAsync();
        desk.Db.Posts.Add(new() { AccountId = account.Id, Role = role, UnitId = unitId, ValidFrom = new(2020, 1, 1), ValidTo = until, Decision = "", GivenBy = "", GivenAt = new(2024, 1, 1) });
        await desk.Db.SaveChangesAsync();
        return account.Id;
    });
}
