using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Evaluations;

namespace KieuMau.Web.Features.Reviews.Periods;

/// <summary>Đầy đủ đến hôm nay: of what was sent as it was sent; of what was not, as it stands.</summary>
public sealed class ReadCompleteness(ReadCommune communes, AskedLines asked, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<ReportAddress, KnownLines>> Of(ReportBook.Book book, CancellationToken ct)
    {
        var found = new Dictionary<ReportAddress, KnownLines>();
        var reading = await communes.Of(book.Commune, book.Period.JudgedOn(clock.Today()), ct);
        foreach (var report in book.Reports)
        {
            if (report.Latest is { SentAt: not null } sent) found[report.Address] = new(sent.WithData, sent.Lines);
            else if (reading?.Find(report.Address.Unit) is { } unit) found[report.Address] = Now(reading, unit, await asked.Of(report.Asking, unit.Code, book.Commune, ct));
        }

        return found;
    }

    private static KnownLines Now(CommuneReading reading, Domain.Units.Unit unit, AskedLines.Asks asks) => KnownLines.Of(
        from set in SetLadder.For(reading.Library, unit.Level, reading.At)
        where reading.Refuse(set, unit.Code) is null
        from criterion in reading.Judge(set, unit.Code, explain: false).Criteria
        from finding in criterion.Findings
        where asks(set, criterion.Criterion, finding.Indicator)
        select finding.Verdict);
}
