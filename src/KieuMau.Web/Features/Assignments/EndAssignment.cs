using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Kết thúc phân công: alone, with the membership it went through, or with its office. The row stays, and whoever held it is told.</summary>
public sealed class EndAssignment(RuralDb db, CommuneLock turn, ReadAssignments reader, Gate gate, JournalWriter journal, TellAssigned tell)
{
    public async Task<Refusal?> End(string commune, int assignment, DateOnly lastDay, string why, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return noRight;
        if (await reader.Of(commune, ct) is not { } known) return Units.UnitRefusals.Unknown(commune);
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        known = (await reader.Of(commune, ct))!;
        if (known.Book.All.FirstOrDefault(one => one.Id == assignment) is not { } found) return AssignmentRefusals.Unknown();
        if (lastDay < found.Term.From) return AssignmentRefusals.EndsBeforeItBegins(found.Term with { To = lastDay });
        await Write(known, [found with { Term = found.Term.EndedBy(lastDay) }], why, ct);
        await held.Commit(ct);
        reader.Forget();
        return null;
    }

    /// <summary>Within the lock of whoever ends the membership.</summary>
    public async Task WithMembership(CommuneAssignments known, BoardMember member, DateOnly lastDay, string why, CancellationToken ct)
    {
        var ended = known.Book.EndedWith(member.Id, lastDay);
        var term = member.Term.EndedBy(lastDay);
        await db.BoardMembers.Where(row => row.Shard == known.Shard && row.Id == member.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidTo, term.To), ct);
        await journal.Append(known.Shard, new("boards.member-end", $"{member.Named} thôi {member.Position} sau ngày {Term.Written(term.To!.Value)}; {ended.Count} phân công kết thúc theo") { Subject = $"member:{member.Id}", Why = why }, ct);
        await Write(known, ended, why.Length > 0 ? why : $"{member.Named} thôi {member.Position}", ct);
    }

    /// <summary>Within the lock of whoever closes the office.</summary>
    public async Task<int> WithOffice(CommuneAssignments known, int office, DateOnly lastDay, string why, CancellationToken ct)
    {
        List<Assignment> ended = [.. known.Book.All.Where(one => one.Who.Office == office && one.Term.EndedBy(lastDay) != one.Term).Select(one => one with { Term = one.Term.EndedBy(lastDay) })];
        await Write(known, ended, why, ct);
        return ended.Count;
    }

    private async Task Write(CommuneAssignments known, IReadOnlyList<Assignment> ended, string why, CancellationToken ct)
    {
        var who = gate.Sign().Who;
        foreach (var one in ended)
        {
            await db.Assignments.Where(row => row.Shard == known.Shard && row.Id == one.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidTo, one.Term.To).SetProperty(row => row.EndedBy, who).SetProperty(row => row.EndedWhy, why), ct);
            await journal.Append(known.Shard, new("assignments.end", $"{one.Line.Spoken}: {one.Who.Spoken} thôi {(one.As == AssignedAs.Lead ? "phụ trách" : "phối hợp")} sau ngày {Term.Written(one.Term.To!.Value)}")
            {
                Unit = one.Unit.Length > 0 ? one.Unit : known.Commune,
                Subject = $"assignment:{one.Id}",
                From = one.Who.Spoken,
                Why = why,
            }, ct);
        }

        await tell.Ended(known, ended, why, ct);
        db.ChangeTracker.Clear();
    }
}
