using KieuMau.Domain;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Recognition;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>What a verdict is worth: nobody verifies an own number, or one that was not shown; what a report rests on does not move under it.</summary>
public sealed class WhatStandsBehindTests
{
    private static readonly ReportAddress Khu1 = new(TestCommune.Khu(1), 0, TestCommune.Year2024);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_verified_line_whose_number_its_verifier_entered_anew_is_not_carried_as_verified(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await commune.As(leader, desk => desk.Amend.Amend(Khu1, "Đếm lại")));
        await Enter(commune, office, commune.Sorting, 71, "gõ lại");
        await Enter(commune, office, commune.Sorting, 70, "gõ lại");
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        var line = await commune.Do(desk => desk.Db.SubmittedLines.OrderBy(one => one.SubmissionId).LastAsync());
        var review = await commune.Do(desk => desk.Db.LineReviews.OrderBy(one => one.SubmissionId).LastAsync());
        Assert.Contains(office, line.Read().EnteredBy);
        Assert.False(review.Standing == ReviewStanding.Verified && review.Account == office, $"verified by {review.Account}, entered by {string.Join(",", line.Read().EnteredBy)}");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_number_of_an_earlier_year_binds_whoever_entered_it_though_this_year_was_cleared(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        Assert.True((await Try(commune, office, commune.Sorting, 70, "nhập", Period.OfYear(2023))).Clean);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 10); // a slip of the hand, taken back
        var clear = new ObservationChange(TestCommune.Khu(1), commune.Sorting, TestCommune.Year2024, "", new ObservedValue.Nothing());
        Assert.True((await commune.As(leader, desk => desk.Save.Save([clear], desk.Gate.Sign("gõ nhầm")))).Clean);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Contains("70", (await commune.Do(desk => desk.Db.SubmittedLines.SingleAsync())).Value, StringComparison.Ordinal);
        Assert.Equal("reviews.own-number", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))?.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_cleared_a_number_so_that_an_earlier_one_speaks_does_not_verify_that_line(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        Assert.True((await Try(commune, leader, commune.Sorting, 70, "nhập", Period.OfYear(2023))).Clean);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 10);
        var clear = new ObservationChange(TestCommune.Khu(1), commune.Sorting, TestCommune.Year2024, "", new ObservedValue.Nothing());
        Assert.True((await commune.As(office, desk => desk.Save.Save([clear], desk.Gate.Sign("bỏ số này")))).Clean);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Equal(Domain.Evaluations.Verdict.Met, (await commune.Do(desk => desk.Db.SubmittedLines.SingleAsync())).Verdict);
        Assert.Equal("reviews.own-number", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))?.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_cleared_a_number_that_would_not_have_spoken_verifies_that_line(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        Assert.True((await Try(commune, leader, commune.Sorting, 10, "nhập", Period.OfYear(2023))).Clean);
        var clear = new ObservationChange(TestCommune.Khu(1), commune.Sorting, Period.OfYear(2023), "", new ObservedValue.Nothing());
        Assert.True((await commune.As(office, desk => desk.Save.Save([clear], desk.Gate.Sign("ghi nhầm năm")))).Clean);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_ratio_read_from_an_earlier_year_binds_whoever_entered_its_numbers(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        Assert.True((await Try(commune, leader, commune.Households, 100, "nhập", Period.OfYear(2023))).Clean);
        Assert.True((await Try(commune, office, commune.Sorting, 70, "nhập", Period.OfYear(2023))).Clean);
        await Enter(commune, leader, commune.Sorting, 10); // this year's; its households are still missing
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        var line = (await commune.Do(desk => desk.Db.SubmittedLines.SingleAsync())).Read();
        var input = line.Inputs.Single(one => one.Measure == commune.Sorting.Code);
        var by = await commune.Do(desk => (from revision in desk.Db.ObservationRevisions join saving in desk.Db.Savings on revision.SavingId equals saving.Id where revision.Id == input.Revision select saving.Account).FirstAsync());
        Assert.Equal((70m, office), (input.Number, by)); // what the line rests on was entered by the office
        Assert.Equal("reviews.own-number", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))?.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_a_page_showed_of_one_version_does_not_verify_the_next_with_another_number(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);
        var second = await commune.Person("commune-pc", TestCommune.Xa, "uy-ban");
        Assert.Null(await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), "Đếm lại")));
        var shown = await commune.Do(async desk => await desk.Db.ReviewedLines.SingleAsync() is var row ? ShownLine.Of(row.Review, row.Line.Read(), null) : default); // a second reviewer opens the page
        await Enter(commune, leader, commune.Sorting, 95, "đếm lại");
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Equal("reviews.meanwhile", (await commune.As(second, desk => desk.Review.Verify(Khu1, 1, shown)))?.Code);
        Assert.Equal(0, (await commune.As(second, desk => desk.Review.VerifyRest(Khu1, new Dictionary<int, ShownLine> { [1] = shown }))).Done);
        var now = await commune.Do(async desk => await desk.Db.ReviewedLines.OrderBy(row => row.Line.SubmissionId).LastAsync() is var row ? ShownLine.Of(row.Review, row.Line.Read(), null) : default);
        Assert.Null(await commune.As(second, desk => desk.Review.Verify(Khu1, 1, ShownLine.Read(now.Key)!.Value)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_a_locked_year_says_is_not_overtaken_by_a_number_of_the_year_before(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        ObservationChange Of(Domain.Measures.Measure measure, decimal value, Period period, DateOnly asOf) => TestCommune.Change(1, measure, value) with { Period = period, AsOf = asOf };
        var november = new DateOnly(2024, 11, 30);
        Assert.True((await commune.As(leader, desk => desk.Save.Save([Of(commune.Households, 100, TestCommune.Year2024, november), Of(commune.Sorting, 70, TestCommune.Year2024, november)], desk.Gate.Sign("nhập")))).Clean);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));
        var before = await Verdict(commune);

        var december = new DateOnly(2024, 12, 31);
        var result = await commune.As(leader, desk => desk.Save.Save([Of(commune.Households, 100, Period.OfYear(2023), december), Of(commune.Sorting, 5, Period.OfYear(2023), december)], desk.Gate.Sign("")));
        Assert.Equal(["saving.as-of-after-period", "saving.as-of-after-period"], result.Refused.Select(one => one.Refusal.Code));
        Assert.Equal(before, await Verdict(commune));
        Assert.True((await commune.As(leader, desk => desk.Save.Save([Of(commune.Households, 100, Period.OfYear(2023), Period.OfYear(2023).Last)], desk.Gate.Sign("")))).Clean);
    }

    private static Task<string> Verdict(TestCommune commune) => commune.Do(async desk =>
    {
        var finding = await Finding(commune, desk);
        return $"{finding.Verdict} {finding.Because}";
    });

    private static async Task<Domain.Evaluations.Finding> Finding(TestCommune commune, TestCommune.Desk desk) =>
        commune.Law.Evaluator.Evaluate(commune.Law.Library.Find("khu-thu", TestCommune.Today)!, TestCommune.Khu(1), await desk.Knowledge.Of(TestCommune.Khu(1), commune.Law), new(TestCommune.Today), explain: true).Find("1")!;

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_recorded_the_title_a_line_rests_on_does_not_verify_that_line(On on)
    {
        await using var commune = await WithTitles(on);
        var (leader, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "45/QĐ-UBND", new(2023, 6, 1), null, desk.Gate.Sign())));
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(Domain.Evaluations.Verdict.Met, (await commune.Do(desk => desk.Db.SubmittedLines.SingleAsync())).Verdict);

        Assert.Equal("reviews.own-number", (await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))))?.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_title_behind_a_locked_line_is_not_revoked_and_not_recorded_without_an_amendment(On on)
    {
        await using var commune = await WithTitles(on);
        var (leader, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "45/QĐ-UBND", new(2023, 6, 1), null, desk.Gate.Sign())));
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(await commune.Person("commune-pc", TestCommune.Xa, "uy-ban"), desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));

        Assert.Equal("reviews.title-locked", (await commune.As(office, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2024, 12, 31), "nhầm", desk.Gate.Sign())))?.Code);
        Assert.Equal("reviews.title-locked", (await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "KHU VĂN HÓA", "46/QĐ-UBND", new(2024, 12, 31), null, desk.Gate.Sign())))?.Code);
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu khác", "46/QĐ-UBND", new(2024, 1, 1), null, desk.Gate.Sign())));
        Assert.Null(await commune.As(office, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2025, 1, 1), "hết hạn", desk.Gate.Sign()))); // the first day the report says nothing of
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_title_revoked_once_is_not_given_back_to_a_locked_line_by_revoking_it_again_from_a_later_day(On on)
    {
        await using var commune = await WithTitles(on);
        var (leader, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "45/QĐ-UBND", new(2023, 6, 1), null, desk.Gate.Sign())));
        Assert.Null(await commune.As(office, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2024, 6, 1), "vi phạm hương ước", desk.Gate.Sign())));
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(await commune.Person("commune-pc", TestCommune.Xa, "uy-ban"), desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));
        var before = await Verdict(commune);

        Assert.Equal("titles.revoked-already", (await commune.As(office, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2030, 1, 1), "ghi lại", desk.Gate.Sign())))?.Code);
        Assert.Equal(before, await Verdict(commune));
        Assert.Equal(new DateOnly(2024, 6, 1), (await commune.Do(desk => desk.Db.Titles.SingleAsync())).RevokedOn);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_line_verified_on_one_title_waits_again_when_it_rests_on_another(On on)
    {
        await using var commune = await WithTitles(on);
        var (leader, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "45/QĐ-UBND", new(2023, 6, 1), null, desk.Gate.Sign())));
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(await commune.Person("commune-pc", TestCommune.Xa, "uy-ban"), desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await commune.As(leader, desk => desk.Amend.Amend(Khu1, "Quyết định ghi nhầm số")));
        Assert.Null(await commune.As(office, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2023, 6, 1), "ghi nhầm", desk.Gate.Sign())));
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "chưa rõ số", new(2024, 1, 1), null, desk.Gate.Sign())));

        Assert.Equal(ReviewStanding.Waiting, await Shown(commune));
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(ReviewStanding.Waiting, (await commune.Do(desk => desk.Db.LineReviews.OrderBy(one => one.SubmissionId).LastAsync())).Standing);
        Assert.Equal(ReviewStanding.Waiting, await Shown(commune));
    }

    /// <summary>What pages and exports say of the line.</summary>
    private static Task<ReviewStanding> Shown(TestCommune commune) => commune.Do(async desk =>
        (await desk.ReadReviews.Of([TestCommune.Khu(1)], 2024)).Of(TestCommune.Khu(1), "khu-thu", await Finding(commune, desk)));

    private static async Task<TestCommune> WithTitles(On on)
    {
        var commune = await TestCommune.Create(on);
        var source = new Source("01/QĐ", Status: SourceStatus.Confirmed);
        CriteriaSet set = new("khu-thu", "khu-thu", [new("A", "Tiêu chí", [new Indicator("1", "Danh hiệu", new Requirement.HoldsTitle("Khu văn hóa", null), source)])]) { Levels = ["khu"], InForceFrom = new(2021, 1, 1), Revision = "r1" };
        var library = new CriteriaLibrary(new(commune.Law.Library.Measures.All), [new("khu-thu", [(DateOnly.MinValue, set)])]);
        await commune.Do(async desk => commune.Active.Switch(new(1, library, await KieuMau.Web.Features.CriteriaSets.ShortKeys.Give(desk.Db, library, default))));
        Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(TestCommune.Xa, ReportStoryTests.Period2024(), [new(TestCommune.Khu(1), 0, []), new(TestCommune.Khu(2), 0, [])])));
        return commune;
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_report_that_waited_while_its_period_was_locked_is_not_sent(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);

        var (locked, sent) = await OneAfterTheOther(commune,
            () => commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "hết hạn")),
            () => commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        Assert.Null(locked);
        Assert.NotNull(sent);
        Assert.Equal(0, await commune.Do(desk => desk.Db.Submissions.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_report_that_waited_while_it_was_no_longer_asked_for_is_not_sent_or_holds_its_numbers(On on)
    {
        await using var commune = await Opened(on);
        var (leader, office, _) = await People(commune);
        await Enter(commune, leader, commune.Households, 100);
        await Enter(commune, leader, commune.Sorting, 70);

        var (changed, sent) = await OneAfterTheOther(commune,
            () => commune.As(office, desk => desk.OpenPeriod.ChangeAsked(TestCommune.Xa, TestCommune.Year2024, [new(TestCommune.Khu(2), 0, [])])),
            () => commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(changed);
        if (sent is not null) return;
        Assert.Equal("reviews.number-locked", (await Try(commune, leader, commune.Sorting, 99, "", TestCommune.Year2024)).Refused.SingleOrDefault()?.Refusal.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_line_made_verified_in_the_database_by_hand_is_seen_by_the_look_at_the_journal(On on)
    {
        await using var commune = await Sent(on);
        async Task<bool> Intact() => (await commune.Do(desk => new VerifyJournal(desk.Db, commune.Active, desk.Journal).Verify())).Intact;
        Assert.True(await Intact());
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync($"update submissions set state = {(int)ReportState.Verified}"));
        Assert.False(await Intact());
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync($"update line_reviews set standing = {(int)ReviewStanding.Verified}, account = 2, who = 'văn phòng'"));
        Assert.Equal(ReportState.Verified, (await commune.Do(async desk => (await desk.Reports.Of(TestCommune.Xa, TestCommune.Year2024, default))!.Reports.Single(report => report.Address == Khu1))).State);
        Assert.False(await Intact());
    }

    [Theory]
    [InlineData(On.Sqlite, "update submissions set sent_at = '2024-12-01 00:00:00'")] // late no more
    [InlineData(On.Postgres, "update submissions set sent_at = '2024-12-01 00:00:00'")]
    [InlineData(On.Sqlite, "update submissions set with_data = 39")]
    [InlineData(On.Postgres, "update submissions set with_data = 39")]
    [InlineData(On.Sqlite, "update line_reviews set at = '2024-12-01 00:00:00'")]
    [InlineData(On.Postgres, "update line_reviews set at = '2024-12-01 00:00:00'")]
    [InlineData(On.Sqlite, "update review_acts set at = '2024-12-01 00:00:00'")]
    [InlineData(On.Postgres, "update review_acts set at = '2024-12-01 00:00:00'")]
    [InlineData(On.Sqlite, "update review_acts set unit_id = 1")] // gone from the page of the line
    [InlineData(On.Postgres, "update review_acts set unit_id = 1")]
    [InlineData(On.Sqlite, "update report_periods set due_on = '2030-01-01'")] // nobody is late any more
    [InlineData(On.Postgres, "update report_periods set due_on = '2030-01-01'")]
    [InlineData(On.Sqlite, "delete from report_askings")] // its numbers are locked by nobody's report
    [InlineData(On.Postgres, "delete from report_askings")]
    public async Task When_a_report_was_sent_and_when_its_lines_were_reviewed_is_held_against_the_journal(On on, string sql)
    {
        await using var commune = await Sent(on);
        var (_, office, _) = await People(commune);
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Empty(await Breaks(commune));
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains("bị sửa mà không qua nhật ký", Assert.Single(await Breaks(commune)).Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_locked_period_opened_in_the_database_by_hand_is_seen_and_one_locked_by_hand_too(On on)
    {
        await using var commune = await Sent(on);
        var (_, office, _) = await People(commune);
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync($"update report_periods set locked_at = '2024-12-31 00:00:00'; update submissions set state = {(int)ReportState.Locked}"));
        Assert.NotEmpty(await Breaks(commune));
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync($"update report_periods set locked_at = null; update submissions set state = {(int)ReportState.Submitted}"));
        Assert.Empty(await Breaks(commune));

        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(0))));
        commune.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));
        Assert.Empty(await Breaks(commune));
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync($"update submissions set state = {(int)ReportState.Verified}")); // to be returned, though its period is locked
        Assert.NotEmpty(await Breaks(commune));
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync($"update report_periods set locked_at = null, locked_by = null, locked_why = null; update submissions set state = {(int)ReportState.Verified}"));
        Assert.NotEmpty(await Breaks(commune));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_amendment_laid_in_the_database_by_hand_to_set_its_numbers_free_is_seen(On on)
    {
        await using var commune = await Sent(on);
        var (leader, _, _) = await People(commune);
        Assert.Equal("reviews.number-locked", (await Try(commune, leader, commune.Sorting, 99, "đếm lại", TestCommune.Year2024)).Refused.SingleOrDefault()?.Refusal.Code);
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync(
            $"insert into submissions (shard, id, period, unit_id, office_id, version, state, sent_at, sent_by, sender, why, lines, with_data, hash) select shard, id + 1, period, unit_id, office_id, version + 1, {(int)ReportState.Entering}, null, 0, '', '', 0, 0, '' from submissions"));
        await Enter(commune, leader, commune.Sorting, 99, "đếm lại");

        Assert.Contains("không có dòng nhật ký nào", Assert.Single(await Breaks(commune)).Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_chain_that_is_gone_altogether_is_missed_where_something_stands_that_it_told_of(On on)
    {
        await using var commune = await Sent(on);
        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync(on == On.Sqlite
            ? "drop trigger journal_is_not_deleted; drop trigger journal_heads_stay; delete from journal where shard > 0; delete from journal_heads where shard > 0"
            : "alter table journal disable trigger user; alter table journal_heads disable trigger user; delete from journal where shard > 0; delete from journal_heads where shard > 0"));

        Assert.Contains(await Breaks(commune), one => one.Why.Contains("không có dòng nhật ký nào", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Domain.Journal.JournalBreak>> Breaks(TestCommune commune) =>
        (await commune.Do(desk => new VerifyJournal(desk.Db, commune.Active, desk.Journal).Verify())).Breaks;

    [Theory, MemberData(nameof(Both))]
    public async Task The_look_at_the_journal_finds_a_title_changed_past_it_and_stays_whole_through_a_reports_whole_way(On on)
    {
        await using var commune = await Sent(on);
        var (leader, office, _) = await People(commune);
        async Task<bool> Intact() => (await commune.Do(desk => new VerifyJournal(desk.Db, commune.Active, desk.Journal).Verify())).Intact;
        Assert.Null(await commune.As(office, desk => desk.Review.Return(Khu1, 1, new(0), "Đếm lại")));
        Assert.Null(await commune.As(leader, desk => desk.Answer.Answer(Khu1, 1, "Đã đếm", 1)));
        Assert.Equal("reviews.returned-meanwhile", (await commune.As(leader, desk => desk.Answer.Answer(Khu1, 1, "Đã đếm", 1)))?.Code);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await commune.As(office, desk => desk.Review.Verify(Khu1, 1, new(2))));
        Assert.Null(await commune.As(office, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "khu 2 không gửi")));
        Assert.Null(await commune.As(office, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "45/QĐ-UBND", new(2023, 6, 1), null, desk.Gate.Sign())));
        Assert.Null(await commune.As(office, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, new(2024, 6, 1), "nhầm", desk.Gate.Sign())));
        Assert.True(await Intact());

        await commune.Do(desk => desk.Db.Database.ExecuteSqlRawAsync("update titles set revoked_on = null, revoked_why = null, revoked_by = null, revoked_account = 0"));
        Assert.False(await Intact());
    }

    [Theory]
    [InlineData(On.Sqlite, "2024-07-01", "2024-06", "2024-07")]
    [InlineData(On.Postgres, "2024-07-01", "2024-06", "2024-07")]
    [InlineData(On.Sqlite, "2024-07-02", "2024-07", "2024-08")] // the first day of the month was still the old commune's
    public async Task A_post_in_a_commune_that_was_merged_away_enters_only_of_its_own_days(On on, string mergedFrom, string lastOfTheirs, string firstOfOthers)
    {
        await using var commune = await TestCommune.Create(on);
        var former = await commune.Person("office", TestCommune.Xa, "van-phong-cu");
        var from = DateOnly.ParseExact(mergedFrom, "yyyy-MM-dd");
        await commune.Do(async desk => Assert.Empty(await desk.AddUnits.Add([TestCommune.Of("xa-moi", "Xã Mới", "xã", "tinh-thu", from)], demonstration: false)));
        Assert.Null(await commune.Do(desk => desk.ChangeUnits.Merge([TestCommune.Xa], "xa-moi", from)));

        commune.Clock.Pass(TimeSpan.FromDays(200)); // July 2025
        Task<SaveResult> Enter(string period) => commune.As(former, desk => desk.Save.Save([new(TestCommune.Khu(1), commune.Sorting, Period.Parse(period), "", new ObservedValue.Number(12))], desk.Gate.Sign("nhập")));
        Assert.Equal("accounts.unit-ended", Assert.Single((await Enter(firstOfOthers)).Refused).Refusal.Code);
        Assert.True((await Enter(lastOfTheirs)).Clean);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_post_in_a_commune_that_was_merged_away_records_and_revokes_titles_only_of_its_own_days(On on)
    {
        await using var commune = await TestCommune.Create(on);
        var former = await MergedAway(commune);
        Task<Refusal?> Record(DateOnly from) => commune.As(former, desk => desk.Titles.Record(TestCommune.Khu(1), "Khu văn hóa", "45/QĐ-UBND", from, null, desk.Gate.Sign()));
        Task<Refusal?> Revoke(DateOnly on) => commune.As(former, desk => desk.Titles.Revoke(TestCommune.Khu(1), 1, on, "ghi nhầm", desk.Gate.Sign()));

        Assert.Equal("accounts.unit-ended", (await Record(new(2024, 7, 1)))?.Code);
        Assert.Null(await Record(new(2024, 6, 30)));
        Assert.Equal("accounts.unit-ended", (await Revoke(new(2025, 1, 1)))?.Code);
        Assert.Null(await Revoke(new(2024, 6, 30)));
    }

    /// <returns>An office of the commune that ended on 30/06/2024; its khu stand under another now, and it is July 2025.</returns>
    internal static async Task<int> MergedAway(TestCommune commune)
    {
        var (former, from) = (await commune.Person("office", TestCommune.Xa, "van-phong-cu"), new DateOnly(2024, 7, 1));
        await commune.Do(async desk => Assert.Empty(await desk.AddUnits.Add([TestCommune.Of("xa-moi", "Xã Mới", "xã", "tinh-thu", from)], demonstration: false)));
        Assert.Null(await commune.Do(desk => desk.ChangeUnits.Merge([TestCommune.Xa], "xa-moi", from)));
        commune.Clock.Pass(TimeSpan.FromDays(200));
        return former;
    }

    /// <summary>Both are asked while somebody else has the turn: the first gets it first, the second has read before.</summary>
    private static async Task<(Refusal? First, Refusal? Second)> OneAfterTheOther(TestCommune commune, Func<Task<Refusal?>> first, Func<Task<Refusal?>> second)
    {
        var (one, two) = (Task.FromResult<Refusal?>(null), Task.FromResult<Refusal?>(null));
        await commune.Do(async desk =>
        {
            var shard = (await desk.Db.Set<KieuMau.Web.Features.Units.UnitKey>().SingleAsync(key => key.Code == TestCommune.Xa)).Shard;
            await using var held = await desk.Lock.Take([shard]);
            one = first();
            await Task.Delay(300);
            two = second();
            await Task.Delay(300);
        });

        return (await one, await two);
    }

    private static async Task<TestCommune> Opened(On on)
    {
        var commune = await TestCommune.Create(on);
        Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(TestCommune.Xa, ReportStoryTests.Period2024(), [new(TestCommune.Khu(1), 0, []), new(TestCommune.Khu(2), 0, [])])));
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

    private static Task<SaveResult> Try(TestCommune commune, int account, Domain.Measures.Measure measure, decimal value, string why, Period period) =>
        commune.As(account, desk => desk.Save.Save([TestCommune.Change(1, measure, value) with { Period = period }], desk.Gate.Sign(why)));
}
