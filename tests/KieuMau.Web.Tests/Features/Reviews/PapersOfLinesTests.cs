using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Features.Evidence;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>Which papers stood behind a line when it was sent and when it was verified is known afterwards, whatever is attached later.</summary>
public sealed class PapersOfLinesTests
{
    private static readonly ReportAddress Khu1 = new(TestCommune.Khu(1), 0, TestCommune.Year2024);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task What_stood_behind_a_line_is_kept_when_it_is_sent_and_when_it_is_verified(On on)
    {
        await using var office = await Sent(on, withPaper: true);
        var reviewer = await Reviewer(office);
        var sent = Assert.Single((await Line(office)).Read().Papers);
        var late = await office.Attach(EvidenceOffice.Pdf("thêm"), "danh-sach.pdf");
        Assert.Empty(late.Refusals);

        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(0))));

        var reliedOn = (await Review(office)).ReliedOn;
        Assert.Equal(2, reliedOn.Count);
        Assert.Contains(sent, reliedOn);
        Assert.Equal("danh-sach", Assert.Single(PaperSeen.NewSince([sent], reliedOn)).Title);
        var entry = await office.Commune.Do(desk => desk.Db.Journal.SingleAsync(row => row.Act == "reports.verify"));
        Assert.All(reliedOn, paper => Assert.Contains($"minh chứng {paper.Key} bản {paper.Version} sha256:{paper.Hash}", entry.To, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_line_whose_papers_moved_since_the_page_was_shown_is_not_verified(On on)
    {
        await using var office = await Sent(on, withPaper: true);
        var reviewer = await Reviewer(office);
        var shown = new ShownLine(0, PaperSeen.PrintOf((await Line(office)).Read().Papers));
        Assert.Empty((await office.Attach(EvidenceOffice.Pdf("khác"), "danh-sach.pdf")).Refusals);

        Assert.Equal("reviews.papers-changed", (await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, shown)))!.Code);
        Assert.Equal((0, null), await office.Commune.As(reviewer, desk => desk.Review.VerifyRest(Khu1, new Dictionary<int, ShownLine> { [1] = shown }, lackingToo: true)));
        Assert.Equal(ReviewStanding.Waiting, (await Review(office)).Standing);
        var now = PaperSeen.PrintOf((await office.Of(1)).Select(piece => new PaperSeen(piece.Key, piece.Current.Number, piece.Current.Hash, piece.Title)));
        Assert.Equal((1, null), await office.Commune.As(reviewer, desk => desk.Review.VerifyRest(Khu1, new Dictionary<int, ShownLine> { [1] = new(0, now) }, lackingToo: true)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_line_whose_paper_was_changed_after_it_was_signed_is_verified_knowingly_not_with_the_rest(On on)
    {
        await using var office = await Sent(on, withPaper: false);
        var reviewer = await Reviewer(office);
        Assert.Empty((await office.Attach(SignedFile.ChangedSince("Trưởng khu 1", new(2024, 12, 20, 8, 0, 0, TimeSpan.FromHours(7))), "quyet-dinh.pdf")).Refusals);

        Assert.Equal((0, null), await office.Commune.As(reviewer, desk => desk.Review.VerifyRest(Khu1, new Dictionary<int, ShownLine> { [1] = new(0) }, lackingToo: true)));
        Assert.Equal(ReviewStanding.Waiting, (await Review(office)).Standing);

        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Equal(ReviewStanding.Verified, (await Review(office)).Standing);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_paper_sent_for_a_returned_line_answers_it_and_a_verified_one_waits_again(On on)
    {
        await using var office = await Sent(on, withPaper: false);
        var (reviewer, leader) = (await Reviewer(office), await Leader(office));
        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Return(Khu1, 1, new(0), "Thiếu biên bản")));
        Assert.Equal("reviews.not-answered", (await office.Commune.As(leader, desk => desk.Submit.Submit(Khu1)))!.Code);

        Assert.Empty((await office.Attach(EvidenceOffice.Pdf("biên bản"))).Refusals);
        Assert.Null(await office.Commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(1))));

        Assert.Null(await office.Commune.As(leader, desk => desk.Amend.Amend(Khu1, "Bản rõ hơn")));
        Assert.Null(await office.Replace(1, (await office.Of(1))[0].Key, EvidenceOffice.Pdf("rõ hơn"), "Bản rõ hơn"));
        Assert.Null(await office.Commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        Assert.Equal(ReviewStanding.Waiting, (await Review(office)).Standing);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_paper_behind_a_number_of_a_sent_line_stays_as_a_paper_of_the_line_does(On on)
    {
        await using var office = await Sent(on, withPaper: false, behindNumber: true);
        var key = Assert.Single((await Line(office)).Read().Papers).Key;

        Assert.Equal("evidence.of-sent-report", (await office.Replace(1, key, EvidenceOffice.Pdf("khác"), "khác"))!.Code);
        Assert.Equal("evidence.of-sent-report", (await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, TestCommune.Note)))!.Code);
        var link = (await office.Of(1))[0].Links[0];
        Assert.Equal("evidence.of-sent-report", (await office.Do(desk => desk.Link.Unlink(TestCommune.Khu(1), key, link.Shard, link.Id, TestCommune.Note)))!.Code);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_verified_line_that_loses_a_paper_while_an_amendment_is_entered_waits_again(On on)
    {
        await using var office = await Sent(on, withPaper: true);
        var (reviewer, leader) = (await Reviewer(office), await Leader(office));
        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await office.Commune.As(leader, desk => desk.Amend.Amend(Khu1, "Bản rõ hơn")));

        var key = (await office.Of(1))[0].Key;
        Assert.Null(await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, TestCommune.Note)));

        var review = await Review(office);
        Assert.Equal((ReviewStanding.Waiting, 2, 0), (review.Standing, review.Revision, review.ReliedOn.Count));
        Assert.Equal(ReportState.Submitted, (await office.Commune.Do(desk => desk.Db.Submissions.AsNoTracking().SingleAsync(one => one.SentAt != null))).State);
        Assert.Contains("dòng 1 chờ thẩm tra lại", (await office.Commune.Do(desk => desk.Db.Journal.SingleAsync(row => row.Act == "evidence.remove"))).Said, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_verified_since_the_first_look_is_seen_by_the_second(On on)
    {
        await using var office = await Sent(on, withPaper: true);
        var (reviewer, leader) = (await Reviewer(office), await Leader(office));
        var piece = (await office.Of(1))[0];

        var unsettled = await office.Do(async desk =>
        {
            Assert.NotNull(await desk.Locks.Refuse(piece, [.. piece.LiveLinks], default));
            Assert.Null(await office.Commune.As(reviewer, other => other.Review.Verify(Khu1, 1, new(0))));
            Assert.Null(await office.Commune.As(leader, other => other.Amend.Amend(Khu1, "Bản rõ hơn")));
            await using var held = await desk.Commune.Lock.Take(await desk.Locks.ShardsOver(piece, [.. piece.LiveLinks], default));
            return await desk.Locks.Unsettle(piece, [.. piece.LiveLinks], default);
        });

        Assert.Equal(["1"], unsettled);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task In_a_locked_period_papers_stay_though_the_newest_version_was_never_sent(On on)
    {
        await using var office = await Sent(on, withPaper: true);
        var (reviewer, leader) = (await Reviewer(office), await Leader(office));
        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(0))));
        Assert.Null(await office.Commune.As(leader, desk => desk.Amend.Amend(Khu1, "Bản rõ hơn")));
        Assert.Null(await office.Commune.As(reviewer, desk => desk.LockPeriod.Lock(TestCommune.Xa, TestCommune.Year2024, "hết hạn")));

        var key = (await office.Of(1))[0].Key;
        Assert.Equal("evidence.of-sent-report", (await office.Do(desk => desk.Remove.Remove(TestCommune.Khu(1), key, TestCommune.Note)))!.Code);
        Assert.Equal(ReviewStanding.Verified, (await Review(office)).Standing);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_verified_line_sent_again_with_the_same_papers_stays_verified_on_them(On on)
    {
        await using var office = await Sent(on, withPaper: true);
        var (reviewer, leader) = (await Reviewer(office), await Leader(office));
        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Verify(Khu1, 1, new(0))));

        Assert.Null(await office.Commune.As(leader, desk => desk.Amend.Amend(Khu1, "Sửa chữ")));
        Assert.Null(await office.Commune.As(leader, desk => desk.Submit.Submit(Khu1)));

        var review = await Review(office);
        Assert.Equal((ReviewStanding.Verified, 1), (review.Standing, review.ReliedOn.Count));
    }

    [Theory]
    [InlineData(On.Sqlite, "update submitted_lines set value = '99 %'", "đã bị sửa, ở dòng 1")]
    [InlineData(On.Postgres, "update submitted_lines set value = '99 %'", "đã bị sửa, ở dòng 1")]
    [InlineData(On.Sqlite, "update submitted_lines set papers = '[]'", "đã bị sửa, ở dòng 1")]
    [InlineData(On.Postgres, "update submitted_lines set papers = '[]'", "đã bị sửa, ở dòng 1")]
    [InlineData(On.Sqlite, "delete from submitted_lines", "đã bị xóa")]
    [InlineData(On.Postgres, "delete from submitted_lines", "đã bị xóa")]
    public async Task A_report_edited_after_it_was_sent_is_found_by_the_journal(On on, string sql, string said)
    {
        await using var office = await Sent(on, withPaper: true);
        Assert.Empty((await Check(office)).Breaks);

        await office.Commune.Do(async desk => { await desk.Db.Database.ExecuteSqlRawAsync(sql); });

        Assert.Contains(said, Assert.Single((await Check(office)).Breaks).Why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_several_lines_returned_together_all_are_or_none(On on)
    {
        await using var office = await Sent(on, withPaper: false);
        var reviewer = await Reviewer(office);
        ReviewLine.Asked good = new(1, new(0), "Thiếu biên bản"), unknown = new(9, new(0), "Thiếu danh sách");

        Assert.Equal("reviews.unknown-line", (await office.Commune.As(reviewer, desk => desk.Review.Return(Khu1, [good, unknown])))!.Code);
        Assert.Equal(ReviewStanding.Waiting, (await Review(office)).Standing);
        Assert.Null(await office.Commune.As(reviewer, desk => desk.Review.Return(Khu1, [good])));
        Assert.Equal(ReviewStanding.Returned, (await Review(office)).Standing);
    }

    private static Task<JournalCheck> Check(EvidenceOffice office) =>
        office.Commune.Do(desk => new VerifyJournal(desk.Db, office.Commune.Active, desk.Journal).Verify());

    private static Task<SubmittedLine> Line(EvidenceOffice office) => office.Commune.Do(desk => desk.Db.SubmittedLines.AsNoTracking().OrderBy(line => line.SubmissionId).LastAsync());

    private static Task<StoredReview> Review(EvidenceOffice office) => office.Commune.Do(desk => desk.Db.LineReviews.AsNoTracking().OrderBy(line => line.SubmissionId).LastAsync());

    private static Task<int> Reviewer(EvidenceOffice office) => office.Commune.Person("office", TestCommune.Xa, "van-phong");

    private static Task<int> Leader(EvidenceOffice office) => office.Commune.Do(desk => desk.Db.Accounts.Where(account => account.UserName == "khu-1").Select(account => account.Id).SingleAsync());

    private static async Task<EvidenceOffice> Sent(On on, bool withPaper, bool behindNumber = false)
    {
        var office = await EvidenceOffice.Open(on);
        var commune = office.Commune;
        var leader = await commune.Person("kdc-head", TestCommune.Khu(1), "khu-1");
        Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(TestCommune.Xa, ReportStoryTests.Period2024(), [new(TestCommune.Khu(1), 0, [])])));
        Assert.True((await commune.As(leader, desk => desk.Save.Save([TestCommune.Change(1, commune.Households, 100), TestCommune.Change(1, commune.Sorting, 70)], desk.Gate.Sign("nhập")))).Clean);
        if (withPaper) Assert.Empty((await office.Attach(EvidenceOffice.Pdf("biên bản"))).Refusals);
        if (behindNumber) Assert.Empty((await office.Attach(EvidenceOffice.Pdf("danh sách"), place: new(TestCommune.Khu(1), TestCommune.Year2024, Measure: commune.Sorting.Code))).Refusals);
        Assert.Null(await commune.As(leader, desk => desk.Submit.Submit(Khu1)));
        return office;
    }
}
