using KieuMau.Domain.Assignments;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Accounts;
using KieuMau.Web.Features.Units;
using Microsoft.EntityFrameworkCore;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Ban, cơ quan, phân công của một xã, read once for one question.</summary>
/// <param name="Around">The commune with its units.</param>
/// <param name="Offices">Every one there ever was.</param>
public sealed record CommuneAssignments(
    string Commune,
    int Shard,
    UnitSurroundings Around,
    IReadOnlyList<Board> Boards,
    IReadOnlyList<BoardMember> Members,
    IReadOnlyList<Office> Offices,
    AssignmentBook Book)
{
    public IEnumerable<Office> OfficesOn(DateOnly day) => Offices.Where(office => new Term(office.ValidFrom, office.ValidTo).HeldOn(day));

    public IEnumerable<Board> BoardsOn(DateOnly day) => Boards.Where(board => board.Term.HeldOn(day));

    public IEnumerable<BoardMember> MembersOn(Board board, DateOnly day) => Members.Where(member => member.Board == board.Id && member.Term.HeldOn(day));

    public string OfficeName(int? id) => Offices.FirstOrDefault(office => office.Id == id)?.Name ?? "";

    public string UnitName(string code, DateOnly day) => Around.Tree.NameOf(code, day);

    /// <summary>How many assignments end on another day than they did then.</summary>
    public int EndedSince(CommuneAssignments? then)
    {
        var terms = then?.Book.All.ToDictionary(one => one.Id, one => one.Term) ?? [];
        return Book.All.Count(one => terms.TryGetValue(one.Id, out var term) && term != one.Term);
    }

    /// <summary>Units a set judges: the commune itself, or those below it.</summary>
    public IReadOnlyList<Unit> JudgedBy(Domain.CriteriaSets.CriteriaSet set, DateOnly day) =>
        Around.Tree.Find(Commune, day) is not { } commune
            ? []
            : [.. set.Levels.SelectMany(level => level == commune.Level ? [commune] : Around.Tree.Below(Commune, level, day))];

    /// <summary>Lines of a unit somebody has on a day, as lead or as co-worker.</summary>
    /// <param name="mine">Whether what is given to an assignee is theirs.</param>
    public IEnumerable<(string Set, string Line)> HeldIn(string unit, Func<Assignee, bool> mine, Domain.CriteriaSets.CriteriaLibrary library, DateOnly day) =>
        from id in Book.All.Select(one => one.Line.Set).Distinct()
        let set = library.Find(id)?.Latest
        where set is not null
        from held in Book.HeldBy(mine, set, [unit], day)
        select (id, held.Indicator.Code);
}

/// <summary>Đọc phân công của một xã.</summary>
public sealed class ReadAssignments(RuralDb db, UnitReader units)
{
    private readonly Dictionary<string, CommuneAssignments?> read = [];

    /// <returns>Nothing when there is no such commune.</returns>
    public async Task<CommuneAssignments?> Of(string commune, CancellationToken ct = default)
    {
        if (!read.TryGetValue(commune, out var known)) read[commune] = known = await Read(commune, ct);
        return known;
    }

    /// <summary>After a change within the same request.</summary>
    public void Forget() => read.Clear();

    private async Task<CommuneAssignments?> Read(string commune, CancellationToken ct)
    {
        var around = await units.Around([commune], ct);
        if (!around.Communes.Contains(commune)) return null;
        var (shard, id) = (around.Keys[commune].Shard, around.Keys[commune].Id);
        var offices = await db.Offices.AsNoTracking().Where(office => office.Shard == shard && office.UnitId == id).OrderBy(office => office.Id).ToListAsync(ct);
        var codes = db.UnitKeys;
        var boards = await db.Boards.AsNoTracking().Where(board => board.Shard == shard).OrderBy(board => board.Id)
            .Select(board => new { Row = board, Unit = codes.Where(unit => unit.Id == board.UnitId).Select(unit => unit.Code).First() }).ToListAsync(ct);
        var members = await db.BoardMembers.AsNoTracking().Where(member => member.Shard == shard).OrderBy(member => member.Id).ToListAsync(ct);
        var rows = await db.Assignments.AsNoTracking().Where(one => one.Shard == shard).OrderBy(one => one.Id)
            .Select(one => new { Row = one, Unit = codes.Where(unit => unit.Id == one.UnitId).Select(unit => unit.Code).FirstOrDefault() }).ToListAsync(ct);
        var names = offices.ToDictionary(office => office.Id, office => office.Name);
        return new(
            commune,
            shard,
            around,
            [.. boards.Select(one => new Board(one.Row.Id, one.Row.Kind, one.Row.Name, one.Unit, one.Row.Decision, one.Row.Status, new(one.Row.ValidFrom, one.Row.ValidTo)))],
            [.. members.Select(one => new BoardMember(one.Id, one.BoardId, one.Position, one.Named, one.AccountId, one.OfficeId, new(one.ValidFrom, one.ValidTo)))],
            offices,
            new(rows.Select(one => new Assignment(
                one.Row.Id,
                new(one.Row.Set, one.Row.Line, one.Row.OfCriterion),
                one.Unit ?? "",
                one.Row.As,
                new(one.Row.OfficeId, one.Row.OfficeId is { } office ? names.GetValueOrDefault(office, "") : "", one.Row.AccountId, one.Row.Person, one.Row.MemberId),
                new(one.Row.ValidFrom, one.Row.ValidTo)))));
    }
}
