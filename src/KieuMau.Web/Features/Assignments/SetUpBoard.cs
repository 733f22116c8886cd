using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Journal;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Ban sắp lập.</summary>
/// <param name="Unit">Code: the commune, or one of its khu.</param>
public sealed record NewBoard(string Kind, string Name, string Unit, string Decision, SourceStatus Status, Term Term);

/// <summary>Lập, kết thúc một ban. The commune's assigner sets up those of its khu too.</summary>
public sealed class SetUpBoard(RuralDb db, CommuneLock turn, ReadAssignments reader, EndAssignment ending, BoardBook book, Gate gate, JournalWriter journal)
{
    public async Task<(int Id, Refusal? Refusal)> SetUp(string commune, NewBoard board, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return (0, noRight);
        if (await reader.Of(commune, ct) is not { } known) return (0, Units.UnitRefusals.Unknown(commune));
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        known = (await reader.Of(commune, ct))!;
        if (Refuse(known, board) is { } refusal) return (0, refusal);

        var row = new StoredBoard
        {
            Shard = known.Shard,
            Id = 1 + known.Boards.Select(one => one.Id).DefaultIfEmpty(0).Max(),
            UnitId = known.Around.Keys[board.Unit].Id,
            Kind = board.Kind,
            Name = board.Name.Trim(),
            Decision = board.Decision.Trim(),
            Status = board.Status,
            ValidFrom = board.Term.From,
            ValidTo = board.Term.To,
        };
        db.Boards.Add(row);
        await db.SaveChangesAsync(ct);
        await journal.Append(known.Shard, new("boards.set-up", $"Lập {row.Name} {board.Term.Spoken}") { Unit = board.Unit, Subject = $"board:{row.Id}", To = row.Decision }, ct);
        await Finish(held, ct);
        return (row.Id, null);
    }

    /// <summary>Its members leave it that day, and what was assigned through them ends.</summary>
    public async Task<Refusal?> Close(string commune, int board, DateOnly lastDay, string why, CancellationToken ct = default)
    {
        if (await gate.Refuse(Right.Assign, commune, ct) is { } noRight) return noRight;
        if (await reader.Of(commune, ct) is not { } known) return Units.UnitRefusals.Unknown(commune);
        await using var held = await turn.Take([known.Shard], ct);
        reader.Forget();
        known = (await reader.Of(commune, ct))!;
        if (known.Boards.FirstOrDefault(one => one.Id == board) is not { } found) return AssignmentRefusals.NoBoard();
        if (lastDay < found.Term.From) return AssignmentRefusals.EndsBeforeItBegins(found.Term with { To = lastDay });

        var last = found.Term.EndedBy(lastDay).To;
        await db.Boards.Where(row => row.Shard == known.Shard && row.Id == board).ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidTo, last), ct);
        foreach (var member in known.Members.Where(one => one.Board == board)) await ending.WithMembership(known, member, lastDay, why, ct);
        await journal.Append(known.Shard, new("boards.close", $"Kết thúc {found.Name} sau ngày {Term.Written(lastDay)}") { Unit = found.Unit, Subject = $"board:{board}", Why = why }, ct);
        await Finish(held, ct);
        return null;
    }

    private Refusal? Refuse(CommuneAssignments known, NewBoard board)
    {
        if (book.Find(board.Kind) is not { } kind) return AssignmentRefusals.NoKind();
        if (string.IsNullOrWhiteSpace(board.Name)) return AssignmentRefusals.NoBoardName();
        if (board.Term.Never) return AssignmentRefusals.EndsBeforeItBegins(board.Term);
        if (known.Around.Tree.Find(board.Unit, board.Term.From) is not { } unit || (unit.Code != known.Commune && unit.Parent != known.Commune)) return Units.UnitRefusals.NotThen(board.Unit, board.Term.From);
        if (unit.Level != kind.Level) return AssignmentRefusals.OtherLevel(kind);
        return known.Boards.FirstOrDefault(one => one.Kind == board.Kind && one.Unit == board.Unit && one.Term.Overlaps(board.Term)) is { } other ? AssignmentRefusals.BoardTwice(other) : null;
    }

    private async Task Finish(CommuneLock.Held held, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await held.Commit(ct);
        reader.Forget();
    }
}
