using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using KieuMau.Web.Features.Notices;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Assignments;

/// <param name="Named">Chức vụ; for somebody with an account it may be left empty.</param>
public sealed record NewMember(int Board, string Position, string Named, int? Account, int? Office, Term Term);

/// <summary>Kiện toàn ban: members come and go; what was assigned through a membership ends the same day.</summary>
public sealed class ChangeMembers(RuralDb db, CommuneLock turn, ReadAssignments reader, EndAssignment ending, OfficePeople people, BoardBook book, Gate gate, JournalWriter journal, TellPeople tell)
{
    public async Task<(int Id, Refusal? Refusal)> Add(string commune, NewMember member, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return (0, noRight);
        if (await reader.Of(commune, ct) is not { } known) return (0, Units.UnitRefusals.Unknown(commune));
        var persons = await people.In([.. known.Around.Keys.Values.Select(key => key.Id)], member.Term.From, ct);
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        known = (await reader.Of(commune, ct))!;
        var named = member.Named.Trim() is { Length: > 0 } text ? text : persons.FirstOrDefault(person => person.Account == member.Account)?.Named ?? "";
        if (Refuse(known, member, named, persons) is { } refusal) return (0, refusal);

        var board = known.Boards.First(one => one.Id == member.Board);
        var row = new StoredMember
        {
            Shard = known.Shard,
            Id = 1 + known.Members.Select(one => one.Id).DefaultIfEmpty(0).Max(),
            BoardId = member.Board,
            Position = member.Position,
            Named = named,
            AccountId = member.Account,
            OfficeId = member.Office,
            ValidFrom = member.Term.From,
            ValidTo = member.Term.To,
        };
        db.BoardMembers.Add(row);
        await db.SaveChangesAsync(ct);
        await journal.Append(known.Shard, new("boards.member", $"{named} là {member.Position} {board.Name} {member.Term.Spoken}") { Unit = board.Unit, Subject = $"member:{row.Id}", To = member.Position }, ct);
        if (member.Account is { } account) await tell.Tell([account], "boards.member", $"member:{known.Shard}:{row.Id}", $"Anh/chị là {member.Position} {board.Name} {member.Term.Spoken}.", $"/xa/{commune}/ban", ct);
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        reader.Forget();
        return (row.Id, null);
    }

    /// <param name="lastDay">Last day as a member, and last day of what was assigned through it.</param>
    public async Task<Refusal?> End(string commune, int member, DateOnly lastDay, string why, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return noRight;
        if (await reader.Of(commune, ct) is not { } known) return Units.UnitRefusals.Unknown(commune);
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        known = (await reader.Of(commune, ct))!;
        if (known.Members.FirstOrDefault(one => one.Id == member) is not { } found) return AssignmentRefusals.NoSuchMember();
        if (lastDay < found.Term.From) return AssignmentRefusals.EndsBeforeItBegins(found.Term with { To = lastDay });
        await ending.WithMembership(known, found, lastDay, why, ct);
        await held.Commit(ct);
        reader.Forget();
        return null;
    }

    private Refusal? Refuse(CommuneAssignments known, NewMember member, string named, IReadOnlyList<OfficePeople.Person> persons)
    {
        if (known.Boards.FirstOrDefault(one => one.Id == member.Board) is not { } board || book.Find(board.Kind) is not { } kind) return AssignmentRefusals.NoBoard();
        if (!kind.Positions.Contains(member.Position)) return AssignmentRefusals.NoPosition(kind);
        if (member.Account is not null && persons.All(person => person.Account != member.Account)) return AssignmentRefusals.NoSuchPerson();
        if (named.Length == 0) return AssignmentRefusals.NoMemberName();
        if (member.Office is { } office && known.OfficesOn(member.Term.From).All(one => one.Id != office)) return AssignmentRefusals.NoSuchOffice();
        if (member.Term.Never) return AssignmentRefusals.EndsBeforeItBegins(member.Term);
        if (!member.Term.Within(board.Term)) return AssignmentRefusals.OutsideBoard(board);
        // one head at a time; the other positions may be held by several
        return member.Position == kind.Positions[0] && known.Members.FirstOrDefault(one => one.Board == board.Id && one.Position == member.Position && one.Term.Overlaps(member.Term)) is { } other
            ? AssignmentRefusals.HeadTwice(other)
            : null;
    }
}
