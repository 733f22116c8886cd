using System.Globalization;
using KieuMau.Domain.Assignments;
using KieuMau.Web.Data;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Notices;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Việc giao đến tay ai.</summary>
public enum Reached
{
    /// <summary>The person chosen, by account.</summary>
    Person,

    /// <summary>The people of the office.</summary>
    Office,

    /// <summary>An office none of whose people has an account.</summary>
    EmptyOffice,

    /// <summary>A person without an account, of no office.</summary>
    Nobody,
}

/// <summary>Báo cho người được giao, người thôi giữ: in the transaction of the act.</summary>
public sealed class TellAssigned(OfficePeople people, ActiveCriteria criteria, TellPeople tell, TimeProvider clock)
{
    private const string Href = "/viec";

    /// <summary>Assignments given together, to one.</summary>
    public async Task<Reached> Given(CommuneAssignments known, IReadOnlyList<Assignment> given, CancellationToken ct)
    {
        var first = given[0];
        var told = await Of(known, first.Who, ct);
        await tell.Tell(told, "assignments.given", Key(known, first), $"Được giao {Part(first)} {Lines(known, first, given.Select(one => one.Line))} {first.Term.Spoken}.", Href, ct);
        return first.Who.Account is not null ? Reached.Person : told.Count > 0 ? Reached.Office : first.Who.Office is not null ? Reached.EmptyOffice : Reached.Nobody;
    }

    /// <summary>Assignments that end, each as it then stands: one notice for those of the same holder.</summary>
    public async Task Ended(CommuneAssignments known, IReadOnlyList<Assignment> ended, string why, CancellationToken ct)
    {
        foreach (var group in ended.GroupBy(one => (one.Who, one.As, one.Unit, one.Line.Set, one.Term.To)))
        {
            var first = group.First();
            await tell.Tell(
                await Of(known, first.Who, ct), "assignments.ended", string.Create(CultureInfo.InvariantCulture, $"{Key(known, first)}:{first.Term.To:yyyyMMdd}"),
                $"Thôi {Part(first)} {Lines(known, first, group.Select(one => one.Line))} sau ngày {Term.Written(first.Term.To!.Value)}{(why.Trim().Length > 0 ? $", lý do: {why.Trim()}" : "")}.", Href, ct);
        }
    }

    /// <summary>Whoever led a line by its criterion, or for every khu, until a nearer lead was given.</summary>
    public async Task Moved(CommuneAssignments known, IReadOnlyList<Assignment> given, CancellationToken ct)
    {
        var after = new AssignmentBook(known.Book.All.Concat(given));
        foreach (var before in known.Book.All.Where(one => one.As == AssignedAs.Lead && given[0].As == AssignedAs.Lead && one.Line.Set == given[0].Line.Set && one.Term.Overlaps(given[0].Term) && !one.Who.Same(given[0].Who)
            && given.Any(now => now.Line == one.Line || (one.Line.OfCriterion && !now.Line.OfCriterion))))
        {
            var day = before.Term.From > given[0].Term.From ? before.Term.From : given[0].Term.From;
            if (criteria.Current.Library.Find(before.Line.Set, day) is not { } set) continue;
            var judged = known.JudgedBy(set, day).Where(unit => before.CoversUnit(unit.Code) && given[0].CoversUnit(unit.Code)).ToList();
            var lost = (from criterion in set.Criteria
                        from line in criterion.Indicators
                        where judged.Exists(unit => known.Book.LeadOf(set.Id, criterion.Code, line.Code, unit.Code, day) == before && given.Contains(after.LeadOf(set.Id, criterion.Code, line.Code, unit.Code, day)))
                        select new AssignedLine(set.Id, line.Code)).ToList();
            if (lost.Count == 0) continue;
            await tell.Tell(
                await Of(known, before.Who, ct), "assignments.moved", string.Create(CultureInfo.InvariantCulture, $"{Key(known, given[0])}:{before.Id}"),
                $"Thôi {Part(before)} {Lines(known, given[0], lost)}: giao {given[0].Who.Spoken} {given[0].Term.Spoken}.", Href, ct);
        }
    }

    private async Task<IReadOnlyList<int>> Of(CommuneAssignments known, Assignee who, CancellationToken ct) =>
        who.Account is { } account ? [account]
        : known.Offices.FirstOrDefault(one => one.Id == who.Office) is { } office ? await people.Of(office, clock.Today(), ct)
        : [];

    private string Lines(CommuneAssignments known, Assignment one, IEnumerable<AssignedLine> lines)
    {
        var where = one.Unit.Length > 0 ? $" của {Wording.Lower(known.UnitName(one.Unit, one.Term.From))}" : "";
        return $"{string.Join(", ", lines.Select(line => Wording.Lower(line.Spoken)))}{where} ({criteria.Current.Library.Find(one.Line.Set, one.Term.From)?.ShortTitle})";
    }

    private static string Part(Assignment one) => one.As == AssignedAs.Lead ? "phụ trách" : "phối hợp";

    private static string Key(CommuneAssignments known, Assignment one) => string.Create(CultureInfo.InvariantCulture, $"assignment:{known.Shard}:{one.Id}");
}
