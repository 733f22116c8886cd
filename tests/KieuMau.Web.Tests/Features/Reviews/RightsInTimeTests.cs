using System.Globalization;
using System.Text;
using KieuMau.Domain;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Observations;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Features.Observations;
using KieuMau.Web.Features.Reviews;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Tests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Tests.Features.Reviews;

/// <summary>
/// Who may do what with a report while its period is open, sent, returned, verified, locked: the whole table, done for real
/// cell by cell and approved by somebody. What addresses may be opened stands in the table of addresses and posts.
/// </summary>
public sealed class RightsInTimeTests
{
    private const string OtherCommune = "xa-khac";

    private static readonly (string Short, string Role, string Unit)[] Posts =
    [
        ("quản trị", "system-admin", ""),
        ("văn phòng", "office", TestCommune.Xa),
        ("chủ tịch", "commune-pc-chair", TestCommune.Xa),
        ("UBND", "commune-pc", TestCommune.Xa),
        ("công an", "police", TestCommune.Xa),
        ("Đảng ủy", "party-committee", TestCommune.Xa),
        ("trưởng khu 1", "kdc-head", TestCommune.Khu(1)),
        ("mặt trận khu 1", "front-work-board", TestCommune.Khu(1)),
        ("sở của tỉnh", "province-dept", "tinh-thu"),
    ];

    private static readonly (string Name, string Commune, string Khu)[] Places =
    [
        ("của mình", TestCommune.Xa, TestCommune.Khu(1)),
        ("khu bên", TestCommune.Xa, TestCommune.Khu(2)),
        ("xã khác", OtherCommune, $"{OtherCommune}.khu-1"),
    ];

    private static readonly (string Name, Func<TestCommune.Desk, TestCommune, string, string, Task<Refusal?>> Do)[] Acts =
    [
        ("nhập số", async (desk, commune, _, khu) => (await desk.Save.Save([Number(commune, khu, 71)], desk.Gate.Sign("đếm lại"))).Refused.FirstOrDefault()?.Refusal),
        ("gửi báo cáo", (desk, _, _, khu) => desk.Submit.Submit(Report(khu))),
        ("thẩm tra dòng", async (desk, _, _, khu) => await desk.Review.Verify(Report(khu), 1, new(await Shown(desk, khu)))),
        ("thẩm tra các dòng còn lại", async (desk, _, _, khu) => (await desk.Review.VerifyRest(Report(khu), new Dictionary<int, ShownLine> { [1] = new(await Shown(desk, khu)) })).Refusal),
        ("trả lại dòng", async (desk, _, _, khu) => await desk.Review.Return(Report(khu), 1, new(await Shown(desk, khu)), "Cần danh sách")),
        ("trả lời dòng bị trả", (desk, _, _, khu) => desk.Answer.Answer(Report(khu), 1, "Đã kèm danh sách")),
        ("lập bản sửa đổi", (desk, _, _, khu) => desk.Amend.Amend(Report(khu), "đếm sót")),
        ("khóa kỳ", (desk, _, xa, _) => desk.LockPeriod.Lock(xa, TestCommune.Year2024, "hết hạn")),
        ("đổi nơi phải gửi", (desk, _, xa, khu) => desk.OpenPeriod.ChangeAsked(xa, TestCommune.Year2024, [new(khu, 0, [])])),
        ("đặt lại hạn", (desk, _, xa, _) => desk.OpenPeriod.Redate(xa, TestCommune.Year2024, new(2025, 2, 1), Source.Unknown)),
    ];

