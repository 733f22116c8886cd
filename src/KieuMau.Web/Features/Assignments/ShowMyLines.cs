using KieuMau.Domain.Accounts;
using KieuMau.Domain.Assignments;
using KieuMau.Domain.CriteriaSets;
using KieuMau.Domain.Evaluations;
using KieuMau.Domain.Measures;
using KieuMau.Domain.Units;
using KieuMau.Web.Data;
using KieuMau.Web.Features.Evaluations;
using KieuMau.Web.Features.Units;

namespace KieuMau.Web.Features.Assignments;

/// <summary>
/// Chỉ tiêu được giao: the lines a person or the person's office has today, with how they stand in each unit on the day looked
/// at. Whoever looks at last year still has the duties of today.
/// </summary>
public sealed class ShowMyLines(ReadAssignments reader, OfficePeople people, ReadCommune communes, TimeProvider clock)
{
    /// <param name="Found">What each unit it is held for was found to be.</param>
    public sealed record MyLine(CriteriaSet Set, Indicator Line, AssignedAs As, IReadOnlyList<(Unit Unit, Finding Finding)> Found)
    {
        public IReadOnlyList<Unit> Where(Verdict verdict) => [.. Found.Where(one => one.Finding.Verdict == verdict).Select(one => one.Unit)];

        /// <summary>Numbers still to be entered, wherever.</summary>
        public IReadOnlyList<Measure> Missing => [.. Found.SelectMany(one => one.Finding.Missing).Distinct()];
    }

    private IReadOnlyList<MyLine>? known;

    public async Task<IReadOnlyList<MyLine>> Of(Who who, Standpoint here, CancellationToken ct) => known ??= await Read(who, here, ct);

    private async Task<IReadOnlyList<MyLine>> Read(Who who, Standpoint here, CancellationToken ct)
    {
        if (here.Commune is not { } commune || who.Account == 0) return [];
        if (await reader.Of(commune.Code, ct) is not { } assignments || !assignments.Book.All.Any()) return [];
        var today = clock.Today();
        var offices = await people.OfficesOf(who.Account, today, ct);
        if (!assignments.Book.All.Any(one => OfficePeople.IsMine(one.Who, who.Account, offices))) return [];
        if (await communes.Of(commune.Code, here.At, ct) is not { } reading) return [];

        var lines = new List<MyLine>();
        foreach (var set in reading.Library.At(assignments.Book.All.Select(one => one.Line.Set), here.At).Where(set => set.InForceAt(here.At)))
        {
            var judged = assignments.JudgedBy(set, here.At).Where(unit => reading.Refuse(set, unit.Code) is null).ToDictionary(unit => unit.Code);
            lines.AddRange(assignments.Book.HeldBy(one => OfficePeople.IsMine(one, who.Account, offices), set, judged.Keys, today)
                .GroupBy(held => held.Indicator)
                .Select(ofLine => LineOf(set, ofLine.Key, [.. ofLine], reading, judged)));
        }

        return lines;
    }

    private static MyLine LineOf(CriteriaSet set, Indicator line, IReadOnlyList<HeldLine> held, CommuneReading reading, Dictionary<string, Unit> judged) => new(
        set,
        line,
        held.Min(one => one.As),
        [.. from one in held
            let finding = reading.Judge(set, one.Unit).Find(line.Code)
            where finding is not null
            select (judged[one.Unit], finding)]);
}
