using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Units;
using KieuMau.Formats.Assignments;
using KieuMau.Web.Features.CriteriaSets;
using KieuMau.Web.Features.Units;
using KieuMau.Web.Shell;

namespace KieuMau.Web.Features.Assignments;

/// <summary>Xem phân công: a set × who leads, who works along, from when; on the day of the standpoint.</summary>
public sealed class ShowAssignments(ReadAssignments reader, ActiveCriteria criteria, UnitReader units)
{
    /// <param name="Own">Assignments of this very line or criterion on the day, for ending them.</param>
    /// <param name="Leads">Who leads it where: one when it is the same for every unit, none when nobody does.</param>
    /// <param name="Unled">Units without a lead.</param>
    public sealed record Row(Criterion Criterion, Indicator Line, IReadOnlyList<Assignment> Own, IReadOnlyList<(Assignment Lead, IReadOnlyList<Unit> Units)> Leads, IReadOnlyList<Assignment> CoWorkers, IReadOnlyList<Unit> Unled);

    /// <param name="Own">Assignments of the criterion itself.</param>
    public sealed record Group(Criterion Criterion, IReadOnlyList<Assignment> Own, IReadOnlyList<Row> Rows);

    public sealed record View(CommuneAssignments Known, Unit Commune, CriteriaSet Set, IReadOnlyList<CriteriaSet> Sets, IReadOnlyList<Unit> Units, IReadOnlyList<Group> Groups, DateOnly At)
    {
        public IEnumerable<Row> Rows => Groups.SelectMany(group => group.Rows);

        public int Unowned => Rows.Count(row => row.Unled.Count > 0);

        /// <summary>The set judges several units, so that a line may be led differently in one.</summary>
        public bool OfKhu => Units.Count > 0 && Units[0].Code != Commune.Code;

        public Answer Answer => Unowned == 0
            ? new($"Cả {Rows.Count()} chỉ tiêu đã có người phụ trách.", $"Tính đến ngày {Term.Written(At)}.")
            : new($"{Unowned} trong {Rows.Count()} chỉ tiêu chưa có người phụ trách.", $"Tính đến ngày {Term.Written(At)}.");
    }

    public async Task<View?> Of(string commune, Standpoint here, string? setId, CancellationToken ct = default)
    {
        if (await reader.Of(commune, ct) is not { } known || known.Around.Tree.Find(commune, here.At) is not { } unit) return null;
        var sets = SetsFor(known, unit, here.At);
        if ((sets.FirstOrDefault(set => set.Id == setId) ?? (sets is [var top, ..] ? top : null)) is not { } chosen) return null;
        var judged = known.JudgedBy(chosen, here.At);
        return new(known, unit, chosen, sets, judged, [.. chosen.Criteria.Select(criterion => GroupOf(known.Book, chosen, criterion, judged, here.At))], here.At);
    }

    /// <summary>As it goes on paper.</summary>
    public async Task<Formats.Assignments.AssignmentTable?> Paper(string commune, Standpoint here, string? setId, CancellationToken ct = default)
    {
        if (await Of(commune, here, setId, ct) is not { } view) return null;
        var board = view.Known.BoardsOn(here.At).FirstOrDefault(one => one.Unit == commune && one.Kind == BoardKind.Steering);
        return new(view.Set, Wording.Lower(view.Commune.Name), here.At, [.. view.Groups.SelectMany(group => group.Rows.Select(LineOf).Prepend(HeadingOf(group)))])
        {
            Board = board,
            Members = board is null ? [] : [.. view.Known.MembersOn(board, here.At).Select(member => new AssignmentTableMember(member.Position, member.Named, view.Known.OfficeName(member.Office)))],
            Demonstration = await units.IsDemonstration(commune, ct),
        };
    }

    /// <summary>Sets of the khu first, then those of the commune itself.</summary>
    public IReadOnlyList<CriteriaSet> SetsFor(CommuneAssignments known, Unit commune, DateOnly at) =>
        [.. known.Around.Tree.Children(commune.Code, at).Select(one => one.Level).Distinct().Append(commune.Level)
            .SelectMany(level => SetLadder.For(criteria.Current.Library, level, at)).DistinctBy(set => set.Id)];

    /// <summary>What the commune works on: the highest set of each level, and those in which somebody has a line.</summary>
    public IReadOnlyList<CriteriaSet> SetsAtWork(CommuneAssignments known, Unit commune, DateOnly at)
    {
        var given = known.Book.All.Where(one => one.Term.HeldOn(at)).Select(one => one.Line.Set).ToHashSet();
        var sets = SetsFor(known, commune, at);
        return [.. sets.Where(set => given.Contains(set.Id) || set == sets.First(other => other.Levels.Any(set.Levels.Contains)))];
    }

    private static Group GroupOf(AssignmentBook book, CriteriaSet set, Criterion criterion, IReadOnlyList<Unit> judged, DateOnly at)
    {
        var ofCriterion = OnDay(book, new(set.Id, criterion.Code, OfCriterion: true), at);
        return new(criterion, ofCriterion, [.. criterion.Indicators.Select(line => RowOf(book, set, criterion, line, judged, at))]);
    }

    private static Row RowOf(AssignmentBook book, CriteriaSet set, Criterion criterion, Indicator line, IReadOnlyList<Unit> judged, DateOnly at)
    {
        var leads = judged.Select(unit => (Unit: unit, Lead: book.LeadOf(set.Id, criterion.Code, line.Code, unit.Code, at))).ToList();
        return new(
            criterion,
            line,
            OnDay(book, new(set.Id, line.Code), at),
            [.. leads.Where(one => one.Lead is not null).GroupBy(one => one.Lead!).OrderByDescending(group => group.Count()).Select(group => (group.Key, (IReadOnlyList<Unit>)[.. group.Select(one => one.Unit)]))],
            [.. judged.SelectMany(unit => book.CoWorkersOf(set.Id, criterion.Code, line.Code, unit.Code, at)).DistinctBy(one => one.Id)],
            [.. leads.Where(one => one.Lead is null).Select(one => one.Unit)]);
    }

    private static IReadOnlyList<Assignment> OnDay(AssignmentBook book, AssignedLine line, DateOnly at) =>
        [.. book.All.Where(one => one.Line == line && one.Term.HeldOn(at)).OrderBy(one => one.As).ThenBy(one => one.Id)];

    private static AssignmentTableLine HeadingOf(Group group) => new(true, group.Criterion.Code, group.Criterion.Name, "", [], "", "");

    private static AssignmentTableLine LineOf(Row row) => new(
        false,
        row.Line.Code,
        row.Line.Name,
        row.Leads is [var (lead, _), ..] ? lead.Who.Spoken : "",
        [.. row.CoWorkers.Select(one => one.Who.Spoken)],
        row.Leads is [var (first, _), ..] ? first.Term.Spoken : "",
        NoteOf(row)) { Unowned = row.Unled.Count > 0 };

    /// <summary>"khu 2: Trạm y tế", "khu 4 chưa có".</summary>
    private static string NoteOf(Row row) => string.Join("; ", [
        .. row.Leads.Skip(1).Select(one => $"{Wording.List([.. one.Units.Select(unit => Wording.Lower(unit.Name))])}: {one.Lead.Who.Spoken}"),
        .. row.Leads.Count > 0 && row.Unled.Count > 0 ? [$"{Wording.List([.. row.Unled.Select(unit => Wording.Lower(unit.Name))])} chưa có người phụ trách"] : Array.Empty<string>(),
    ]);
}
