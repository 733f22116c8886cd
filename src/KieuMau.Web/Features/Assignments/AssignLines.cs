using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Journal;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Giao việc: some lines of one set to one office or person.</summary>
/// <param name="Unit">One khu; empty for every unit the set judges.</param>
/// <param name="Office">Left out where a member of a board is chosen: then the office the member represents.</param>
/// <param name="Account">A person with an account, who is not chosen as a member.</param>
/// <param name="Member">The membership it goes through.</param>
public sealed record NewAssignment(string Set, IReadOnlyList<AssignedLine> Lines, string Unit, AssignedAs As, int? Office, int? Account, int? Member, Term Term);

/// <summary>Phân công tiêu chí, chỉ tiêu: all the lines or none; whoever is newly assigned is told, and whoever it is moved away from.</summary>
public sealed class AssignLines(RuralDb db, CommuneLock turn, ReadAssignments reader, OfficePeople people, ActiveCriteria criteria, Gate gate, JournalWriter journal, TellAssigned tell, TimeProvider clock)
{
    public async Task<Refusal?> Assign(string commune, NewAssignment asked, CancellationToken ct = default) => (await Give(commune, asked, ct)).Refusal;

    /// <returns>Whom it reached; nothing when it was refused.</returns>
    public async Task<(Reached Reached, Refusal? Refusal)> Give(string commune, NewAssignment asked, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return (default, noRight);
        if (await reader.Of(commune, ct) is not { } known) return (default, Units.UnitRefusals.Unknown(commune));
        var persons = asked.Account is null ? [] : await people.In([.. known.Around.Keys.Values.Select(key => key.Id)], asked.Term.From, ct);
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        known = (await reader.Of(commune, ct))!;

        var (who, term, refusal) = Whom(known, asked, persons);
        refusal ??= RefuseLines(known, asked);
        if (refusal is not null) return (default, refusal);
        var given = new List<Assignment>();
        foreach (var line in asked.Lines.Distinct())
        {
            var one = new Assignment(0, line, asked.Unit, asked.As, who!, term);
            if (known.Book.Refuse(one) is { } refused) return (default, refused);
            given.Add(one);
        }

        await Write(known, given, ct);
        var reached = await tell.Given(known, given, ct);
        await tell.Moved(known, given, ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        reader.Forget();
        return (reached, null);
    }

    private static (Assignee? Who, Term Term, Refusal? Refusal) Whom(CommuneAssignments known, NewAssignment asked, IReadOnlyList<OfficePeople.Person> persons)
    {
        if (asked.Term.Never) return (null, asked.Term, AssignmentRefusals.EndsBeforeItBegins(asked.Term));
        var member = asked.Member is { } id ? known.Members.FirstOrDefault(one => one.Id == id) : null;
        if (asked.Member is not null && member is null) return (null, asked.Term, AssignmentRefusals.NoSuchMember());
        var person = asked.Account is { } account ? persons.FirstOrDefault(one => one.Account == account) : null;
        if (member is null && asked.Account is not null && person is null) return (null, asked.Term, AssignmentRefusals.NoSuchPerson());
        if ((asked.Office ?? member?.Office ?? person?.Office, member, person) is (null, null, null)) return (null, asked.Term, AssignmentRefusals.Nobody());
        var office = asked.Office ?? member?.Office ?? person?.Office;
        if (asked.Office is not null && known.OfficesOn(asked.Term.From).All(one => one.Id != asked.Office)) return (null, asked.Term, AssignmentRefusals.NoSuchOffice());

        // what goes through a membership lasts no longer than it
        var term = member?.Term.To is { } end && asked.Term.To is null ? asked.Term with { To = end } : asked.Term;
        if (known.Offices.FirstOrDefault(one => one.Id == office)?.ValidTo is { } closes && (term.To is null || term.To > closes)) term = term with { To = closes }; // nor than its office
        if (member is not null && !term.Within(member.Term)) return (null, term, AssignmentRefusals.OutsideMembership(member));
        return (new(office, known.OfficeName(office), member?.Account ?? person?.Account, member?.Named ?? person?.Named ?? "", member?.Id), term, null);
    }

    private Refusal? RefuseLines(CommuneAssignments known, NewAssignment asked)
    {
        if (asked.Lines.Count == 0) return AssignmentRefusals.NoLines();
        if (criteria.Current.Library.Find(asked.Set, asked.Term.From) is not { } set) return AssignmentRefusals.NoSuchLine(asked.Set);
        if (asked.Lines.FirstOrDefault(line => line.Set != asked.Set || !Has(set, line)) is { } unknown) return AssignmentRefusals.NoSuchLine(unknown.Code);
        return asked.Unit.Length > 0 && (asked.Unit == known.Commune || known.JudgedBy(set, asked.Term.From).All(unit => unit.Code != asked.Unit)) ? AssignmentRefusals.OtherUnit(asked.Unit) : null;
    }

    private static bool Has(CriteriaSet set, AssignedLine line) =>
        line.OfCriterion ? set.Criteria.Any(criterion => criterion.Code == line.Code) : set.Find(line.Code) is not null;

    private async Task Write(CommuneAssignments known, List<Assignment> given, CancellationToken ct)
    {
        var (note, last) = (gate.Sign(), known.Book.All.Select(one => one.Id).DefaultIfEmpty(0).Max());
        for (var at = 0; at < given.Count; at++)
        {
            var one = given[at] = given[at] with { Id = last + 1 + at };
            db.Assignments.Add(new()
            {
                Shard = known.Shard,
                Id = one.Id,
                Set = one.Line.Set,
                Line = one.Line.Code,
                OfCriterion = one.Line.OfCriterion,
                UnitId = one.Unit.Length == 0 ? null : known.Around.Keys[one.Unit].Id,
                As = one.As,
                OfficeId = one.Who.Office,
                AccountId = one.Who.Account,
                Person = one.Who.Person,
                MemberId = one.Who.Membership,
                ValidFrom = one.Term.From,
                ValidTo = one.Term.To,
                GivenBy = note.Who,
                GivenAt = clock.Instant(),
            });
        }

        await db.SaveChangesAsync(ct);
        foreach (var one in given)
        {
            await journal.Append(known.Shard, new("assignments.give", $"{one.Line.Spoken} ({one.Line.Set}): giao {one.Who.Spoken} {(one.As == AssignedAs.Lead ? "phụ trách" : "phối hợp")} {one.Term.Spoken}")
            {
                Unit = one.Unit.Length > 0 ? one.Unit : known.Commune,
                Subject = $"assignment:{one.Id}",
                To = one.Who.Spoken,
            }, ct);
        }
    }
}
