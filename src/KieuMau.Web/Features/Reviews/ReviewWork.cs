using KieuMau.Domain.Accounts;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Reviews.Periods;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Features.Work;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Việc của tôi trong các kỳ: lines returned to me, reports due or late, lines to verify.</summary>
public sealed class ReviewWork(RuralDb db, ReportBook books, ReportPlaces places, ReviewFields fields, Gate gate, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> For(Who who, Standpoint here, CancellationToken ct)
    {
        if (here.Commune is not { } commune) return [];
        var work = new List<WorkItem>();
        var units = db.UnitKeys;
        var offices = await db.Offices.AsNoTracking().Where(office => units.Any(unit => unit.Id == office.UnitId && unit.Code == commune.Code)).ToDictionaryAsync(office => office.Id, ct);
        foreach (var book in await books.Unfinished(commune.Code, ct))
        {
            var asked = await fields.ToDo(book, await Reviewable(book, ct), ct);
            foreach (var report in book.Reports)
            {
                if (report.State is ReportState.Open or ReportState.Entering or ReportState.Returned && await Sends(report, offices.GetValueOrDefault(report.Address.Office), ct)) work.AddRange(await OfSender(book, report, ct));
                if (asked.TryGetValue(report.Address, out var left) && left is var (waiting, answered) && waiting + answered > 0) work.Add(OfReviewer(book, report, waiting, answered));
            }
        }

        return work;
    }

    private async Task<IReadOnlyList<ReportBook.Report>> Reviewable(ReportBook.Book book, CancellationToken ct)
    {
        var open = new List<ReportBook.Report>();
        foreach (var report in book.Reports.Where(report => report.State is ReportState.Submitted or ReportState.Returned))
        {
            if (await gate.May(Right.Verify, report.Address.Unit, report.Address.Period, ct)) open.Add(report);
        }

        return open;
    }

    /// <summary>Whoever enters for the khu or works in the office; whoever may send for others is not asked to.</summary>
    private async Task<bool> Sends(ReportBook.Report report, Office? office, CancellationToken ct) =>
        (await places.RightsFor(ReportStep.Submit, report.Address, office, ct)).Overlaps([Right.EnterKhu, Right.EnterOwn]);

    private async Task<IEnumerable<WorkItem>> OfSender(ReportBook.Book book, ReportBook.Report report, CancellationToken ct)
    {
        if (report.State == ReportState.Returned)
        {
            var rows = await (from row in db.ReviewedLines
                              where row.Line.Shard == book.Shard && row.Line.SubmissionId == report.Latest!.Id && row.Review.Standing == ReviewStanding.Returned
                              orderby row.Line.Position
                              select new { row.Line.Line, row.Line.Position, row.Review.Reason }).ToListAsync(ct);
            return rows.Select(row => new WorkItem(WorkKind.Returned, $"{report.Name}, {row.Line}: trả lại, {row.Reason}", $"{report.Address.Href}#dong-{row.Position}", report.Address.Unit));
        }

        if (clock.Today() < book.Period.OpensOn) return [];
        var again = report.Latest is { Why.Length: > 0 };
        return [new(WorkKind.Due, again ? $"{report.Name}: bản sửa đổi báo cáo {book.Period.Period.Spoken()} chưa gửi" : $"{report.Name}: báo cáo {book.Period.Period.Spoken()} {report.Timeliness.Spoken()}", report.Address.Href, report.Address.Unit, book.Period.DueOn)];
    }

    private static WorkItem OfReviewer(ReportBook.Book book, ReportBook.Report report, int waiting, int answered)
    {
        var asked = new[] { (waiting, "dòng chờ thẩm tra"), (answered, "dòng trả lại đã có trả lời") }.Where(one => one.Item1 > 0).Select(one => $"{NumberText.Spoken(one.Item1)} {one.Item2}");
        return new(WorkKind.ToVerify, $"{report.Name}: {string.Join(", ", asked)} ({book.Period.Period.Spoken()})", report.Address.ReviewHref(book.Commune), report.Address.Unit);
    }
}
