using System.Globalization;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Reviews;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Assignments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Reviews.Periods;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Reviews;

/// <summary>Lĩnh vực thẩm tra of whoever looks, in one unit.</summary>
/// <param name="Lines">Set and line; none stands for every line.</param>
public sealed record ReviewField(IReadOnlySet<(string Set, string Line)>? Lines)
{
    public static readonly ReviewField Every = new((IReadOnlySet<(string, string)>?)null);

    public bool IsEvery => Lines is null;

    public bool Has(string set, string line) => Lines is null || Lines.Contains((set, line));
}

/// <summary>
/// Ai thẩm tra dòng nào: a post bound to its own field (<c>chỉ thẩm tra lĩnh vực mình</c>) reviews the lines assigned to its
/// holder or to the holder's office, as lead or as co-worker; every other holder of the right reviews all.
/// </summary>
public sealed class ReviewFields(RuralDb db, ReadAssignments assignments, OfficePeople people, ActiveCriteria criteria, Gate gate)
{
    private IReadOnlySet<int>? offices; // of whoever looks: asked once for all the reports of a page

    /// <param name="unit">Whose report it is; the commune's for an office.</param>
    /// <param name="commune">Whose period it is.</param>
    public async Task<ReviewField> Of(string unit, string commune, CancellationToken ct = default)
    {
        if (await gate.VerifiesEveryField(unit, ct)) return ReviewField.Every;
        if (gate.Who is not { } who || await assignments.Of(commune, ct) is not { } known) return new(new HashSet<(string, string)>());
        offices ??= await people.OfficesOf(who.Account, gate.Today, ct);
        return new(known.HeldIn(unit, one => OfficePeople.IsMine(one, who.Account, offices), criteria.Current.Library, gate.Today).ToHashSet());
    }

    /// <summary>Whoever leads a line: for the words of a refusal. Empty when nobody does.</summary>
    public async Task<string> LeadOf(FrozenLine line, string unit, string commune, CancellationToken ct = default)
    {
        if (await assignments.Of(commune, ct) is not { } known || criteria.Current.Library.Find(line.Set)?.Latest is not { } set) return "";
        return set.Criteria.FirstOrDefault(one => one.Indicators.Any(indicator => indicator.Code == line.Code)) is { } criterion
            && known.Book.LeadOf(set.Id, criterion.Code, line.Code, unit, gate.Today) is { } lead ? lead.Who.OfficeOrPerson : "";
    }

    /// <summary>Of these reports of a period: how many lines wait for whoever looks, and how many returned ones were answered. A line with a number of their own waits for somebody else (SD1).</summary>
    public async Task<IReadOnlyDictionary<ReportAddress, (int Waiting, int Answered)>> ToDo(ReportBook.Book book, IEnumerable<ReportBook.Report> reports, CancellationToken ct = default)
    {
        var open = reports.Where(report => report.Counts.Waiting + report.Answered > 0).ToDictionary(report => report.Shown);
        var found = new Dictionary<ReportAddress, (int, int)>();
        if (open.Count == 0) return found;
        var (shown, mine) = (open.Keys.ToList(), string.Create(CultureInfo.InvariantCulture, $",{gate.Who?.Account ?? 0},"));
        var rows = (await (from row in db.ReviewedLines
                           where row.Line.Shard == book.Shard && shown.Contains(row.Line.SubmissionId) && row.Review.Standing != ReviewStanding.Verified
                           where !row.Line.EnteredBy.Replace("[", ",").Replace("]", ",").Contains(mine)
                           select new { row.Line.SubmissionId, row.Line.SetId, row.Line.Line, row.Review.Standing, Answered = row.Review.Answer != "" }).ToListAsync(ct)).ToLookup(row => row.SubmissionId);
        foreach (var (id, report) in open)
        {
            var field = await Of(report.Address.Unit, book.Commune, ct);
            var left = rows[id].Where(row => field.Has(row.SetId, row.Line)).ToList();
            found[report.Address] = (left.Count(row => row.Standing == ReviewStanding.Waiting), left.Count(row => row is { Standing: ReviewStanding.Returned, Answered: true }));
        }

        return found;
    }
}
