using KieuMau.Domain.Accounts;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Tests.Data;
using KieuMau.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>A report from opening to lock, and what may not be done on the way.</summary>
public sealed class ReviewTests
{
    private const string Commune = "thanh-dinh";
    private const string Khu = "thanh-dinh.khu-1";
    private const string Set = "phu-tho-kdc-kieu-mau-2021-2025";
    private static readonly Period Year = Period.OfYear(2024);
    private static readonly PeriodTerms Terms = new(new(2024, 1, 1), new(2024, 12, 15), "", 20, 3);

    public static TheoryData<On> Both => TestDatabase.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task A_report_goes_from_the_khu_to_the_verifier_back_with_reasons_and_is_locked_in_the_end(On on)
    {
        await using var site = await Opened(on);
        Assert.Null(await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign)));
        var lines = await Lines(site);
        Assert.True(lines.Count >= 39);

        Assert.Null(await As(site, People.Police, (services, sign) => services.GetRequiredService<ReviewLines>().Return(Khu, Year, Shown(lines, "7.1"), "Thiếu danh sách hộ được trừ", sign)));
        Assert.Equal(ReportState.Returned, (await Report(site)).State);
        Assert.Contains(await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Select(notice => notice.Text).ToListAsync()), text => text.Contains("7.1: trả lại. Thiếu danh sách", StringComparison.Ordinal));

        Assert.Equal("reviews.unanswered", (await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign)))!.Code);
        Assert.Null(await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Answer(Khu, Year, Set, "7.1", "Đã bổ sung danh sách", sign)));
        Assert.Null(await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign)));
        Assert.Equal(LineState.Answered, (await Lines(site)).Single(line => line.Line == "7.1" && line.SetId == Set).State);

        var all = (await Lines(site)).Select(line => new ReviewedLine(line.SetId, line.Line, line.Revision)).ToList();
        Assert.Empty(await As(site, People.Police, (services, sign) => services.GetRequiredService<ReviewLines>().Verify(Khu, Year, all, sign)));
        Assert.Equal(ReportState.Verified, (await Report(site)).State);
        Assert.Null(await As(site, People.Office, (services, sign) => services.GetRequiredService<CloseReport>().Lock(Khu, Year, sign)));

        Assert.Equal("reviews.no-reason", (await As(site, People.Office, (services, sign) => services.GetRequiredService<CloseReport>().Amend(Khu, Year, sign)))!.Code);
        Assert.Null(await As(site, People.Office, (services, sign) => services.GetRequiredService<CloseReport>().Amend(Khu, Year, sign with { Why = "Đếm lại theo biên bản" })));
        Assert.Equal((2, ReportState.Entering), await Report(site) is var amended ? (amended.Version, amended.State) : default);
        Assert.Equal(all.Count, await site.Do(services => services.GetRequiredService<RuralDb>().ReportLines.CountAsync(line => line.Version == 1 && line.State == LineState.Verified)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_sent_is_not_changed_behind_the_reviewers_back(On on)
    {
        await using var site = await Opened(on);
        Assert.Null(await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign)));
        Assert.Equal("reviews.closed", await Enter(site, "ho-ngheo", 1, "đếm lại"));

        await As(site, People.Police, async (services, sign) => await services.GetRequiredService<ReviewLines>().Return(Khu, Year, Shown(await Lines(site), "7.1"), "Đếm lại", sign));
        Assert.Equal("reviews.only-returned", await Enter(site, "dan-so", 700, "đếm lại"));
        Assert.Equal("reviews.say-why", await Enter(site, "ho-ngheo", 1, ""));
        Assert.Equal("", await Enter(site, "ho-ngheo", 1, "đếm lại"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_reviewers_at_once_the_second_is_told_and_nothing_is_overwritten(On on)
    {
        await using var site = await Opened(on);
        await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign));
        var shown = Shown(await Lines(site), "7.1");
        Assert.Empty(await As(site, People.Police, (services, sign) => services.GetRequiredService<ReviewLines>().Verify(Khu, Year, [shown], sign)));
        var refused = await As(site, new("health-station", Commune), (services, sign) => services.GetRequiredService<ReviewLines>().Return(Khu, Year, shown, "Chưa rõ", sign));

        Assert.Equal("reviews.meanwhile", refused!.Code);
        Assert.Contains("Công an xã", refused.Text, StringComparison.Ordinal);
        Assert.Equal(LineState.Verified, (await Lines(site)).Single(line => line.Line == "7.1" && line.SetId == Set).State);
    }

    [Fact]
    public async Task Who_entered_a_number_does_not_verify_the_line_that_reads_it()
    {
        await using var site = await Opened(On.Sqlite);
        Assert.Equal("", await Enter(site, "ho-ngheo", 1, "đếm lại", People.Office));
        await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign));
        var lines = await Lines(site);

        Assert.Equal("reviews.own-number", Assert.Single(await As(site, People.Office, (services, sign) => services.GetRequiredService<ReviewLines>().Verify(Khu, Year, [Shown(lines, "7.1"), Shown(lines, "1.1")], sign))).Code);
        Assert.Equal(LineState.Verified, (await Lines(site)).Single(line => line.Line == "1.1" && line.SetId == Set).State);
        Assert.Empty(await As(site, People.Police, async (services, sign) => await services.GetRequiredService<ReviewLines>().Verify(Khu, Year, [Shown(await Lines(site), "7.1")], sign)));
    }

    [Fact]
    public async Task A_khu_sends_for_itself_alone_and_reviews_nothing()
    {
        await using var site = await Opened(On.Sqlite);
        Assert.Equal("units.unknown", (await As(site, People.Khu2, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign)))!.Code);
        await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign));
        Assert.Equal("accounts.no-right", (await As(site, People.Khu1, async (services, sign) => await services.GetRequiredService<ReviewLines>().Return(Khu, Year, Shown(await Lines(site), "7.1"), "x", sign)))!.Code);
        Assert.Equal("accounts.no-right", (await As(site, People.Police, (services, sign) => services.GetRequiredService<OpenPeriod>().Open(Commune, Year, Terms, sign)))!.Code);
    }

    [Fact]
    public async Task Those_who_have_not_sent_are_reminded_once_before_the_day_and_once_after_it()
    {
        await using var site = await Opened(On.Sqlite);
        await site.AccountOf(People.Khu1);
        for (var turn = 0; turn < 2; turn++) await site.Do(async services => { await services.GetRequiredService<RemindOfReports>().Run(); return 0; });

        var told = await site.Do(services => services.GetRequiredService<RuralDb>().Notices.Where(notice => notice.Kind == "review.late").ToListAsync());
        Assert.Contains("quá hạn", Assert.Single(told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_and_files_say_what_is_verified_and_what_is_not()
    {
        await using var site = await Opened(On.Sqlite);
        await As(site, People.Khu1, (services, sign) => services.GetRequiredService<SubmitReport>().Submit(Khu, Year, sign));
        await As(site, People.Police, async (services, sign) => await services.GetRequiredService<ReviewLines>().Verify(Khu, Year, [Shown(await Lines(site), "7.1")], sign));
        await As(site, People.Police, async (services, sign) => await services.GetRequiredService<ReviewLines>().Return(Khu, Year, Shown(await Lines(site), "1.1"), "Đo lại", sign));

        var report = await site.Page($"/don-vi/{Khu}/bao-cao?ky=2024");
        Assert.Contains("Đã thẩm tra 1/39 chỉ tiêu; 01 chỉ tiêu trả lại, 37 chỉ tiêu chưa thẩm tra, không tính là đã thẩm tra.", report.Said(".a4"), StringComparison.Ordinal);
        Assert.Contains("chưa thẩm tra", (await site.Page($"/don-vi/thanh-dinh.khu-2/bao-cao?ky=2024")).Said(".a4"), StringComparison.Ordinal);
    }

    private static async Task<Site> Opened(On on)
    {
        var site = await Site.Open(on);
        Assert.Null(await As(site, People.Office, (services, sign) => services.GetRequiredService<OpenPeriod>().Open(Commune, Year, Terms, sign)));
        return site;
    }

    private static ReviewedLine Shown(IEnumerable<ReportLine> lines, string code) => lines.Single(line => line.Line == code && line.SetId == Set) is var line ? new(line.SetId, line.Line, line.Revision) : null!;

    private static Task<List<ReportLine>> Lines(Site site) => site.Do(services => services.GetRequiredService<RuralDb>().ReportLines.AsNoTracking().Where(line => line.Version == 1).ToListAsync());

    private static Task<UnitReport> Report(Site site) => site.Do(services => services.GetRequiredService<RuralDb>().UnitReports.OrderByDescending(report => report.Version).FirstAsync());

    /// <returns>The code of the refusal; empty when it was saved.</returns>
    private static async Task<string> Enter(Site site, string measure, int value, string why, Somebody? by = null)
    {
        var asked = site.Services.GetRequiredService<ActiveCriteria>().Current.Library.Measures[measure];
        var result = await As(site, by ?? People.Khu1, (services, sign) => services.GetRequiredService<SaveObservations>().Save([new(Khu, asked, Year, "", new ObservedValue.Number(value), new DateOnly(2024, 12, 31))], sign with { Why = why }));
        return result.Refused.FirstOrDefault()?.Refusal.Code ?? "";
    }

    private static async Task<T> As<T>(Site site, Somebody somebody, Func<IServiceProvider, ChangeNote, Task<T>> act)
    {
        var account = await site.AccountOf(somebody);
        return await site.Do(async services =>
        {
            services.GetRequiredService<CurrentPerson>().Who = await services.GetRequiredService<ReadPerson>().Of(account);
            return await act(services, services.GetRequiredService<Gate>().Sign());
        });
    }
}