    [Fact]
    public async Task The_table_of_acts_posts_and_states_changes_only_when_someone_approves_it()
    {
        var text = new StringBuilder("Mỗi ô: của mình, khu bên, xã khác.  + được   × không có quyền   · không tìm thấy đơn vị   o có quyền, nhưng phần này không được giao   - có quyền, nhưng kỳ đang ở trạng thái này thì không\n");
        text.Append("Khóa kỳ, đổi nơi phải gửi và đặt lại hạn là việc của cả xã: khu bên cũng là xã mình.\n\n");
        text.AppendJoin('\n', Posts.Select((post, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1,2}. {post.Short}"))).Append('\n');
        foreach (var state in Enum.GetValues<ReportState>()) await Write(state, text);
        Approved.Matches(text.ToString(), "acts-and-periods.txt");
    }

    private static async Task Write(ReportState state, StringBuilder text)
    {
        await using var commune = await TestCommune.Create(On.Sqlite);
        var people = await Prepare(commune, state);
        var template = new Template(commune.Database);
        text.Append(CultureInfo.InvariantCulture, $"\n{$"[{TestCommune.Desk.Procedure.NameOf(state)}]",-28}{string.Concat(Posts.Select((_, index) => $"{index + 1,5}"))}\n");
        foreach (var (name, act) in Acts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name,-26}");
            foreach (var person in people)
            {
                text.Append("  ");
                foreach (var (_, xa, khu) in Places)
                {
                    var refusal = await commune.As(person, async desk =>
                    {
                        desk.Person.Who = desk.Person.Who! with { SecondFactor = true };
                        return await act(desk, commune, xa, khu);
                    });
                    text.Append(refusal?.Code switch { null => '+', "accounts.no-right" => '×', "units.unknown" => '·', "saving.not-yours" or "reviews.not-in-field" => 'o', _ => '-' });
                    if (refusal is null) template.Restore();
                }
            }

            text.Append('\n');
        }
    }

    /// <summary>Two communes whose three khu all have a report in one state.</summary>
    private static async Task<List<int>> Prepare(TestCommune commune, ReportState state)
    {
        var from = new DateOnly(2020, 1, 1);
        await commune.Do(async desk => Assert.Empty(await desk.AddUnits.Add([TestCommune.Of(OtherCommune, "Xã Khác", "xã", "tinh-thu", from), TestCommune.Of($"{OtherCommune}.khu-1", "Khu 1", "khu", OtherCommune, from)], demonstration: false)));
        var people = new List<int>();
        foreach (var (_, role, unit) in Posts) people.Add(await commune.Person(role, unit, role));
        foreach (var khu in Places.GroupBy(place => place.Commune))
        {
            Assert.Null(await commune.Do(desk => desk.OpenPeriod.Open(khu.Key, new(TestCommune.Year2024, new(2024, 12, 1), new(2025, 1, 10), Source.Unknown, 20, 5), [.. khu.Select(place => new OpenPeriod.Asked(place.Khu, 0, []))])));
        }

        foreach (var (_, xa, khu) in Places)
        {
            if (state == ReportState.Open) break;
            Assert.True((await commune.Do(desk => desk.Save.Save([Number(commune, khu, 100, commune.Households), Number(commune, khu, 70)], TestCommune.Note))).Clean);
            if (state == ReportState.Entering) continue;
            Assert.Null(await commune.Do(desk => desk.Submit.Submit(Report(khu))));
            var review = state switch
            {
                ReportState.Returned => commune.Do(desk => desk.Review.Return(Report(khu), 1, new(0), "Cần danh sách")),
                ReportState.Verified or ReportState.Locked => commune.Do(desk => desk.Review.Verify(Report(khu), 1, new(0))),
                _ => Task.FromResult<Refusal?>(null),
            };
            Assert.Null(await review);
        }

        foreach (var xa in Places.Select(place => place.Commune).Distinct())
        {
            if (state == ReportState.Locked) Assert.Null(await commune.Do(desk => desk.LockPeriod.Lock(xa, TestCommune.Year2024, "")));
            Assert.All((await commune.Do(desk => desk.Reports.Of(xa, TestCommune.Year2024, default)))!.Reports, report => Assert.Equal(state, report.State));
        }

        return people;
    }

    private static ReportAddress Report(string khu) => new(khu, 0, TestCommune.Year2024);

    private static ObservationChange Number(TestCommune commune, string khu, int value, Domain.Measures.Measure? measure = null) =>
        new(khu, measure ?? commune.Sorting, TestCommune.Year2024, "", new ObservedValue.Number(value));

    /// <summary>The revision of the line's review that a page would have shown.</summary>
    private static async Task<int> Shown(TestCommune.Desk desk, string khu) => await (
        from review in desk.Db.LineReviews
        join sent in desk.Db.Submissions on new { review.Shard, Id = review.SubmissionId } equals new { sent.Shard, sent.Id }
        join unit in desk.Db.Set<UnitKey>() on sent.UnitId equals unit.Id
        where unit.Code == khu
        select (int?)review.Revision).MaxAsync() ?? 0;

    /// <summary>The database as it was prepared, put back after each cell.</summary>
    private sealed class Template
    {
        private readonly string file;

        public Template(TestDatabase database)
        {
            file = database.Connection;
            using (var db = database.Open()) db.Database.ExecuteSqlRaw("pragma wal_checkpoint(truncate)");
            SqliteConnection.ClearAllPools();
            File.Copy(file, file + ".mau");
        }

        public void Restore()
        {
            SqliteConnection.ClearAllPools();
            foreach (var beside in new[] { "-wal", "-shm" }) File.Delete(file + beside);
            File.Copy(file + ".mau", file, overwrite: true);
        }
    }
}
