using KieuMau.Domain;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>A report of a period from its opening to its lock, by the people whose step each is.</summary>
public sealed class ReportStoryTests
{
    private static readonly DateOnly Due = new(2025, 1, 10);
    private static readonly ReportAddress Khu1 = new(TestCommune.Khu(1), 0, TestCommune.Year2024);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_report_is_sent_verified_and_locked_each_by_whose_step_it_is(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, other) = await People(commune);

        Assert.Equal(ReportState.Open, await StateOf(commune));
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);
        Assert.Equal(ReportState.Entering, await StateOf(commune));

        Assert.Equal("accounts.no-right", (await commune.As(leader, desk => desk.Review.Verify(Khu1, 1, new(0))))!.Code);
        Assert.Equal("units.unknown", (await commune.As(other, desk => desk.Submit.Submit(Khu1)))!.Code);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(ReportState.Submitted, await StateOf(commune));

        Assert.Equal("reviews.not-all-verified", (await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "")))!.Code);
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Equal(ReportState.Verified, await StateOf(commune));
        Assert.Equal("units.unknown", (await commune.As(leader, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "")))!.Code);
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "Khu 2 sáp nhập, không gửi")));
        Assert.Equal(ReportState.Locked, await StateOf(commune));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_entered_a_number_of_a_line_does_not_verify_that_line(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, office, commune.Sorting, 70); // the office typed it for the khu
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Equal("reviews.own-number", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))!.Code);
        Assert.Equal((0, 0), await ToDo(commune, office));
        Assert.Equal((0, null), await commune.As(office, desk => desk.Review.VerifyRest(Khu1, new Dictionary<int, ShownLine> { [1] = new(0) })));
        var second = await commune.Person("commune-pc", TestCommune.Xa, "uy-ban");
        Assert.Equal((1, 0), await ToDo(commune, second));
        Assert.Null(await commune.As(second, desk => desk.Review.Verify(Khu1, 1, new(0))));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_office_bound_to_its_field_verifies_the_lines_it_was_given_and_no_others(On on)
    {
        await using var commune = await Sent(on);
        var (_, office, _) = await People(commune);
        var police = await commune.Person("police", TestCommune.Xa, "cong-an");
        Assert.Null(await commune.Do(desk => desk.KeepOffices.Add(TestCommune.Xa, "Công an xã", "police", new(2020, 1, 1))));

        Assert.Equal("reviews.not-in-field", (await commune.As(police, desk => desk.Review.Verify(Khu1, 1, new(0))))!.Code);
        Assert.Equal("reviews.not-in-field", (await commune.As(police, desk => desk.Review.Return(Khu1, 1, new(0), "Thiếu")))!.Code);
        Assert.Equal("reviews.not-in-field", (await commune.As(police, desk => desk.Review.VerifyRest(Khu1, new Dictionary<int, ShownLine> { [1] = new(0) }))).Refusal!.Code);
        Assert.Equal((0, 0), await ToDo(commune, police));
        Assert.Equal((1, 0), await ToDo(commune, office));

        var kept = await commune.Do(desk => desk.Db.Offices.Select(one => one.Id).SingleAsync());
        Assert.Null(await commune.As(office, desk => desk.AssignLines.Assign(TestCommune.Xa, new("khu-thu", [new("khu-thu", "1")], "", Domain.Assignments.AssignedAs.Lead, kept, null, null, new(new(2024, 1, 1), null)))));
        Assert.Equal((1, 0), await ToDo(commune, police));
        Assert.Null(await commune.As(police, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Equal(ReportState.Verified, await StateOf(commune));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_must_send_is_changed_while_the_period_is_open_and_a_place_that_has_sent_stays(On on)
    {
        await using var commune = await Sent(on);
        var (_, office, _) = await People(commune);

        Assert.Null(await commune.As(office, desk => desk.OpenPeriod.ChangeAsked(TestCommune.Xa, TestCommune.Year2024, [new(TestCommune.Khu(3), 0, [])])));
        Assert.Equal([TestCommune.Khu(1), TestCommune.Khu(3)], (await commune.Do(desk => desk.Reports.Of(TestCommune.Xa, TestCommune.Year2024, default)))!.Reports.Select(report => report.Address.Unit));
        Assert.Equal("reviews.nobody-asked", (await commune.As(office, desk => desk.OpenPeriod.ChangeAsked(TestCommune.Xa, TestCommune.Year2024, [])))!.Code);
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "hết hạn")));
        Assert.Equal("reviews.period-locked", (await commune.As(office, desk => desk.OpenPeriod.ChangeAsked(TestCommune.Xa, TestCommune.Year2024, [new(TestCommune.Khu(1), 0, [])])))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_number_of_an_earlier_year_that_still_speaks_binds_whoever_entered_it(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        Assert.True((await Try(commune, office, commune.Sorting, 70, "nhập", Period.OfYear(2023))).Clean);
        await Enter(commune, leader, commune.Households, 100);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Equal("reviews.own-number", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_returned_line_tells_its_reason_is_answered_and_only_its_numbers_may_be_changed(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);

        Assert.Equal("reviews.no-reason", (await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), " ")))!.Code);
        Assert.Null(await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), "Cần danh sách hộ phân loại rác")));
        Assert.Equal(ReportState.Returned, await StateOf(commune));
        var told = await commune.Do(desk => desk.Db.Notices.SingleAsync(notice => notice.AccountId == leader));
        Assert.Contains("Cần danh sách hộ phân loại rác", told.Text, StringComparison.Ordinal);

        Assert.Equal("reviews.not-answered", (await commune.As(leader, desk => desk.Submit.Submit(Khu1)))!.Code);
        Assert.Equal("reviews.not-of-a-returned-line", await Refused(commune, leader, commune.Cameras, 3, "đếm lại"));
        Assert.Equal("reviews.why-changed", await Refused(commune, leader, commune.Sorting, 65, ""));
        await Enter(commune, leader, commune.Sorting, 65, "đếm lại");
        Assert.Null(await commune.As(leader, desk => desk.Answer.Answer(Khu1, 1, "Đã đếm lại, kèm danh sách")));
        Assert.Equal(ReportState.Returned, await StateOf(commune));
        Assert.Contains(await Notices(commune, office), notice => notice.Kind == "review.answered");

        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(ReportState.Submitted, await StateOf(commune));
        var review = await commune.Do(desk => desk.Db.LineReviews.OrderBy(row => row.SubmissionId).LastAsync());
        Assert.Equal((ReviewStanding.Waiting, "Đã đếm lại, kèm danh sách"), (review.Standing, review.Answer));
        Assert.Equal("reviews.not-from-here", (await commune.As(leader, desk => desk.Answer.Answer(Khu1, 1, "nữa")))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_reviewers_at_once_the_second_is_told_and_nothing_is_overwritten(On on)
    {
        await using var commune = await Sent(on);
        var (_, office, _) = await People(commune);
        var second = await commune.Person("commune-pc", TestCommune.Xa, "uy-ban");

        Assert.Null(await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), "Thiếu danh sách")));
        var told = await commune.As(second, desk => desk.Review.Verify(Khu1, 1, new(0)));

        Assert.Equal("reviews.meanwhile", told!.Code);
        Assert.Contains("văn phòng UBND xã (đầu mối tổng hợp) vừa trả lại với lý do “Thiếu danh sách”", told.Text, StringComparison.Ordinal);
        Assert.Equal(ReviewStanding.Returned, (await commune.Do(desk => desk.Db.LineReviews.SingleAsync())).Standing);
        Assert.Null(await commune.As(second, desk => desk.Review.Verify(Khu1, 1, new(1))));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_sent_is_changed_only_by_a_new_version_with_a_reason_and_the_old_one_stays(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);

        Assert.Equal("reviews.number-locked", await Refused(commune, leader, commune.Sorting, 65, "đếm lại"));
        Assert.True((await Try(commune, leader, commune.Sorting, 60, "nhập bù", Period.OfYear(2023))).Clean); // another period
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Equal("reviews.number-locked", await Refused(commune, leader, commune.Cameras, 3, "đếm lại"));

        Assert.Equal("reviews.no-reason", (await commune.As(leader, desk => desk.Amend.Amend(Khu1, "")))!.Code);
        Assert.Null(await commune.As(leader, desk => desk.Amend.Amend(Khu1, "Đếm sót hộ ở ngõ 3")));
        Assert.Equal("reviews.why-changed", await Refused(commune, leader, commune.Sorting, 65, ""));
        await Enter(commune, leader, commune.Sorting, 65, "đếm sót");
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        var versions = await commune.Do(desk => desk.Db.Submissions.OrderBy(one => one.Version).ToListAsync());
        Assert.Equal([(1, ReportState.Verified, ""), (2, ReportState.Submitted, "Đếm sót hộ ở ngõ 3")], versions.Select(one => (one.Version, one.State, one.Why)));
        var lines = await commune.Do(desk => desk.Db.SubmittedLines.OrderBy(one => one.SubmissionId).ToListAsync());
        Assert.Equal(["70\u00a0%", "65\u00a0%"], lines.Select(line => line.Value));
        Assert.All(lines, line => Assert.Equal(line.Hash, line.Read().Hash()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_locked_report_is_opened_again_only_by_whoever_aggregates(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "hết hạn")));

        Assert.Equal("reviews.number-locked", await Refused(commune, leader, commune.Sorting, 65, "đếm lại"));
        Assert.Equal("accounts.no-right", (await commune.As(leader, desk => desk.Amend.Amend(Khu1, "đếm lại")))!.Code);
        Assert.Null(await commune.As(office, desk => desk.Amend.Amend(Khu1, "đếm lại")));
        await Enter(commune, leader, commune.Sorting, 65, "đếm lại");
        Assert.Equal("reviews.nothing-submitted", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_locked_period_is_work_again_only_while_an_amendment_of_it_is_on_its_way(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);
        Task<int> Unfinished() => commune.Do(async desk => (await desk.Reports.Unfinished(TestCommune.Xa, default)).Count);
        Assert.Null(await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), "Cần danh sách")));
        await Enter(commune, leader, commune.Sorting, 65, "đếm lại");
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(1))));
        Assert.Equal(1, await Unfinished());

        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));
        Assert.Equal(0, await Unfinished());
        Assert.Null(await commune.As(office, desk => desk.Amend.Amend(Khu1, "đếm sót")));
        Assert.Equal(1, await Unfinished());
        Assert.Null(await commune.As(office, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(ReportState.Verified, await StateOf(commune));
        Assert.Equal(0, await Unfinished());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_number_in_a_locked_period_is_fast_though_its_report_never_came(On on)
    {
        await using var commune = await Sent(on);
        var (_, office, other) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));

        var change = new ObservationChange(TestCommune.Khu(2), commune.Households, TestCommune.Year2024, "", new ObservedValue.Number(5));
        Assert.Equal("reviews.number-locked", (await commune.As(other, desk => desk.Save.Save([change], desk.Gate.Sign("nhập bù")))).Refused.Single().Refusal.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Entering_is_free_where_no_period_was_opened_and_what_was_imported_is_changed_with_a_reason(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (leader, _, _) = await People(commune);
        await Enter(commune, leader, commune.Households, 100, "");
        await Enter(commune, leader, commune.Households, 101, "");

        var change = TestCommune.Change(1, commune.Households, 102);
        Assert.True((await commune.As(leader, desk => desk.Save.Save([change], desk.Gate.Sign("nhập từ bảng.xlsx", "Excel")))).Clean);
        Assert.Equal("reviews.why-changed", await Refused(commune, leader, commune.Households, 103, ""));
        await Enter(commune, leader, commune.Households, 103, "khu báo lại");
        await Enter(commune, leader, commune.Households, 104, "");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Being_late_is_counted_in_days_of_Viet_Nam_the_due_day_included(On on)
    {
        await using var commune = await Opened(on);
        var (leader, _, _) = await People(commune);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);
        commune.Clock.Pass(new DateTimeOffset(2025, 1, 10, 23, 59, 0, TimeSpan.FromHours(7)) - commune.Clock.GetUtcNow());
        Assert.Equal(TimelinessKind.NotYet, (await Report(commune)).Timeliness.Kind);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(TimelinessKind.OnTime, (await Report(commune)).Timeliness.Kind);

        commune.Clock.Pass(TimeSpan.FromMinutes(2)); // the day after, in Việt Nam; still the 10th in UTC
        var book = (await commune.Do(desk => desk.Reports.Of(TestCommune.Xa, TestCommune.Year2024, default)))!;
        Assert.Equal(["Khu 2"], book.Late.Select(report => report.Name));
        Assert.Equal(new(TimelinessKind.Overdue, 1), book.Late.Single().Timeliness);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_report_is_taken_from_the_day_its_period_opens_and_not_before(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (leader, _, _) = await People(commune);
        Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(TestCommune.Xa, Period2024() with { OpensOn = TestCommune.Today.AddDays(1) }, [new(TestCommune.Khu(1), 0, [])])));
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);

        Assert.Equal("reviews.not-open-yet", (await commune.As(leader, desk => desk.Submit.Submit(Khu1)))!.Code);
        commune.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_sends_is_told_once_that_a_period_is_open(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (leader, office, other) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.OpenPeriod.Open(TestCommune.Xa, Period2024(), [new(TestCommune.Khu(1), 0, [])])));
        Assert.Empty(await Notices(commune, other));

        Assert.Null(await commune.As(office, desk => desk.OpenPeriod.ChangeAsked(TestCommune.Xa, TestCommune.Year2024, [new(TestCommune.Khu(1), 0, []), new(TestCommune.Khu(2), 0, [])])));

        var told = Assert.Single(await Notices(commune, leader));
        Assert.Equal(("report.opened", $"Kỳ báo cáo năm 2024 đã mở, hạn gửi {Due.Spoken()} (chưa xác minh). Báo cáo năm 2024 của khu 1: nhập số liệu rồi gửi.", Khu1.Href), (told.Kind, told.Text, told.Href));
        Assert.Equal("report.opened", Assert.Single(await Notices(commune, other)).Kind);
        Assert.Empty(await Notices(commune, office));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_office_sends_the_commune_lines_it_is_asked_for_and_no_other_office_sends_them(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var (_, office, _) = await People(commune);
        var police = await commune.Person("police", TestCommune.Xa, "cong-an");
        var soldier = await commune.Person("military", TestCommune.Xa, "quan-su");
        var asked = await commune.Do(async desk =>
        {
            var key = await desk.Db.Set<KieuMau.Web.Features.Units.UnitKey>().SingleAsync(one => one.Code == TestCommune.Xa);
            var kept = new Office { Shard = key.Shard, UnitId = key.Id, Name = "Công an xã", Role = "police", ValidFrom = new(2020, 1, 1) };
            desk.Db.Offices.Add(kept);
            await desk.Db.SaveChangesAsync();
            return kept.Id;
        });
        Assert.Equal("reviews.unknown-code", (await commune.As(office, desk => desk.OpenPeriod.Open(TestCommune.Xa, Period2024(), [new(TestCommune.Xa, asked, ["2", "9.9"])])))!.Code);
        Assert.Null(await commune.As(office, desk => desk.OpenPeriod.Open(TestCommune.Xa, Period2024(), [new(TestCommune.Xa, asked, ["2"])])));
        Assert.True((await commune.Do(desk => desk.Save.Save([.. Enumerable.Range(1, 4).Select(khu => TestCommune.Change(khu, commune.Cameras, 1))], TestCommune.Note))).Clean);

        var address = new ReportAddress(TestCommune.Xa, asked, TestCommune.Year2024);
        Assert.Equal("accounts.no-right", (await commune.As(soldier, desk => desk.Submit.Submit(address)))!.Code);
        await commune.Do(async desk =>
        {
            var elsewhere = await desk.Db.Set<KieuMau.Web.Features.Units.UnitKey>().SingleAsync(one => one.Code == TestCommune.Khu(1));
            desk.Db.Posts.Add(new() { AccountId = soldier, Role = "police", UnitId = elsewhere.Id, ValidFrom = new(2020, 1, 1), Decision = "", GivenBy = "", GivenAt = default });
            await desk.Db.SaveChangesAsync();
        });
        Assert.Equal("accounts.no-right", (await commune.As(soldier, desk => desk.Submit.Submit(address)))!.Code); // of the same work, but not of this office
        Assert.Null(await commune.As(police, desk => desk.Submit.Submit(address)));
        Assert.Equal(["2"], await commune.Do(desk => desk.Db.SubmittedLines.Select(line => line.Line).ToListAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Exports_call_a_number_verified_only_while_it_is_the_one_that_was_verified(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);
        Assert.Equal([ReviewStanding.Waiting], await Numbers(commune));

        Assert.Null(await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), "Thiếu danh sách")));
        Assert.Equal([ReviewStanding.Returned], await Numbers(commune));
        Assert.Equal(ReviewStanding.Returned, await Line(commune));
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(1))));
        Assert.Equal([ReviewStanding.Verified], await Numbers(commune));
        Assert.Equal(ReviewStanding.Verified, await Line(commune));

        Assert.Null(await commune.As(leader, desk => desk.Amend.Amend(Khu1, "đếm sót")));
        Assert.Equal(ReviewStanding.Verified, await Line(commune));
        await Enter(commune, leader, commune.Sorting, 71, "đếm sót");
        Assert.Equal(ReviewStanding.Waiting, await Line(commune));
        Assert.Contains(ReviewStanding.Waiting, await Numbers(commune));
    }

    /// <summary>Of the numbers as an export tells them.</summary>
    private static Task<List<ReviewStanding>> Numbers(TestCommune commune) => commune.Do(async desk =>
    {
        var said = await desk.ReadReviews.OfNumbers([TestCommune.Khu(1)]);
        var facts = (await desk.Knowledge.Of(TestCommune.Khu(1), commune.Law)).FactsOf(TestCommune.Khu(1)).All;
        return facts.GroupBy(fact => fact.Measure).Select(group => said.GetValueOrDefault((TestCommune.Khu(1), group.Max(fact => fact.Revision)))).Distinct().Order().ToList();
    });

    /// <summary>Of the one line of the khu, as a report tells it.</summary>
    private static Task<ReviewStanding> Line(TestCommune commune) => commune.Do(async desk =>
    {
        var knowledge = await desk.Knowledge.Of(TestCommune.Khu(1), commune.Law);
        var evaluation = commune.Law.Evaluator.Evaluate(commune.Law.Library.Find("khu-thu", TestCommune.Today)!, TestCommune.Khu(1), knowledge, new(TestCommune.Today), explain: true);
        return (await desk.ReadReviews.Of([TestCommune.Khu(1)], 2024)).Of(evaluation)["1"];
    });

    private static Task<(int Waiting, int Answered)> ToDo(TestCommune commune, int account) => commune.As(account, async desk =>
    {
        var book = (await desk.Reports.Of(TestCommune.Xa, TestCommune.Year2024, default))!;
        return (await desk.Fields.ToDo(book, book.Reports)).GetValueOrDefault(Khu1);
    });

    internal static ReportPeriod Period2024() => new(TestCommune.Year2024, new(2024, 12, 1), Due, Source.Unknown, 20, 5);

    private static async Task<TestCommune> Opened(On on)
    {
        var commune = await TestCommune.Create(on);
        Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(TestCommune.Xa, Period2024(), [new(TestCommune.Khu(1), 0, []), new(TestCommune.Khu(2), 0, [])])));
        return commune;
    }

    private static async Task<TestCommune> Sent(On on)
    {
        var commune = await Opened(on);
        var (leader, _, _) = await People(commune);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        return commune;
    }

    private static async Task<(int Leader, int Office, int Other)> People(TestCommune commune)
    {
        var known = await commune.Do(desk => desk.Db.Accounts.OrderBy(account => account.Id).Select(account => account.Id).Take(3).ToListAsync());
        if (known is [var leader, var office, var other]) return (leader, office, other);
        return (await commune.Person("kdc-head", TestCommune.Khu(1), "khu-1"), await commune.Person("office", TestCommune.Xa, "van-phong"), await commune.Person("kdc-head", TestCommune.Khu(2), "khu-2"));
    }

    private static async Task Enter(TestCommune commune, int account, Domain.Measures.Measure measure, decimal value, string why = "nhập") =>
        Assert.True((await Try(commune, account, measure, value, why, TestCommune.Year2024)).Clean);

    private static async Task<string> Refused(TestCommune commune, int account, Domain.Measures.Measure measure, decimal value, string why) =>
        Assert.Single((await Try(commune, account, measure, value, why, TestCommune.Year2024)).Refused).Refusal.Code;

    private static Task<SaveResult> Try(TestCommune commune, int account, Domain.Measures.Measure measure, decimal value, string why, Period period) =>
        commune.As(account, desk => desk.Save.Save([TestCommune.Change(1, measure, value) with { Period = period }], desk.Gate.Sign(why)));

    private static async Task<ReportState> StateOf(TestCommune commune) => (await Report(commune)).State;

    private static Task<ReportBook.Report> Report(TestCommune commune) => commune.Do(async desk =>
        (await desk.Reports.Of(TestCommune.Xa, TestCommune.Year2024, default))!.Reports.Single(report => report.Address == Khu1));

    private static Task<List<Notice>> Notices(TestCommune commune, int account) => commune.Do(desk => desk.Db.Notices.Where(notice => notice.AccountId == account).ToListAsync());
}
